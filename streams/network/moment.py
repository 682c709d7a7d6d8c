"""A moment of the network: up to which rows it reaches, and how to read the rows that stood then.

A social row is written once and only ever ended, so a moment is a step and the last numbers given by then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.columns import Array, Table
from streams.kernel.ids import key_of
from streams.kernel.simtime import HOUR_S
from streams.network.rows import ACCOUNTS, HISTORY
from streams.writer.record import Numbers
from streams.writer.store import Store

_TABLES: Final = (ACCOUNTS, *HISTORY)
_STEP_MAX_S: Final = HOUR_S
"""No step is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The end of a step: nothing later is to be seen."""

    step: int
    sim_time: int
    last: Mapping[str, int]
    """By table, the last number given."""

    @classmethod
    def of(cls, step: int, sim_time: int, numbers: Numbers) -> "Moment":
        """Take the last numbers out of a run's counters."""
        return cls(step=step, sim_time=sim_time, last={table.name: numbers.last(table.name) for table in _TABLES})

    @classmethod
    def from_bounds(cls, bounds: Array) -> "Moment":
        """Read what `bounds` wrote."""
        step, sim_time, *last = bounds.tolist()
        return cls(step=step, sim_time=sim_time, last={table.name: n for table, n in zip(_TABLES, last, strict=True)})

    @classmethod
    def before_network(cls, accounts: int) -> "Moment":
        """Stand for a snapshot of an engine that knew no network: there are accounts, and they did nothing."""
        return cls(step=0, sim_time=0, last={table.name: 0 for table in _TABLES} | {ACCOUNTS.name: accounts})

    @property
    def bounds(self) -> Array:
        """Write it as a snapshot keeps it: step, time, the last number of each table. int64[n]."""
        return np.array([self.step, self.sim_time, *(self.last[table.name] for table in _TABLES)], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one run as they stood at a moment. Keys are given as numbers."""

    store: Store
    run_id: int
    at: Moment

    def all(self, table: Table, *names: str, first: int = 1) -> Iterator[dict[str, Array]]:
        """Read rows from a number on, by part: the key's column and `names`."""
        base = key_of(self.run_id, 0)
        end = base + self.at.last[table.name] + 1
        for part in self.store.read_parts(table, base + first, end, (table.key, *names)):
            yield {
                column.name: part[column.name] - base if column.is_key else part[column.name]
                for column in table.chosen(list(part))
            }

    def standing(self, table: Table, *names: str, first: int = 1) -> Iterator[dict[str, Array]]:
        """Read the rows that stand."""
        for part in self.all(table, "ended_step", *names, first=first):
            stands = ~self.has_ended(part["ended_step"])
            yield {name: values[stands] for name, values in part.items()}

    def joined(self, table: Table, *names: str) -> dict[str, Array]:
        """Read all rows that stand at once."""
        return join(self.standing(table, *names), table, names)

    def first_since(self, table: Table, moment: int) -> int:
        """Find a number from which on is whatever happened at a moment or later."""
        # within a step it may be told in any order
        return self.store.first_since(table, self.run_id, moment - _STEP_MAX_S, last=self.at.last[table.name])

    def has_ended(self, ended_step: Array) -> Array:
        """Say which rows had ended by then: bool[n]."""
        return (ended_step > 0) & (ended_step <= self.at.step)


def join(parts: Iterator[dict[str, Array]], table: Table, names: Sequence[str]) -> dict[str, Array]:
    """Join the parts of a table: its key's column and `names`."""
    kept = list(parts)
    return {name: np.concatenate([part[name] for part in kept]) for name in (table.key, *names)}
