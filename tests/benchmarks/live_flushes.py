"""What an engine commits, at an exact rate: rows that a run has recorded are recorded once more, and told on Redis.

`python -m tests.benchmarks.live_flushes '{...}'` runs until it is ended and writes the moment of each commit, by the
clock that all processes of this machine share, into a file: a line `seq seconds`.
"""

import json
import signal
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # models can be imported only after Django is set up
    from streams.models import Event

FLUSHES_PER_S: Final = 10
EVENTS_PER_FLUSH: Final = 10
"""Two decisions that lead elsewhere (three events each) and two that do not (two each)."""
LONGEST_S: Final = 600
_WALKED: Final = 2
_STAYED: Final = 2
ROWS_PER_FLUSH: Final = _WALKED + _STAYED


def flush(*, run_id: int, redis_url: str, commits: str) -> None:
    """Commit and tell, ten times a second, for ten minutes at most."""
    from django.db import transaction

    from streams.live.notices import RedisPublisher
    from streams.models import Event, RunHead

    told_to_end: list[int] = []
    # between two commits only: one that is not in the file would be an event that nobody expects
    signal.signal(signal.SIGTERM, lambda number, _: told_to_end.append(number))
    patterns = _patterns(run_id)
    publish = RedisPublisher(redis_url)
    head = RunHead.objects.get(pk=run_id)
    began = time.monotonic()
    with Path(commits).open("w", encoding="utf-8", buffering=1) as log:
        for i in range(LONGEST_S * FLUSHES_PER_S):
            if told_to_end:
                return
            time.sleep(max(0.0, began + i / FLUSHES_PER_S - time.monotonic()))
            head.sim_time += 1
            with transaction.atomic():
                Event.objects.bulk_create(_renumbered(patterns, head))
                head.save(update_fields=["seq", "sim_time"])
            log.write(f"{head.seq} {time.monotonic():.6f}\n")
            publish(run_id, head.seq)


def _patterns(run_id: int) -> "Sequence[Event]":
    from streams.models import Event
    from world.events import WorldEvent
    from world.live import has_moved

    acted = Event.objects.of(run_id).filter(kind=WorldEvent.ACTED).order_by("pk")
    walked = islice((row for row in acted if has_moved(row)), _WALKED)
    stayed = islice((row for row in acted if not has_moved(row)), _STAYED)
    found = [*walked, *stayed]
    assert len(found) == ROWS_PER_FLUSH, "the town has not lived for long enough"
    return found


def _renumbered(patterns: "Sequence[Event]", head: "object") -> "list[Event]":
    """Make the rows of one flush, after the head's seq, and move the head."""
    from streams.kernel.ids import key_of
    from streams.models import Event, RunHead

    assert isinstance(head, RunHead)
    rows = []
    for pattern in patterns:
        head.seq += 1
        columns = {field.attname: getattr(pattern, field.attname) for field in Event._meta.concrete_fields}
        rows.append(Event(**{**columns, "id": key_of(head.pk, head.seq), "sim_time": head.sim_time}))
    return rows


if __name__ == "__main__":
    import django

    django.setup()
    flush(**json.loads(sys.argv[1]))
