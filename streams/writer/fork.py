"""Fork a run at any step: what exists is copied with shifted keys, what happened is read through the lineage."""

from django.db import transaction

from streams.errors import HistoryLost
from streams.models import ArchiveDay, ArchivedKind, Run, RunClock, RunHead
from streams.writer import snapshots, version
from streams.writer.commit import keep_snapshot
from streams.writer.past import state_at
from streams.writer.runs import Assemble, make_run
from streams.writer.stores import open_store


def fork_run(run: Run, *, step: int, assemble: Assemble, name: str, wall_ms: int, is_paused: bool = False) -> Run:
    """Make a run that shares this one's history up to and including a step.

    It keeps the seed, the numbers of its beings, and continues seq and step. HistoryLost, EngineMismatch and
    DigestMismatch as for any look at the past, HistoryLost also if the run is pruned meanwhile; then nothing is written.
    """
    last = RunHead.objects.get(pk=run.pk).step
    if not 1 <= step <= last:
        raise HistoryLost(f"step {step} is not in the history of {run}: choose 1 to {last}")
    pruned = _pruned_days(run)
    stepper = state_at(run, step, assemble)
    head = stepper.head
    store = open_store()
    packed = snapshots.pack(stepper.state())  # before the transaction: it takes seconds of a large town
    with transaction.atomic():
        Run.objects.lock(run.pk)
        if _pruned_days(run) != pruned:
            raise HistoryLost(f"{run} was pruned while it was being forked: fork it again, at a moment that is kept")
        rate_milli = RunClock.objects.get(pk=run.pk).resume_rate_milli
        fork = make_run(
            rate_milli=rate_milli,
            wall_ms=wall_ms,
            head=head,
            is_paused=is_paused,
            name=name,
            seed=run.seed,
            scenario=run.scenario,
            language=run.language,
            step_s=run.step_s,
            start_sim_time=run.start_sim_time,
            engine_version=version.ENGINE_VERSION,
            parent=run,
            fork_step=head.step,
            fork_seq=head.seq,
        )
        # more than one Part may need a table, such as the accounts
        for table in dict.fromkeys(table for part in stepper.parts for table in part.copied_tables):
            store.copy_rows(
                table,
                from_run=run.pk,
                to_run=fork.pk,
                last_number=head.counters.get(table.name, 0),
                last_step=head.step,
            )
        for part in stepper.parts:
            store.write(part.state_rows(fork.pk))
        keep_snapshot(store, fork.pk, head, packed, engine_version=version.ENGINE_VERSION)
    return fork


def _pruned_days(run: Run) -> list[int]:
    days = ArchiveDay.objects.of_table(run.pk, ArchivedKind.EVENTS).filter(is_pruned=True)
    return list(days.order_by("pk").values_list("pk", flat=True))
