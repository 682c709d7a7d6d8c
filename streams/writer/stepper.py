"""Steps of a run in memory: commands in, rows and digest out. The same code serves live, batch and replay.

It reads and writes no database. What a step changed in memory and what it returned must both be kept or both dropped.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from streams.kernel import digest
from streams.kernel.columns import Array, Mode, TableBatch
from streams.kernel.text import canonical_json
from streams.models import Account
from streams.writer import snapshots
from streams.writer.failpoints import reach
from streams.writer.part import Answer, ClockChange, Command, Part, RunFacts, StepContext
from streams.writer.record import EVENT_TABLE, Numbers, Record
from streams.writer.tables import table_of

_ACCOUNTS: Final = table_of(Account).name
REFUSED_UNKNOWN: Final = "unknown_kind"
REFUSED_BODY: Final = "invalid_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far a run is: the last step, the end of the last grid step, the digest, the numbers given."""

    step: int
    sim_time: int
    digest: str
    counters: Mapping[str, int]

    @property
    def seq(self) -> int:
        """The last event's number."""
        return self.counters.get(EVENT_TABLE.name, 0)

    @property
    def beings(self) -> int:
        """How many accounts there are."""
        return self.counters.get(_ACCOUNTS, 0)

    @property
    def counters_text(self) -> str:
        """The numbers given, as heads and snapshots store them."""
        return json.dumps(dict(self.counters), sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What became of one inbox command, to be written beside what it did."""

    inbox_id: int
    step: int
    position: int
    reason: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOutput:
    """Everything that one step wants written, frozen."""

    head: Head
    events: int = 0
    batches: list[TableBatch] = field(default_factory=list)
    stamps: Sequence[Stamp] = ()
    snapshot: Sequence[bytes] | None = None
    state_digest: str = ""
    clock_changes: Sequence[ClockChange] = field(default_factory=tuple)
    ends_run: bool = False
    reloads: bool = False
    """Whether the Parts must be loaded afresh before the next step; no other step shares its transaction."""

    @property
    def changed(self) -> int:
        """How many rows the step changes of the table of which it changes most."""
        return max((len(batch) for batch in self.batches if batch.mode is Mode.UPDATE), default=0)

    @property
    def leaves_row(self) -> bool:
        """Whether the step extended the digest and so has a row of its own."""
        return bool(self.events) or self.snapshot is not None


class Stepper:
    """A run's Parts in memory, stepped one after the other."""

    def __init__(self, *, run: RunFacts, parts: Sequence[Part], head: Head) -> None:
        self.run = run
        self.parts = parts
        self.head = head
        self._served = {kind.name: (part, kind) for part in parts for kind in part.commands}

    def found(self) -> StepOutput:
        """Make the run's first step: what the scenario asks for."""
        context = self._context(is_grid=False)
        batches = [batch for part in self.parts for batch in part.found(context)]
        return self._close(context, batches, wants_snapshot=True)

    def grid_step(self, commands: Sequence[Command] = ()) -> StepOutput:
        """Advance by one grid step, applying commands to bodies first."""
        return self._step(commands, is_grid=True)

    def inbox_step(self, commands: Sequence[Command]) -> StepOutput:
        """Apply commands without advancing time; commands that are all refused use up no step."""
        return self._step(commands, is_grid=False)

    def state(self) -> dict[str, Array]:
        """Collect the whole state, columns named part.column."""
        return {f"{part.name}.{name}": values for part in self.parts for name, values in part.state().items()}

    def _context(self, *, is_grid: bool) -> StepContext:
        since = self.head.sim_time
        step = self.head.step + 1
        record = Record(run_id=self.run.run_id, step=step, numbers=Numbers(self.head.counters))
        until = since + self.run.step_s if is_grid else since
        return StepContext(run=self.run, step=step, since=since, until=until, is_grid=is_grid, record=record)

    def _step(self, commands: Sequence[Command], *, is_grid: bool) -> StepOutput:
        context = self._context(is_grid=is_grid)
        answers = [self._answer(context, command) for command in commands]
        reach("after_inbox")
        is_void = not is_grid and all(answer.is_refused for answer in answers)
        if is_void:
            return StepOutput(head=self.head, stamps=_stamps(commands, answers, self.head.step))
        batches = [batch for part in self.parts for batch in part.step(context)]
        return self._close(
            context,
            batches,
            stamps=_stamps(commands, answers, context.step),
            wants_snapshot=any(answer.wants_snapshot for answer in answers),
            clock_changes=tuple(answer.clock for answer in answers if answer.clock),
            ends_run=any(answer.ends_run for answer in answers),
            reloads=any(answer.reloads for answer in answers),
        )

    def _answer(self, context: StepContext, command: Command) -> Answer:
        if command.kind not in self._served:
            return Answer(reason=REFUSED_UNKNOWN)
        part, kind = self._served[command.kind]
        try:
            kind.body.model_validate(command.body)
        except ValidationError:
            return Answer(reason=REFUSED_BODY)
        return part.apply(context, command)

    def _close(
        self, context: StepContext, batches: list[TableBatch], *, wants_snapshot: bool, **output: Any
    ) -> StepOutput:
        events = len(context.record)
        numbers = context.numbers
        due = snapshots.is_due(since=context.since, until=context.until, residents=numbers.last(_ACCOUNTS))
        state = self.state() if wants_snapshot or due else None
        chained, state_digest = self.head.digest, ""
        if events or state is not None:
            state_digest = digest.of_columns(state) if state is not None else ""
            chained = digest.chain(
                chained,
                step=context.step,
                sim_time_s=context.until,
                columns=context.record.hashed(),
                state_digest=state_digest,
            )
        self.head = Head(step=context.step, sim_time=context.until, digest=chained, counters=numbers.as_dict())
        rows = [context.record.batch(), *batches] if events else batches
        packed = snapshots.pack(state) if state is not None else None
        return StepOutput(
            head=self.head, events=events, batches=rows, snapshot=packed, state_digest=state_digest, **output
        )


def _stamps(commands: Sequence[Command], answers: Sequence[Answer], step: int) -> tuple[Stamp, ...]:
    return tuple(
        Stamp(
            inbox_id=command.inbox_id,
            step=step,
            position=position,
            reason=answer.reason,
            result=canonical_json(dict(answer.settled() if answer.settled else answer.result)),
        )
        for position, (command, answer) in enumerate(zip(commands, answers, strict=True))
    )
