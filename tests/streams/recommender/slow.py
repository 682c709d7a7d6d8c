"""The rankings once more, one viewer and one post at a time: plain to read, slow, and what the array form must equal."""

from dataclasses import dataclass

import numpy as np

from streams.kernel.rng import draw, sub_draw
from streams.recommender.choosing import Pool
from streams.recommender.feeds import HOT_HALF_LIFE_S, RECOMMENDED_HALF_LIFE_S, Viewers
from streams.recommender.rankings import Ranking, Reason

CLOSENESS = {0: 0, 1: 512, 2: 256, 3: 0}
FOLLOWS = {0: Reason.OWN, 1: Reason.FOLLOWED, 2: Reason.NEAR, 3: Reason(0)}


@dataclass(frozen=True, kw_only=True)
class Look:
    """One candidate as one viewer sees it."""

    row: int
    number: int
    author: int
    age_s: int
    points: int
    distance: int
    interest: int
    luck: int


def slow_feed(ranking: Ranking, pool: Pool, viewers: Viewers, viewer: int, count: int) -> list[tuple[int, int]]:
    """List (number, reasons) of what a viewer is shown."""
    looks = looks_of(pool, viewers, viewer)
    if ranking is Ranking.NEW:
        shown = [(look, Reason.NEW) for look in latest(looks)]
    elif ranking is Ranking.FOLLOWING:
        shown = [(look, FOLLOWS[look.distance]) for look in latest(looks) if look.distance <= 1]
    elif ranking is Ranking.HOT:
        hot = sorted(looks, key=lambda look: (-faded(look.points * 64, look.age_s, HOT_HALF_LIFE_S), -look.number))
        shown = [(look, Reason.POPULAR if look.points > 1 else Reason.NEW) for look in hot]
    elif ranking is Ranking.RANDOM:
        shown = [(look, Reason.CHANCE) for look in sorted(looks, key=lambda look: (-look.luck, -look.number))]
    else:
        shown = recommended(looks)
    return [(look.number, int(reasons)) for look, reasons in shown[:count]]


def looks_of(pool: Pool, viewers: Viewers, viewer: int) -> list[Look]:
    looks = []
    for place, row in enumerate(viewers.candidates[viewer].tolist()):
        if row < 0:
            continue
        mine = draw(viewers.seed, int(viewers.number[viewer]), 951, viewers.now // 3_600)
        reactions = int(pool.likes[row]) + 2 * int(pool.comments[row]) + 3 * int(pool.reposts[row])
        looks.append(
            Look(
                row=row,
                number=int(pool.number[row]),
                author=int(pool.author[row]),
                age_s=viewers.now - int(pool.sim_time[row]),
                points=1 + reactions,
                distance=int(viewers.distance[viewer, place]),
                interest=int(viewers.interests[viewer, pool.topic[row]]),
                luck=int(sub_draw(mine, int(pool.number[row]))) >> 33,
            )
        )
    return looks


def latest(looks: list[Look]) -> list[Look]:
    return sorted(looks, key=lambda look: -look.number)


def recommended(looks: list[Look]) -> list[tuple[Look, Reason]]:
    scores = {look.number: score(look) for look in looks if look.distance != 0}
    by_number = {look.number: look for look in looks}
    halved: dict[int, int] = {}
    seen: dict[int, int] = {}
    for number in sorted(scores, key=lambda number: (-scores[number], -number)):
        author = by_number[number].author
        halved[number] = scores[number] >> min(seen.get(author, 0), 31)
        seen[author] = seen.get(author, 0) + 1
    order = sorted(halved, key=lambda number: (-halved[number], -number))
    return [(by_number[number], why(by_number[number])) for number in order]


def score(look: Look) -> int:
    doublings = look.points.bit_length() - 1
    worth = 64 + look.interest + CLOSENESS[look.distance] + 64 * doublings
    return faded(worth * 65_536, look.age_s, RECOMMENDED_HALF_LIFE_S)


def why(look: Look) -> Reason:
    reasons = FOLLOWS[look.distance]
    if look.interest >= 128:
        reasons |= Reason.INTEREST
    if look.points >= 5:
        reasons |= Reason.POPULAR
    if look.age_s < 3_600 or not reasons:
        reasons |= Reason.NEW
    return reasons


def faded(worth: int, age_s: int, half_life_s: int) -> int:
    steps = max(age_s, 0) * 16 // half_life_s
    return worth * round(65_536 * 2 ** (-(steps % 16) / 16)) >> 16 + min(steps // 16, 40)


def some_posts(count: int, *, seed: int = 1, authors: int = 12, now: int = 500_000) -> Pool:
    """Make posts of a few days, many of one age and as popular as each other, in no order."""
    random = np.random.default_rng(seed)
    return Pool(
        number=random.permutation(np.arange(1, count + 1) * 3),
        author=random.integers(1, authors + 1, count),
        sim_time=now - random.integers(0, 30, count) * 7_000,
        topic=random.integers(0, 16, count).astype(np.int8),
        comments=random.integers(0, 3, count).astype(np.int32),
        likes=random.integers(0, 8, count).astype(np.int32) * random.integers(0, 2, count).astype(np.int32),
        reposts=random.integers(0, 2, count).astype(np.int32),
    )


def some_viewers(count: int, pool: Pool, *, each: int, seed: int = 2, now: int = 500_000) -> Viewers:
    """Make viewers who see different parts of the posts, some of them fewer than others."""
    random = np.random.default_rng(seed)
    candidates = np.array([random.permutation(len(pool))[:each] for _ in range(count)], dtype=np.int32)
    candidates[random.random(candidates.shape) < 0.1] = -1
    return Viewers(
        number=np.arange(1, count + 1),
        candidates=candidates,
        distance=random.integers(0, 4, candidates.shape).astype(np.int8),
        interests=random.integers(0, 400, (count, 16)).astype(np.int16),
        now=now,
        seed=77,
    )
