"""Audit a run: the chain from its rows, its present by re-execution, and what its Parts can check."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from streams.kernel import digest
from streams.kernel.ids import key_of
from streams.log.lineage import Segment, segments_of
from streams.models import Run, RunHead, Step
from streams.writer.one_moment import one_moment
from streams.writer.past import state_at
from streams.writer.recorded import EventReader
from streams.writer.runs import Assemble, facts_of, load_stepper
from streams.writer.stores import open_store

_CHUNK_STEPS: Final = 2_000


def verify_run(
    run: Run,
    assemble: Assemble,
    on_progress: Callable[[int], None] = lambda _: None,
    on_lost: Callable[[int], None] = lambda _: None,
) -> Iterator[str]:
    """Find faults, one sentence each; none means that the run is what its digest says.

    on_lost: told of each step whose events were pruned, how many; of those only the digests are left, and trusted.
    Reads every event once, out of rows or the archive; re-executes from the last snapshot. An engine may go on writing
    meanwhile: audited is what was committed at the start, and the present as of one moment. Raises what `replay` raises.
    """
    yield from verify_chain(run, on_progress, on_lost)
    yield from _check_present(run, assemble)


def verify_chain(
    run: Run,
    on_progress: Callable[[int], None] = lambda _: None,
    on_lost: Callable[[int], None] = lambda _: None,
) -> Iterator[str]:
    """Find faults of the chain of digests alone; also of a past that another version of the engine made."""
    head = RunHead.objects.get(pk=run.pk)
    previous, seq = digest.GENESIS, 0
    for segment in reversed(segments_of(run)):
        for step, recorded, computed, last_seq in _chain(segment, previous, seq, head.step):
            if not computed:
                on_lost(recorded.events)
            elif recorded.digest != computed:
                yield f"step {step}: its rows give {computed}, the chain says {recorded.digest}"
            if recorded.seq != last_seq:
                yield f"step {step}: events end at {last_seq}, the step says {recorded.seq}"
            previous, seq = recorded.digest, recorded.seq
            on_progress(step)
    if (previous, seq) != (head.digest, head.seq):
        yield f"the head says {head.digest} at event {head.seq}, the last step {previous} at event {seq}"


def _chain(segment: Segment, previous: str, seq: int, head_step: int) -> Iterator[tuple[int, Step, str, int]]:
    first = key_of(segment.run_id, segment.first_step)
    last = key_of(segment.run_id, min(segment.last_step, head_step))
    reader = EventReader(segment.run_id)
    rows = Step.objects.filter(pk__gte=first, pk__lte=last).order_by("pk")
    for row in rows.iterator(chunk_size=_CHUNK_STEPS):
        if row.events and reader.is_pruned(seq + 1):
            yield row.number, row, "", row.seq
        else:
            events = reader.read(seq + 1, row.seq)
            computed = digest.chain(
                previous,
                step=row.number,
                sim_time_s=row.sim_time,
                columns=events,
                state_digest=row.state_digest,
            )
            yield row.number, row, computed, seq + len(events["seq"])
        previous, seq = row.digest, row.seq


def _check_present(run: Run, assemble: Assemble) -> Iterator[str]:
    with one_moment():
        present = load_stepper(run, assemble(facts_of(run)))
        store = open_store()
        faults = [fault for part in present.parts for fault in part.check(store, present.run)]
    yield from faults
    past, now = state_at(run, present.head.step, assemble).state(), present.state()
    for name in sorted(past):
        if past[name].shape != now[name].shape:
            yield f"{name}: the tables give {len(now[name])} rows, the re-execution {len(past[name])}"
        elif not np.array_equal(past[name], now[name]):
            rows = np.unique(np.nonzero(past[name] != now[name])[0])[:5]
            yield f"{name}: the tables differ from the re-execution in rows {rows.tolist()}"
