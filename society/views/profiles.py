"""An account's page: who it is, what it posts, who follows it and whom it follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from society.views.accounts import Face, faces
from society.views.feed import PAGE_SIZE
from society.views.frame import found_or_404, number_of_query
from society.views.posts import about_url, post_words
from society.views.standing import Visit, of_network
from streams.selectors.accounts import AccountView, account_of_handle, followers_of, following_of
from streams.selectors.posts import posts_of

PEOPLE_A_PAGE: Final = 50
_TABS: Final = {"posts": _("Posts"), "followers": _("Followers"), "following": _("Follows")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Addresses that only an account's own page needs."""

    followers: str
    following: str
    resident: str
    seen: str
    message: str
    report: str
    moderate: str


@of_network
def account(visit: Visit, handle: str) -> HttpResponse:
    """Show what an account posts and passes on, the newest first; `?before=` goes on."""
    view = _found(visit, handle)
    before = number_of_query(visit.request.GET.get("before", ""))
    page = posts_of(visit.viewer, view.number, before=before, limit=PAGE_SIZE)
    posts = post_words(visit.frame, visit.standing, page.items)
    return _page(visit, view, "posts", {"posts": posts, "is_further": bool(before)}, page.next)


@of_network
def followers(visit: Visit, handle: str) -> HttpResponse:
    """Show who follows an account, the latest first."""
    view = _found(visit, handle)
    before = number_of_query(visit.request.GET.get("before", ""))
    page = followers_of(visit.viewer, view.number, before=before, limit=PEOPLE_A_PAGE)
    return _page(visit, view, "followers", {"people": _faces(visit, page.items)}, page.next)


@of_network
def following(visit: Visit, handle: str) -> HttpResponse:
    """Show whom an account follows, the latest first."""
    view = _found(visit, handle)
    before = number_of_query(visit.request.GET.get("before", ""))
    page = following_of(visit.viewer, view.number, before=before, limit=PEOPLE_A_PAGE)
    return _page(visit, view, "following", {"people": _faces(visit, page.items)}, page.next)


def _found(visit: Visit, handle: str) -> AccountView:
    view: AccountView = found_or_404(account_of_handle(visit.viewer, handle), f"nobody is called {handle}")
    return view


def _faces(visit: Visit, views: Sequence[AccountView]) -> list[Face]:
    known = faces(visit.frame, views, you=visit.viewer.account)
    return [known[view.number] for view in views]


def _page(visit: Visit, view: AccountView, tab: str, shown: dict[str, Any], following_page: int) -> HttpResponse:
    frame = visit.frame
    addresses = {name: _url(visit, name, view.handle) for name in _TABS}
    context = {
        "account": faces(frame, [view], you=visit.viewer.account)[view.number],
        "profile": _profile(visit, view, addresses),
        "tab": tab,
        "tabs": [{"word": word, "href": addresses[name], "is_now": name == tab} for name, word in _TABS.items()],
        "older": frame.query(district="", before=following_page) if following_page else "",
    }
    return visit.render("society/account.html", "feed", context | shown)


def _url(visit: Visit, tab: str, handle: str) -> str:
    name = "account" if tab == "posts" else tab
    return reverse(name, args=[visit.frame.run.pk, handle]) + visit.frame.query(district="")


def _profile(visit: Visit, view: AccountView, addresses: dict[str, str]) -> Profile:
    frame, run_id = visit.frame, visit.frame.run.pk
    return Profile(
        followers=addresses["followers"],
        following=addresses["following"],
        resident=reverse("resident", args=[run_id, view.handle]) + frame.query(district=""),
        seen=reverse("feed", args=[run_id]) + frame.query(**{"district": "", "as": view.handle}),
        message=f"{reverse('messages', args=[run_id])}?{urlencode({'to': view.handle})}#new",
        report=about_url(frame, "report", "account", view.number),
        moderate=about_url(frame, "moderation", "account", view.number),
    )
