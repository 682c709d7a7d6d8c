"""Posts as a viewer sees them: text, author, counts, what she did with them; lists of posts, and who likes one."""

import json
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from streams.kernel.ids import number_of
from streams.models import AccountKind, Comment, Like, Post, PostCount, Repost, Sanction, Subject
from streams.models.social import STANDS
from streams.selectors.accounts import AccountView, accounts_by_numbers
from streams.selectors.statements import gap, one_of, read, read_models
from streams.selectors.viewing import (
    LAST_NUMBER,
    E,
    Page,
    Viewer,
    hidden_among,
    is_hidden,
    of_one,
    page_of,
    standing_then,
)


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


def seen_then(is_past: bool, is_operator: bool) -> QuerySet[Post]:
    """Select what `seen_posts` does, with the gaps of `seen_gaps`: of all runs, for queries that ask for keys of one."""
    posts = standing_then(Post, is_past=is_past).filter(~Q(one_of("author_id", "blocked")))
    if is_past:
        posts = posts.filter(STANDS | ~Q(author__kind=AccountKind.HUMAN))
    if is_operator:
        return posts
    hidden = Sanction.objects.filter(STANDS, kind=Subject.POST, subject=OuterRef("pk") - gap("begin"))
    return posts.filter(Q(author=gap("me")) | ~Exists(hidden.filter(pk__gt=gap("begin"), pk__lte=gap("end"))))


def seen_gaps(viewer: Viewer) -> dict[str, Any]:
    """Give the values for the gaps of `seen_then`."""
    run = {"begin": viewer.key(0), "end": viewer.key(LAST_NUMBER), "me": viewer.key(viewer.account)}
    return {**run, "blocked": viewer.keys(viewer.blocked), **viewer.bounds(Post)}


def posts_by_numbers(
    viewer: Viewer, numbers: Sequence[int], *, passed_on_by: Mapping[int, int] | None = None
) -> list[PostView]:
    """Show posts in the order of their numbers given; those that the viewer may not see are left out.

    passed_on_by: who brought a post to her, account by post.   Six queries for nobody, nine for a viewer with an account.
    """
    rows = read_models(Post, _posts, viewer.is_past, keys=viewer.keys(set(numbers)), **viewer.bounds(Post))
    posts = {post.number: post for post in rows}
    hidden = hidden_among(viewer, Subject.POST, posts)
    shown = [posts[number] for number in numbers if number in posts and _may_see(viewer, posts[number], hidden)]
    views = _views(viewer, shown, passed_on_by or {}, hidden=hidden)
    # what a person took back is not to be found in the past either
    return [view for view in views if posts[view.number].ended_step == 0 or view.author.kind != AccountKind.HUMAN]


def _posts(is_past: bool) -> QuerySet[Post, Any]:
    return standing_then(Post, is_past=is_past).filter(one_of("pk", "keys")).values_list()


def _may_see(viewer: Viewer, post: Post, hidden: Container[int]) -> bool:
    """Whether a viewer may see a post that stood, as far as that can be told without its author's kind: as `seen`."""
    author = number_of(post.author_id)
    is_shown = viewer.is_operator or post.number not in hidden or (author == viewer.account)
    return is_shown and author not in viewer.blocked


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
    tells = viewer.is_operator or viewer.account  # others are shown no hidden one
    hidden = hidden_among(viewer, Subject.POST, [row.number for row in page.items]) if tells else frozenset()
    return Page(items=_views(viewer, page.items, {}, hidden=hidden), next=page.next)


def _views(
    viewer: Viewer, rows: Sequence[Post], passed_on_by: Mapping[int, int], *, hidden: Container[int]
) -> list[PostView]:
    keys = [row.pk for row in rows]
    brought = {post: account for post, account in passed_on_by.items() if account not in viewer.blocked}
    accounts = accounts_by_numbers(viewer, [*(number_of(row.author_id) for row in rows), *brought.values()])
    counts = _counts(viewer, keys)
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
    me = viewer.key(viewer.account)
    return {number_of(key) for (key,) in read(_mine, model, viewer.is_past, me=me, keys=keys, **viewer.bounds(model))}


def _mine(model: type[Like] | type[Repost], is_past: bool) -> QuerySet[Any, Any]:
    rows: QuerySet[Any] = standing_then(model, is_past=is_past)
    return rows.filter(one_of("post_id", "keys"), account=gap("me")).values_list("post_id")


def _counts(viewer: Viewer, keys: Sequence[int]) -> Mapping[int, PostCounts]:
    """Count what posts got: one query; three in the past, where the rows that stood are counted."""
    if viewer.until is None:
        kept = read(_kept_counts, keys=keys)
        return {number_of(key): PostCounts(comments=c, likes=n, reposts=r) for key, c, n, r in kept}
    comments = _tally(viewer.standing(Comment).filter(post__in=keys))
    likes = _tally(viewer.standing(Like).filter(post__in=keys))
    reposts = _tally(viewer.standing(Repost).filter(post__in=keys))
    return {number_of(key): PostCounts(comments=comments[key], likes=likes[key], reposts=reposts[key]) for key in keys}


def _kept_counts() -> QuerySet[PostCount, Any]:
    return PostCount.objects.filter(one_of("pk", "keys")).values_list("pk", "comments", "likes", "reposts")


def _tally(rows: QuerySet[Any]) -> Mapping[int, int]:
    return Counter(dict(rows.order_by().values_list("post_id").annotate(Count("pk"))))
