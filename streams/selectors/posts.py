"""Posts as a viewer sees them: text, author, counts, what she did with them; lists of posts, and who likes one."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from streams.kernel.ids import number_of
from streams.models import AccountKind, Comment, Like, Post, PostCount, Repost, Subject
from streams.models.social import STANDS
from streams.selectors.accounts import AccountView, accounts_by_numbers
from streams.selectors.viewing import E, Page, Viewer, hidden_among, is_hidden, of_one, page_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCounts:
    """How many standing comments, likes and reposts a post has."""

    comments: int = 0
    likes: int = 0
    reposts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post. place: number, 0 = none; about: seq of the event that it tells of, 0 = none; topic, feeling: numbers.

    is_liked, is_reposted: by the viewer.   reposted_by: who passed it on to her, where a feed has it from there.
    is_hidden: by a sanction; then only its author and operators are shown it.
    """

    number: int
    author: AccountView
    text: str
    pictures: Sequence[Any]
    sim_time: int
    place: int
    topic: int
    feeling: int
    about: int
    counts: PostCounts
    is_liked: bool
    is_reposted: bool
    reposted_by: AccountView | None
    is_hidden: bool


def seen(viewer: Viewer, rows: QuerySet[E], kind: Subject) -> QuerySet[E]:
    """Narrow posts or comments that stood to those that the viewer may see.

    What a person took back is not to be found in the past either; what residents took back is history.
    """
    rows = rows.exclude(author__in=viewer.keys(viewer.blocked))
    if viewer.until is not None:
        rows = rows.filter(STANDS | ~Q(author__kind=AccountKind.HUMAN))
    if viewer.is_operator:
        return rows
    is_own = Q(author=viewer.key(viewer.account))
    return rows.filter(is_own | ~is_hidden(viewer, kind))


def seen_posts(viewer: Viewer) -> QuerySet[Post]:
    """Select the posts that the viewer may see."""
    return seen(viewer, viewer.standing(Post), Subject.POST)


def posts_by_numbers(
    viewer: Viewer, numbers: Sequence[int], *, passed_on_by: Mapping[int, int] | None = None
) -> list[PostView]:
    """Show posts in the order of their numbers given; those that the viewer may not see are left out.

    passed_on_by: who brought a post to her, account by post.   Five queries for nobody, nine for a viewer with an account.
    """
    found = {row.number: row for row in seen_posts(viewer).filter(pk__in=viewer.keys(set(numbers)))}
    return _views(viewer, [found[number] for number in numbers if number in found], passed_on_by or {})


def new_posts(viewer: Viewer, *, before: int = 0, limit: int = 20) -> Page[PostView]:
    """List all posts, the latest first. Queries as `posts_by_numbers`."""
    return _posts_page(viewer, seen_posts(viewer).order_by("-pk"), before, limit)


def posts_of(viewer: Viewer, account: int, *, before: int = 0, limit: int = 20) -> Page[PostView]:
    """List an account's posts, the latest first. Queries as `posts_by_numbers`."""
    return _posts_page(viewer, of_one(seen_posts(viewer), "author_id", viewer.key(account)), before, limit)


def liked_by(viewer: Viewer, post: int, *, before: int = 0, limit: int = 20) -> Page[AccountView]:
    """List who likes a post, the latest first; nobody where the viewer may not see it.

    Two queries more than `accounts_by_numbers`.
    """
    if not seen_posts(viewer).filter(pk=viewer.key(post)).exists():
        return Page(items=[])
    rows = of_one(viewer.standing(Like), "post_id", viewer.key(post))
    rows = rows.exclude(account__in=viewer.keys(viewer.blocked))
    if before:
        rows = rows.filter(pk__lt=viewer.key(before))
    page = page_of(rows, limit, lambda row: row.number)
    numbers = [number_of(row.account_id) for row in page.items]
    views = accounts_by_numbers(viewer, numbers)
    return Page(items=[views[number] for number in numbers if number in views], next=page.next)


def _posts_page(viewer: Viewer, rows: QuerySet[Post], before: int, limit: int) -> Page[PostView]:
    if before:
        rows = rows.filter(pk__lt=viewer.key(before))
    page = page_of(rows, limit, lambda row: row.number)
    return Page(items=_views(viewer, page.items, {}), next=page.next)


def _views(viewer: Viewer, rows: Sequence[Post], passed_on_by: Mapping[int, int]) -> list[PostView]:
    keys, numbers = [row.pk for row in rows], [row.number for row in rows]
    brought = {post: account for post, account in passed_on_by.items() if account not in viewer.blocked}
    accounts = accounts_by_numbers(viewer, [*(number_of(row.author_id) for row in rows), *brought.values()])
    counts = _counts(viewer, keys)
    hidden = hidden_among(viewer, Subject.POST, numbers) if viewer.is_operator or viewer.account else frozenset()
    liked, reposted = _of_viewer(viewer, Like, keys), _of_viewer(viewer, Repost, keys)
    return [
        PostView(
            number=row.number,
            author=accounts[number_of(row.author_id)],
            text=row.text,
            pictures=json.loads(row.pictures),
            sim_time=row.sim_time,
            place=row.place,
            topic=row.topic,
            feeling=row.feeling,
            about=row.about,
            counts=counts.get(row.number, PostCounts()),
            is_liked=row.number in liked,
            is_reposted=row.number in reposted,
            reposted_by=accounts.get(brought.get(row.number, 0)),
            is_hidden=row.number in hidden,
        )
        for row in rows
        if number_of(row.author_id) in accounts
    ]


def _of_viewer(viewer: Viewer, model: type[Like] | type[Repost], keys: Iterable[int]) -> set[int]:
    """Say which of these posts the viewer likes, or passed on. One query, none without an account."""
    if not viewer.account:
        return set()
    rows: QuerySet[Any] = viewer.standing(model)
    mine = rows.filter(account=viewer.key(viewer.account), post__in=keys)
    return {number_of(key) for key in mine.values_list("post_id", flat=True)}


def _counts(viewer: Viewer, keys: Sequence[int]) -> Mapping[int, PostCounts]:
    """Count what posts got: one query; three in the past, where the rows that stood are counted."""
    if viewer.until is None:
        rows = PostCount.objects.filter(pk__in=keys)
        return {row.number: PostCounts(comments=row.comments, likes=row.likes, reposts=row.reposts) for row in rows}
    comments = _tally(viewer.standing(Comment).filter(post__in=keys))
    likes = _tally(viewer.standing(Like).filter(post__in=keys))
    reposts = _tally(viewer.standing(Repost).filter(post__in=keys))
    return {number_of(key): PostCounts(comments=comments[key], likes=likes[key], reposts=reposts[key]) for key in keys}


def _tally(rows: QuerySet[Any]) -> Mapping[int, int]:
    return Counter(dict(rows.order_by().values_list("post_id").annotate(Count("pk"))))
