"""What a feed is made from, read for one viewer: the latest posts as a pool, whom she follows, what she cares for.

Each read is bounded by a number of rows that does not grow with the network, so a page costs the same in a town of ten
and of a million. What comes out are the arrays that `streams.recommender` ranks.
"""

from typing import Any, Final

import numpy as np
from django.db.models import Count, Q, QuerySet
from numpy.typing import NDArray

from streams.kernel.ids import number_of
from streams.models import AccountKind, Comment, Follow, Like, Post, PostCount, Repost, Sanction, Subject
from streams.models.social import STANDS
from streams.recommender.choosing import Pool
from streams.recommender.feeds import Viewers
from streams.recommender.interests import ANSWERED, FAR, LIKED, UNIFORM, WROTE, distances, interests_of, pairs_of
from streams.search.topics import TOPICS
from streams.selectors.shared import Latest, shared
from streams.selectors.statements import gap, read_integers
from streams.selectors.viewing import LAST_NUMBER, Viewer, made_then, standing_then

POOL_POSTS: Final = 2_000
"""Posts that are ranked: the latest of the run, before those are left out that the viewer may not see."""
_FRIENDS: Final = 100
"""Of whom it is asked whom they follow: those followed last."""
_FOLLOWS: Final = 10_000
"""Follows that are looked at: her own, and those of her friends together."""
_ACTS: Final = 100
"""Posts, comments and likes that interests are read from: of each the latest."""

Int = NDArray[np.int64]


def pool_of(viewer: Viewer, latest: Latest, *, top: int) -> Pool:
    """Read the posts that the viewer may see among the latest POOL_POSTS up to number `top`, in order of their numbers.

    Three queries, none where somebody asked in the same step; in the past five, because the counts of then are counted.
    """
    first = max(1, top - POOL_POSTS + 1)
    number, author, sim_time, topic = _shown_posts(viewer, latest, first, top)
    (counts,) = shared(viewer, latest, ("counts", first, top), lambda: (_counts(viewer, first, top),))
    comments, likes, reposts = counts[number - first].T
    return Pool(
        number=number,
        author=author,
        sim_time=sim_time,
        topic=topic,
        comments=comments,
        likes=likes,
        reposts=reposts,
    )


def recent_posts(viewer: Viewer, latest: Latest) -> tuple[Int, Int]:
    """Read the latest posts of `pool_of` without what was done with them: numbers, rising, and authors. Queries: two of its."""
    top = latest.post
    number, author, _, _ = _shown_posts(viewer, latest, max(1, top - POOL_POSTS + 1), top)
    return number, author


def _shown_posts(viewer: Viewer, latest: Latest, first: int, top: int) -> tuple[Int, Int, Int, Int]:
    """Read what the viewer may see of the posts from `first` to `top`: number, author, time, topic."""

    def found() -> tuple[Int, ...]:
        base = viewer.key(0)
        number, author, sim_time, topic = read_integers(
            _posts, viewer.is_past, first=base + first, top=base + top, **viewer.bounds(Post)
        ).T
        run = {"begin": base, "end": viewer.key(LAST_NUMBER)}
        hidden = read_integers(_hidden_posts, first=first, top=top, **run)[:, 0]
        return number - base, author - base, sim_time, topic, hidden

    number, author, sim_time, topic, hidden = shared(viewer, latest, ("posts", first, top), found)
    is_shown = _may_see(viewer, number, author, hidden)
    return number[is_shown], author[is_shown], sim_time[is_shown], topic[is_shown]


def viewers_of(viewer: Viewer, pool: Pool, *, now: int) -> Viewers:
    """Describe the viewer to the ranking that knows her: every post of the pool is a candidate. Five queries."""
    me, her = np.array([viewer.account]), {"follower": viewer.key(viewer.account), **viewer.bounds(Follow)}
    followed = read_integers(_followed, viewer.is_past, **her)[:, 0] - viewer.key(0)
    near = read_integers(_followed_by_friends, viewer.is_past, **her)[:, 0] - viewer.key(0)
    nearest_pairs, near_pairs = np.sort(pairs_of(me, followed)), np.sort(pairs_of(me, near))
    return Viewers(
        number=me,
        candidates=np.arange(len(pool), dtype=np.int32)[None],
        distance=distances(me, pool.author[None], nearest=nearest_pairs, near=near_pairs),
        interests=_interests(viewer, now),
        now=now,
        seed=viewer.run.seed,
    )


def strangers_of(viewer: Viewer, pool: Pool, *, now: int) -> Viewers:
    """Describe the viewer to the rankings that ask neither whom she follows nor what she cares for. No query."""
    return Viewers(
        number=np.array([viewer.account]),
        candidates=np.arange(len(pool), dtype=np.int32)[None],
        distance=np.full((1, len(pool)), FAR, dtype=np.int8),
        interests=np.full((1, TOPICS), UNIFORM, dtype=np.int16),
        now=now,
        seed=viewer.run.seed,
    )


def _may_see(viewer: Viewer, number: Int, author: Int, hidden: Int) -> NDArray[np.bool_]:
    """Say which posts that stood the viewer may see: bool[n], as `posts.seen` tells the database."""
    is_shown: NDArray[np.bool_] = ~np.isin(number, hidden) | (author == viewer.account) | viewer.is_operator
    is_shown &= ~np.isin(author, list(viewer.blocked))
    return is_shown


def _counts(viewer: Viewer, first: int, top: int) -> Int:
    """Read comments, likes and reposts of the posts from `first` to `top`: int64[posts, 3]."""
    found, base = np.zeros((top - first + 1, 3), dtype=np.int64), viewer.key(0)
    if viewer.until is None:
        kept = read_integers(_kept_counts, first=base + first, top=base + top)
        found[kept[:, 0] - base - first] = kept[:, 1:]
        return found
    reactions: list[QuerySet[Any]] = [viewer.standing(Comment), viewer.standing(Like), viewer.standing(Repost)]
    for column, rows in enumerate(reactions):
        of_pool = rows.filter(post__gte=base + first, post__lte=base + top)
        for key, count in of_pool.order_by().values_list("post_id").annotate(Count("pk")):
            found[number_of(key) - first, column] = count
    return found


def _interests(viewer: Viewer, now: int) -> NDArray[np.int16]:
    """Weigh what the viewer wrote, answered and liked last. Three queries."""
    mine = {"me": viewer.key(viewer.account)}
    acts = ((WROTE, _written, Post), (ANSWERED, _answered, Comment), (LIKED, _liked, Like))
    read_of = [read_integers(rows, viewer.is_past, **mine, **viewer.bounds(model)) for _, rows, model in acts]
    topic, sim_time = np.concatenate(read_of).T
    weight = np.repeat([weight for weight, _, _ in acts], [len(found) for found in read_of])
    return interests_of(viewers=1, viewer=np.zeros_like(topic), topic=topic, weight=weight, age_s=now - sim_time)


# What is asked, with gaps for who asks.


def _posts(is_past: bool) -> QuerySet[Post, Any]:
    posts = standing_then(Post, is_past=is_past).filter(pk__gte=gap("first"), pk__lte=gap("top")).order_by("pk")
    if is_past:
        posts = posts.filter(STANDS | ~Q(author__kind=AccountKind.HUMAN))
    return posts.values_list("pk", "author", "sim_time", "topic")


def _hidden_posts() -> QuerySet[Sanction, Any]:
    rows = Sanction.objects.filter(STANDS, kind=Subject.POST, subject__gte=gap("first"), subject__lte=gap("top"))
    return rows.filter(pk__gt=gap("begin"), pk__lte=gap("end")).values_list("subject")


def _kept_counts() -> QuerySet[PostCount, Any]:
    rows = PostCount.objects.filter(pk__gte=gap("first"), pk__lte=gap("top"))
    return rows.values_list("pk", "comments", "likes", "reposts")


def _followed(is_past: bool) -> QuerySet[Follow, Any]:
    rows = standing_then(Follow, is_past=is_past).filter(follower=gap("follower"))
    # in the order of the index that has all of it, so that no row of the table need be read
    return rows.order_by("follower_id", "followed_id").values_list("followed_id")[:_FOLLOWS]


def _followed_by_friends(is_past: bool) -> QuerySet[Follow, Any]:
    follows = standing_then(Follow, is_past=is_past)
    friends = follows.filter(follower=gap("follower")).order_by("-follower_id", "-pk").values("followed_id")[:_FRIENDS]
    rows = follows.filter(follower__in=friends)
    return rows.order_by("follower_id", "followed_id").values_list("followed_id")[:_FOLLOWS]


def _written(is_past: bool) -> QuerySet[Post, Any]:
    rows = standing_then(Post, is_past=is_past).filter(author=gap("me"))
    return rows.order_by("-author", "-pk").values_list("topic", "sim_time")[:_ACTS]


def _answered(is_past: bool) -> QuerySet[Comment, Any]:
    rows = standing_then(Comment, is_past=is_past).filter(author=gap("me"))
    return rows.order_by("-author", "-pk").values_list("post__topic", "sim_time")[:_ACTS]


def _liked(is_past: bool) -> QuerySet[Like, Any]:
    """Only likes that stand now are looked at, also for a past moment: there is no index for the others."""
    rows = made_then(Like, is_past=is_past).filter(STANDS, account=gap("me"))
    return rows.order_by("-post").values_list("post__topic", "sim_time")[:_ACTS]
