"""A fork's past is its ancestors': which run holds which events and steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from streams.models import Run

_LAST: Final = 2**40 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The part of a history that one run holds: its seqs and steps, both ends included."""

    run_id: int
    first_seq: int
    last_seq: int
    first_step: int
    last_step: int


def segments_of(run: Run) -> list[Segment]:
    """List the segments of a run's history, its own first, back to the founder's. One query a generation."""
    return list(_walk(run))


def _walk(run: Run) -> Iterator[Segment]:
    last_seq = last_step = _LAST
    current: Run | None = run
    while current is not None:
        first_seq = (current.fork_seq or 0) + 1
        first_step = (current.fork_step or 0) + 1
        # a fork of a fork's own past takes nothing from the younger one
        if first_seq <= last_seq or first_step <= last_step:
            yield Segment(
                run_id=current.pk, first_seq=first_seq, last_seq=last_seq, first_step=first_step, last_step=last_step
            )
        last_seq, last_step = min(last_seq, first_seq - 1), min(last_step, first_step - 1)
        current = current.parent
