"""A run as it was at a past moment, for whoever reads it: the state's columns, re-executed in memory.

Which Parts a run has is known above this package: `society.apps` hands the assembling function in once, at start
(`provide_parts`), and everything here and above reads the past without importing upwards. Not for writing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from streams.errors import HistoryLost
from streams.kernel.columns import Array
from streams.kernel.simtime import world_time
from streams.models import Account, Run
from streams.selectors.record import seq_at
from streams.writer.past import state_at, step_at
from streams.writer.runs import Assemble

PAST_MAX_RESIDENTS: Final = 20_000
"""Beings up to which the state of a past moment is re-executed for a reader."""
_provided: list[Assemble] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class PastState:
    """The whole state of a run after the step that covers a moment; columns are named part.column."""

    step: int
    sim_time: int
    seq: int
    columns: Mapping[str, Array]


def provide_parts(assemble: Assemble) -> None:
    """Say how a run's Parts are assembled; called once by `society.apps`."""
    _provided[:] = [assemble]


def parts_of_runs() -> Assemble:
    """Return the function that assembles a run's Parts. RuntimeError before `provide_parts`."""
    if not _provided:
        raise RuntimeError("nobody said what a run is made of: society.apps calls provide_parts() at start")
    return _provided[0]


def past_state(run: Run, sim_time: int, *, committed_sim_time: int) -> PastState:
    """Re-execute a run to the end of the grid step that covers a moment, at most to what is committed.

    HistoryLost, EngineMismatch and DigestMismatch as for any look at the past; HistoryLost also for a large run.
    """
    if Account.objects.numbered(run.pk, PAST_MAX_RESIDENTS + 1).exists():
        raise HistoryLost(f"a past moment of a whole town is shown for runs of up to {PAST_MAX_RESIDENTS:,} residents")
    if sim_time < run.start_sim_time:
        raise HistoryLost(f"the run begins at {world_time(run.start_sim_time)}")
    covered = run.start_sim_time + -(-(sim_time - run.start_sim_time) // run.step_s) * run.step_s
    stepper = state_at(run, step_at(run, min(covered, committed_sim_time)), parts_of_runs())
    head = stepper.head
    return PastState(step=head.step, sim_time=head.sim_time, seq=head.seq, columns=stepper.state())


def past_record(run: Run, sim_time: int) -> PastState:
    """Find a past moment in the record, for what is read from rows alone: nothing is re-executed, so of a run of any size.

    HistoryLost for a moment before the start, or after what is committed.
    """
    return PastState(step=step_at(run, sim_time), sim_time=sim_time, seq=seq_at(run, sim_time), columns={})
