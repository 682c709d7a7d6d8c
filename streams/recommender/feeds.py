"""The five orders of a feed, for many viewers at once: candidates in, the best of them with reasons out.

Who gathers the candidates leaves out what a viewer may not see; nothing here knows of blocks or ended posts. Nothing
depends on the order of candidates or on how many viewers are ranked together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.rng import draw, sub_draw
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.recommender.choosing import Chosen, Pool, choose, keys_of, nth_of_its_author
from streams.recommender.fading import Int, faded
from streams.recommender.interests import NEAREST, OWN, UNIFORM
from streams.recommender.rankings import Ranking, Reason

HOT_HALF_LIFE_S: Final = 6 * HOUR_S
RECOMMENDED_HALF_LIFE_S: Final = DAY_S
NEW_S: Final = HOUR_S
"""Age up to which being new is a reason."""
POPULAR_POINTS: Final = 5
"""Points from which being popular is a reason: two likes and an answer, say."""
_PURPOSE: Final = 951
_POINTS_MAX: Final = 1 << 24
_HOT_SCALE: Final = 1 << 6
_FINE: Final = 1 << 16
"""What scores are multiplied by before they fade, so that old ones still differ."""
_CLOSENESS: Final = np.array([0, 512, 256, 0], dtype=np.int64)
"""By distance; in shares of interest, of which a viewer has 1,024."""
_BY_DISTANCE: Final = np.array([Reason.OWN, Reason.FOLLOWED, Reason.NEAR, 0], dtype=np.uint16)
_POWERS: Final = 1 << np.arange(1, 25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewers:
    """Who looks, and at what: n viewers with k candidates each.

    number: int[n].   candidates: int32[n, k], rows of the pool, distinct in a row, -1 = none.
    distance: int8[n, k] (interests.distances).   interests: int16[n, 16] (interests.interests_of).
    now: the moment, simulated seconds.   seed: the run's.
    """

    number: Int
    candidates: Int
    distance: Int
    interests: Int
    now: int
    seed: int


def ranked(ranking: Ranking, pool: Pool, viewers: Viewers, count: int) -> Chosen:
    """Choose for each viewer the first `count` posts in this order, each with at least one reason."""
    if not len(pool):
        shape = (len(viewers.candidates), 0)
        return Chosen(rows=np.empty(shape, dtype=np.int32), reasons=np.empty(shape, dtype=np.uint16))
    return _RANKINGS[ranking](pool, viewers, count)


def points_of(pool: Pool) -> NDArray[np.int64]:
    """Weigh the reactions to each post: int64[p], 1 for none; an answer is worth two likes, a repost three."""
    points: NDArray[np.int64] = 1 + pool.likes.astype(np.int64)
    points += 2 * pool.comments.astype(np.int64) + 3 * pool.reposts.astype(np.int64)
    return np.minimum(points, _POINTS_MAX)


def hot_scores(pool: Pool, now: int) -> NDArray[np.int64]:
    """Weigh each post by its reactions and its age: int64[p], the same for every viewer."""
    return faded(points_of(pool) * _HOT_SCALE, now - pool.sim_time.astype(np.int64), HOT_HALF_LIFE_S)


def _hot(pool: Pool, viewers: Viewers, count: int) -> Chosen:
    reasons = np.where(points_of(pool) > 1, Reason.POPULAR, Reason.NEW).astype(np.uint16)
    keys = keys_of(hot_scores(pool, viewers.now)[viewers.candidates], pool, viewers.candidates)
    return choose(keys, viewers.candidates, reasons[viewers.candidates], count)


def _new(pool: Pool, viewers: Viewers, count: int) -> Chosen:
    keys = keys_of(np.zeros(viewers.candidates.shape, dtype=np.int64), pool, viewers.candidates)
    return choose(keys, viewers.candidates, np.full(keys.shape, Reason.NEW, dtype=np.uint16), count)


def _following(pool: Pool, viewers: Viewers, count: int) -> Chosen:
    candidates = np.where(viewers.distance <= NEAREST, viewers.candidates, -1)
    keys = keys_of(np.zeros(candidates.shape, dtype=np.int64), pool, candidates)
    return choose(keys, candidates, _BY_DISTANCE[viewers.distance], count)


def _random(pool: Pool, viewers: Viewers, count: int) -> Chosen:
    """Shuffle anew each hour, for each viewer in her own way."""
    mine = draw(viewers.seed, viewers.number, _PURPOSE, viewers.now // HOUR_S)
    luck = sub_draw(mine[:, None], pool.number[viewers.candidates]) >> np.uint64(33)
    keys = keys_of(luck.astype(np.int64), pool, viewers.candidates)
    return choose(keys, viewers.candidates, np.full(keys.shape, Reason.CHANCE, dtype=np.uint16), count)


def _recommended(pool: Pool, viewers: Viewers, count: int) -> Chosen:
    """Add interest, closeness and popularity, fade by age; an author's second post counts half, the third a quarter.

    A viewer's own posts are nothing to recommend to her.
    """
    candidates = np.where(viewers.distance == OWN, -1, viewers.candidates)
    points = points_of(pool)
    popularity = np.searchsorted(_POWERS, points, side="right") * UNIFORM  # how often the points double
    interest = np.take_along_axis(viewers.interests, pool.topic[candidates], axis=1).astype(np.int64)
    worth = UNIFORM + interest + _CLOSENESS[viewers.distance] + popularity[candidates]
    age_s = viewers.now - pool.sim_time.astype(np.int64)
    scores = faded(worth * _FINE, age_s[candidates], RECOMMENDED_HALF_LIFE_S)
    nth = nth_of_its_author(keys_of(scores, pool, candidates), pool.author[candidates])
    keys = keys_of(scores >> np.minimum(nth, 31), pool, candidates)
    return choose(keys, candidates, _why(pool, viewers, candidates, interest), count)


def _why(pool: Pool, viewers: Viewers, candidates: Int, interest: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Say what made a recommended post rise; being new where nothing else did."""
    is_popular = (points_of(pool) >= POPULAR_POINTS)[candidates]
    is_new = (viewers.now - pool.sim_time.astype(np.int64) < NEW_S)[candidates]
    reasons = _BY_DISTANCE[viewers.distance].astype(np.int64)
    reasons |= np.where(interest >= 2 * UNIFORM, Reason.INTEREST, 0)
    reasons |= np.where(is_popular, Reason.POPULAR, 0)
    reasons |= np.where(is_new | (reasons == 0), Reason.NEW, 0)
    return reasons.astype(np.uint16)


_RANKINGS: Final[Mapping[Ranking, Callable[[Pool, Viewers, int], Chosen]]] = {
    Ranking.FOLLOWING: _following,
    Ranking.NEW: _new,
    Ranking.HOT: _hot,
    Ranking.RECOMMENDED: _recommended,
    Ranking.RANDOM: _random,
}
