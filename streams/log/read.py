"""Reading events through a run's lineage: by seq, and along a being's own chain."""

from collections.abc import Iterator
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from streams.kernel.ids import key_of
from streams.log.lineage import Segment, segments_of
from streams.models import Event, Run

_CHAIN: Final = """
WITH RECURSIVE chain AS (
    SELECT *, 1 AS depth FROM streams_event WHERE id = %(start)s
    UNION ALL
    SELECT event.*, chain.depth + 1 FROM streams_event AS event JOIN chain ON event.id = %(base)s + chain.prev_id
    WHERE chain.prev_id >= %(first)s AND chain.depth < %(limit)s
)
SELECT id FROM chain
"""


def events_after(run: Run, seq: int, *, limit: int) -> list[Event]:
    """Read events with a higher seq, in order, through the lineage. One query a segment that is touched."""
    found: list[Event] = []
    for segment in reversed(segments_of(run)):
        if segment.last_seq <= seq or len(found) >= limit:
            continue
        rows = _range(segment, seq + 1).order_by("pk")[: limit - len(found)]
        found.extend(rows)
    return found


def _range(segment: Segment, first_seq: int) -> QuerySet[Event]:
    first = key_of(segment.run_id, max(segment.first_seq, first_seq))
    return Event.objects.filter(pk__gte=first, pk__lte=key_of(segment.run_id, segment.last_seq))


def chain_of(run: Run, last_seq: int, *, limit: int, since: int = 0) -> list[Event]:
    """Read a being's own events backwards from last_seq, newest first, at most `limit`, none that ended before `since`.

    One recursive query and one read a segment; no index but the primary key.
    """
    found: list[Event] = []
    seq = last_seq
    for segment in segments_of(run):
        if not seq or len(found) >= limit or seq < segment.first_seq:
            continue
        if seq > segment.last_seq:
            break
        events = list(_chain_in(segment, seq, limit - len(found)))
        found.extend(event for event in events if event.sim_time >= since)
        if not events or events[-1].sim_time < since:
            break
        seq = events[-1].prev_id
    return found


def _chain_in(segment: Segment, seq: int, limit: int) -> Iterator[Event]:
    with connection.cursor() as cursor:
        cursor.execute(
            _CHAIN,
            {
                "start": key_of(segment.run_id, seq),
                "base": key_of(segment.run_id, 0),
                "first": segment.first_seq,
                "limit": limit,
            },
        )
        keys = [row[0] for row in cursor.fetchall()]
    yield from Event.objects.filter(pk__in=keys).order_by("-pk")
