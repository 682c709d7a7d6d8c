"""The feed in its five orders, as the reader or as anybody else is shown it; the thread of a post; search."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse

from society.views.accounts import faces
from society.views.frame import Frame, found_or_404, number_of_query
from society.views.network_words import RANKINGS
from society.views.posts import CommentWords, comment_words, post_words
from society.views.standing import Visit, of_network
from streams.kernel.ids import number_of
from streams.models import Post, Run
from streams.models.posts import COMMENT_MAX, POST_MAX
from streams.recommender.rankings import Ranking
from streams.selectors.accounts import account_of_handle, accounts_named
from streams.selectors.feeds import FeedEntry, FeedPage, default_ranking, may_see_feed_of, search_posts, trending
from streams.selectors.feeds import feed as feed_page
from streams.selectors.posts import liked_by, posts_by_numbers
from streams.selectors.threads import comment_by_number
from streams.selectors.threads import thread as thread_page

PAGE_SIZE: Final = 20
COMMENTS_A_PAGE: Final = 30
LIKED_BY_SHOWN: Final = 6
_SEARCH_MAX: Final = 100
_CURSOR_MAX: Final = 40
_TELLING: Final = frozenset({Ranking.FOLLOWING, Ranking.HOT, Ranking.RECOMMENDED})
"""Orders in which posts stand for different reasons."""

_BY_TIME: Final = frozenset({Ranking.FOLLOWING, Ranking.NEW})
"""Orders in which what is new stands above what is shown already."""


@of_network
def feed(visit: Visit) -> HttpResponse:
    """Show a feed: `?ranking=` orders it, `?as=` is whose it is, `?before=` goes on. A person's is nobody else's to see.

    `?wrote=` is a post that the reader has just written: it stands on top, wherever the order would have it.
    """
    frame, asked = visit.frame, visit.request.GET
    handle = asked.get("as", "").strip().removeprefix("@")[:_SEARCH_MAX]
    found = account_of_handle(visit.viewer, handle) if handle else None
    is_private = found is not None and not may_see_feed_of(visit.viewer, found)
    seen_by = None if is_private else found
    has_account = bool(seen_by or visit.viewer.account)
    ranking = _ranking(frame.run, asked.get("ranking", ""), has_account=has_account)
    before = asked.get("before", "")[:_CURSOR_MAX]
    try:
        page = feed_page(
            visit.viewer, ranking, before=before, limit=PAGE_SIZE, as_account=seen_by.number if seen_by else None
        )
    except ValueError as error:
        raise Http404(str(error)) from None
    kept = {"as": handle if seen_by else ""}
    if seen_by is None and not before:
        page = _with_own(visit, page, number_of_query(asked.get("wrote", "")))
    context = _shown(visit, page, with_reasons=ranking in _TELLING or seen_by is not None) | {
        "as_account": faces(frame, [seen_by], you=0)[seen_by.number] if seen_by else None,
        "as_handle": handle,
        "nobody_called": handle if handle and found is None else "",
        "is_private": is_private,
        "ranking": ranking.value,
        "meaning": RANKINGS[ranking][1],
        "tabs": _tabs(frame, ranking, kept, has_account=has_account),
        "older": frame.query(district="", ranking=ranking.value, before=page.next, **kept) if page.next else "",
        "is_further": bool(before),
        "is_network_empty": not page.entries and not before and ranking is not Ranking.FOLLOWING,
        "own_feed": reverse("feed", args=[frame.run.pk]) + frame.query(district=""),
        "after_writing": f"{reverse('feed', args=[frame.run.pk])}?ranking={ranking.value}",
        "trending": _trends(visit),
        "post_max": POST_MAX,
        "post_max_text": f"{POST_MAX:,}",
        "is_by_time": ranking in _BY_TIME,
        "newest": _newest(visit),
    }
    return visit.render("society/feed.html", "feed", context)


@of_network
def post(visit: Visit, number: int) -> HttpResponse:
    """Show a post and its comments: `?after=` and `?root=` go on, `?answer=` is the comment that the form answers."""
    frame, asked = visit.frame, visit.request.GET
    found = found_or_404(next(iter(posts_by_numbers(visit.viewer, [number])), None), f"there is no post {number}")
    root, after = (number_of_query(asked.get(name, "")) for name in ("root", "after"))
    page = thread_page(visit.viewer, number, root=root, after=after, limit=COMMENTS_A_PAGE)
    likers = liked_by(visit.viewer, number, limit=LIKED_BY_SHOWN).items
    known = faces(frame, likers, you=visit.viewer.account)
    context = {
        "post": post_words(frame, visit.standing, [found])[0],
        "comments": comment_words(frame, visit.standing, number, page.items),
        "answered": _answered(visit, number),
        "is_part": bool(root),
        "further": frame.query(district="", root=root or "", after=page.next) if page.next else "",
        "liked_by": [known[view.number] for view in likers],
        "liked_by_others": max(0, found.counts.likes - len(likers)),
        "comment_max": COMMENT_MAX,
    }
    return visit.render("society/post.html", "feed", context)


@of_network
def search(visit: Visit) -> HttpResponse:
    """Show posts that have all the words of `?q=`, the newest first, and who is called so."""
    frame, asked = visit.frame, visit.request.GET
    text, before = asked.get("q", "").strip()[:_SEARCH_MAX], asked.get("before", "")[:_CURSOR_MAX]
    try:
        page = search_posts(visit.viewer, text, before=before, limit=PAGE_SIZE) if text else FeedPage(entries=[])
    except ValueError as error:
        raise Http404(str(error)) from None
    named = accounts_named(visit.viewer, text, limit=LIKED_BY_SHOWN).items if text and not before else []
    people = faces(frame, named, you=visit.viewer.account)
    context = _shown(visit, page, with_reasons=False) | {
        "text": text,
        "people": [people[view.number] for view in named],
        "older": frame.query(district="", q=text, before=page.next) if page.next else "",
    }
    return visit.render("society/search.html", "feed", context)


def _answered(visit: Visit, post: int) -> CommentWords | None:
    """Find the comment that is to be answered; None for one of another post, or that is not shown."""
    wanted = number_of_query(visit.request.GET.get("answer", ""))
    found = comment_by_number(visit.viewer, wanted) if wanted else None
    if found is None or found.post != post or found.is_hidden:
        return None
    return comment_words(visit.frame, visit.standing, post, [found])[0]


def _shown(visit: Visit, page: FeedPage, *, with_reasons: bool) -> dict[str, Any]:
    reasons = {entry.post.number: entry.reasons for entry in page.entries} if with_reasons else {}
    return {"posts": post_words(visit.frame, visit.standing, [entry.post for entry in page.entries], reasons)}


def _with_own(visit: Visit, page: FeedPage, wrote: int) -> FeedPage:
    """Put a post of the reader's own on top of a page that does not show it. One query, none without such a post."""
    if not wrote or any(entry.post.number == wrote for entry in page.entries):
        return page
    own = [post for post in posts_by_numbers(visit.viewer, [wrote]) if post.author.number == visit.viewer.account]
    return replace(page, entries=[*(FeedEntry(post=post, reasons=()) for post in own), *page.entries])


def _newest(visit: Visit) -> int:
    """Give the number of the last post that there is, whoever may see it; 0 for none."""
    key = visit.viewer.made(Post).order_by("-pk").values_list("pk", flat=True).first()
    return number_of(key) if key else 0


def _trends(visit: Visit) -> list[dict[str, Any]]:
    address = reverse("search", args=[visit.frame.run.pk])
    return [
        {"word": row.word, "count": row.authors, "href": address + visit.frame.query(district="", q=row.word)}
        for row in trending(visit.viewer)
    ]


def _tabs(frame: Frame, shown: Ranking, kept: Mapping[str, str], *, has_account: bool) -> list[dict[str, Any]]:
    """Offer the orders; following needs somebody who follows."""
    offered: Sequence[Ranking] = [one for one in RANKINGS if has_account or one is not Ranking.FOLLOWING]
    return [
        {
            "word": RANKINGS[one][0],
            "href": frame.query(district="", ranking=one.value, **kept),
            "is_now": one is shown,
        }
        for one in offered
    ]


def _ranking(run: Run, text: str, *, has_account: bool) -> Ranking:
    """Read the order that is asked for, else the run's; what needs an account is the newest first without one."""
    asked = Ranking(text) if text in set(Ranking) else default_ranking(run)
    return asked if has_account or asked is not Ranking.FOLLOWING else Ranking.NEW
