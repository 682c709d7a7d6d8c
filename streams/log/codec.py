"""Columns of a day as a few bytes a row: what can be derived is not stored, what is left is packed and deflated.

A `Layout` says, column by column, what a value is expected to be, from columns that stand before it; stored is only how
far it is off. Nothing is assumed to hold: a value that is not as expected costs bytes, never truth. Rows come back equal
in every bit, whatever is in them. Plain NumPy; no database.
"""

import struct
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.errors import BrokenBlock

Int = NDArray[np.int64]
Columns = Mapping[str, NDArray[np.int64]]
Texts = Mapping[int, str]

LEVEL: Final = 6
"""zlib: 8 % smaller than 1, and no slower to read."""
VERSION: Final = 1
_HEAD: Final = struct.Struct("<BIq")
_SIZES: Final = struct.Struct("<IB")


class Chain:
    """Rows that follow each other: those that are equal in some columns, in the order in which they are stored."""

    def __init__(self, keys: Sequence[Int], count: int) -> None:
        """keys: int64[count] each; none makes all rows one chain."""
        self.order: Int = np.lexsort((np.arange(count), *keys[::-1])) if keys else np.arange(count)
        self.is_first = np.zeros(count, dtype=bool)
        if count:
            self.is_first[0] = True
        for key in keys:
            ordered = key[self.order]
            self.is_first[1:] |= ordered[1:] != ordered[:-1]

    def before(self, values: Int) -> Int:
        """Give each row the value of the row before it in its chain, 0 to the first."""
        ordered = values[self.order]
        shifted = np.zeros_like(ordered)
        shifted[1:] = np.where(self.is_first[1:], 0, ordered[:-1])
        return self._unordered(shifted)

    def added_up(self, steps: Int) -> Int:
        """Undo a difference to the row before: sums along each chain."""
        ordered = steps[self.order]
        sums = np.cumsum(ordered)
        firsts = np.flatnonzero(self.is_first)
        chain = np.cumsum(self.is_first) - 1
        return self._unordered(sums - (sums - ordered)[firsts][chain] if len(firsts) else sums)

    def _unordered(self, ordered: Int) -> Int:
        values = np.empty_like(ordered)
        values[self.order] = ordered
        return values


class Known(dict[str, Int]):
    """Columns by name, and the chains that their rows make: each is found once."""

    def __init__(self, columns: Columns, count: int) -> None:
        super().__init__(columns)
        self._count = count
        self._chains: dict[tuple[str, ...], Chain] = {}

    def chain(self, among: tuple[str, ...]) -> Chain:
        """Chain the rows that are equal in these columns, which do not change any more."""
        if among not in self._chains:
            self._chains[among] = Chain([self[name] for name in among], self._count)
        return self._chains[among]


class Expected(ABC):
    """What a column is expected to be. `known` holds the columns that stand before it, decoded."""

    @abstractmethod
    def strip(self, values: Int, known: Known) -> Int:
        """Leave what is not as expected."""

    @abstractmethod
    def restore(self, rest: Int, known: Known) -> Int:
        """Undo `strip`."""


@dataclass(frozen=True, slots=True)
class Plain(Expected):
    """Nothing is expected."""

    def strip(self, values: Int, known: Known) -> Int:
        return values

    def restore(self, rest: Int, known: Known) -> Int:
        return rest


@dataclass(frozen=True, slots=True)
class AsBefore(Expected):
    """The value of the row before, among rows that are equal in `among`; without any, of the row before."""

    among: tuple[str, ...] = ()

    def strip(self, values: Int, known: Known) -> Int:
        return values - known.chain(self.among).before(values)

    def restore(self, rest: Int, known: Known) -> Int:
        return known.chain(self.among).added_up(rest)


@dataclass(frozen=True, slots=True)
class TakenFrom(Expected):
    """What another column held in the row before, among rows that are equal in `among`."""

    source: str
    among: tuple[str, ...]

    def strip(self, values: Int, known: Known) -> Int:
        return values - self._source(known)

    def restore(self, rest: Int, known: Known) -> Int:
        return rest + self._source(known)

    def _source(self, known: Known) -> Int:
        return known.chain(self.among).before(known[self.source])


@dataclass(frozen=True, slots=True)
class Sorted(Expected):
    """Rising where the rows are sorted by other columns: as a number does that was given in that order."""

    by: tuple[str, ...]

    def strip(self, values: Int, known: Known) -> Int:
        return np.diff(values[self._order(known)], prepend=np.int64(0))

    def restore(self, rest: Int, known: Known) -> Int:
        values = np.empty_like(rest)
        values[self._order(known)] = np.cumsum(rest)
        return values

    def _order(self, known: Known) -> Int:
        return np.lexsort([known[name] for name in self.by[::-1]])


@dataclass(frozen=True, slots=True)
class EndOfLast(Expected):
    """A moment that comes as long after that of the row before as the row before said it would: its `span`."""

    span: str
    among: tuple[str, ...]

    def strip(self, values: Int, known: Known) -> Int:
        chain = known.chain(self.among)
        return values - chain.before(values) - chain.before(span_of(known[self.span]))

    def restore(self, rest: Int, known: Known) -> Int:
        chain = known.chain(self.among)
        return chain.added_up(rest + chain.before(span_of(known[self.span])))


@dataclass(frozen=True, slots=True)
class Elapsed(Expected):
    """The time since the row before; nothing in the first of a chain."""

    moment: str
    among: tuple[str, ...]

    def strip(self, values: Int, known: Known) -> Int:
        return values - self._elapsed(known)

    def restore(self, rest: Int, known: Known) -> Int:
        return rest + self._elapsed(known)

    def _elapsed(self, known: Known) -> Int:
        moment = known[self.moment]
        before = known.chain(self.among).before(moment)
        return np.where(before == 0, 0, moment - before)


@dataclass(frozen=True, slots=True)
class Beside(Expected):
    """Another column of the same row, such as the number that a key counts from."""

    source: str

    def strip(self, values: Int, known: Known) -> Int:
        return values - known[self.source]

    def restore(self, rest: Int, known: Known) -> Int:
        return rest + known[self.source]


def span_of(late: Int) -> Int:
    """Read seconds out of what `later` wrote; nothing where there is no moment."""
    return np.where(late == 0, 0, late - (late > 0))


def later(moment: Int, since: Int) -> Int:
    """Write a moment as seconds after another, plus one; 0 where there is none (the moment is 0)."""
    seconds = moment - since
    return np.where(moment == 0, 0, seconds + (seconds >= 0))


def moment_of(late: Int, since: Int) -> Int:
    """Undo `later`."""
    return np.where(late == 0, 0, since + span_of(late))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the rows of a table are stored.

    order: columns that the rows are sorted by.   columns: each with what it is expected to be, in the order in which
    they can be restored.   relative: columns that are moments and stored as seconds after another column.
    text: the column that holds a text in few rows, if there is one.
    """

    order: tuple[str, ...]
    columns: tuple[tuple[str, Expected], ...]
    relative: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


def encode(layout: Layout, columns: Columns, texts: Texts | None = None) -> bytes:
    """Pack rows into a body.

    columns: int64[n] by name, any order of rows.   texts: by row, where there is one.
    """
    count = len(columns[layout.order[0]])
    order = np.lexsort([columns[name] for name in layout.order[::-1]])
    known = Known({name: np.asarray(columns[name], dtype=np.int64)[order] for name, _ in layout.columns}, count)
    for name, since in layout.relative.items():
        known[name] = later(known[name], known[since])
    parts = [_packed(expected.strip(known[name], known)) for name, expected in layout.columns]
    said = _texts_packed({int(np.flatnonzero(order == row)[0]): text for row, text in (texts or {}).items()})
    return _HEAD.pack(VERSION, count, len(said)) + b"".join([*parts, said])


def decode(layout: Layout, body: bytes) -> tuple[dict[str, Int], dict[int, str]]:
    """Unpack a body: columns by name, sorted by the layout's order, and texts by row. BrokenBlock if it is damaged."""
    try:
        version, count, said = _HEAD.unpack_from(body)
        if version != VERSION:
            raise BrokenBlock(f"a block of version {version}; this program reads version {VERSION}")
        known, at = _restored(layout, body, count)
        texts = _texts_unpacked(body[at : at + said])
    except (struct.error, zlib.error, ValueError, IndexError) as error:
        raise BrokenBlock(f"a block of the archive cannot be read: {error}") from error
    for name, since in layout.relative.items():
        known[name] = moment_of(known[name], known[since])
    return known, texts


def _restored(layout: Layout, body: bytes, count: int) -> tuple[Known, int]:
    known = Known({}, count)
    at = _HEAD.size
    for name, expected in layout.columns:
        rest, at = _unpacked(body, at, count)
        known[name] = expected.restore(rest, known)
    return known, at


def _packed(rest: Int) -> bytes:
    """Deflate signed numbers plane by plane, without the planes that are nought in all rows."""
    folded = ((rest << 1) ^ (rest >> 63)).view(np.uint64)
    width = (int(folded.max(initial=0)).bit_length() + 7) // 8
    planes = np.ascontiguousarray(folded.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :width].T)
    deflated = zlib.compress(planes.tobytes(), LEVEL) if width else b""
    return _SIZES.pack(len(deflated), width) + deflated


def _unpacked(body: bytes, at: int, count: int) -> tuple[Int, int]:
    size, width = _SIZES.unpack_from(body, at)
    at += _SIZES.size
    if not width:
        return np.zeros(count, dtype=np.int64), at
    planes = np.frombuffer(zlib.decompress(body[at : at + size]), dtype=np.uint8).reshape(width, count)
    wide = np.zeros((count, 8), dtype=np.uint8)
    wide[:, :width] = planes.T
    folded = wide.reshape(-1).view("<u8").astype(np.uint64)
    return (folded >> np.uint64(1)).view(np.int64) ^ -((folded & np.uint64(1)).view(np.int64)), at + size


def _texts_packed(texts: Texts) -> bytes:
    if not texts:
        return b""
    cells = [(row, text.encode()) for row, text in sorted(texts.items())]
    return zlib.compress(b"".join(struct.pack("<II", row, len(cell)) + cell for row, cell in cells), LEVEL)


def _texts_unpacked(packed: bytes) -> dict[int, str]:
    texts: dict[int, str] = {}
    cells = zlib.decompress(packed) if packed else b""
    at = 0
    while at < len(cells):
        row, size = struct.unpack_from("<II", cells, at)
        at += 8
        texts[row] = cells[at : at + size].decode()
        at += size
    return texts
