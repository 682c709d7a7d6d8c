"""What was said lately and what it does, so that it can be answered: columns by the saying's number, and rows to write.

A saying is a talk's turn, a post, a comment or a private message. Those of the last days stay in memory; of the others
only the rows are left, and nobody answers them any more. Of turns see agents.life.courses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import chain, starmap
from operator import attrgetter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agents.models import Medium, Saying
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.kernel.keymap import KeyMap
from streams.kernel.simtime import DAY_S
from streams.writer.part import StepContext
from streams.writer.store import Store
from streams.writer.tables import table_of
from world.talks.talks import LASTS_S

SAYINGS: Final = table_of(Saying)
KEPT_S: Final = 2 * DAY_S
"""How long a saying can be answered."""
_ITEM_BITS: Final = 40
_FIXED: Final = tuple(column.name for column in SAYINGS.columns if column.name not in ("id", "step", "text"))


@dataclass(slots=True)  # not frozen, which makes it ten times as dear
class Said:
    """One saying; the fields are the columns of its row, see agents.models.Saying. What is not given is 0.

    Those from `event` on are agents.life.facts.Cells, in the same order.
    """

    sim_time: int
    medium: int
    item: int
    speaker: int
    act: int
    turn: int = 0
    hearer: int = 0
    answers: int = 0
    subject: int = 0
    topic: int = 0
    favour: int = 0
    meet_place: int = 0
    meet_at: int = 0
    event: int = 0
    what: int = 0
    owner: int = 0
    fact_place: int = 0
    fact_other: int = 0
    fact_time: int = 0
    valence: int = 0
    arousal: int = 0
    amount: int = 0
    count: int = 0


_NAMES: Final = tuple(field.name for field in fields(Said))
_COLUMN: Final = {name: column for column, name in enumerate(_NAMES)}
_cells_of: Final = attrgetter(*_NAMES)
_WIDTHS: Final = {"event": "i8", "count": "i2"} | dict.fromkeys(
    ("medium", "act", "turn", "subject", "topic", "favour", "what", "valence", "arousal"), "i1"
)
"""Of columns that are not numbers of four bytes. Events are counted beyond 2**31 in a long run of a large town."""
_ROW: Final = np.dtype([(name, _WIDTHS.get(name, "i4")) for name in _NAMES])
assert set(_NAMES) == set(_FIXED), "a saying in memory has the columns of its row"


class Sayings:
    """The sayings of the last days, and those of this step that are not written yet."""

    def __init__(self) -> None:
        self.last = 0
        """Number of the last saying of the run."""
        self._count = 0
        # rising; all but turns of talks. As wide as what is looked for, else each search would copy them
        self._numbers: NDArray[np.int64] = np.zeros(64, dtype=np.int64)
        self._cells: NDArray[np.void] = np.zeros(64, dtype=_ROW)
        self._of_item = KeyMap()
        self._fresh: dict[int, Said] = {}
        """Those that are no rows of these columns yet."""
        self._pending: list[tuple[int, Said, str]] = []

    def __getitem__(self, number: int) -> Said:
        """Show a post, comment or message of the last days. KeyError for another saying."""
        said = self._fresh.get(number)
        if said is not None:
            return said
        row = int(self._numbers[: self._count].searchsorted(number))
        if row < self._count and self._numbers[row] == number:
            return Said(*self._cells[row].item())
        raise KeyError(f"saying {number} is none of the last days, or a talk's turn")

    def many(self, numbers: NDArray[Any]) -> list[Said]:
        """Show many posts, comments or messages of the last days, in the order of the numbers given."""
        self._settle()
        rows = self._numbers[: self._count].searchsorted(numbers)
        return list(starmap(Said, self._cells[rows].tolist()))

    def of(self, medium: Medium, item: int) -> int:
        """Find the saying of a post, comment or message; 0 if it is older, or a person's own words."""
        self._settle()
        return self._of_item.get(medium << _ITEM_BITS | item)

    def of_many(self, medium: Medium, items: NDArray[Any]) -> NDArray[np.int64]:
        """Find the sayings of many posts, comments or messages: int64 of their shape, 0 where there is none."""
        self._settle()
        return self._of_item.many((np.int64(medium) << _ITEM_BITS) | np.asarray(items, dtype=np.int64))

    def column(self, name: str, numbers: NDArray[Any]) -> NDArray[np.int64]:
        """Show one column of many posts, comments or messages of the last days: int64 of their shape."""
        return self.columns(numbers, name)[0]

    def columns(self, numbers: NDArray[Any], *names: str) -> list[NDArray[np.int64]]:
        """Show columns of many posts, comments or messages of the last days: int64 of their shape."""
        self._settle()
        rows = self._numbers[: self._count].searchsorted(numbers)
        return [self._cells[name][rows].astype(np.int64) for name in names]

    def add(self, context: StepContext, said: Said, text: str = "") -> int:
        """Note a saying and return its number.   text: of a talk's turn; the others' texts stand in the network."""
        number = context.numbers.next(SAYINGS.name)
        self.last = number
        if said.medium != Medium.TALK:
            self._fresh[number] = said
        self._pending.append((number, said, text))
        return number

    def take(self, context: StepContext) -> list[TableBatch]:
        """Hand over what this step said as rows to insert."""
        if not self._pending:
            return []
        pending, self._pending = self._pending, []
        cells = _cells([said for _, said, _ in pending])
        columns: dict[str, Any] = dict(zip(_NAMES, cells.T, strict=True))
        columns["text"] = np.empty(len(pending), dtype=object)
        columns["text"][:] = [words for _, _, words in pending]
        keys = key_of(context.run.run_id, 0) + np.array([number for number, _, _ in pending], dtype=np.int64)
        step = np.full(len(pending), context.step)
        return [TableBatch.of(SAYINGS, Mode.INSERT, {"id": keys, "step": step, **columns})]

    def forget(self, now: int) -> None:
        """Forget what is too old to be answered.   now: the last midnight, so that a reloaded run forgets the same."""
        self._settle()
        times = self._cells["sim_time"][: self._count]
        kept = np.flatnonzero(times >= now - KEPT_S)
        old = int(kept[0]) if len(kept) else self._count
        if old:
            first = int(self._numbers[old]) if old < self._count else self.last + 1
            self._cells, self._numbers = self._cells[old:].copy(), self._numbers[old:].copy()
            self._count -= old
            _, numbers = self._of_item.entries()
            self._of_item.keep(numbers >= first)

    def load(self, store: Store, run_id: int, *, last: int, now: int) -> tuple[NDArray[np.int64], NDArray[np.void]]:
        """Read the sayings of the last days, up to the one with the number `last`.

        Returns the turns of the last hours' talks: their numbers, rising, and their cells.
        """
        first = key_of(run_id, store.first_since(SAYINGS, run_id, now - KEPT_S - DAY_S, last=last))
        numbers, cells = [self._numbers[:0]], [self._cells[:0]]
        for part in store.read_parts(SAYINGS, first, key_of(run_id, last) + 1, ("id", *_FIXED)):
            kept = (part["medium"] != Medium.TALK) | (part["sim_time"] > now - LASTS_S)
            numbers.append(part["id"][kept] - key_of(run_id, 0))
            cells.append(np.zeros(len(numbers[-1]), dtype=_ROW))
            for name in _NAMES:
                cells[-1][name] = part[name][kept]
        number, row = np.concatenate(numbers), np.concatenate(cells)
        is_talk = row["medium"] == Medium.TALK
        self._numbers, self._cells, self._count = number[~is_talk], row[~is_talk], int((~is_talk).sum())
        self._of_item = KeyMap.of(_item_keys(self._cells["medium"], self._cells["item"]), self._numbers)
        self.last = last
        self.forget(now // DAY_S * DAY_S)
        return number[is_talk], row[is_talk]

    def _settle(self) -> None:
        """Make the fresh ones rows, all at once: that takes a fraction of what each one takes by itself."""
        if not self._fresh:
            return
        numbers = np.fromiter(self._fresh, dtype=np.int64, count=len(self._fresh))
        cells = _cells(list(self._fresh.values()))
        self._fresh = {}
        first, self._count = self._count, self._count + len(numbers)
        self._widen()
        rows = slice(first, self._count)
        self._numbers[rows] = numbers
        for name, column in _COLUMN.items():
            self._cells[name][rows] = cells[:, column]
        keys = _item_keys(cells[:, _COLUMN["medium"]], cells[:, _COLUMN["item"]])
        self._of_item.put_all(keys.tolist(), numbers.tolist())

    def _widen(self) -> None:
        """Make room for the rows counted, and for half as many again."""
        if self._count > len(self._numbers):
            self._cells, self._numbers = _with_room(self._cells, self._count), _with_room(self._numbers, self._count)


def _with_room(rows: NDArray[Any], count: int) -> NDArray[Any]:
    """Copy rows to where there is room for `count`, and for half as many again, which takes no memory before it is used."""
    wider = np.zeros(count + count // 2, dtype=rows.dtype)
    wider[: len(rows)] = rows
    return wider


def _cells(sayings: Sequence[Said]) -> NDArray[np.int64]:
    """Show sayings as numbers: int64[n, cells]."""
    # from a flat row of numbers an array is made in a quarter of the time that rows of rows take
    flat = chain.from_iterable(map(_cells_of, sayings))
    return np.fromiter(flat, dtype=np.int64, count=len(sayings) * len(_NAMES)).reshape(-1, len(_NAMES))


def _item_keys(medium: NDArray[Any], item: NDArray[Any]) -> NDArray[np.int64]:
    return medium.astype(np.int64) << _ITEM_BITS | item.astype(np.int64)
