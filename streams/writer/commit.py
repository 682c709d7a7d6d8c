"""One transaction: fence, rows of all Parts, steps, snapshots, stamps, head and clock. All of it or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db import transaction

from streams.kernel.clock import ClockLine
from streams.kernel.columns import Mode, TableBatch, merge
from streams.kernel.ids import key_of
from streams.models import Inbox, Outcome, Run, RunClock, RunHead, RunStatus, Snapshot, Step
from streams.writer import lease as leases
from streams.writer import snapshots
from streams.writer.failpoints import reach
from streams.writer.lease import Lease
from streams.writer.part import RunFacts
from streams.writer.stepper import Head, Stamp, StepOutput
from streams.writer.store import Store
from streams.writer.tables import table_of

_STEPS: Final = table_of(Step)
_SNAPSHOTS: Final = table_of(Snapshot)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """What the driver knows of the shown clock, written with every commit."""

    line: ClockLine
    lag_ms: int = 0
    slipped_ms: int = 0
    step_us: int = 0
    commit_us: int = 0


def commit(
    *, store: Store, run: RunFacts, lease: Lease, outputs: Sequence[StepOutput], clock: ClockState, wall_ms: int
) -> None:
    """Write the outputs of consecutive steps. NotHolder if the run was taken over: then nothing was written.

    One transaction whatever the number of steps; the rows are the same as with one transaction a step. The outputs'
    batches are used up: of a million residents they are tens of megabytes, which nobody needs once they are written.
    """
    batches = merge([batch for output in outputs for batch in output.batches])
    for output in outputs:
        output.batches.clear()
    with transaction.atomic():
        leases.extend(lease, wall_ms=wall_ms)
        store.write(_used_up(batches))
        store.write([_step_rows(run.run_id, outputs)])
        for output in outputs:
            if output.snapshot is not None:
                keep_snapshot(store, run.run_id, output.head, output.snapshot, engine_version=run.engine_version)
                _thin_snapshots(run.run_id, output.head)
            for stamp in output.stamps:
                _write_stamp(stamp)
        _write_head(run.run_id, outputs[-1].head)
        _write_clock(run.run_id, clock, wall_ms)
        if any(output.ends_run for output in outputs):
            Run.objects.filter(pk=run.run_id).update(status=RunStatus.ENDED)
        reach("before_commit")
    reach("after_commit")


def _used_up(batches: list[TableBatch]) -> Iterator[TableBatch]:
    while batches:
        yield batches.pop(0)


def _step_rows(run_id: int, outputs: Sequence[StepOutput]) -> TableBatch:
    rows = [output for output in outputs if output.leaves_row]
    return TableBatch.of(
        _STEPS,
        Mode.INSERT,
        {
            "id": np.array([key_of(run_id, output.head.step) for output in rows], dtype=np.int64),
            "sim_time": np.array([output.head.sim_time for output in rows], dtype=np.int64),
            "seq": np.array([output.head.seq for output in rows], dtype=np.int64),
            "events": np.array([output.events for output in rows], dtype=np.int64),
            "digest": np.array([output.head.digest for output in rows], dtype=object),
            "state_digest": np.array([output.state_digest for output in rows], dtype=object),
        },
    )


def keep_snapshot(store: Store, run_id: int, head: Head, body: Sequence[bytes], *, engine_version: int) -> None:
    """Write the state at a run's head, packed; one of another engine at the same step gives way."""
    key = key_of(run_id, head.step)
    Snapshot.objects.filter(pk=key).delete()
    store.write_large(
        _SNAPSHOTS,
        {
            "id": key,
            "sim_time": head.sim_time,
            "seq": head.seq,
            "digest": head.digest,
            "counters": head.counters_text,
            "engine_version": engine_version,
            "body": body,
        },
    )


def _thin_snapshots(run_id: int, head: Head) -> None:
    kept = Snapshot.objects.of(run_id).order_by("pk").values_list("pk", "sim_time")
    Snapshot.objects.filter(pk__in=snapshots.to_thin(kept, head.sim_time)).delete()


def _write_stamp(stamp: Stamp) -> None:
    Inbox.objects.filter(pk=stamp.inbox_id).update(
        applied_step=stamp.step,
        position=stamp.position,
        outcome=Outcome.REFUSED if stamp.reason else Outcome.APPLIED,
        reason=stamp.reason,
        result=stamp.result,
    )


def _write_head(run_id: int, head: Head) -> None:
    RunHead.objects.filter(pk=run_id).update(
        step=head.step,
        sim_time=head.sim_time,
        seq=head.seq,
        digest=head.digest,
        counters=head.counters_text,
    )


def _write_clock(run_id: int, clock: ClockState, wall_ms: int) -> None:
    RunClock.objects.filter(pk=run_id).update(
        sim_ms=clock.line.sim_ms,
        wall_ms=clock.line.wall_ms,
        rate_milli=clock.line.rate_milli,
        resume_rate_milli=clock.line.resume_rate_milli,
        lag_ms=clock.lag_ms,
        slipped_ms=clock.slipped_ms,
        step_us=clock.step_us,
        commit_us=clock.commit_us,
        committed_wall_ms=wall_ms,
    )
