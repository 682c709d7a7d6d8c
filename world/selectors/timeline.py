"""What a resident did: her own chain of events, as spans of time with what she did in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.log.lineage import segments_of
from streams.log.read import chain_of
from streams.models import Event, Run, Snapshot
from streams.writer.snapshots import unpack
from world.events import WorldEvent
from world.selectors.bodies import read_bodies
from world.selectors.map import places_of
from world.selectors.moments import Moment
from world.selectors.residents import PlaceRef, place_ref
from world.selectors.sentences import action_name, reason_name

ENTRIES_MAX: Final = 2_000
_DAYS_WALKED: Final = 2
"""Days back that a chain is walked from the present; an older day begins at the snapshot after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What she wanted first and could not have."""

    action: str
    place: PlaceRef
    reason: str
    reason_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One action of a resident. Times are simulated seconds; `until` is None for what she does at the moment."""

    seq: int  # of the event that opened it: what `why` is asked by
    since: int
    until: int | None
    action: str
    action_number: int
    place: PlaceRef
    walked_s: int
    reason: str
    reason_number: int
    earned_cents: int
    refused: Sequence[Refusal]


def timeline(moment: Moment, number: int, *, since: int, until: int | None = None, limit: int = ENTRIES_MAX) -> list[Span]:
    """List what a resident did in [since, until), newest first, at most `limit`; nothing after the moment.

    Seven queries in the present at most, two more a generation of forks.
    """
    end = moment.sim_time if until is None else min(until, moment.sim_time)
    events = chain_of(moment.run, _last_seq(moment, number, end), limit=limit + _OTHERS, since=since)
    before = chain_of(moment.run, events[-1].prev_id, limit=_OTHERS) if events else []
    places = places_of(moment.run)
    refs = {number: place_ref(place) for number, place in places.items()}
    chain = [event for event in (*events, *before) if event.sim_time <= end]
    return [span for span in _spans(chain, refs) if span.since < end or span.until is None][:limit]


_OTHERS: Final = 8
"""Events of other kinds that may stand between two decisions of a resident."""


def day_of(moment: Moment, number: int, day_start: int) -> list[Span]:
    """List what a resident did on a day that begins at this simulated midnight, in order of time."""
    return timeline(moment, number, since=day_start, until=day_start + DAY_S)[::-1]


def hours_worked_s(spans: Iterable[Span], *, since: int, now: int) -> int:
    """Add up the seconds at work since a moment, ways not counted."""
    worked = 0
    for span in spans:
        if span.action == "work":
            begun = max(span.since + span.walked_s, since)
            worked += max((now if span.until is None else span.until) - begun, 0)
    return worked


def _last_seq(moment: Moment, number: int, end: int) -> int:
    """Find an event of hers at or after the end from which the chain can be walked back."""
    if end < moment.sim_time - _DAYS_WALKED * DAY_S:
        seq = _seq_in_snapshot(moment.run, number, end)
        if seq:
            return seq
    bodies = read_bodies(moment, [number])
    return int(bodies.last_event[0]) if len(bodies) else 0


def _seq_in_snapshot(run: Run, number: int, sim_time: int) -> int:
    """Read a resident's last event out of the first snapshot after a moment, 0 if there is none."""
    for segment in reversed(segments_of(run)):
        first, last = key_of(segment.run_id, segment.first_step), key_of(segment.run_id, segment.last_step)
        rows = Snapshot.objects.filter(pk__gte=first, pk__lte=last, sim_time__gte=sim_time).order_by("pk")
        snapshot = rows.first()
        if snapshot is not None:
            return int(unpack(bytes(snapshot.body))["world.residents.last_event"][number])
    return 0


def _spans(newest_first: Sequence[Event], places: dict[int, PlaceRef]) -> list[Span]:
    spans: list[Span] = []
    closing: Event | None = None
    refused: list[Event] = []
    for event in newest_first:
        if event.kind == WorldEvent.REFUSED:
            refused.append(event)
        elif event.kind == WorldEvent.ACTED:
            spans.append(_span(event, closing, refused, places))
            closing, refused = event, []
    return spans


def _span(opener: Event, closing: Event | None, refused: Sequence[Event], places: dict[int, PlaceRef]) -> Span:
    return Span(
        seq=opener.seq,
        since=opener.sim_time,
        until=closing.sim_time if closing else None,
        action=action_name(opener.next_action),
        action_number=opener.next_action,
        place=places[opener.next_place],
        walked_s=max(opener.arrive - opener.sim_time, 0),
        reason=reason_name(opener.reason),
        reason_number=opener.reason,
        earned_cents=closing.amount if closing else 0,
        refused=[_refusal(event, places) for event in reversed(refused)],
    )


def _refusal(event: Event, places: dict[int, PlaceRef]) -> Refusal:
    return Refusal(
        action=action_name(event.action),
        place=places[event.place],
        reason=reason_name(event.reason),
        reason_number=event.reason,
    )
