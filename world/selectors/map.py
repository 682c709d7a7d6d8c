"""Where things are on the map: places by number, ways between them, and the point at which each resident stands."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import hypot, sqrt
from typing import Final

from django.db.models import Q

from streams.models import Run
from world.models import Path, Place
from world.scenario.places import OPEN_AIR_TYPES
from world.selectors.bodies import Bodies

Point = tuple[float, float]
_GOLDEN: Final = (sqrt(5) - 1) / 2
_SECOND: Final = sqrt(2) - 1
"""Multiples of these two fill a square evenly: neighbours in number stand apart."""
_MARGIN: Final = 0.12
"""Share of a place's side that stays free at each wall."""


def places_of(run: Run) -> dict[int, Place]:
    """Read all places of a run by number, in order. One query."""
    return {place.number: place for place in Place.objects.of(run.pk).order_by("pk")}


def spot_in(place: Place, number: int) -> Point:
    """Choose where a resident stands in a place: always the same point for the same two, in metres."""
    across = (number * _GOLDEN + place.number * _SECOND) % 1
    down = (number * _SECOND + place.number * _GOLDEN) % 1
    inner = 1 - 2 * _MARGIN
    return (
        round(place.x + place.width * (_MARGIN + inner * across), 1),
        round(place.y + place.height * (_MARGIN + inner * down), 1),
    )


def ways_between(run: Run, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Sequence[Point]]:
    """Read the ways of these pairs (from, to), the points in walking order. At most one query."""
    wanted = {(min(pair), max(pair)) for pair in pairs}
    if not wanted:
        return {}
    rows = Path.objects.of(run.pk).filter(
        Q(origin__in={low for low, _ in wanted}) & Q(destination__in={high for _, high in wanted})
    )
    ways: dict[tuple[int, int], Sequence[Point]] = {}
    for path in rows.only("origin", "destination", "points"):
        pair = (path.origin, path.destination)
        if pair in wanted:
            points: list[Point] = [(float(x), float(y)) for x, y in json.loads(path.points)]
            ways[pair] = points
            ways[pair[1], pair[0]] = points[::-1]
    return ways


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


def positions(run: Run, bodies: Bodies, places: Mapping[int, Place], sim_time: int) -> list[Point]:
    """Say where each resident is: on her way by the time passed, else at her spot in the place. At most one query."""
    walking = bodies.is_walking(sim_time)
    ends = list(zip(bodies.from_place.tolist(), bodies.place.tolist(), strict=True))
    ways = ways_between(run, [pair for pair, walks in zip(ends, walking.tolist(), strict=True) if walks])
    found: list[Point] = []
    for i, pair in enumerate(ends):
        if walking[i] and pair in ways:
            lasts_s = max(int(bodies.arrive[i]) - int(bodies.since[i]), 1)
            way = _from_spot_to_spot(ways[pair], places[pair[0]], places[pair[1]], int(bodies.number[i]))
            found.append(along(way, (sim_time - int(bodies.since[i])) / lasts_s))
        else:
            found.append(spot_in(places[pair[1]], int(bodies.number[i])))
    return found
