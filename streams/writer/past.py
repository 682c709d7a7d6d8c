"""The past, re-executed in memory: the nearest snapshot plus the stamped inbox gives any step again, with no model."""

import json
from collections import deque
from collections.abc import Iterator, Mapping

from streams.errors import DigestMismatch, EngineMismatch, HistoryLost
from streams.kernel.columns import Array
from streams.kernel.ids import key_of
from streams.kernel.simtime import world_time
from streams.log.archive import lost, pruned_between
from streams.log.lineage import Segment, segments_of
from streams.models import ArchivedKind, Run, RunHead, Snapshot, Step
from streams.writer import snapshots, version
from streams.writer.part import Command, Queue, RunFacts
from streams.writer.runs import Assemble, facts_of, stamped_commands
from streams.writer.stepper import Head, StepOutput, Stepper
from streams.writer.stores import open_store


def step_at(run: Run, sim_time: int) -> int:
    """Find the last step that ended at or before a moment, empty ones included.

    HistoryLost for a moment before the run's start or after what is committed.
    """
    head = RunHead.objects.get(pk=run.pk)
    if not run.start_sim_time <= sim_time <= head.sim_time:
        reach = f"{world_time(run.start_sim_time)} to {world_time(head.sim_time)}"
        raise HistoryLost(f"{run} has no {world_time(sim_time)}: choose a time from {reach}")
    for segment in segments_of(run):
        found = _last_row(segment, sim_time)
        if found is not None:
            gap = (sim_time - found.sim_time) // run.step_s
            return min(found.number + gap, segment.last_step, head.step)
    raise HistoryLost(f"no step is kept from before {world_time(sim_time)}")


def _last_row(segment: Segment, sim_time: int) -> Step | None:
    first, last = key_of(segment.run_id, segment.first_step), key_of(segment.run_id, segment.last_step)
    rows = Step.objects.filter(pk__gte=first, pk__lte=last, sim_time__lte=sim_time)
    return rows.order_by("-pk").first()


def nearest_snapshot(run: Run, step: int) -> Snapshot:
    """Find the last snapshot at or before a step, through the lineage. HistoryLost if none is kept."""
    for segment in segments_of(run):
        first = key_of(segment.run_id, segment.first_step)
        if segment.first_step > 1:
            first -= 1  # a fork begins with a snapshot of the step that it was forked at
        last = key_of(segment.run_id, min(step, segment.last_step))
        found = Snapshot.objects.filter(pk__gte=first, pk__lte=last).order_by("-pk").first()
        if found is not None:
            return found
    raise HistoryLost(f"no snapshot of {run} reaches back to step {step}")


def refuse_pruned(run: Run, snapshot: Snapshot, to_step: int) -> None:
    """Raise HistoryLost if a day between a snapshot and a step was pruned: its commands are gone as well."""
    for segment in segments_of(run):
        last = key_of(segment.run_id, min(to_step, segment.last_step))
        seq = Step.objects.filter(pk__gte=key_of(segment.run_id, segment.first_step), pk__lte=last).order_by("-pk")
        reached = seq.values_list("seq", flat=True).first() or 0
        pruned = pruned_between(segment.run_id, ArchivedKind.EVENTS, snapshot.seq + 1, reached)
        if pruned:
            raise lost(pruned[0])


def open_snapshot(run: Run, snapshot: Snapshot, assemble: Assemble) -> Stepper:
    """Load a run's Parts as they were at a snapshot."""
    head = Head(
        step=snapshot.number,
        sim_time=snapshot.sim_time,
        digest=snapshot.digest,
        counters=json.loads(snapshot.counters),
    )
    return _opened(facts_of(run), snapshots.unpack(bytes(snapshot.body)), head, assemble)


def _opened(facts: RunFacts, state: Mapping[str, Array], head: Head, assemble: Assemble) -> Stepper:
    """Load Parts as a state says."""
    parts = assemble(facts)
    store = open_store()
    for part in parts:
        mine = {
            name.removeprefix(f"{part.name}."): values
            for name, values in state.items()
            if name.startswith(f"{part.name}.")
        }
        part.load(store, facts, mine)
    return Stepper(run=facts, parts=parts, head=head)


def replay(run: Run, assemble: Assemble, *, from_step: int, to_step: int) -> Iterator[tuple[Stepper, StepOutput]]:
    """Re-execute from the snapshot at or before from_step up to to_step, yielding each step.

    HistoryLost where something on the way was pruned; EngineMismatch if another version of the engine made that past;
    DigestMismatch at the first step that differs from the record.
    """
    snapshot = nearest_snapshot(run, from_step)
    refuse_pruned(run, snapshot, to_step)
    if snapshot.engine_version != version.ENGINE_VERSION and snapshot.number < to_step:
        raise EngineMismatch(
            f"step {snapshot.number} of {run} was made by engine {snapshot.engine_version}, this is engine "
            f"{version.ENGINE_VERSION}: of that past only snapshots can be opened, here at step {snapshot.number}"
        )
    stepper = open_snapshot(run, snapshot, assemble)
    kinds = {kind.name: kind.queue for part in stepper.parts for kind in part.commands}
    fed = _fed_commands(run, snapshot.number + 1, to_step)
    recorded = _recorded_digests(run, snapshot.number + 1, to_step)
    for step in range(snapshot.number + 1, to_step + 1):
        commands = fed.get(step, [])
        is_grid = not any(kinds.get(command.kind) is Queue.AT_ONCE for command in commands)
        output = stepper.grid_step(commands) if is_grid else stepper.inbox_step(commands)
        expected = recorded.get(step, output.head.digest if not output.leaves_row else "")
        if output.head.digest != expected:
            raise DigestMismatch(
                f"step {step} of {run}: re-executed {output.head.digest}, recorded {expected or 'nothing'}"
            )
        if output.reloads:  # as the driver does
            stepper = _opened(stepper.run, stepper.state(), stepper.head, assemble)
        yield stepper, output


def state_at(run: Run, step: int, assemble: Assemble) -> Stepper:
    """Bring a run's Parts in memory to a past step, checking every digest on the way."""
    reached = deque((stepper for stepper, _ in replay(run, assemble, from_step=step, to_step=step)), maxlen=1)
    return reached[0] if reached else open_snapshot(run, nearest_snapshot(run, step), assemble)


def _fed_commands(run: Run, first: int, last: int) -> dict[int, list[Command]]:
    fed: dict[int, list[Command]] = {}
    for segment in segments_of(run):
        fed |= stamped_commands(segment.run_id, max(first, segment.first_step), min(last, segment.last_step))
    return fed


def _recorded_digests(run: Run, first: int, last: int) -> dict[int, str]:
    recorded: dict[int, str] = {}
    for segment in segments_of(run):
        low = key_of(segment.run_id, max(first, segment.first_step))
        high = key_of(segment.run_id, min(last, segment.last_step))
        rows = Step.objects.filter(pk__gte=low, pk__lte=high).values_list("pk", "digest")
        recorded |= {pk - key_of(segment.run_id, 0): digest for pk, digest in rows}
    return recorded
