"""Feeds: posts in one of five orders with the reason for each, words on the rise, search. What pages and the API read.

A cursor is a word that `next` of a page holds and `before` takes; "" is the beginning, and the end. Following and new go on
by number. The other orders are made anew for each page from the same posts at the same moment, both kept in the cursor;
what is liked between two pages may still move a post, which is then seen twice or not at all.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from streams.kernel.ids import number_of
from streams.models import AccountKind, Post, Run
from streams.recommender.feeds import ranked
from streams.recommender.rankings import Ranking, Reason, reasons_in
from streams.selectors.accounts import AccountView
from streams.selectors.candidates import pool_of, strangers_of, viewers_of
from streams.selectors.following import Passed, passed_to
from streams.selectors.posts import PostView, posts_by_numbers, seen_gaps, seen_then
from streams.selectors.searching import hits_of
from streams.selectors.shared import latest_of
from streams.selectors.statements import gap, read
from streams.selectors.trends import TrendView, trends_of
from streams.selectors.viewing import LAST_NUMBER, Viewer, viewer_as

PAGE_SIZE: Final = 20
TRENDS_SHOWN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A post in a feed, and why it stands there."""

    post: PostView
    reasons: Sequence[Reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """Some entries in order; `next` goes on behind them, "" where nothing follows."""

    entries: Sequence[FeedEntry]
    next: str = ""


def default_ranking(run: Run) -> Ranking:
    """Say which order a run shows unasked: `ranking` in the table [social] of its scenario."""
    return Ranking(json.loads(run.scenario).get("social", {}).get("ranking", Ranking.RECOMMENDED))


def may_see_feed_of(viewer: Viewer, account: AccountView) -> bool:
    """Whether a viewer may see what this account is offered: a person's tells whom she blocks and what she likes."""
    return account.kind != AccountKind.HUMAN or account.number == viewer.account


def feed(
    viewer: Viewer, ranking: Ranking, *, before: str = "", limit: int = PAGE_SIZE, as_account: int | None = None
) -> FeedPage:
    """Show a page of a feed.

    before: a cursor; ValueError for anything else.
    as_account: whose feed it is instead of the viewer's own (`may_see_feed_of`); of it she sees what she may see herself.
    Queries: the same number for a ranking and viewer, whatever the network holds (6 to 20).
    """
    reader = viewer if as_account is None else viewer_as(viewer, as_account)
    if ranking is Ranking.FOLLOWING:
        return _following(viewer, reader, before, limit)
    if ranking is Ranking.NEW:
        return _new(viewer, reader, before, limit)
    return _ranked(viewer, reader, ranking, before, limit)


def trending(viewer: Viewer, *, limit: int = TRENDS_SHOWN) -> list[TrendView]:
    """List the words on the rise, strongest first."""
    return trends_of(viewer, limit=limit)


def search_posts(viewer: Viewer, text: str, *, before: str = "", limit: int = PAGE_SIZE) -> FeedPage:
    """Show the posts that have all the words of a text, the latest first. ValueError for what is no cursor.

    A page may hold fewer posts than asked for, even none, and still say that something follows.
    """
    (last,) = _read(before, 1) or (LAST_NUMBER,)
    hits = hits_of(viewer, text, before=last, limit=limit)
    cursor = _written(hits.next) if hits.next else ""
    return _shown(viewer, {number: [Reason.FOUND] for number in hits.numbers}, cursor)


def _new(viewer: Viewer, reader: Viewer, before: str, limit: int) -> FeedPage:
    (last,) = _read(before, 1) or (LAST_NUMBER,)
    keys = read(_latest, reader.is_past, reader.is_operator, limit + 1, last=reader.key(last), **seen_gaps(reader))
    numbers = [number_of(key) for (key,) in keys]
    cursor = _written(numbers[limit - 1]) if len(numbers) > limit else ""
    return _shown(viewer, {number: [Reason.NEW] for number in numbers[:limit]}, cursor)


def _latest(is_past: bool, is_operator: bool, limit: int) -> QuerySet[Post, Any]:
    posts = seen_then(is_past, is_operator).filter(pk__gt=gap("begin"), pk__lt=gap("last"))
    return posts.order_by("-pk").values_list("pk")[:limit]


def _following(viewer: Viewer, reader: Viewer, before: str, limit: int) -> FeedPage:
    """Show what was written and passed on by whom she follows; a post that came twice stands where it came last."""
    post, repost = _read(before, 2) or (LAST_NUMBER, LAST_NUMBER)
    found = passed_to(reader, post=post, repost=repost, limit=limit + 1)
    shown: dict[int, Passed] = {}
    for one in found[:limit]:
        shown.setdefault(one.post, one)
    post = min([post, *(one.number for one in found[:limit] if not one.by)])
    repost = min([repost, *(one.number for one in found[:limit] if one.by)])
    reasons = {number: [_came_by(reader, one)] for number, one in shown.items()}
    passed_on_by = {one.post: one.by for one in shown.values() if one.by}
    return _shown(viewer, reasons, _written(post, repost) if len(found) > limit else "", passed_on_by)


def _came_by(reader: Viewer, one: Passed) -> Reason:
    if one.by:
        return Reason.REPOSTED
    return Reason.OWN if one.author == reader.account else Reason.FOLLOWED


def _ranked(viewer: Viewer, reader: Viewer, ranking: Ranking, before: str, limit: int) -> FeedPage:
    latest = latest_of(reader)
    now, top, skipped = _read(before, 3) or (latest.sim_time, latest.post, 0)
    pool = pool_of(reader, latest, top=top)
    describe = viewers_of if ranking is Ranking.RECOMMENDED else strangers_of
    chosen = ranked(ranking, pool, describe(reader, pool, now=now), skipped + limit + 1)
    is_there = chosen.rows[0] >= 0
    numbers = pool.number[chosen.rows[0, is_there]][skipped:].tolist()
    reasons = map(reasons_in, chosen.reasons[0, is_there][skipped:].tolist())
    shown = dict(zip(numbers[:limit], reasons, strict=False))
    return _shown(viewer, shown, _written(now, top, skipped + limit) if len(numbers) > limit else "")


def _shown(
    viewer: Viewer, reasons: Mapping[int, Sequence[Reason]], cursor: str, passed_on_by: Mapping[int, int] | None = None
) -> FeedPage:
    """Make a page of posts, in the order of `reasons`."""
    views = posts_by_numbers(viewer, list(reasons), passed_on_by=passed_on_by)
    return FeedPage(entries=[FeedEntry(post=view, reasons=reasons[view.number]) for view in views], next=cursor)


def _written(*numbers: int) -> str:
    return ".".join(map(str, numbers))


def _read(cursor: str, count: int) -> list[int]:
    """Read the numbers of a cursor; none for the beginning. ValueError where it is not one of this order."""
    numbers = cursor.split(".") if cursor else []
    if numbers and (len(numbers) != count or not all(map(_is_number, numbers))):
        raise ValueError(f"{cursor!r} does not go on with this list: take `next` of the page before")
    return [int(number) for number in numbers]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_NUMBER)) and int(text) <= LAST_NUMBER
