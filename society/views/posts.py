"""Posts and comments, ready for a template: who, when, where, what can be done with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from society.views.accounts import Face, faces
from society.views.frame import Frame
from society.views.network_words import REASONS
from society.views.standing import Standing
from society.views.subjects import cut
from society.views.words import until_text
from streams.kernel.simtime import world_time
from streams.models.files import file_url
from streams.recommender.rankings import Reason
from streams.selectors.posts import PostView, posts_of
from streams.selectors.threads import CommentView
from streams.selectors.viewing import viewer_of
from world.models import Place
from world.selectors.map import places_of

_LATEST: Final = 3
_EXCERPT: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLink:
    """Where something was written."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWords:
    """A post in words."""

    view: PostView
    author: Face
    reposted_by: Face | None
    time: str
    iso: str
    href: str
    place: PlaceLink | None
    report: str
    moderate: str
    is_mine: bool
    may_act: bool
    reasons: Sequence[str] = ()

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """Its pictures, with their addresses."""
        return [{**picture, "url": file_url(picture["key"])} for picture in self.view.pictures]

    @property
    def number(self) -> str:
        """Its number, as addresses write it."""
        return str(self.view.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentWords:
    """A comment in words; without an author where it is not shown any more."""

    view: CommentView
    author: Face | None
    time: str
    iso: str
    answer: str
    further: str
    report: str
    moderate: str
    is_mine: bool

    @property
    def number(self) -> str:
        """Its number, as addresses write it."""
        return str(self.view.number)


def post_words(
    frame: Frame, standing: Standing, views: Sequence[PostView], reasons: Mapping[int, Sequence[Reason]] | None = None
) -> list[PostWords]:
    """Put posts into words. Two queries: faces and places.   reasons: why each is shown, by number."""
    why = reasons or {}
    people = [account for view in views for account in (view.author, view.reposted_by) if account is not None]
    known = faces(frame, people, you=standing.viewer.account)
    written_at = {view.place for view in views if view.place}
    places = places_of(frame.run, written_at) if written_at else {}
    return [
        PostWords(
            view=view,
            author=known[view.author.number],
            reposted_by=known[view.reposted_by.number] if view.reposted_by else None,
            time=_time(frame, view.sim_time),
            iso=world_time(view.sim_time),
            href=post_url(frame, view.number),
            place=_place(frame, places.get(view.place)),
            report=about_url(frame, "report", "post", view.number),
            moderate=about_url(frame, "moderation", "post", view.number),
            is_mine=view.author.number == standing.viewer.account,
            may_act=standing.may_write and not view.is_hidden,
            reasons=[str(REASONS[reason]) for reason in why.get(view.number, ())],
        )
        for view in views
    ]


def latest_posts(frame: Frame, account: int) -> list[dict[str, str]]:
    """Tell how an account's latest posts begin, for a page about something else."""
    viewer = viewer_of(frame.run, frame.user, t=frame.moment.sim_time if frame.moment.is_past else None)
    return [
        {
            "text": cut(view.text, _EXCERPT),
            "time": _time(frame, view.sim_time),
            "iso": world_time(view.sim_time),
            "href": post_url(frame, view.number),
        }
        for view in posts_of(viewer, account, limit=_LATEST).items
    ]


def comment_words(frame: Frame, standing: Standing, post: int, views: Sequence[CommentView]) -> list[CommentWords]:
    """Put comments of a post into words. One query, for faces."""
    known = faces(frame, [view.author for view in views if view.author is not None], you=standing.viewer.account)
    here = reverse("post", args=[frame.run.pk, post])
    return [
        CommentWords(
            view=view,
            author=known[view.author.number] if view.author is not None else None,
            time=_time(frame, view.sim_time),
            iso=world_time(view.sim_time),
            answer=f"{here}?{urlencode({'answer': view.number})}",
            further=_further(frame, here, view, views),
            report=about_url(frame, "report", "comment", view.number),
            moderate=about_url(frame, "moderation", "comment", view.number),
            is_mine=view.author is not None and view.author.number == standing.viewer.account,
        )
        for view in views
    ]


def post_url(frame: Frame, number: int) -> str:
    """Write the address of a post's page."""
    return reverse("post", args=[frame.run.pk, number]) + frame.query(district="")


def about_url(frame: Frame, page: str, kind: str, number: int) -> str:
    """Write the address of a page that deals with a post, comment or account."""
    return f"{reverse(page, args=[frame.run.pk])}?{urlencode({'about': f'{kind}-{number}'})}"


def _further(frame: Frame, here: str, view: CommentView, shown: Sequence[CommentView]) -> str:
    """Write the address of the answers to a comment that are not on this page; empty where all are."""
    if not view.has_more:
        return ""
    after = max((other.number for other in shown if other.parent == view.number), default="")
    return here + frame.query(district="", root=view.number, after=after) + "#answers"


def _place(frame: Frame, place: Place | None) -> PlaceLink | None:
    if place is None:
        return None
    href = reverse("place", args=[frame.run.pk, place.key]) + frame.query(district="")
    return PlaceLink(label=place.label, href=href)


def _time(frame: Frame, sim_time: int) -> str:
    return until_text(sim_time, frame.moment.sim_time)
