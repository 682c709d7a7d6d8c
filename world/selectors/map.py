"""Where things are on the map: places by number, ways between them, and the point at which each resident stands."""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from math import hypot, sqrt
from typing import Final

from django.db.models import Q

from streams.kernel.ids import key_of
from streams.models import Run
from world.models import Path, Place, PlaceChange
from world.rows import PLACE_CHANGES
from world.scenario.places import OPEN_AIR_TYPES
from world.selectors.bodies import Bodies
from world.selectors.moments import Moment
from world.space.districts import Districts

Point = tuple[float, float]
_GOLDEN: Final = (sqrt(5) - 1) / 2
_SECOND: Final = sqrt(2) - 1
"""Multiples of these two fill a square evenly: neighbours in number stand apart."""
_MARGIN: Final = 0.12
"""Share of a place's side that stays free at each wall."""


def places_of(run: Run, numbers: Iterable[int] | None = None) -> dict[int, Place]:
    """Read places of a run by number, in order; all without `numbers`, which is a page's worth at most. One query.

    numbers: a range, such as a district's, is read by its ends.
    """
    rows = Place.objects.of(run.pk)
    if isinstance(numbers, range):
        rows = rows.filter(pk__gte=key_of(run.pk, numbers.start), pk__lt=key_of(run.pk, numbers.stop))
    elif numbers is not None:
        rows = rows.filter(pk__in={key_of(run.pk, number) for number in numbers})
    return {place.number: place for place in rows.order_by("pk")}


def places_at(moment: Moment, numbers: Iterable[int] | None = None) -> dict[int, Place]:
    """Read places as they were at a moment, by number; those that were not built yet are left out, deleted ones are not.

    One query, in the past of a run whose map was changed one more.
    """
    places = places_of(moment.run, numbers)
    if moment.is_past and moment.counters.get(PLACE_CHANGES.name):
        later = PlaceChange.objects.of(moment.run.pk).filter(sim_time__gt=moment.sim_time).order_by("-pk")
        for change in later:
            if change.kind == PlaceChange.Kind.CREATED:
                places.pop(change.place, None)
            elif change.place in places:
                for name, value in change.columns_before.items():
                    setattr(places[change.place], name, value)
    return places


def standing(places: Mapping[int, Place]) -> dict[int, Place]:
    """Leave out places that were deleted."""
    return {number: place for number, place in places.items() if not place.is_gone}


def labels_of(run: Run, numbers: Iterable[int]) -> dict[int, str]:
    """Name places by number in the reader's language; 0 is nowhere. One query."""
    return {0: ""} | {number: place.label for number, place in places_of(run, {n for n in numbers if n}).items()}


def spot_in(place: Place, number: int) -> Point:
    """Choose where a resident stands in a place: always the same point for the same two, in metres."""
    across = (number * _GOLDEN + place.number * _SECOND) % 1
    down = (number * _SECOND + place.number * _GOLDEN) % 1
    inner = 1 - 2 * _MARGIN
    return (
        round(place.x + place.width * (_MARGIN + inner * across), 1),
        round(place.y + place.height * (_MARGIN + inner * down), 1),
    )


def ways_between(
    run: Run, pairs: Iterable[tuple[int, int]], sim_time: int | None = None
) -> dict[tuple[int, int], Sequence[Point]]:
    """Read the ways of these pairs (from, to) as they are, or were at a time; the points in walking order. At most one query.

    Rows tell of the first district; a way in another one is the same, shifted. None leads from district to district.
    """
    pairs = set(pairs)
    if not pairs:
        return {}
    layout = layout_of(run.scenario)
    wanted = {pair: (layout.local(pair[0]), layout.local(pair[1])) for pair in pairs}
    kept = _kept_ways(run, {(min(pair), max(pair)) for pair in wanted.values()}, sim_time)
    ways: dict[tuple[int, int], Sequence[Point]] = {}
    for pair, (start, end) in wanted.items():
        district = layout.district_of(pair[0])
        way = kept.get((min(start, end), max(start, end)))
        if way is not None and district == layout.district_of(pair[1]):
            east_m, south_m = layout.offset_m(district)
            ways[pair] = [(x + east_m, y + south_m) for x, y in (way if start < end else way[::-1])]
    return ways


def _kept_ways(run: Run, wanted: Set[tuple[int, int]], sim_time: int | None) -> dict[tuple[int, int], list[Point]]:
    """Read the ways that are kept, by (lower, higher) number in the first district; of two the later. One query."""
    rows = Path.objects.of(run.pk).filter(
        Q(origin__in={low for low, _ in wanted}) & Q(destination__in={high for _, high in wanted})
    )
    rows = rows if sim_time is None else rows.filter(since__lte=sim_time)
    return {
        (path.origin, path.destination): [(float(x), float(y)) for x, y in json.loads(path.points)]
        for path in rows.only("origin", "destination", "points").order_by("pk")
        if (path.origin, path.destination) in wanted
    }


@lru_cache(maxsize=64)
def layout_of(scenario: str) -> Districts:
    """Read how a town is laid out from the scenario that its run keeps, as text."""
    return Districts.of_scenario(json.loads(scenario))


def along(points: Sequence[Point], share: float) -> Point:
    """Find the point at a share (0-1) of a polyline's length."""
    legs = [hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
    left = sum(legs) * min(max(share, 0.0), 1.0)
    for ((x1, y1), (x2, y2)), length in zip(pairwise(points), legs, strict=True):
        if left <= length and length:
            part = left / length
            return round(x1 + (x2 - x1) * part, 1), round(y1 + (y2 - y1) * part, 1)
        left -= length
    return points[-1]


def _from_spot_to_spot(way: Sequence[Point], start: Place, end: Place, number: int) -> Sequence[Point]:
    """Lengthen a way to where the resident stood and will stand in the open: nobody is seen to jump to a gate."""
    before = [spot_in(start, number)] if start.type in OPEN_AIR_TYPES else []
    after = [spot_in(end, number)] if end.type in OPEN_AIR_TYPES else []
    return [*before, *way, *after]


def walks_of(run: Run, moves: Iterable[tuple[int, int, int]]) -> dict[tuple[int, int, int], Sequence[Point]]:
    """Say along which points residents walk, from where they stood to where they will stand, indoors too.

    moves: (resident, from, to) by number; left out is who comes from or goes to a place that is not there. Two queries,
    none without moves.
    """
    moves = set(moves)
    if not moves:
        return {}
    keys = {key_of(run.pk, place) for _, *ends in moves for place in ends}
    rows = Place.objects.filter(pk__in=keys).only("x", "y", "width", "height")
    places = {place.number: place for place in rows}
    ways = ways_between(run, {(start, end) for _, start, end in moves})
    return {
        (number, start, end): [
            spot_in(places[start], number),
            *ways.get((start, end), ()),
            spot_in(places[end], number),
        ]
        for number, start, end in moves
        if start in places and end in places
    }


def positions(run: Run, bodies: Bodies, places: Mapping[int, Place], sim_time: int) -> list[Point]:
    """Say where each resident is: on her way by the time passed, else at her spot in the place. At most one query."""
    walking = bodies.is_walking(sim_time)
    ends = list(zip(bodies.from_place.tolist(), bodies.place.tolist(), strict=True))
    ways = ways_between(run, [pair for pair, walks in zip(ends, walking.tolist(), strict=True) if walks], sim_time)
    found: list[Point] = []
    for i, pair in enumerate(ends):
        if walking[i] and pair in ways:
            lasts_s = max(int(bodies.arrive[i]) - int(bodies.since[i]), 1)
            way = _from_spot_to_spot(ways[pair], places[pair[0]], places[pair[1]], int(bodies.number[i]))
            found.append(along(way, (sim_time - int(bodies.since[i])) / lasts_s))
        else:
            found.append(spot_in(places[pair[1]], int(bodies.number[i])))
    return found
