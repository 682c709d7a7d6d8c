"""What a package adds to a run: a Part. The writer knows nothing of towns or minds, only Parts.

A Part owns tables, serves inbox kinds, keeps columns in memory, and in each step returns the rows to write.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from streams.kernel.columns import Array, Table, TableBatch
from streams.writer.record import Numbers, Record
from streams.writer.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What never changes in a run; a fork has its parent's seed and scenario."""

    run_id: int
    seed: int
    step_s: int
    start_sim_time: int
    language: str
    scenario: Mapping[str, Any]
    engine_version: int


class Queue(StrEnum):
    """When a command is applied: within 250 ms, also while paused; or with the next grid step (bodies)."""

    AT_ONCE = "at_once"
    GRID = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandKind:
    """An inbox kind: the schema of its body, and the queue that it waits in."""

    name: str
    body: type[BaseModel]
    queue: Queue
    is_steering: bool = False
    """Whether only those who steer runs send it: such commands are noted in the audit log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One inbox command in the step that applies it; `body` was validated at the door and is again here."""

    inbox_id: int
    kind: str
    actor: int
    body: Mapping[str, Any]
    tries: int = 0
    """How often a step with it failed; a replay need not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """What a command does to the shown clock; carried out by the driver, seen by no replay. rate_milli only for RATE."""

    action: int
    rate_milli: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a Part says to a command: refused with a reason, or applied with a result for the receipt.

    settled: gives the result at the end of the step, for what only the step decides; the outcome stays as it was.
    """

    reason: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)
    clock: ClockChange | None = None
    wants_snapshot: bool = False
    ends_run: bool = False
    reloads: bool = False
    """Whether the run is loaded afresh before its next step: what was fixed since it was loaded has changed."""
    settled: Callable[[], Mapping[str, Any]] | None = None

    @property
    def is_refused(self) -> bool:
        """Whether nothing was changed."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepContext:
    """The step that a Part works in. A grid step covers (since, until]; an inbox-only step has since == until."""

    run: RunFacts
    step: int
    since: int
    until: int
    is_grid: bool
    record: Record

    @property
    def numbers(self) -> Numbers:
        """Where tables get their numbers."""
        return self.record.numbers


class Part(ABC):
    """One package's share of a run. All arrays in `state()` are integers, rows in number order."""

    name: str
    commands: Sequence[CommandKind] = ()
    copied_tables: Sequence[Table] = ()
    """Tables that a fork copies (what exists); the others are read through the lineage (what happened)."""

    @abstractmethod
    def load(self, store: Store, run: RunFacts, state: Mapping[str, Array] | None) -> None:
        """Load columns: the present from the tables, or with `state` the moment of a snapshot."""

    @abstractmethod
    def state(self) -> dict[str, Array]:
        """Everything that steps change, as a snapshot keeps it and the digest sees it."""

    def apply(self, context: StepContext, command: Command) -> Answer:
        """Serve one of this Part's commands; events go to the record, rows are returned by the step."""
        raise NotImplementedError(f"{self.name} serves no {command.kind}")

    @abstractmethod
    def step(self, context: StepContext) -> list[TableBatch]:
        """Do this Part's share of a step and return the rows to write."""

    @abstractmethod
    def found(self, context: StepContext) -> list[TableBatch]:
        """Make what the scenario asks for, in the run's first step, and return the rows to write."""

    @abstractmethod
    def state_rows(self, run_id: int) -> list[TableBatch]:
        """Give the mutable tables as rows to insert into a run: what a fork writes."""

    def check(self, store: Store, run: RunFacts) -> list[str]:
        """Say in sentences what the loaded present contradicts in the tables; called by `verify_run`."""
        return []
