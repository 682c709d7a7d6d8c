"""Who is here and may be talked to: those who have come, are awake, are not spoken for, and stay for a while.

Whom somebody is shown depends on her, her ties and a draw of hers, and on nobody else who decides. People whom she knows
are looked for one by one; strangers among those who have been at the place since the last quarter of an hour, who are
sorted by place once in it. Nothing of this is history: whenever it is sorted, the same people are found.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.arrays import cells_where
from streams.kernel.rng import Draws, draw, sub_draw
from streams.kernel.simtime import HOUR_S, MINUTE_S
from world.actions import ACTIONS, Action
from world.contract import COMPANIONS, Bool, Int
from world.talks.talks import Talks
from world.ties import STRENGTH_MAX, TIES_MAX, Ties, faded

TALK_PURPOSE: Final = 41
"""Purpose of the draws of companions, of who comes first, and of a talk's pace; each has an index of its own below it."""
_ORDER_PURPOSE: Final = 43
AGAIN_S: Final = HOUR_S
"""Nobody talks with the same person again before this."""
TURN_S: Final = (40, 90)
"""Shortest and longest turn, where the grid allows it."""
SORTED_EVERY_S: Final = 15 * MINUTE_S
_SHORTEST_S: Final = ACTIONS[Action.TALK].min_s
_LONGEST_S: Final = ACTIONS[Action.TALK].max_s
_NOT_TO_BE_DISTURBED: Final = (int(Action.SLEEP), int(Action.WASH))
_STRANGERS: Final = 2
"""So many of those whom one is shown are strangers at most."""
_WINDOW: Final = 2 * _STRANGERS
"""Strangers who are looked at together."""
_PLACE_SHIFT: Final = np.uint64(40)
_LUCK_SHIFT: Final = np.uint64(24)
"""A key is a place and, below it, 40 bits of a draw."""
_AT_ONCE: Final = 1 << 16
"""People whose keys are drawn together: a dozen arrays of a million would be."""
_ROW_SHIFT: Final = 42
_RANK_SHIFT: Final = 28
_ORDER_SHIFT: Final = np.uint64(36)


def least_s(step_s: int) -> int:
    """Say for how long somebody has to stay to be talked to: a talk of two turns, or of the shortest time, fits in."""
    return max(_SHORTEST_S + TURN_S[1], 2 * step_s) + 1


def can_talk(step_s: int) -> bool:
    """Whether the grid is fine enough for talks at all."""
    return 2 * step_s <= _LONGEST_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """What is looked at of residents, by number: columns of the engine."""

    place: Int
    since: Int
    arrive: Int
    due: Int
    action: Int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Those who have been at each place since a moment, awake and for a while, by place and a draw."""

    since: int
    was_at: Int  # by resident's number: where she was then, the same as her key says
    key: NDArray[np.uint64]  # rising
    number: Int
    first: Int  # by place, and one after the last: where its people begin

    @classmethod
    def at(cls, bodies: Bodies, *, places: int, seed: int, now: int, step_s: int) -> "Crowd":
        """Sort them as of the last quarter of an hour.

        Who has decided since then is not among them, so any moment in the quarter gives the same, but for those who have
        meanwhile done so and are passed over in any case.
        """
        since = now // SORTED_EVERY_S * SORTED_EVERY_S
        stays = (bodies.since[1:] <= since) & (bodies.due[1:] > since + least_s(step_s))
        for action in _NOT_TO_BE_DISTURBED:
            stays &= bodies.action[1:] != action
        rows = np.flatnonzero(stays) + 1
        key = np.empty(len(rows), dtype=np.uint64)
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            key[start : start + _AT_ONCE] = _keys(bodies.place[some], draw(seed, some, _ORDER_PURPOSE, since))
        order = np.argsort(key, kind="stable")
        key = key[order]
        borders = _keys(np.arange(places + 2), np.zeros(1, dtype=np.uint64))
        first = np.searchsorted(key, borders)
        number = rows[order].astype(np.int32)
        return cls(since=since, was_at=bodies.place.copy(), key=key, number=number, first=first)

    def present(self, free: "Free") -> "Crowd":
        """Leave out who has gone meanwhile, has decided anew, or may not be talked to in a step."""
        bodies, known = free.bodies, len(self.was_at)  # who came to town later is in no crowd yet
        # of all in the order of their numbers: that is a fraction of fetching each of the crowd from where she stands
        is_present = free.is_free[:known] & (bodies.place[:known] == self.was_at) & (bodies.since[:known] <= self.since)
        kept = np.flatnonzero(is_present[self.number])
        return Crowd(
            since=self.since,
            was_at=self.was_at,
            key=self.key[kept],
            number=self.number[kept],
            first=np.searchsorted(kept, self.first),
        )

    def serves(self, now: int) -> bool:
        """Whether it is still the same quarter of an hour."""
        return self.since == now // SORTED_EVERY_S * SORTED_EVERY_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """Who may be talked to in the step (since, until].   is_free: by resident's number, False for nobody, 0."""

    bodies: Bodies
    is_free: Bool

    @classmethod
    def within(cls, bodies: Bodies, talks: Talks, *, since: int, until: int, step_s: int) -> "Free":
        """Find who is where she is going, stays, and may be disturbed."""
        free = (bodies.due > until + least_s(step_s)) & (bodies.arrive <= since)
        for action in _NOT_TO_BE_DISTURBED:
            free &= bodies.action != action
        talk = talks.talk_of[: len(free)]
        is_alone = talk == 0
        in_talk = np.flatnonzero(free & (talk > 0))
        free &= is_alone
        free[in_talk] = _may_be_joined(talks, talk[in_talk], until)
        free[0] = False
        return cls(bodies=bodies, is_free=free)


def _may_be_joined(talks: Talks, numbers: Int, until: int) -> Bool:
    """Whether talks are of two, and last long enough for a third."""
    is_of_two = talks.open["third"][talks.row_of(numbers)] == 0
    may: Bool = is_of_two & (talks.ends_at(numbers) >= until + _SHORTEST_S)
    return may


def companions(
    crowd: Crowd, free: Free, ties: Ties, *, seed: int, rows: Int, now: Int, decisions: Int
) -> tuple[Int, Int]:
    """Choose for each of these residents whom she may talk to: number and strength of tie, int[n, COMPANIONS], best first.

    crowd: those who are present.   The strongest ties first, then strangers whom a draw picks; nobody with whom she had to
    do within the hour.
    """
    shown = np.zeros((len(rows), COMPANIONS), dtype=np.int32)
    strength = np.zeros((len(rows), COMPANIONS), dtype=np.int16)
    known = ties.others_of(rows)
    here = free.bodies.place[rows]
    luck = draw(seed, rows, TALK_PURPOSE, decisions)
    row, who, tie = _known_here(free, ties, known, rows, here, now)
    at, strangers = _strangers_here(crowd, known, here, luck)
    row, who = np.concatenate([row, at]), np.concatenate([who, strangers])
    if not len(row):
        return shown, strength
    # whom one hardly knows comes before whom one does not
    rank = np.concatenate([tie + 1, np.zeros(len(at), dtype=np.int64)])
    order = np.argsort(_order(row, rank, sub_draw(luck[row], who)), kind="stable")
    row, who, rank = row[order], who[order], rank[order]
    nth = np.arange(len(row)) - np.searchsorted(row, row, side="left")
    kept = nth < COMPANIONS
    row, nth, who, rank = row[kept], nth[kept], who[kept], rank[kept]
    shown[row, nth], strength[row, nth] = who, np.maximum(rank - 1, 0)
    return shown, strength


def _known_here(free: Free, ties: Ties, known: Int, rows: Int, here: Int, now: Int) -> tuple[Int, Int, Int]:
    """Find those who are here among the people whom residents know: row, number and strength of each."""
    # most slots are empty, and few of those in the others are free: place by place is looked at for these alone
    at = np.flatnonzero(free.is_free[known])
    row, slot = np.divmod(at, known.shape[1])
    who = known.ravel()[at]
    is_here = free.bodies.place[who] == here[row]
    row, slot, who = row[is_here], slot[is_here], who[is_here]
    tie = ties.rows(rows[row] * TIES_MAX + slot)
    is_long_ago = tie["at"] <= now[row] - AGAIN_S
    row, who = row[is_long_ago], who[is_long_ago]
    return row, who, faded(tie["strength"][is_long_ago], tie["at"][is_long_ago], now[row])


def _strangers_here(crowd: Crowd, known: Int, here: Int, luck: Draws) -> tuple[Int, Int]:
    """Find up to _STRANGERS people whom a resident does not know, from a drawn one on in the crowd: row and number."""
    first = crowd.first[here]
    count = crowd.first[here + 1] - first
    start = np.searchsorted(crowd.key, _keys(here, luck)) - first
    has = np.zeros(len(here), dtype=np.int64)
    found: list[tuple[Int, Int]] = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))]
    rows, passed = np.flatnonzero(count), 0
    while len(rows):
        nth = passed + np.arange(_WINDOW)
        position = first[rows, None] + (start[rows, None] + nth) % count[rows, None]
        who = crowd.number[position]
        fits = nth < count[rows, None]
        row, column = cells_where(fits)
        # few are known: to list them takes a fifth of asking each row for any
        is_known = np.flatnonzero(known[rows[row]] == who[row, column, None]) // known.shape[1]
        fits[row[is_known], column[is_known]] = False
        fits &= has[rows, None] + np.cumsum(fits, axis=1) <= _STRANGERS
        row, column = cells_where(fits)
        found.append((rows[row], who[row, column]))
        has[rows] += fits.sum(axis=1)
        passed += _WINDOW
        rows = rows[(has[rows] < _STRANGERS) & (count[rows] > passed)]
    row, who = (np.concatenate(columns) for columns in zip(*found, strict=True))
    return row, who


def _keys(place: Int, luck: Draws) -> NDArray[np.uint64]:
    return place.astype(np.uint64) << _PLACE_SHIFT | luck >> _LUCK_SHIFT


def _order(row: Int, rank: Int, luck: Draws) -> Int:
    """Put row, rank (the highest first) and 28 bits of a draw into one number to sort by: int64[n]."""
    return row << _ROW_SHIFT | (STRENGTH_MAX + 1 - rank) << _RANK_SHIFT | (luck >> _ORDER_SHIFT).astype(np.int64)
