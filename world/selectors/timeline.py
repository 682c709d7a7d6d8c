"""What a resident did: her own chain of events, as spans of time with what she did in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.log.lineage import segments_of
from streams.log.read import chain_of, chain_since, sealed_seq_within
from streams.models import Event, Snapshot
from streams.selectors.past import PAST_MAX_RESIDENTS
from streams.writer.snapshots import unpack
from world.contract import Reason
from world.events import BY_CHANCE, WorldEvent
from world.selectors.bodies import Bodies, read_bodies
from world.selectors.map import places_at
from world.selectors.moments import Moment
from world.selectors.residents import PlaceRef, place_ref
from world.selectors.sentences import action_name, reason_name
from world.sentences import chance_name

ENTRIES_MAX: Final = 2_000
_OTHERS: Final = 8
"""Events of other kinds that may stand between two decisions of a resident."""
_LONGEST_S: Final = 12 * HOUR_S
"""No action lasts longer, the way included: so late, what she did at the end of a span of time is over."""
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
class Befallen:
    """What chance brought her while she did something. amount_cents: positive when she got it."""

    sim_time: int
    name: str  # see world.sentences.chance_name
    place: PlaceRef | None
    other: int  # number of the resident who gave, 0 = nobody in town
    amount_cents: int


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
    befallen: Sequence[Befallen] = ()  # in order of time


def timeline(
    moment: Moment, number: int, *, since: int, until: int | None = None, limit: int = ENTRIES_MAX
) -> list[Span]:
    """List what a resident did in [since, until), newest first, at most `limit`; nothing after the moment.

    Seven queries in the present at most, two more a generation of forks, and a few a sealed day. DayPruned if a time span
    (with `until`) reaches into days that were pruned, ChainTooLong if it is too far back to be found; without `until`, the
    list ends there.
    """
    bodies = read_bodies(moment, [number])
    if not len(bodies):
        return []
    end = moment.sim_time if until is None else until
    newest = _seq_after(moment, number, end) or int(bodies.last_event[0])
    read = chain_of if until is None else chain_since
    events = read(moment.run, newest, limit=_chain_limit(limit, until), since=since, actor=number)
    # the decision that opened what she did at `since` is older than it
    before = chain_of(moment.run, events[-1].prev_id if events else newest, limit=_OTHERS, actor=number)
    chain = [event for event in (*events, *before) if event.sim_time <= moment.sim_time]
    seen = {place for event in chain for place in (event.place, event.next_place)}
    places = {number: place_ref(place) for number, place in places_at(moment, seen).items()}
    spans = _spans(chain, places, bodies)
    return [span for span in spans if span.since < end and (span.until is None or span.until > since)][:limit]


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


def _chain_limit(limit: int, until: int | None) -> int:
    """How many events to read: every second may be a refusal, and those after `until` come on top."""
    return ENTRIES_MAX if until is not None else min(2 * limit + _OTHERS, ENTRIES_MAX)


def _seq_after(moment: Moment, number: int, end: int) -> int:
    """Find an event of hers some time after a moment long ago: on a sealed day, in a snapshot; 0 if none is known."""
    if end > moment.sim_time - _DAYS_WALKED * DAY_S:
        return 0
    sealed = sealed_seq_within(moment.run, number, after=end, until=end + _LONGEST_S)
    if sealed is not None:
        return sealed
    if moment.resident_count > PAST_MAX_RESIDENTS:
        return 0  # the way back along her chain is a fraction of what unpacking everybody's snapshot costs
    for segment in reversed(segments_of(moment.run)):
        first, last = key_of(segment.run_id, segment.first_step), key_of(segment.run_id, segment.last_step)
        later = Snapshot.objects.filter(pk__gte=first, pk__lte=last, sim_time__gte=end + _LONGEST_S)
        snapshot = later.order_by("pk").first()
        if snapshot is not None:
            return int(
                unpack(bytes(snapshot.body), only="world.residents.last_event")["world.residents.last_event"][number]
            )
    return 0


def _spans(newest_first: Sequence[Event], places: Mapping[int, PlaceRef], bodies: Bodies) -> list[Span]:
    spans: list[Span] = []
    closing: Event | None = None
    refused: list[Event] = []
    chance: list[Event] = []
    for event in newest_first:
        if event.kind == WorldEvent.REFUSED:
            refused.append(event)
        elif event.kind == WorldEvent.ACTED:
            span = _span(event, closing, refused, places)
            spans.append(replace(span, befallen=[_befallen(event, places) for event in reversed(chance)]))
            closing, refused, chance = event, [], []
        elif event.kind == WorldEvent.AGENT_CREATED:
            span = _first_span(event, closing, places, bodies)
            spans.append(replace(span, befallen=[_befallen(event, places) for event in reversed(chance)]))
        elif event.kind in BY_CHANCE:
            chance.append(event)
    return spans


def _first_span(born: Event, closing: Event | None, places: Mapping[int, PlaceRef], bodies: Bodies) -> Span:
    """Show what somebody does from birth until her first decision."""
    action = closing.action if closing else int(bodies.action[0])
    return Span(
        seq=born.seq,
        since=born.sim_time,
        until=closing.sim_time if closing else None,
        action=action_name(action),
        action_number=action,
        place=places[born.place],
        walked_s=0,
        reason=reason_name(Reason.BORN),
        reason_number=Reason.BORN,
        earned_cents=closing.amount if closing else 0,
        refused=(),
    )


def _span(opener: Event, closing: Event | None, refused: Sequence[Event], places: Mapping[int, PlaceRef]) -> Span:
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


def _refusal(event: Event, places: Mapping[int, PlaceRef]) -> Refusal:
    return Refusal(
        action=action_name(event.action),
        place=places[event.place],
        reason=reason_name(event.reason),
        reason_number=event.reason,
    )


def _befallen(event: Event, places: Mapping[int, PlaceRef]) -> Befallen:
    return Befallen(
        sim_time=event.sim_time,
        name=chance_name(event),
        place=places.get(event.place),
        other=event.target,
        amount_cents=-event.amount if event.kind == WorldEvent.PHONE_BROKE else event.amount,
    )
