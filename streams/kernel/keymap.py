"""A large map from integers to integers: 12 bytes an entry, a few microseconds a look-up or change, ranges in order.

Sorted arrays, with what changed lately beside them: a dict of at most some hundred entries is folded into sorted arrays
of at most 65,536, and these into the rest. So no change ever copies millions of entries on its own. The rest keeps its
values in as few bytes as the largest needs: 16 bytes an entry are needed only beyond 2**32.
"""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Int = NDArray[np.int64]
Entries = tuple[Int, NDArray[Any]]
"""Keys, rising, and their values, in integers of any width."""

FRESH_MAX: Final = 512
RECENT_MAX: Final = 65_536
_NONE: Final = np.empty(0, dtype=np.int64)


class KeyMap:
    """Keys in [0, 2**63) to values above 0; what is absent is 0. What it holds never depends on how it came about."""

    __slots__ = ("_base", "_fresh", "_recent", "_sorted")

    def __init__(self) -> None:
        self._base: Entries = (_NONE, _NONE)
        self._recent: Entries = (_NONE, _NONE)
        # in both of these a dropped key has the value 0, which hides the older entry
        self._fresh: dict[int, int] = {}
        self._sorted: Entries | None = (_NONE, _NONE)
        """The same as arrays; None where nobody has asked for them since the last change."""

    @classmethod
    def of(cls, keys: ArrayLike, values: ArrayLike) -> "KeyMap":
        """Make a map of distinct keys in any order, copied; ValueError for a key that comes twice."""
        unsorted = np.asarray(keys, dtype=np.int64)
        order = np.argsort(unsorted, kind="stable")
        made = cls()
        made._base = (unsorted[order], _narrow(np.asarray(values, dtype=np.int64))[order])
        twice = np.flatnonzero(np.diff(made._base[0]) == 0)
        if len(twice):
            raise ValueError(f"the key {made._base[0][twice[0]]} comes twice")
        return made

    def get(self, key: int) -> int:
        """Look a key up; 0 where it is absent."""
        found = self._fresh.get(key)
        if found is not None:
            return found
        for keys, values in (self._recent, self._base):
            place = keys.searchsorted(key)
            if place < len(keys) and keys[place] == key:
                return int(values[place])
        return 0

    def put(self, key: int, value: int) -> None:
        """Set a key's value, above 0."""
        self._fresh[key] = value
        self._sorted = None
        if len(self._fresh) > FRESH_MAX:
            self._fold()

    def put_all(self, keys: Iterable[int], values: Iterable[int]) -> None:
        """Set the values of many keys, above 0; of equal keys the last counts."""
        self._fresh.update(zip(keys, values, strict=True))
        self._sorted = None
        if len(self._fresh) > FRESH_MAX:
            self._fold()

    def drop(self, key: int) -> None:
        """Take a key out; nothing if it is absent."""
        self.put(key, 0)

    def many(self, keys: ArrayLike) -> Int:
        """Look many keys up: int64 of their shape, 0 where one is absent."""
        wanted = np.asarray(keys, dtype=np.int64)
        found = np.zeros(wanted.shape, dtype=np.int64)
        for known, values in (self._base, self._recent, self._fresh_sorted()):
            if len(known):
                place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
                np.copyto(found, values[place], where=known[place] == wanted)
        return found

    def between(self, first: int, end: int) -> tuple[Int, Int]:
        """List the entries with first <= key < end: keys, rising, and values, both copies."""
        base, recent = _cut(self._base, first, end), _cut(self._recent, first, end)
        fresh = _sorted({key: value for key, value in self._fresh.items() if first <= key < end})
        return _whole(_laid_over(_laid_over(base, recent), fresh))

    def within(self, firsts: ArrayLike, ends: ArrayLike) -> tuple[Int, Int, Int]:
        """List the entries of many ranges at once, first <= key < end, which do not overlap.

        firsts, ends: int64[n]. Returns the range's row, the key and the value of each entry, in order of row, then key.
        """
        low, high = np.asarray(firsts, dtype=np.int64), np.asarray(ends, dtype=np.int64)
        levels = [_cut_many(level, low, high) for level in (self._base, self._recent, self._fresh_sorted())]
        row, key, value = (np.concatenate(parts) for parts in zip(*levels, strict=True))
        # newer levels stand behind older ones, and the last of equal keys counts
        order = np.lexsort((key, row))
        row, key, value = row[order], key[order], value[order]
        counts = value != 0
        counts[:-1] &= (key[1:] != key[:-1]) | (row[1:] != row[:-1])
        return row[counts], key[counts], value[counts]

    def entries(self) -> tuple[Int, Int]:
        """List all entries: keys, rising, and values, both copies."""
        return _whole(_laid_over(_laid_over(self._base, self._recent), self._fresh_sorted()))

    def keep(self, is_kept: NDArray[np.bool_]) -> None:
        """Drop all entries but some.   is_kept: bool[n], in the order of `entries`."""
        keys, values = self.entries()
        self._base, self._recent = (keys[is_kept], _narrow(values[is_kept])), (_NONE, _NONE)
        self._fresh, self._sorted = {}, None

    def __len__(self) -> int:
        return len(self.entries()[0])

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return sum(array.nbytes for level in (self._base, self._recent) for array in level)

    def _fresh_sorted(self) -> Entries:
        if self._sorted is None:
            self._sorted = _sorted(self._fresh)
        return self._sorted

    def _fold(self) -> None:
        self._recent = _laid_over(self._recent, _sorted(self._fresh))
        self._fresh, self._sorted = {}, None
        if len(self._recent[0]) > RECENT_MAX:
            keys, values = self._recent
            self._base = _there(_laid_over(self._base, (keys, _narrow(values))))
            self._recent = (_NONE, _NONE)


def _sorted(entries: dict[int, int]) -> Entries:
    keys = np.fromiter(entries.keys(), dtype=np.int64, count=len(entries))
    values = np.fromiter(entries.values(), dtype=np.int64, count=len(entries))
    order = np.argsort(keys)
    return keys[order], values[order]


def _cut(entries: Entries, first: int, end: int) -> Entries:
    low, high = entries[0].searchsorted((first, end))
    return entries[0][low:high], entries[1][low:high]


def _cut_many(entries: Entries, firsts: Int, ends: Int) -> tuple[Int, Int, Int]:
    """Cut many ranges out of a level: row of the range, key, value."""
    keys, values = entries
    low, high = keys.searchsorted(firsts), keys.searchsorted(ends)
    sizes = high - low
    row = np.repeat(np.arange(len(firsts)), sizes)
    place = np.arange(len(row)) + np.repeat(low - (np.cumsum(sizes) - sizes), sizes)
    return row, keys[place], values[place]


def _laid_over(older: Entries, newer: Entries) -> Entries:
    """Join two levels, of which the newer one counts where both know a key. Copies; values as wide as the wider ones."""
    keys, values = older[0], older[1].astype(np.promote_types(older[1].dtype, newer[1].dtype))
    if not len(newer[0]):
        return keys.copy(), values
    place = keys.searchsorted(newer[0])
    is_known = np.zeros(len(place), dtype=bool)
    if len(keys):
        is_known = keys[np.minimum(place, len(keys) - 1)] == newer[0]
    values[place[is_known]] = newer[1][is_known]
    place = place[~is_known]
    return np.insert(keys, place, newer[0][~is_known]), np.insert(values, place, newer[1][~is_known])


def _narrow(values: Int) -> NDArray[Any]:
    """Copy values into as few bytes as the largest needs."""
    dtype = np.min_scalar_type(int(values.max(initial=0)))
    return values.astype(np.int64 if dtype == np.uint64 else dtype)


def _whole(entries: Entries) -> tuple[Int, Int]:
    keys, values = _there(entries)
    return keys, values.astype(np.int64, copy=False)


def _there(entries: Entries) -> Entries:
    is_there = entries[1] != 0
    return entries if is_there.all() else (entries[0][is_there], entries[1][is_there])
