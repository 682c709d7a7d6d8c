"""The record of one step: gives events their numbers, collects what is to be written, and extends the digest.

Parts append to it; the session freezes it when the step is over. Numbers are given here and never read from the database.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from streams.kernel.columns import Array, Mode, TableBatch
from streams.kernel.ids import key_of
from streams.models import Event
from streams.writer.tables import table_of

EVENT_TABLE: Final = table_of(Event)
_HASHED: Final = tuple(name for name in EVENT_TABLE.names if name != "id")


class Numbers:
    """The last number given in each table of a run."""

    def __init__(self, counters: Mapping[str, int]) -> None:
        self._last = dict(counters)

    def take(self, table_name: str, count: int) -> NDArray[np.int64]:
        """Give the next `count` numbers of a table: int64[count], counting from 1 in a run."""
        last = self._last.get(table_name, 0)
        self._last[table_name] = last + count
        return np.arange(last + 1, last + count + 1, dtype=np.int64)

    def next(self, table_name: str) -> int:
        """Give the next number of a table."""
        number = self._last.get(table_name, 0) + 1
        self._last[table_name] = number
        return number

    def last(self, table_name: str) -> int:
        """Say the last number given, 0 if none."""
        return self._last.get(table_name, 0)

    def as_dict(self) -> dict[str, int]:
        """All counters, for the head and for snapshots."""
        return dict(self._last)


class Record:
    """Events of one step, in order, with the run's next seq."""

    def __init__(self, *, run_id: int, step: int, numbers: Numbers) -> None:
        self.run_id = run_id
        self.step = step
        self.numbers = numbers
        self._chunks: list[dict[str, Array]] = []

    def append(self, count: int, **columns: ArrayLike) -> NDArray[np.int64]:
        """Append `count` events and return their seqs.

        columns: by event column, scalars or arrays of `count`; what is not given is 0 (payload: none). TypeError for an
        unknown column.
        """
        unknown = set(columns) - set(_HASHED)
        if unknown:
            raise TypeError(f"events have no column {sorted(unknown)}")
        seqs = self.numbers.take(EVENT_TABLE.name, count)
        chunk: dict[str, Array] = {"id": key_of(self.run_id, 0) + seqs}
        for column in EVENT_TABLE.columns[1:]:
            chunk[column.name] = _filled(columns.get(column.name), column.dtype, count)
        chunk["step"] = np.full(count, self.step, dtype="i8")
        self._chunks.append(chunk)
        return seqs

    def __len__(self) -> int:
        return sum(len(chunk["id"]) for chunk in self._chunks)

    def events(self) -> dict[str, Array]:
        """Join all events so far, by column."""
        if not self._chunks:
            return {column.name: _filled(None, column.dtype, 0) for column in EVENT_TABLE.columns}
        if len(self._chunks) == 1:
            return dict(self._chunks[0])
        return {name: np.concatenate([chunk[name] for chunk in self._chunks]) for name in EVENT_TABLE.names}

    def batch(self) -> TableBatch:
        """Make the events into rows to insert."""
        return TableBatch.of(EVENT_TABLE, Mode.INSERT, self.events())

    def hashed(self) -> dict[str, Array]:
        """Show the events as the digest sees them: seq numbers instead of keys."""
        events = self.events()
        return {"seq": events["id"] - key_of(self.run_id, 0), **{name: events[name] for name in _HASHED}}


def _filled(values: Any, dtype: str, count: int) -> Array:
    if dtype == "text":
        column = np.empty(count, dtype=object)
        column[:] = values if values is not None else [None] * count
        return column
    column = np.empty(count, dtype=dtype)
    column[:] = 0 if values is None else values
    return column
