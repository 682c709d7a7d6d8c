"""The Part of the record itself: pause, resume, single step, rate, snapshot, end. Needs no town."""

from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from streams.events import ClockAction, StreamEvent
from streams.kernel.clock import RATE_MAX_MILLI, RATE_MIN_MILLI
from streams.kernel.columns import Array, TableBatch
from streams.writer.part import Answer, ClockChange, Command, CommandKind, Part, Queue, RunFacts, StepContext
from streams.writer.store import Store


class Nothing(BaseModel):
    """A command without a body."""

    model_config = ConfigDict(extra="forbid")


class RateBody(BaseModel):
    """A new rate, in thousandths of simulated per real time."""

    model_config = ConfigDict(extra="forbid")
    rate_milli: int = Field(ge=RATE_MIN_MILLI, le=RATE_MAX_MILLI)


PAUSE: Final = CommandKind(name="pause", body=Nothing, queue=Queue.AT_ONCE, is_steering=True)
RESUME: Final = CommandKind(name="resume", body=Nothing, queue=Queue.AT_ONCE, is_steering=True)
STEP_ONCE: Final = CommandKind(name="step_once", body=Nothing, queue=Queue.AT_ONCE, is_steering=True)
SET_RATE: Final = CommandKind(name="set_rate", body=RateBody, queue=Queue.AT_ONCE, is_steering=True)
SNAPSHOT: Final = CommandKind(name="snapshot", body=Nothing, queue=Queue.AT_ONCE, is_steering=True)
END_RUN: Final = CommandKind(name="end_run", body=Nothing, queue=Queue.AT_ONCE, is_steering=True)

_CLOCK_ACTIONS: Final = {
    PAUSE.name: ClockAction.PAUSE,
    RESUME.name: ClockAction.RESUME,
    STEP_ONCE.name: ClockAction.STEP,
    SET_RATE.name: ClockAction.RATE,
}


class ClockPart(Part):
    """Serves the commands to the run itself; has no state of its own, because the shown clock is bookkeeping."""

    name = "clock"
    commands: Sequence[CommandKind] = (PAUSE, RESUME, STEP_ONCE, SET_RATE, SNAPSHOT, END_RUN)

    def load(self, store: Store, run: RunFacts, state: Mapping[str, Array] | None) -> None:
        """Nothing to load."""

    def state(self) -> dict[str, Array]:
        return {}

    def apply(self, context: StepContext, command: Command) -> Answer:
        if command.kind == SNAPSHOT.name:
            context.record.append(1, kind=StreamEvent.SNAPSHOT_TAKEN, sim_time=context.until, actor=command.actor)
            return Answer(result={"step": context.step}, wants_snapshot=True)
        if command.kind == END_RUN.name:
            context.record.append(1, kind=StreamEvent.RUN_ENDED, sim_time=context.until, actor=command.actor)
            return Answer(ends_run=True)
        action = _CLOCK_ACTIONS[command.kind]
        rate_milli = RateBody.model_validate(command.body).rate_milli if action is ClockAction.RATE else 0
        context.record.append(
            1,
            kind=StreamEvent.CLOCK_CHANGED,
            sim_time=context.until,
            actor=command.actor,
            action=action,
            amount=rate_milli,
        )
        return Answer(clock=ClockChange(action=action, rate_milli=rate_milli))

    def step(self, context: StepContext) -> list[TableBatch]:
        return []

    def found(self, context: StepContext) -> list[TableBatch]:
        return []

    def state_rows(self, run_id: int) -> list[TableBatch]:
        return []
