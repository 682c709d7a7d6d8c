"""Open a run for its writer: facts, head and clock out of rows; found a new one; read its pending commands."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from streams.kernel.clock import ClockLine
from streams.kernel.digest import GENESIS
from streams.models import Inbox, Outcome, Run, RunClock, RunHead, RunLease
from streams.writer.commit import ClockState, commit
from streams.writer.lease import claim, holder_name, release
from streams.writer.part import Command, Part, Queue, RunFacts
from streams.writer.stepper import Head, Stepper
from streams.writer.stores import open_store

Assemble = Callable[[RunFacts], Sequence[Part]]


def facts_of(run: Run) -> RunFacts:
    """Take a run's unchanging facts out of its row."""
    return RunFacts(
        run_id=run.pk,
        seed=run.seed,
        step_s=run.step_s,
        start_sim_time=run.start_sim_time,
        language=run.language,
        scenario=json.loads(run.scenario),
        engine_version=run.engine_version,
    )


def read_head(run_id: int) -> Head:
    """Read how far a run is committed."""
    row = RunHead.objects.get(pk=run_id)
    return Head(step=row.step, sim_time=row.sim_time, digest=row.digest, counters=json.loads(row.counters))


def read_clock(run_id: int) -> ClockState:
    """Read the shown clock as it was last written."""
    row = RunClock.objects.get(pk=run_id)
    line = ClockLine(
        sim_ms=row.sim_ms, wall_ms=row.wall_ms, rate_milli=row.rate_milli, resume_rate_milli=row.resume_rate_milli
    )
    return ClockState(line=line, lag_ms=row.lag_ms, slipped_ms=row.slipped_ms)


def load_stepper(run: Run, parts: Sequence[Part], *, between_reads: Callable[[], None] = lambda: None) -> Stepper:
    """Load the present of a run into its Parts.   between_reads: as for a store."""
    facts = facts_of(run)
    store = open_store(between_reads=between_reads)
    for part in parts:
        part.load(store, facts, None)
    return Stepper(run=facts, parts=parts, head=read_head(run.pk))


def make_run(*, rate_milli: int, wall_ms: int, head: Head, is_paused: bool = False, **fields: Any) -> Run:
    """Write a run's row and what stands beside it, inside the caller's transaction."""
    run = Run.objects.create(**fields)
    RunHead.objects.create(
        run=run,
        step=head.step,
        sim_time=head.sim_time,
        seq=head.seq,
        digest=head.digest,
        counters=head.counters_text,
    )
    RunClock.objects.create(
        run=run,
        sim_ms=head.sim_time * 1000,
        wall_ms=wall_ms,
        rate_milli=0 if is_paused else rate_milli,
        resume_rate_milli=rate_milli,
    )
    RunLease.objects.create(run=run)
    return run


def found_run(*, assemble: Assemble, rate_milli: int, wall_ms: int, is_paused: bool = False, **fields: Any) -> Run:
    """Make a run and its first step in one transaction: nothing is left of one that fails."""
    with transaction.atomic():
        if fields.get("is_default"):
            Run.objects.filter(is_default=True).update(is_default=False)
        head = Head(step=0, sim_time=fields["start_sim_time"], digest=GENESIS, counters={})
        run = make_run(rate_milli=rate_milli, wall_ms=wall_ms, head=head, is_paused=is_paused, **fields)
        facts = facts_of(run)
        lease = claim(run.pk, holder=holder_name(), wall_ms=wall_ms)
        assert lease is not None, "a new run has no holder"
        output = Stepper(run=facts, parts=assemble(facts), head=head).found()
        clock = read_clock(run.pk)
        commit(store=open_store(), run=facts, lease=lease, outputs=[output], clock=clock, wall_ms=wall_ms)
        release(lease)
    return run


def pending_commands(run_id: int, kinds: Mapping[str, Queue]) -> dict[Queue, list[Command]]:
    """Read what waits in the inbox, in id order, by queue; an unknown kind waits nowhere and is answered at once."""
    waiting: dict[Queue, list[Command]] = {queue: [] for queue in Queue}
    rows = Inbox.objects.filter(run_id=run_id, applied_step=None).order_by("id")
    for row in rows.only("id", "kind", "actor", "body", "tries"):
        command = Command(inbox_id=row.pk, kind=row.kind, actor=row.actor, body=json.loads(row.body), tries=row.tries)
        waiting[kinds.get(row.kind, Queue.AT_ONCE)].append(command)
    return waiting


def stamped_commands(run_id: int, first_step: int, last_step: int) -> dict[int, list[Command]]:
    """Read the applied commands of these steps in their order, by step: what a replay feeds."""
    fed: dict[int, list[Command]] = {}
    rows = Inbox.objects.filter(
        run_id=run_id, applied_step__gte=first_step, applied_step__lte=last_step, outcome=Outcome.APPLIED
    )
    for row in rows.order_by("applied_step", "position"):
        assert row.applied_step is not None
        command = Command(inbox_id=row.pk, kind=row.kind, actor=row.actor, body=json.loads(row.body))
        fed.setdefault(row.applied_step, []).append(command)
    return fed
