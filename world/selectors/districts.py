"""A large town district by district: which places and people belong to one, and how many are out, at work or asleep.

What a page reads is bounded by a district (about 5,000 people, 60 places) or by the number of places, never by the number
of people. Counts come from what the engine keeps with each place: they are those of the record's end, which is some
seconds ahead of the shown clock, and who is on the way is counted where she is going.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from streams.log.read import events_numbered
from streams.models import Event, Run
from streams.writer.stores import open_store
from world.models import Place, PlaceState
from world.rows import PLACE_STATES, PLACES
from world.selectors.bodies import read_bodies
from world.selectors.map import layout_of, places_at
from world.selectors.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One district: its number as people say it, from 1, and the numbers of its places and of those who live in it."""

    number: int
    count: int
    columns: int
    places: range
    residents: range
    origin_m: tuple[int, int]

    @property
    def neighbours(self) -> dict[str, int]:
        """Districts beside this one by direction (north, west, east, south); those that are not there are left out."""
        column, row = (self.number - 1) % self.columns, (self.number - 1) // self.columns
        sides = {
            "north": (column, row - 1),
            "west": (column - 1, row),
            "east": (column + 1, row),
            "south": (column, row + 1),
        }
        found = {name: y * self.columns + x + 1 for name, (x, y) in sides.items() if 0 <= x < self.columns and y >= 0}
        return {name: number for name, number in found.items() if number <= self.count}


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What people do, in numbers: whoever neither sleeps nor works is at home or out."""

    asleep: int
    working: int
    at_home: int
    out: int

    @property
    def total(self) -> int:
        """Everybody."""
        return self.asleep + self.working + self.at_home + self.out


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """A place and how many are there or on the way there."""

    place: int
    inside: int


def district_count(run: Run) -> int:
    """Say how many districts a town has. No query."""
    return layout_of(run.scenario).count


def district_of(moment: Moment, number: int) -> District:
    """Describe a district by its number from 1. ValueError if the town has no such one. One query the first time."""
    layout = layout_of(moment.run.scenario)
    if not 1 <= number <= layout.count:
        raise ValueError(f"district {number}: there are 1 to {layout.count}")
    firsts = layout.first_residents(moment.resident_count)
    first_place = layout.number(number - 1, 1)
    each = moment.place_count // layout.count
    return District(
        number=number,
        count=layout.count,
        columns=layout.columns,
        places=range(first_place, first_place + each),
        residents=range(int(firsts[number - 1]) + 1, int(firsts[number]) + 1),
        origin_m=layout.offset_m(number - 1),
    )


def district_of_place(moment: Moment, place: int) -> int:
    """Return the number of the district that a place is in; 0 for a place that there is not."""
    layout = layout_of(moment.run.scenario)
    return layout.district_of(place) + 1 if 1 <= place <= moment.place_count else 0


def district_of_resident(moment: Moment, resident: int) -> int:
    """Return the number of the district that somebody lives in; 0 for a number that nobody has. One query the first time."""
    if not 1 <= resident <= moment.resident_count:
        return 0
    firsts = layout_of(moment.run.scenario).first_residents(moment.resident_count)
    return int(np.searchsorted(firsts, resident - 1, side="right"))


def residents_near(moment: Moment, places: Sequence[int]) -> range | None:
    """Return the numbers among which everybody is who can be at these places: nobody walks to another district.

    None where there is one district only: everybody. One query the first time in a town of several.
    """
    layout = layout_of(moment.run.scenario)
    if layout.count == 1:
        return None
    districts = [layout.district_of(place) for place in places if 1 <= place <= layout.places]
    if not districts:
        return range(0)
    firsts = layout.first_residents(moment.resident_count)
    return range(int(firsts[min(districts)]) + 1, int(firsts[max(districts) + 1]) + 1)


def crowds(moment: Moment) -> list[Crowd]:
    """Count what people do, district by district. Two queries; rows: the places."""
    layout = layout_of(moment.run.scenario)
    count = moment.place_count
    counts = _counts(moment, range(1, count + 1))
    homes = Place.objects.of(moment.run.pk).filter(is_home=True).order_by("pk").values_list("pk", flat=True)
    is_home = np.zeros(moment.counters[PLACES.name], dtype=bool)
    is_home[np.array(homes, dtype=np.int64) - moment.key(1)] = True
    is_home = is_home[:count]
    by_district = (layout.count, count // layout.count)
    asleep, working, inside = (
        counts[name].reshape(by_district).sum(axis=1) for name in ("asleep", "working", "inside")
    )
    at_homes = (counts["inside"] * is_home).reshape(by_district).sum(axis=1)
    busy_at_home = ((counts["asleep"] + counts["working"]) * is_home).reshape(by_district).sum(axis=1)
    at_home = at_homes - busy_at_home
    return [
        Crowd(asleep=int(a), working=int(w), at_home=int(h), out=int(n - a - w - h))
        for a, w, h, n in zip(asleep, working, at_home, inside, strict=True)
    ]


def places_in(moment: Moment, district: District) -> dict[int, Place]:
    """Read a district's places by number, named as in the first one: whoever looks at it knows where she is. One query."""
    places = places_at(moment, district.places)
    if district.number > 1:
        for row, tile in zip(places.values(), moment.scenario["places"], strict=True):
            row.name = tile["name"] if row.name.startswith(tile["name"]) else row.name
            row.name_zh = tile["name_zh"] if row.name_zh.startswith(tile["name_zh"]) else row.name_zh
    return places


def place_counts(moment: Moment, places: range) -> dict[int, int]:
    """Count who is at, or on the way to, each of these places, which follow one another. One query."""
    counts = _counts(moment, places)
    return dict(zip(places, counts["inside"].tolist(), strict=True))


def busiest_places(moment: Moment, *, limit: int) -> list[PlaceCount]:
    """Find the public places with most people, fullest first. Two queries; rows: `limit`, and the places are looked through."""
    homes: QuerySet[Place] = Place.objects.of(moment.run.pk).filter(is_home=True)
    rows = PlaceState.objects.of(moment.run.pk).exclude(pk__in=homes.values("pk")).filter(inside__gt=0)
    return [PlaceCount(place=row.number, inside=row.inside) for row in rows.order_by("-inside", "pk")[:limit]]


def crowd_of(moment: Moment, district: District) -> Crowd:
    """Count what people of one district do. Two queries; rows: its places."""
    counts = _counts(moment, district.places)
    keys = [moment.key(number) for number in (district.places.start, district.places.stop)]
    rows = Place.objects.filter(pk__gte=keys[0], pk__lt=keys[1], is_home=True).values_list("pk", flat=True)
    homes = np.array(rows, dtype=np.int64) - keys[0]
    asleep, working, total = (int(counts[name].sum()) for name in ("asleep", "working", "inside"))
    at_home = int((counts["inside"] - counts["asleep"] - counts["working"])[homes].sum())
    return Crowd(asleep=asleep, working=working, at_home=at_home, out=total - asleep - working - at_home)


def latest_of(moment: Moment, district: District, *, limit: int) -> list[Event]:
    """Find the last events of a district's people, newest first, one of each: the record has no index by district.

    One query beyond those of `read_bodies`, which puts back whoever has decided ahead of the shown clock.
    """
    bodies = read_bodies(moment, district.residents)
    newest = np.argsort(-bodies.last_event, kind="stable")[:limit]
    actors = {int(bodies.last_event[i]): int(bodies.number[i]) for i in newest}
    events = events_numbered(moment.run, actors=actors).values()
    return sorted((event for event in events if event.sim_time <= moment.sim_time), key=lambda event: -event.seq)


def _counts(moment: Moment, places: range) -> dict[str, "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    names = ("inside", "asleep", "working")
    if moment.is_past:
        columns = {name: moment.past_column(f"world.places.{name}") for name in names}
        return {name: values[places.start : places.stop].astype(np.int64) for name, values in columns.items()}
    rows = open_store().read_range(PLACE_STATES, moment.key(places.start), moment.key(0) + places.stop, names)
    return {name: rows[name].astype(np.int64) for name in names}
