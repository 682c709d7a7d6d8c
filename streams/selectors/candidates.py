"""What a feed is made from, read for one viewer: the latest posts as a pool, whom she follows, what she cares for.

Each read is bounded by a number of rows that does not grow with the network, so a page costs the same in a town of ten
and of a million. What comes out are the arrays that `streams.recommender` ranks.
"""

from typing import Any, Final

import numpy as np
from django.db.models import Count, QuerySet
from numpy.typing import NDArray

from streams.kernel.ids import number_of
from streams.models import Comment, Follow, Like, Post, Repost, RunHead
from streams.models.social import STANDS
from streams.network.rows import POST_COUNTS
from streams.recommender.choosing import Pool
from streams.recommender.feeds import Viewers
from streams.recommender.interests import ANSWERED, FAR, LIKED, UNIFORM, WROTE, distances, interests_of, pairs_of
from streams.search.topics import TOPICS
from streams.selectors.posts import seen_posts
from streams.selectors.viewing import Viewer
from streams.writer.stores import open_store

POOL_POSTS: Final = 2_000
"""Posts that are ranked: the latest of the run, before those are left out that the viewer may not see."""
_FRIENDS: Final = 100
"""Of whom it is asked whom they follow: those followed last."""
_FRIENDS_FOLLOW: Final = 10_000
_ACTS: Final = 100
"""Posts, comments and likes that interests are read from: of each the latest."""

Int = NDArray[np.int64]


def moment_of(viewer: Viewer) -> int:
    """Say the simulated second that the viewer looks at: for now, up to which the run is committed. One query."""
    if viewer.until is not None:
        return viewer.until.sim_time
    return RunHead.objects.only("sim_time").get(pk=viewer.run.pk).sim_time


def last_post(viewer: Viewer) -> int:
    """Say the number of the last post, 0 where there is none. One query."""
    key = viewer.made(Post).order_by("-pk").values_list("pk", flat=True).first()
    return 0 if key is None else number_of(key)


def pool_of(viewer: Viewer, *, top: int) -> Pool:
    """Read the posts that the viewer may see among the latest POOL_POSTS up to number `top`, in order of their numbers.

    Three queries; in the past four, because the counts of then are counted from rows.
    """
    first = max(1, top - POOL_POSTS + 1)
    posts = seen_posts(viewer).filter(pk__gte=viewer.key(first), pk__lte=viewer.key(top)).order_by("pk")
    key, author, sim_time, topic = _table(posts.values_list("pk", "author", "sim_time", "topic"), 4).T
    number = key - viewer.key(0)
    counts = _counts(viewer, first, top)[number - first]
    return Pool(
        number=number,
        author=author - viewer.key(0),
        sim_time=sim_time,
        topic=topic,
        comments=counts[:, 0],
        likes=counts[:, 1],
        reposts=counts[:, 2],
    )


def viewers_of(viewer: Viewer, pool: Pool, *, now: int) -> Viewers:
    """Describe the viewer to the ranking that knows her: every post of the pool is a candidate. Five queries."""
    me = np.array([viewer.account])
    followed = _followed(viewer, [viewer.key(viewer.account)], _FRIENDS_FOLLOW)
    near = _followed(viewer, viewer.keys(followed[:_FRIENDS].tolist()), _FRIENDS_FOLLOW)
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


def _counts(viewer: Viewer, first: int, top: int) -> Int:
    """Read comments, likes and reposts of the posts from `first` to `top`: int64[posts, 3]."""
    found, base = np.zeros((top - first + 1, 3), dtype=np.int64), viewer.key(0)
    if viewer.until is None:
        kept = open_store().read_range(POST_COUNTS, base + first, base + top + 1)
        found[kept["id"] - base - first] = np.stack([kept["comments"], kept["likes"], kept["reposts"]], axis=1)
        return found
    reactions: list[QuerySet[Any]] = [viewer.standing(Comment), viewer.standing(Like), viewer.standing(Repost)]
    for column, rows in enumerate(reactions):
        of_pool = rows.filter(post__gte=base + first, post__lte=base + top)
        for key, count in of_pool.order_by().values_list("post_id").annotate(Count("pk")):
            found[number_of(key) - first, column] = count
    return found


def _followed(viewer: Viewer, followers: list[int], limit: int) -> Int:
    """Read whom these accounts follow, whom last first: int64, numbers.   followers: keys."""
    follows = viewer.standing(Follow).filter(follower__in=followers).order_by("-pk")
    return _table(follows.values_list("followed_id")[:limit], 1)[:, 0] - viewer.key(0)


def _interests(viewer: Viewer, now: int) -> NDArray[np.int16]:
    """Weigh what the viewer wrote, answered and liked last. Three queries.

    Only likes that stand now are looked at, also for a past moment: there is no index for the others.
    """
    me = viewer.key(viewer.account)
    likes = viewer.made(Like).filter(STANDS, account=me).order_by("-post")
    acts = [
        (WROTE, viewer.standing(Post).filter(author=me).order_by("-pk").values_list("topic", "sim_time")),
        (ANSWERED, viewer.standing(Comment).filter(author=me).order_by("-pk").values_list("post__topic", "sim_time")),
        (LIKED, likes.values_list("post__topic", "sim_time")),
    ]
    read = [(weight, _table(rows[:_ACTS], 2)) for weight, rows in acts]
    topic, sim_time = np.concatenate([table for _, table in read]).T
    weight = np.repeat([weight for weight, _ in read], [len(table) for _, table in read])
    return interests_of(viewers=1, viewer=np.zeros_like(topic), topic=topic, weight=weight, age_s=now - sim_time)


def _table(rows: "QuerySet[Any, tuple[int, ...]]", width: int) -> Int:
    return np.array(list(rows), dtype=np.int64).reshape(-1, width)
