"""What residents find when they open the feed: candidates from memory, ranked for all who look in a step at once.

Candidates are what was written since the last look (`looking`) by those whom somebody follows or has a tie to, what is hot and
what is new in the district. No database: posts, follows and ties stand in memory. Arrays throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.life.phone.interests import interests_of
from agents.life.phone.looking import seen_until
from agents.life.scene import Scene
from streams.kernel.arrays import cells_where, distinct
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.network.columns import LOW_HALF, PAIR_BITS
from streams.network.state import Network
from streams.recommender.choosing import Pool
from streams.recommender.fading import Int
from streams.recommender.feeds import Viewers, hot_scores, ranked
from streams.recommender.interests import FAR, NEAR, NEAREST
from streams.recommender.rankings import Ranking
from world.contract import Bool

READ_MAX: Final = 8
"""Posts that are read in one look at most."""
CANDIDATES_MAX: Final = 32
"""Of each resident the latest so many are ranked."""
WINDOW_S: Final = 2 * DAY_S
"""Nothing older is shown."""
_HOT_S: Final = 12 * HOUR_S
_POOL_MAX: Final = 65_536
"""Posts that hot and new ones are looked for in: the latest of the run."""
_HOT, _NEW = 12, 6
"""How many of each a district shows."""
_SCORE_BITS: Final = 31
_ROW_BITS: Final = 16
"""Room for hot scores, which are at most 2**30, and for rows of the _POOL_MAX posts, in a key to sort by."""
_AT_ONCE: Final = 4_096
"""Lookers whose feeds are ranked together, with some kilobytes of numbers each."""
_FRIENDS_POSTS: Final = 2
"""Of somebody to whom there is only a tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookers:
    """Who looks at the phone in a step: one row each, in order of (moment, number)."""

    number: Int
    at: Int  # simulated seconds

    def __len__(self) -> int:
        return len(self.number)

    def pieces(self) -> list[slice]:
        """Part the rows, so that what is worked out of each takes little memory at a time: the town may be large."""
        return [slice(first, first + _AT_ONCE) for first in range(0, len(self), _AT_ONCE)]

    def some(self, rows: slice) -> "Lookers":
        """Show some of the rows."""
        return Lookers(number=self.number[rows], at=self.at[rows])

    @property
    def is_again(self) -> Bool:
        """Say who has an earlier row: bool[n]."""
        again = np.ones(len(self), dtype=bool)
        again[np.unique(self.number, return_index=True)[1]] = False
        return again


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What each of n lookers reads, best first.   post: int64[n, m] numbers, 0 = no more; the rest are of its shape."""

    post: Int
    author: Int  # 0 where there is no post
    interest: Int  # share of the topic among what she cares for
    follows: Bool  # whether she follows the author
    strength: Int  # of her tie to the author as the step begins, 0-10,000

    def some(self, rows: slice) -> "Shown":
        """Show some of the rows."""
        return Shown(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    @classmethod
    def joined(cls, parts: Sequence["Shown"]) -> "Shown":
        """Put what some and others read below each other, as wide as the widest."""
        width = max(part.post.shape[1] for part in parts)
        names = [field.name for field in fields(cls)]
        return cls(**{name: _stacked([getattr(part, name) for part in parts], width) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bonds:
    """All ties of n lookers, so that many can be looked up at once: int[n, TIES_MAX], 0 = nobody, and how strong they are."""

    other: NDArray[np.integer[Any]]
    strength: NDArray[np.integer[Any]]

    def has(self, author: Int) -> Bool:
        """Say to which authors each has a tie of any strength.   author: int[n, k]."""
        living = np.where(self.strength > 0, self.other, -1)
        found: Bool = (author[:, :, None] == living[:, None, :]).any(axis=2)
        return found

    def strength_of(self, author: Int) -> Int:
        """Say how strong the ties to authors are, 0 where there is none.   author: int[n, k]."""
        is_it = author[:, :, None] == self.other[:, None, :]
        slot = is_it.argmax(axis=2)
        return np.where(is_it.any(axis=2), np.take_along_axis(self.strength, slot, axis=1), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    """Whom lookers follow, one row each, in order of (row, other)."""

    row: NDArray[np.int64]
    other: NDArray[np.int64]

    @classmethod
    def by(cls, network: Network, me: NDArray[np.integer[Any]]) -> "_Followed":
        """Find them in the network, where they are far between."""
        row, keys, _ = network.follows.within(me << PAIR_BITS, (me + 1) << PAIR_BITS)
        return cls(row=row, other=keys & LOW_HALF)

    def has(self, author: Int) -> Bool:
        """Say which authors each follows.   author: int[n, k], a row for each looker."""
        known = self.row << PAIR_BITS | self.other
        wanted = _pairs(np.arange(len(author))[:, None], author)
        if not len(known):
            return np.zeros(wanted.shape, dtype=bool)
        found: Bool = known[np.minimum(known.searchsorted(wanted), len(known) - 1)] == wanted
        return found


def shown(scene: Scene, who: Lookers, luck: NDArray[np.int64]) -> Shown:
    """Choose what lookers read.   luck: int64[n], 0-99: how long they read."""
    persona, town = scene.town.around.persona, scene.town.around.town
    district = town.district_of(persona.home[who.number])
    around = _district_posts(scene, district)
    parts = [_shown(scene, who.some(rows), luck[rows], around, district[rows]) for rows in who.pieces()]
    return Shown.joined(parts) if len(parts) > 1 else parts[0]


def _shown(
    scene: Scene, who: Lookers, luck: NDArray[np.int64], around: Int, district: NDArray[np.integer[Any]]
) -> Shown:
    """Choose what some read.   around: as `_district_posts` gives it.   district: where each of them lives."""
    network, me = scene.network, who.number
    bonds = _Bonds(other=scene.ties.others_of(me), strength=scene.ties.strengths_of(me, scene.context.since))
    followed = _Followed.by(network, me)
    parts = [_of_followed(network, followed), _of_ties(network, bonds), _of_districts(around, district)]
    posts, row = _candidates(scene, who, parts)
    table = _table(len(who), row, posts)
    number, candidates = _pool_rows(table)
    author = np.where(table > 0, network.posts.author[table], 0)
    interests = interests_of(scene.context.run.seed, scene.town.around.persona, me)
    viewers = Viewers(
        number=me,
        candidates=candidates,
        distance=np.where(followed.has(author), NEAREST, np.where(bonds.has(author), NEAR, FAR)).astype(np.int8),
        interests=interests,
        now=scene.context.since,
        seed=scene.context.run.seed,
    )
    chosen = ranked(_ranking(scene), _pool(network, number), viewers, READ_MAX).rows
    patience = READ_MAX // 2 + luck * (READ_MAX // 2 + 1) // 100
    chosen = np.where(np.arange(chosen.shape[1]) < patience[:, None], chosen, -1)
    read = np.where(chosen >= 0, number[chosen], 0) if len(number) else np.zeros((len(who), 0), dtype=np.int64)
    author = np.where(read > 0, network.posts.author[read], 0).astype(np.int64)
    topic = network.posts.topic[read].astype(np.intp)
    return Shown(
        post=read,
        author=author,
        interest=np.take_along_axis(interests, topic, axis=1).astype(np.int64),
        follows=followed.has(author),
        strength=bonds.strength_of(author),
    )


def _ranking(scene: Scene) -> Ranking:
    return Ranking(scene.context.run.scenario.get("social", {}).get("ranking", Ranking.RECOMMENDED))


def _candidates(scene: Scene, who: Lookers, parts: Sequence[tuple[Int, Int]]) -> tuple[Int, Int]:
    """Gather what each may be shown: (posts, rows of lookers), int64[c] each, in order of (row, post), each once."""
    post = np.concatenate([part for part, _ in parts]).astype(np.int64)
    row = np.concatenate([rows for _, rows in parts]).astype(np.int64)
    kept = _is_fresh(scene, who, post, row)
    keys = distinct(row[kept] << PAIR_BITS | post[kept])
    post, row = keys & LOW_HALF, keys >> PAIR_BITS
    kept = _may_see(scene.network, post, who.number[row])
    return post[kept], row[kept]


def _of_followed(network: Network, followed: _Followed) -> tuple[Int, Int]:
    """List the latest posts of those whom the lookers follow."""
    posts = network.accounts.last_posts[followed.other]
    return posts.ravel(), np.repeat(followed.row, posts.shape[1])


def _of_ties(network: Network, bonds: _Bonds) -> tuple[Int, Int]:
    """List the latest posts of those to whom the lookers have a tie."""
    row, slot = cells_where(bonds.other > 0)
    posts = network.accounts.last_posts[bonds.other[row, slot], :_FRIENDS_POSTS]
    return posts.ravel(), np.repeat(row, _FRIENDS_POSTS)


def _of_districts(around: Int, district: NDArray[np.integer[Any]]) -> tuple[Int, Int]:
    """List what is hot and what is new in the lookers' districts, and what people from outside wrote."""
    outside = around[-1][around[-1] > 0]
    posts = np.concatenate([around[district], np.broadcast_to(outside, (len(district), len(outside)))], axis=1)
    return posts.ravel(), np.repeat(np.arange(len(district)), posts.shape[1])


def _district_posts(scene: Scene, asked: NDArray[np.integer[Any]]) -> Int:
    """Choose the hot and the new posts of each district asked for, at last of people from outside.

    Returns int64[districts + 1, ...], 0 = none.
    """
    posts, town, persona = scene.network.posts, scene.town.around.town, scene.town.around.persona
    since = scene.context.since
    # as narrow as the column, else the search would copy it
    first = int(posts.rows("sim_time")[1:].searchsorted(np.int32(since - _HOT_S))) + 1
    number = np.arange(max(first, posts.count - _POOL_MAX + 1), posts.count + 1)
    number = number[posts.sim_time[number] <= since]
    author = posts.author[number]
    is_resident = scene.mind.has(author)
    home = persona.home[np.where(is_resident, author, 0)]
    district = np.where(is_resident, town.district_of(np.maximum(home, 1)), town.district_count).astype(np.int64)
    is_asked = np.zeros(town.district_count + 1, dtype=bool)
    is_asked[asked] = is_asked[-1] = True
    number, district = number[is_asked[district]], district[is_asked[district]]
    score = hot_scores(_pool(scene.network, number), since)
    table = np.zeros((town.district_count + 1, _HOT + _NEW), dtype=np.int64)
    _fill_best(table[:, :_HOT], district, number, score)
    _fill_best(table[:, _HOT:], district, number, np.zeros_like(score))
    return table


def _fill_best(table: Int, district: Int, number: Int, score: Int) -> None:
    """Write the best few of each district, of equal scores the latest first, into a view of the table.

    score: 0 to 2**30.   number: rising, at most _POOL_MAX.
    """
    keys = np.sort((district << _SCORE_BITS | score) << _ROW_BITS | np.arange(len(number)))
    ordered, row = keys >> (_SCORE_BITS + _ROW_BITS), keys & ((1 << _ROW_BITS) - 1)
    ends = np.searchsorted(ordered, np.arange(len(table)), side="right")
    rank = ends[ordered] - 1 - np.arange(len(keys))
    kept = rank < table.shape[1]
    table[ordered[kept], rank[kept]] = number[row[kept]]


def _is_fresh(scene: Scene, who: Lookers, post: Int, row: Int) -> Bool:
    """Say which posts a looker has not seen: written since her last look, and before this step."""
    since = scene.context.since
    seen = np.maximum(seen_until(scene.context.run, scene.mind.phone_at[who.number]), since - WINDOW_S)
    at = scene.network.posts.sim_time[post]
    is_fresh: Bool = (post > 0) & (at > seen[row]) & (at <= since)
    return is_fresh


def _may_see(network: Network, post: Int, me: Int) -> Bool:
    """Leave out what is gone, one's own, what one likes already, and whatever is between those who block each other."""
    author = network.posts.author[post]
    gone = network.posts.is_removed[post] | network.posts.is_hidden[post] | network.accounts.is_suspended[author]
    is_new = network.likes.many(_pairs(post, me)) == 0
    walled = network.accounts.walls[author] > 0
    walled[walled] = _is_walled(network, me[walled], author[walled])
    may_see: Bool = ~gone & is_new & (author != me) & ~walled
    return may_see


def _is_walled(network: Network, one: Int, other: Int) -> Bool:
    return (network.blocks.many(_pairs(one, other)) > 0) | (network.blocks.many(_pairs(other, one)) > 0)


def _table(rows: int, row: Int, post: Int) -> Int:
    """Lay candidates out, the latest CANDIDATES_MAX of each row: int64[rows, k], 0 = none.   row: rising, then post."""
    rank = np.searchsorted(row, row, side="right") - 1 - np.arange(len(row))
    kept = rank < CANDIDATES_MAX
    width = int(rank[kept].max()) + 1 if kept.any() else 0
    table = np.zeros((rows, width), dtype=np.int64)
    table[row[kept], rank[kept]] = post[kept]
    return table


def _pool_rows(table: Int) -> tuple[Int, NDArray[np.int32]]:
    """List the posts of a table, rising, and say which row of this list each cell is: -1 = none."""
    number = distinct(table[table > 0])
    rows = np.where(table > 0, np.searchsorted(number, table), -1)
    return number, rows.astype(np.int32)


def _pool(network: Network, number: Int) -> Pool:
    posts = network.posts
    return Pool(
        number=number,
        author=posts.author[number],
        sim_time=posts.sim_time[number],
        topic=posts.topic[number],
        comments=posts.comments[number],
        likes=posts.likes[number],
        reposts=posts.reposts[number],
    )


def _stacked(tables: Sequence[NDArray[Any]], width: int) -> NDArray[Any]:
    return np.concatenate([np.pad(table, ((0, 0), (0, width - table.shape[1]))) for table in tables])


def _pairs(high: Int, low: Int) -> NDArray[np.int64]:
    return np.asarray(high, dtype=np.int64) << PAIR_BITS | np.asarray(low, dtype=np.int64)
