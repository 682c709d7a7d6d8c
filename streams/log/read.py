"""Reading events through a run's lineage: by seq, and along a being's own chain.

Whether they are rows still or are archived is decided here, and nowhere else: seqs have no gaps, so what is missing among
the rows is looked for among the sealed days.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet

from streams.errors import ChainTooLong, DayPruned
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, world_time
from streams.log.archive import (
    EVENT_ARCHIVE,
    Rows,
    chain_back,
    day_holding,
    rows_between,
    rows_from,
    rows_of_being,
)
from streams.log.codec import Int
from streams.log.lineage import Segment, segments_of
from streams.models import ArchiveDay, ArchivedKind, Event, Run, Snapshot

Condition = Mapping[str, int]
"""Values that columns of an event must have."""
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
    """Read events with a higher seq, in order, through the lineage. One query a segment; more in sealed days."""
    found: list[Event] = []
    for segment in reversed(segments_of(run)):
        if segment.last_seq <= seq or len(found) >= limit:
            continue
        rows = list(_range(segment, seq + 1).order_by("pk")[: limit - len(found)])
        first = max(segment.first_seq, seq + 1)
        if not rows or rows[0].seq != first:
            last = rows[0].seq - 1 if rows else segment.last_seq
            found.extend(_sealed(segment, first, last, limit - len(found)))
        found.extend(rows[: limit - len(found)])
    return found


def rows_after(run: Run, seq: int, *, limit: int) -> list[Event]:
    """Read events with a higher seq as long as they are rows: what is sent live. One query a segment."""
    found: list[Event] = []
    for segment in reversed(segments_of(run)):
        if segment.last_seq > seq and len(found) < limit:
            found.extend(_range(segment, seq + 1).order_by("pk")[: limit - len(found)])
    return found


def events_matching(
    run: Run, *, after_seq: int, last_seq: int, until: int, any_of: Sequence[Condition], newest: int = 0
) -> list[Event]:
    """Read events beyond a seq, up to another, with sim_time <= until that meet one of the conditions, in order.

    last_seq: none beyond it is looked at, however much has happened since: the record's end as of the moment asked for.
    newest: at most so many, the last ones, newest first; 0 = all, oldest first.
    Two queries a segment that is touched; more in sealed days.
    """
    found: list[Event] = []
    for segment in segments_of(run):
        first, last = max(after_seq + 1, segment.first_seq), min(last_seq, segment.last_seq)
        if first > last or (newest and len(found) >= newest):
            continue
        rows = Event.objects.between(segment.run_id, first, last).filter(_any(any_of), sim_time__lte=until)
        rows = rows.order_by("-pk")
        here = list(rows[: newest - len(found)] if newest else rows)
        # read after the rows: what has become archived in between is then found there, and taken once
        kept_from = rows_from(segment.run_id, ArchivedKind.EVENTS)
        here = [event for event in here if event.seq >= kept_from]
        if kept_from > first and not (newest and len(found) + len(here) >= newest):
            sealed = rows_between(EVENT_ARCHIVE, segment.run_id, first, min(kept_from - 1, last))
            here += [_event(segment, sealed, row) for row in _meeting(sealed, any_of, until)[::-1].tolist()]
        found += here
    return found[:newest] if newest else found[::-1]


def chain_of(run: Run, last_seq: int, *, limit: int, since: int = 0, actor: int | None = None) -> list[Event]:
    """Read a being's own events backwards from last_seq, newest first, at most `limit`, none that ended before `since`.

    actor: whose they are; without it, sealed days are searched. One recursive query and one read a segment, no index but
    the primary key; then one block a sealed day. Ends where days were pruned; `chain_since` does not.
    """
    found: list[Event] = []
    with suppress(DayPruned):
        found.extend(_chain(run, last_seq, limit, since, actor))
    return [event for event in found if event.sim_time >= since]


def chain_since(run: Run, last_seq: int, *, limit: int, since: int, actor: int) -> list[Event]:
    """Read a chain as `chain_of` does, all of it since a moment.

    DayPruned if a day of it is no longer kept; ChainTooLong if the limit ended the walk before the moment was reached.
    """
    found: list[Event] = []
    try:
        found.extend(_chain(run, last_seq, limit, since, actor))
    except DayPruned as pruned:
        if pruned.kept_from > since:
            raise
    if len(found) >= limit and found[-1].prev_id and found[-1].sim_time >= since:
        raise ChainTooLong(
            f"what {actor} did since {world_time(since)} lies more than {limit:,} events back from event {last_seq} of "
            f"{run}: it is found once that day is sealed"
        )
    return [event for event in found if event.sim_time >= since]


def _chain(run: Run, last_seq: int, limit: int, since: int, actor: int | None) -> Iterator[Event]:
    """Walk a chain through the lineage, up to and including the first event that is older than `since`."""
    seq = last_seq
    for segment in segments_of(run):
        if not seq or limit <= 0 or seq < segment.first_seq:
            continue
        if seq > segment.last_seq:
            return
        last: Event | None = None
        for last in _chain_in(segment, seq, limit, since, actor):
            limit -= 1
            yield last
        if last is None or last.sim_time < since:
            return
        seq = last.prev_id


def events_numbered(run: Run, *, actors: Mapping[int, int]) -> dict[int, Event]:
    """Read events by seq, through the lineage. One query, and one a generation for the lineage; more in sealed days.

    actors: whose each is thought to be, by seq: an archived one of somebody else may not be found.
    """
    segments = segments_of(run)
    seqs = {held.run_id: [seq for seq in actors if held.first_seq <= seq <= held.last_seq] for held in segments}
    keys = [key_of(run_id, seq) for run_id, held in seqs.items() for seq in held]
    found = {event.seq: event for event in Event.objects.filter(pk__in=keys)}
    for run_id, held in seqs.items():
        missing = [seq for seq in held if seq not in found]
        if missing:
            beings = {actors[seq] for seq in missing}
            rows = rows_between(EVENT_ARCHIVE, run_id, min(missing), max(missing), beings=beings)
            for row in np.flatnonzero(np.isin(rows.columns["id"], missing)).tolist():
                found[int(rows.columns["id"][row])] = rows.record(EVENT_ARCHIVE, run_id, row)
    return found


def sealed_seq_within(run: Run, actor: int, *, after: int, until: int) -> int | None:
    """Find a being's last event with after < sim_time <= until; None if there is none, or not all of that time is sealed.

    Each run of the lineage is asked for its own part only: what a parent went on with is not a fork's. DayPruned if a day
    that is asked was pruned. Two queries a generation, one more a day.
    """
    first_day, last_day = after // DAY_S, until // DAY_S
    for segment in segments_of(run):
        if _begin_of(segment) >= until:
            continue
        sealed = ArchiveDay.objects.of_table(segment.run_id, ArchivedKind.EVENTS, before_day=last_day + 1)
        own = sealed.filter(first__lte=segment.last_seq, last__gte=segment.first_seq)
        days = list(own.filter(sim_time__gte=first_day * DAY_S).order_by("-pk"))
        if not days or (days[0].day < last_day and days[0].last < segment.last_seq):
            return None
        for day in days:
            columns = rows_of_being(EVENT_ARCHIVE, day, actor).columns
            # an order to the clock that somebody gave is hers, but no link of her chain
            fits = (columns["prev_id"] > 0) & (columns["sim_time"] > after) & (columns["sim_time"] <= until)
            fits &= (columns["id"] >= segment.first_seq) & (columns["id"] <= segment.last_seq)
            if fits.any():
                return int(columns["id"][fits].max())
    return None


def _begin_of(segment: Segment) -> int:
    """Say when a run's own part begins: a fork's first snapshot is of the step that it was forked at."""
    forked = Snapshot.objects.numbered(segment.run_id, segment.first_step - 1)
    return forked.values_list("sim_time", flat=True).first() or 0


def _range(segment: Segment, first_seq: int) -> QuerySet[Event]:
    return Event.objects.between(segment.run_id, max(segment.first_seq, first_seq), segment.last_seq)


def _any(any_of: Sequence[Condition]) -> Q:
    alternatives = Q()
    for condition in any_of:
        alternatives |= Q(**condition)
    return alternatives


def _meeting(rows: Rows, any_of: Sequence[Condition], until: int) -> Int:
    """Find the rows that meet one of the conditions: their indices, in order."""
    meets = np.zeros(len(rows), dtype=bool)
    for condition in any_of:
        fits = np.ones(len(rows), dtype=bool)
        for name, value in condition.items():
            fits &= rows.columns[name] == value
        meets |= fits
    return np.flatnonzero(meets & (rows.columns["sim_time"] <= until))


def _event(segment: Segment, rows: Rows, row: int) -> Event:
    event: Event = rows.record(EVENT_ARCHIVE, segment.run_id, row)
    return event


def _sealed(segment: Segment, first: int, last: int, limit: int) -> list[Event]:
    """Unpack the first events of a range that are no longer rows, day by day until there are enough."""
    found: list[Event] = []
    while first <= last and len(found) < limit:
        day = day_holding(segment.run_id, ArchivedKind.EVENTS, first)
        if day is None:
            break
        end = min(last, day.last, first + limit - len(found) - 1)
        rows = rows_between(EVENT_ARCHIVE, segment.run_id, first, end)
        found.extend(_event(segment, rows, row) for row in range(len(rows)))
        first = end + 1
    return found


def _chain_in(segment: Segment, seq: int, limit: int, since: int, actor: int | None) -> Iterator[Event]:
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
    events = list(Event.objects.filter(pk__in=keys).order_by("-pk"))
    yield from events
    before = events[-1].prev_id if events else seq
    is_old_enough = bool(events) and events[-1].sim_time < since
    if before >= segment.first_seq and before and len(events) < limit and not is_old_enough:
        yield from _chain_back(segment, before, limit - len(events), since, actor)


def _chain_back(segment: Segment, seq: int, limit: int, since: int, actor: int | None) -> Iterator[Event]:
    return chain_back(
        EVENT_ARCHIVE,
        segment.run_id,
        seq,
        previous=lambda event: int(event.prev_id),
        being=actor,
        first=segment.first_seq,
        limit=limit,
        since=since,
    )
