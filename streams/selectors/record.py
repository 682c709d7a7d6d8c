"""Finding one's place in the record by time: the primary key is the only index there is."""

import json
from dataclasses import dataclass
from typing import Final

from streams.kernel.ids import key_of
from streams.log.lineage import segments_of
from streams.models import Run, Snapshot, Step

LAST_NUMBER: Final = 2**40 - 1


def seq_at(run: Run, sim_time: int) -> int:
    """Find the last event of the last step that ended at or before a moment, 0 if there is none; through the lineage.

    One query a generation that is touched; near the present it looks at a few rows.
    """
    for segment in segments_of(run):
        first, last = key_of(segment.run_id, segment.first_step), key_of(segment.run_id, segment.last_step)
        steps = Step.objects.filter(pk__gte=first, pk__lte=last, sim_time__lte=sim_time).order_by("-pk")
        seq = steps.values_list("seq", flat=True).first()
        if seq is not None:
            return seq
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRange:
    """The rows of a numbered table that one run of a lineage holds: first and last number, both included."""

    run_id: int
    first: int
    last: int


def number_ranges(run: Run, table_name: str) -> list[NumberRange]:
    """List which run holds which numbers of a table that a fork reads through its lineage, the run's own first.

    Two queries a generation: a fork's first snapshot says which number it was forked at.
    """
    found: list[NumberRange] = []
    last = LAST_NUMBER
    current: Run | None = run
    while current is not None:
        given = given_at_fork(current, table_name)
        if given < last:
            found.append(NumberRange(run_id=current.pk, first=given + 1, last=last))
        last = min(last, given)
        current = current.parent
    return found


def keys_of(ranges: list[NumberRange], numbers: list[int]) -> list[int]:
    """Turn numbers of a table into keys, each in the run that holds it."""
    return [key_of(held.run_id, number) for held in ranges for number in numbers if held.first <= number <= held.last]


def given_at_fork(run: Run, table_name: str) -> int:
    """Say the last number of a table that a fork shares with its parent; 0 in a founded run. One query."""
    if run.fork_step is None:
        return 0
    snapshot = Snapshot.objects.numbered(run.pk, run.fork_step).only("counters").get()
    return int(json.loads(snapshot.counters).get(table_name, 0))
