"""Places as people see them: who is in, whether it is open, how full it is, and what it was like before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.simtime import DAY_S, HOUR_S
from streams.log.read import events_matching, events_numbered
from streams.models import Event
from streams.selectors.record import keys_of, number_ranges, seq_at
from world.engine.hours import OpeningHours
from world.events import BY_CHANCE, WorldEvent
from world.models import Place, PlaceHour, PlaceState
from world.rows import PLACE_HOURS
from world.selectors.bodies import Bodies, read_bodies
from world.selectors.districts import residents_near
from world.selectors.hour_rows import numbers_of_hours
from world.selectors.jobs import JobView, jobs_of
from world.selectors.map import layout_of, places_at, standing
from world.selectors.moments import Moment
from world.selectors.occasions import announced
from world.selectors.residents import ResidentView, resident_views
from world.selectors.sentences import action_name, reason_name
from world.sentences import chance_name

HISTORY_S: Final = 7 * DAY_S
RECENT_EVENTS: Final = 30
RECENT_S: Final = HOUR_S
"""How far back recent events of a place are looked for: the record has no index by place."""
SHOWN_PEOPLE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place at a shown moment; metres, cents, percent."""

    number: int
    key: str
    name: str
    type: str
    zone: str
    x: int
    y: int
    width: int
    height: int
    entrance_x: int
    entrance_y: int
    capacity: int
    is_home: bool
    functions: Sequence[str]
    occupants: int
    is_open: bool
    heat: int
    crowd: int  # percent of the capacity taken
    is_gone: bool  # it was deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One day's opening hours: seconds after midnight; over midnight the end is past 86,400. None = closed."""

    weekday: int
    opens_s: int | None
    closes_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourSeen:
    """How a place was at a full hour."""

    sim_time: int
    inside: int
    heat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEvent:
    """Somebody began something at a place, or was refused it."""

    seq: int
    sim_time: int
    resident: int
    action: str
    is_refused: bool
    reason: str  # of the choice, or of the refusal
    befell: str = ""  # what chance brought instead; then there is no action, and resident is 0 if it befell the place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetail:
    """Everything that a place's page shows."""

    view: PlaceView
    owner: str
    hours: Sequence[Hours]
    price_cents: Mapping[str, int]
    jobs: Sequence[JobView]
    visits_today: int
    people: Sequence[ResidentView]  # at most 100
    history: Sequence[HourSeen]  # oldest first
    events: Sequence[PlaceEvent]  # newest first


def list_places(moment: Moment, numbers: Sequence[int] | None = None) -> list[PlaceView]:
    """Show these places (all without `numbers`), in number order.

    Three queries in the present, one in the past, and those of `read_bodies`. Rows: the places, and whoever lives in the
    districts that they are in.
    """
    places = standing(places_at(moment, numbers))
    if not places:
        return []
    inside = _inside(moment, residents_near(moment, list(places)))
    states = _states(moment, places)
    is_open = _open_now(places, moment.sim_time)
    return [
        _view(place, occupants=inside.get(number, 0), heat=states[number][0], is_open=is_open[number])
        for number, place in places.items()
    ]


def place_detail(moment: Moment, number: int) -> PlaceDetail | None:
    """Show one place with everything about it, None if the run has no such number."""
    place = places_at(moment, [number]).get(number)
    if place is None:
        return None
    bodies = read_bodies(moment, residents_near(moment, [number]))
    here = bodies.number[(bodies.place == number) & ~bodies.is_walking(moment.sim_time)]
    heat, visits = _states(moment, {number: place})[number]
    is_open = _open_now({number: place}, moment.sim_time)[number]
    return PlaceDetail(
        view=_view(place, occupants=len(here), heat=heat, is_open=is_open),
        owner=place.owner,
        hours=_hours(place),
        price_cents=place.price_cents,
        jobs=jobs_of(moment, place),
        visits_today=visits,
        people=resident_views(moment, here[:SHOWN_PEOPLE].tolist()),
        history=[] if place.is_home else heat_history(moment, number),
        events=_recent_events(moment, number, bodies),
    )


def heat_history(moment: Moment, number: int) -> list[HourSeen]:
    """Read how full a public place was at each full hour of the last seven days, oldest first.

    Two queries and two a generation. Each hour has a row for every public place in the order of their numbers, so the
    rows of one of them are as far from each other as there are public places.
    """
    ahead_s = moment.clock.committed_sim_time - moment.sim_time
    hours = (HISTORY_S + ahead_s) // HOUR_S + 1
    numbers = numbers_of_hours(moment, range(number, number + 1), hours)
    keys = keys_of(number_ranges(moment.run, PLACE_HOURS.name), numbers)
    rows = PlaceHour.objects.filter(pk__in=keys, place=number).order_by("sim_time")
    recent = rows.filter(sim_time__gt=moment.sim_time - HISTORY_S, sim_time__lte=moment.sim_time)
    return [
        HourSeen(sim_time=at, inside=inside, heat=heat)
        for at, inside, heat in recent.values_list("sim_time", "inside", "heat")
    ]


def _view(place: Place, *, occupants: int, heat: int, is_open: bool) -> PlaceView:
    plain = ("number", "key", "type", "zone", "x", "y", "width", "height", "entrance_x", "entrance_y", "capacity")
    return PlaceView(
        **{name: getattr(place, name) for name in (*plain, "is_home")},
        name=place.label,
        functions=place.function_names,
        occupants=occupants,
        is_open=is_open and not place.is_gone,
        heat=heat,
        is_gone=place.is_gone,
        crowd=occupants * 100 // max(place.capacity, 1),
    )


def _inside(moment: Moment, residents: range | None) -> dict[int, int]:
    """Count who is in, by place; whoever is on the way is nowhere."""
    bodies = read_bodies(moment, residents)
    places, counts = np.unique(bodies.place[~bodies.is_walking(moment.sim_time)], return_counts=True)
    return dict(zip(places.tolist(), counts.tolist(), strict=True))


def _states(moment: Moment, places: Mapping[int, Place]) -> dict[int, tuple[int, int]]:
    """Read heat and visits since midnight, by place."""
    if moment.is_past:
        heat, visits = (moment.past_column(f"world.places.{name}") for name in ("heat", "visits"))
        return {number: (int(heat[number]), int(visits[number])) for number in places}
    first, last = min(places), max(places)
    rows = PlaceState.objects.filter(pk__gte=moment.key(first), pk__lte=moment.key(last))
    return {row.number: (row.heat, row.visits) for row in rows.only("heat", "visits")}


def _open_now(places: Mapping[int, Place], sim_time: int) -> dict[int, bool]:
    hours = OpeningHours([place.week for place in places.values()])
    closes = hours.closes_in_s(np.arange(1, len(places) + 1), np.full(len(places), sim_time))
    return dict(zip(places, (closes > 0).tolist(), strict=True))


def _hours(place: Place) -> list[Hours]:
    return [
        Hours(weekday=day, opens_s=start if length else None, closes_s=start + length if length else None)
        for day, (start, length) in enumerate(place.week)
    ]


def _recent_events(moment: Moment, number: int, bodies: Bodies) -> list[PlaceEvent]:
    """Read who began something here in the last hour and what was announced, newest first."""
    if layout_of(moment.run.scenario).count > 1:
        events = _latest_of_those_around(moment, number, bodies)
    else:
        events = events_matching(
            moment.run,
            after_seq=seq_at(moment.run, moment.sim_time - RECENT_S),
            last_seq=moment.last_seq,
            until=moment.sim_time,
            any_of=[
                {"kind": WorldEvent.ACTED, "next_place": number},
                {"kind": WorldEvent.REFUSED, "place": number},
                {"kind": WorldEvent.BONUS, "place": number},
            ],
            newest=RECENT_EVENTS,
        )
    # in a busy place they would be gone from the list within minutes
    events += announced(moment, number, since=moment.sim_time - RECENT_S)
    return [_place_event(event) for event in sorted(events, key=lambda event: -event.seq)]


def _latest_of_those_around(moment: Moment, number: int, bodies: Bodies) -> list[Event]:
    """Read the last events of those who are here or came from here: an hour of a large town is too much to look through.

    Two queries by key. Who came and went twice within the hour is not found.
    """
    around = np.flatnonzero((bodies.place == number) | (bodies.from_place == number))
    newest = around[np.argsort(-bodies.last_event[around], kind="stable")][: 2 * RECENT_EVENTS]
    last = {int(bodies.last_event[i]): int(bodies.number[i]) for i in newest}
    events = events_numbered(moment.run, actors=last)
    before = {event.prev_id: event.actor for event in events.values() if event.prev_id}
    events |= events_numbered(moment.run, actors=before)
    since = moment.sim_time - RECENT_S
    recent = [event for event in events.values() if since < event.sim_time <= moment.sim_time]
    here = [
        event
        for event in recent
        if (event.kind == WorldEvent.ACTED and event.next_place == number)
        or (event.kind in (WorldEvent.REFUSED, WorldEvent.BONUS) and event.place == number)
    ]
    return sorted(here, key=lambda event: -event.seq)[:RECENT_EVENTS]


def _place_event(event: Event) -> PlaceEvent:
    if event.kind in BY_CHANCE:
        return PlaceEvent(
            seq=event.seq,
            sim_time=event.sim_time,
            resident=event.actor,
            action="",
            is_refused=False,
            reason="",
            befell=chance_name(event),
        )
    is_refused = event.kind == WorldEvent.REFUSED
    return PlaceEvent(
        seq=event.seq,
        sim_time=event.sim_time,
        resident=event.actor,
        action=action_name(event.action if is_refused else event.next_action),
        is_refused=is_refused,
        reason=reason_name(event.reason),
    )
