"""What residents are to each other: directed ties in a pool of slots, 12 bytes a tie. Plain NumPy, integers only.

A resident has at most TIES_MAX ties; who would be one too many takes the place of the weakest. Strength fades while two do
not meet, as a function of time: nothing is touched until they do. Which block of the pool a resident uses follows from the
order in which ties came about and is not history; the number of a tie, `resident * TIES_MAX + slot`, is.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.arrays import cells_where, distinct
from streams.kernel.simtime import DAY_S
from world.contract import Bool, Int

TIES_MAX: Final = 32
STRENGTH_MAX: Final = 10_000
"""Strength and trust are 0-10,000 hundredths of a point."""
TRUST_AT_FIRST: Final = 5_000
_WIDTH: Final = 8
_BLOCKS: Final = TIES_MAX // _WIDTH
_COUNT_MAX: Final = 30_000
_NOBODY: Final = -1
_AT_ONCE: Final = 1 << 14
"""Ties that are looked for together: some hundred bytes each for a moment, and few enough to stay in the processor's cache."""
_LASTING_DAYS: Final = 3
_FADE_A_DAY: Final = 20
_KEPT_PERCENT: Final = 60
_LEVEL_BOUNDS: Final = (1_001, 3_001, 6_001, 8_501)
_LEVELS: Final = np.array(_LEVEL_BOUNDS, dtype=np.int64)
COLUMNS: Final[Mapping[str, str]] = {"other": "i4", "at": "i4", "strength": "i2", "trust": "i2", "count": "i2"}


class TieLevel(IntEnum):
    """What a strength is called."""

    STRANGER = 0  # up to 10 points
    ACQUAINTANCE = 1  # up to 30
    FRIEND = 2  # up to 60
    CLOSE_FRIEND = 3  # up to 85
    BEST_FRIEND = 4


def level_of(strength: Int) -> Int:
    """Grade strengths: TieLevel, of the shape given."""
    return np.searchsorted(_LEVELS, strength, side="right")


def level_of_one(strength: int) -> int:
    """Grade one strength: as `level_of`."""
    return bisect_right(_LEVEL_BOUNDS, strength)


def faded(strength: Int, at: Int, now: Int) -> Int:
    """Say what is left of a strength since two last met: after three days 0.2 points a day, never below 60 percent."""
    idle_days = np.maximum(np.asarray(now, dtype=np.int64) - at, 0) // DAY_S
    lost = np.maximum(idle_days - _LASTING_DAYS, 0) * _FADE_A_DAY
    full = np.asarray(strength, dtype=np.int64)
    return np.maximum(full - lost, full * _KEPT_PERCENT // 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """One resident's ties, one row each, in the order of their slots."""

    other: Int
    strength: Int  # as it is now
    trust: Int
    count: Int  # how often they had to do with each other
    at: Int  # simulated seconds, the last time


class Ties:
    """All ties of a run."""

    other: Int
    at: Int
    strength: Int
    trust: Int
    count: Int

    def __init__(self, residents: int) -> None:
        self._block = _no_blocks(residents + 1)
        self._used = 1  # block 0 is nobody's
        for name, dtype in COLUMNS.items():
            setattr(self, name, np.zeros((64, _WIDTH), dtype=dtype))
        self._made: dict[int, None] = {}
        self._changed: dict[int, int] = {}  # by number: the strength before

    @property
    def residents(self) -> int:
        """How many may have ties."""
        return len(self._block) - 1

    @property
    def nbytes(self) -> int:
        """Bytes of what is used."""
        return self._block.nbytes + self._used * _WIDTH * sum(np.dtype(dtype).itemsize for dtype in COLUMNS.values())

    def grow(self, residents: int) -> None:
        """Make room for newcomers."""
        before, self._block = self._block, _no_blocks(residents + 1)
        self._block[: len(before)] = before

    def strength_of(self, one: Int, other: Int, now: Int | int) -> Int:
        """Say how strong the tie of one to another is now: int64 of the broadcast shape, 0 where there is none."""
        block, place = self._find(one, other)
        found = faded(self.strength[block, place], self.at[block, place], np.asarray(now))
        return np.where(block > 0, found, 0)

    def trust_of(self, one: Int, other: Int) -> Int:
        """Say how far one trusts another; strangers TRUST_AT_FIRST."""
        block, place = self._find(one, other)
        return np.where(block > 0, self.trust[block, place], TRUST_AT_FIRST).astype(np.int64)

    def met_at(self, one: Int, other: Int) -> Int:
        """Say when the two last had to do with each other, simulated seconds; 0 = never."""
        block, place = self._find(one, other)
        return np.where(block > 0, self.at[block, place], 0).astype(np.int64)

    def of(self, resident: int, now: int) -> Bonds:
        """List one resident's ties."""
        blocks = self._block[resident]
        blocks = blocks[blocks > 0]
        other = self.other[blocks].ravel()
        there = np.flatnonzero(other)
        at = self.at[blocks].ravel()[there]
        return Bonds(
            other=other[there],
            strength=faded(self.strength[blocks].ravel()[there], at, np.asarray(now)),
            trust=self.trust[blocks].ravel()[there],
            count=self.count[blocks].ravel()[there],
            at=at,
        )

    def others_of(self, residents: Int) -> Int:
        """List whom many residents have ties to: int32[n, TIES_MAX], 0 = nobody, in the order of slots."""
        found = self.other[self._block[residents]]
        return found.reshape(len(found), TIES_MAX)

    def strengths_of(self, residents: Int, now: Int | int) -> Int:
        """Say how strong these ties are: int64[n, TIES_MAX], as `others_of`."""
        blocks = self._block[residents]
        moment = np.asarray(now).reshape(-1, 1, 1)
        found = faded(self.strength[blocks], self.at[blocks], moment)
        return np.where(self.other[blocks] > 0, found, 0).reshape(len(blocks), TIES_MAX)

    def met_since(self, residents: Int, since: int, now: int, *, least: int, below: int) -> tuple[Int, Int]:
        """Find ties of these residents in a range of strength whose two had to do with each other after a moment.

        least, below: bounds of the strength.   Returns who and with whom, in the order of `residents` and of slots.
        """
        blocks = self._block[residents]
        flat = (len(residents), TIES_MAX)
        is_late = (self.at[blocks].reshape(flat) > since) & (self.other[blocks].reshape(flat) > 0)
        row, slot = cells_where(is_late)
        strength = self.strengths_of(residents[row], now)[np.arange(len(row)), slot]
        fits = (strength >= least) & (strength < below)
        row, slot = row[fits], slot[fits]
        return residents[row], self.other[blocks].reshape(flat)[row, slot].astype(np.int64)

    def change(self, one: Int, other: Int, *, strength: Int | int, trust: Int | int, at: Int | int) -> None:
        """Let the ties of some to others grow or shrink, and make those that there are not yet.

        one, other: int[n], nobody with herself; changed in this order.   strength, trust: hundredths of a point to add;
        what is gained counts less the stronger the tie is.   at: simulated seconds.
        """
        one, other, points = _broadcast(one, other, strength, trust, at)
        for mine in _rounds(one):
            numbers, before, _ = self._change(one[mine], other[mine], *(value[mine] for value in points))
            for number, strength_before in zip(numbers.tolist(), before.tolist(), strict=True):
                self._changed.setdefault(number, strength_before)

    def change_each(
        self, one: Int, other: Int, *, strength: Int | int, trust: Int | int, at: Int | int
    ) -> tuple[Int, Int]:
        """Change ties as `change` does, no two the same; they count as changed in this order, as with `change_one`.

        Returns how strong each was then, and is: int64[n] both.
        """
        one, other, points = _broadcast(one, other, strength, trust, at)
        number, before, after = (np.zeros(len(one), dtype=np.int64) for _ in range(3))
        for mine in _rounds(one):
            found = self._change(one[mine], other[mine], *(value[mine] for value in points))
            number[mine], before[mine], after[mine] = found
        changed: set[int] = set()
        for each, strength_before in zip(number.tolist(), before.tolist(), strict=True):
            if each in changed:  # a slot that changed hands: what the tie before was has nothing to do with this one
                del self._changed[each]
            changed.add(each)
            self._changed.setdefault(each, strength_before)
        return before, after

    def bond(self, one: int, other: int, now: int) -> tuple[int, int]:
        """Give strength and trust of one tie: as `strength_of` and `trust_of`, for a few at a time."""
        block, place, _ = self._seek(one, other)
        if not block:
            return 0, TRUST_AT_FIRST
        return self._strength_left(block, place, now), self.trust.item(block, place)

    def change_one(self, one: int, other: int, *, strength: int, trust: int, at: int) -> tuple[int, int]:
        """Let one tie grow or shrink, as `change` does; return how strong it was then, and is."""
        block, place, number = self._seek(one, other)
        if not block:
            block, place = self._open(one, other, at)
            number = self._number(one, block, place)
        before = self._strength_left(block, place, at)
        after = _moved_one(before, strength)
        self.strength[block, place] = after
        self.trust[block, place] = _moved_one(self.trust.item(block, place), trust)
        self.count[block, place] = min(self.count.item(block, place) + 1, _COUNT_MAX)
        self.at[block, place] = max(self.at.item(block, place), at)
        self._changed.setdefault(number, before)
        return before, after

    def _seek(self, one: int, other: int) -> tuple[int, int, int]:
        """Find the slot of one tie: block, place in it and the tie's number; block 0 where there is none."""
        if other:
            for column, block in enumerate(self._block[one].tolist()):
                if block:
                    others = self.other[block].tolist()
                    if other in others:
                        place = others.index(other)
                        return block, place, one * TIES_MAX + column * _WIDTH + place
        return 0, 0, 0

    def _strength_left(self, block: int, place: int, now: int) -> int:
        """Say how strong a tie is now: as `faded`."""
        strength, at = self.strength.item(block, place), self.at.item(block, place)
        lost = max((now - at) // DAY_S - _LASTING_DAYS, 0) * _FADE_A_DAY
        left: int = max(strength - lost, strength * _KEPT_PERCENT // 100)
        return left

    def _change(self, one: Int, other: Int, strength: Int, trust: Int, moment: Int) -> tuple[Int, Int, Int]:
        """Change ties of different residents; return their numbers, and how strong they were and are."""
        block, place = self._find(one, other)
        for row in np.flatnonzero(block == 0).tolist():
            block[row], place[row] = self._open(int(one[row]), int(other[row]), int(moment[row]))
        before = faded(self.strength[block, place], self.at[block, place], moment)
        after = _moved(before, strength)
        self.strength[block, place] = after
        self.trust[block, place] = _moved(self.trust[block, place].astype(np.int64), trust)
        self.count[block, place] = np.minimum(self.count[block, place].astype(np.int64) + 1, _COUNT_MAX)
        self.at[block, place] = np.maximum(self.at[block, place], moment)
        return self._numbers(one, block, place), before, after

    def take_changed(self) -> tuple[Int, Int]:
        """Hand over the numbers of the ties that came about, and of the others that changed, since the last time."""
        made = np.fromiter(self._made, dtype=np.int64, count=len(self._made))
        changed = np.array([number for number in self._changed if number not in self._made], dtype=np.int64)
        self._made, self._changed = {}, {}
        return made, changed

    def graded(self) -> tuple[Int, Int]:
        """Find the ties whose level is another one than before what `take_changed` will hand over: number and level."""
        numbers = np.fromiter(self._changed, dtype=np.int64, count=len(self._changed))
        before = np.fromiter(self._changed.values(), dtype=np.int64, count=len(self._changed))
        level = level_of(self.rows(numbers)["strength"])
        is_other = level != level_of(before)
        return numbers[is_other], level[is_other]

    def rows(self, numbers: Int) -> dict[str, Int]:
        """Show ties by their numbers, as columns."""
        resident, slot = np.divmod(numbers, TIES_MAX)
        block, place = self._block[resident, slot // _WIDTH], slot % _WIDTH
        return {name: getattr(self, name)[block, place] for name in COLUMNS}

    def as_dict(self) -> dict[str, NDArray[Any]]:
        """Give all ties in the order of their numbers, as a snapshot keeps them."""
        numbers = self.numbers()
        return {"number": numbers, **self.rows(numbers)}

    def numbers(self) -> Int:
        """List the numbers of all ties, rising."""
        resident, column = np.nonzero(self._block)
        block = self._block[resident, column]
        row, place = np.nonzero(self.other[block])
        return resident[row] * TIES_MAX + column[row] * _WIDTH + place

    def fill(self, values: Mapping[str, NDArray[Any]]) -> None:
        """Add ties, given by number, each once: what `as_dict` gives, or a part of it."""
        resident, slot = np.divmod(np.asarray(values["number"], dtype=np.int64), TIES_MAX)
        column, place = np.divmod(slot, _WIDTH)
        owner, nth = np.divmod(distinct(resident * _BLOCKS + column), _BLOCKS)
        is_lacking = self._block[owner, nth] == 0
        lacking = int(is_lacking.sum())
        self._block[owner[is_lacking], nth[is_lacking]] = self._used + np.arange(lacking)
        self._use(lacking)
        block = self._block[resident, column]
        for name in COLUMNS:
            getattr(self, name)[block, place] = values[name]

    def _find(self, one: Int, other: Int) -> tuple[Int, Int]:
        """Find the slots of ties: block and place in it, block 0 where there is none; broadcast."""
        one, other = np.broadcast_arrays(one, other)
        shape, one, other = one.shape, one.ravel(), other.ravel()
        block, place = np.zeros(len(one), dtype=np.int64), np.zeros(len(one), dtype=np.int64)
        for first in range(0, len(one), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            block[some], place[some] = self._find_some(one[some], other[some])
        return block.reshape(shape), place.reshape(shape)

    def _find_some(self, one: Int, other: Int) -> tuple[Int, Int]:
        blocks = self._block[one]
        # nobody, 0, is in every free slot: then a number is looked for that is in none
        wanted = np.where(other > 0, other, _NOBODY)
        row, slot = cells_where(self.other[blocks].reshape(-1, TIES_MAX) == wanted[:, None])
        block, place = np.zeros(len(one), dtype=np.int64), np.zeros(len(one), dtype=np.int64)
        block[row], place[row] = blocks[row, slot // _WIDTH], slot % _WIDTH
        return block, place

    def _open(self, one: int, other: int, now: int) -> tuple[int, int]:
        """Find a slot for a new tie: the first free one, else that of the weakest."""
        for column in range(_BLOCKS):
            block = self._block.item(one, column)
            if not block:
                block = self._block[one, column] = self._used
                self._use(1)
            others = self.other[block].tolist()
            if 0 in others:
                return self._settle(one, column, others.index(0), other, is_new=True)
        blocks = self._block[one]
        weakest = int(faded(self.strength[blocks], self.at[blocks], np.asarray(now)).ravel().argmin())
        column, place = divmod(weakest, _WIDTH)
        return self._settle(one, column, place, other, is_new=False)

    def _settle(self, one: int, column: int, place: int, other: int, *, is_new: bool) -> tuple[int, int]:
        block = int(self._block[one, column])
        self.other[block, place] = other
        self.strength[block, place] = self.count[block, place] = self.at[block, place] = 0
        self.trust[block, place] = TRUST_AT_FIRST
        number = one * TIES_MAX + column * _WIDTH + place
        if is_new:
            self._made[number] = None
        self._changed.pop(number, None)  # what the tie before was has nothing to do with this one
        return block, place

    def _use(self, blocks: int) -> None:
        self._used += blocks
        if self._used <= len(self.other):
            return
        for name in COLUMNS:
            column = getattr(self, name)
            # half as much again, so that a large pool wastes little
            wider = np.zeros((max(self._used, len(column) + len(column) // 2), _WIDTH), dtype=column.dtype)
            wider[: len(column)] = column
            setattr(self, name, wider)

    def _number(self, one: int, block: int, place: int) -> int:
        column = self._block[one].tolist().index(block)
        number: int = one * TIES_MAX + column * _WIDTH + place
        return number

    def _numbers(self, one: Int, block: Int, place: Int) -> Int:
        column = (self._block[one] == block[:, None]).argmax(axis=1)
        return one * TIES_MAX + column * _WIDTH + place


def _no_blocks(rows: int) -> NDArray[np.int32]:
    """Make a table of [rows, _BLOCKS] that takes memory for blocks beyond the first only where somebody has them."""
    return np.zeros((_BLOCKS, rows), dtype=np.int32).T


def _moved(value: Int, points: Int) -> Int:
    """Add points: gains count by what is missing to the full, losses whole."""
    gained = np.maximum(points, 0) * (STRENGTH_MAX - value) // STRENGTH_MAX
    return np.clip(value + gained + np.minimum(points, 0), 0, STRENGTH_MAX)


def _moved_one(value: int, points: int) -> int:
    """Add points, as `_moved`."""
    gained = max(points, 0) * (STRENGTH_MAX - value) // STRENGTH_MAX
    return min(max(value + gained + min(points, 0), 0), STRENGTH_MAX)


def _broadcast(one: Int, other: Int, *values: Int | int) -> tuple[Int, Int, list[Int]]:
    one, other = np.asarray(one, dtype=np.int64), np.asarray(other, dtype=np.int64)
    return one, other, [np.broadcast_to(np.asarray(value, dtype=np.int64), one.shape) for value in values]


def _rounds(one: Int) -> Iterator[Bool]:
    """Part ties so that nobody has two in a round: of the same resident, a new tie may take the place of another."""
    nth = _nth_of_its_kind(one)
    for round_ in range(int(nth.max()) + 1 if len(nth) else 0):
        yield nth == round_


def _nth_of_its_kind(values: Int) -> Int:
    """Count, for each value, how many equal ones come before it: int64[n]."""
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    nth = np.empty(len(values), dtype=np.int64)
    nth[order] = np.arange(len(values)) - np.searchsorted(ranked, ranked, side="left")
    return nth
