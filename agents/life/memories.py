"""What residents remember, as rows to insert: nothing of it is read back by a step."""

from dataclasses import dataclass, fields
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import numpy as np

from agents.models import Memory
from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.writer.part import StepContext
from streams.writer.tables import table_of

MEMORIES: Final = table_of(Memory)
WHOLE_TRUST: Final = 100
"""Percent of the weight of what one lived through, or was told, that is believed."""


@dataclass(slots=True)  # not frozen: see agents.life.sayings.Said
class Remembered:
    """One memory; the fields are the columns of its row, see agents.models.Memory. What is not given is 0.

    Those from `event` on are agents.life.facts.Cells, in the same order.
    """

    sim_time: int
    resident: int
    kind: int
    source: int = 0
    item: int = 0
    importance: int = 0
    trust: int = WHOLE_TRUST
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


_NAMES: Final = tuple(field.name for field in fields(Remembered))
_cells_of: Final = attrgetter(*_NAMES)
_USUAL: Final = {"trust": WHOLE_TRUST}


class Memories:
    """The memories of this step that are not written yet."""

    def __init__(self) -> None:
        self._pending: list[Remembered] = []
        self._columns: list[tuple[int, dict[str, Any]]] = []

    def add(self, remembered: Remembered) -> None:
        """Note one memory."""
        self._pending.append(remembered)

    def add_many(self, number: int, /, **columns: Any) -> None:
        """Note a number of memories given as columns by name; what is not given is 0, trust 100. TypeError for another name."""
        unknown = set(columns) - set(_NAMES)
        if unknown:
            raise TypeError(f"memories have no column {sorted(unknown)}")
        if number:
            self._columns.append((number, columns))

    def take(self, context: StepContext) -> list[TableBatch]:
        """Hand over what this step left as rows to insert, those given as columns first."""
        chunks, pending = self._columns, self._pending
        if not chunks and not pending:
            return []
        self._columns, self._pending = [], []
        if pending:
            flat = chain.from_iterable(map(_cells_of, pending))
            cells = np.fromiter(flat, dtype=np.int64, count=len(pending) * len(_NAMES)).reshape(-1, len(_NAMES))
            chunks.append((len(pending), dict(zip(_NAMES, cells.T, strict=True))))
        count = sum(number for number, _ in chunks)
        columns = {name: np.full(count, _USUAL.get(name, 0), dtype=np.int64) for name in _NAMES}
        first = 0
        for number, given in chunks:
            for name, values in given.items():
                columns[name][first : first + number] = values
            first += number
        keys = key_of(context.run.run_id, 0) + context.numbers.take(MEMORIES.name, count)
        step = np.full(count, context.step)
        return [TableBatch.of(MEMORIES, Mode.INSERT, {"id": keys, "step": step, **columns})]
