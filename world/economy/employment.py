"""Who works where, as it changes while a run lives: the latest change of each resident, and the rows of this step.

Personas are as people were born; what has changed since is kept here by resident, so a snapshot holds those only. Plain NumPy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from world.contract import Int

JOB: Final = ("occupation", "workplace", "shift_start_s", "shift_length_s", "workdays", "bedtime_s")
"""Columns of the persona that go with a job."""
KEPT: Final = ("resident", "sim_time", *JOB, "wage_per_hour")
"""What is kept of each change, as a snapshot and the table name it."""


class Cause(IntEnum):
    """Why somebody's work changed; permanent numbers."""

    HIRED = 1
    LAID_OFF = 2
    FOUNDED = 3
    CLOSED = 4
    LEFT = 5  # she moved away
    GONE = 6  # the place was deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one resident's work."""

    resident: int
    sim_time: int
    cause: Cause
    occupation_before: int
    workplace_before: int
    occupation: int
    workplace: int
    shift_start_s: int
    shift_length_s: int
    workdays: int
    bedtime_s: int
    wage_per_hour: int


class Employment:
    """The changes of a run."""

    def __init__(self) -> None:
        self.latest: dict[int, tuple[int, ...]] = {}  # by resident: KEPT
        self._new: list[Change] = []

    def add(self, change: Change) -> None:
        """Note a change."""
        self._new.append(change)
        self.latest[change.resident] = tuple(int(getattr(change, name)) for name in KEPT)

    def take(self) -> dict[str, Int]:
        """Hand over this step's changes as columns, in order; nothing at all if there are none."""
        new, self._new = self._new, []
        if not new:
            return {}
        return {
            field.name: np.array([getattr(change, field.name) for change in new], dtype=np.int64)
            for field in fields(Change)
        }

    def as_dict(self) -> dict[str, NDArray[Any]]:
        """Give the latest change of everybody whose work changed, by number."""
        rows = [self.latest[resident] for resident in sorted(self.latest)]
        table = np.array(rows, dtype=np.int64).reshape(len(rows), len(KEPT))
        return {name: table[:, i].copy() for i, name in enumerate(KEPT)}

    def fill(self, rows: Mapping[str, NDArray[Any]]) -> None:
        """Take over changes in the order in which they happened; of one resident's the last stays."""
        table = np.stack([np.asarray(rows[name], dtype=np.int64) for name in KEPT], axis=1)
        for row in table.tolist():
            self.latest[row[0]] = tuple(row)
