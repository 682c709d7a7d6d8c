"""Where a place may stand, and the ways that lead there: integers only, so every machine gives the same answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from world.scenario import MapSpec, PlaceSpec
from world.space.grid import WalkGrid, build_grid
from world.space.ground import Whole, in_polygon, near_line, touched
from world.space.paths import Polyline, Router, enters, unreachable

Lines = Mapping[tuple[int, int], Polyline]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where it is to stand: its door, and the ways that are new, from the lower number to the higher."""

    door: tuple[int, int]
    ways: Lines


def find_site(
    chart: MapSpec, number: int, spec: PlaceSpec, others: Mapping[int, PlaceSpec], lines: Lines
) -> Site | str:
    """Find the door and the ways of a place that is to stand somewhere; a text is the reason for which it cannot.

    others: the places that stand, by number, this one left out.   lines: the ways as they are. New are its own ways and
    those that its walls would block. A Dijkstra over the grid for the place, and one for each origin of a blocked way.
    """
    if reason := _why_not_there(chart, spec, others.values()):
        return reason
    numbers = [0, *others, number]
    grid = build_grid(chart, [*others.values(), spec])
    cut_off = {numbers[position] for position in unreachable(grid)}
    if number in cut_off:
        return "no_way_there"
    if cut_off:
        return "cuts_off"
    return Site(door=grid.doors[-1], ways=_new_ways(grid, numbers, spec, lines))


def _why_not_there(chart: MapSpec, spec: PlaceSpec, others: Collection[PlaceSpec]) -> str:
    right, bottom = spec.x + spec.width, spec.y + spec.height
    if right > chart.width_m or bottom > chart.height_m:
        return "off_the_map"
    for other in others:
        if spec.x < other.x + other.width and other.x < right and spec.y < other.y + other.height and other.y < bottom:
            return "overlaps"
    columns, rows = _metres(spec.x, spec.width), _metres(spec.y, spec.height)
    if any(in_polygon(water.points, columns, rows).any() for water in chart.water):
        return "in_water"
    streets = () if spec.is_open_air else chart.streets
    if any(near_line(street.points, street.width_m, columns, rows, 1).any() for street in streets):
        return "on_a_street"
    return ""


def _metres(first: int, length: int) -> Whole:
    """Give the middle of each metre along a side, in half metres."""
    return 2 * (first + np.arange(length, dtype=np.int64)) + 1


def _new_ways(grid: WalkGrid, numbers: list[int], spec: PlaceSpec, lines: Lines) -> dict[tuple[int, int], Polyline]:
    """Route the place's own ways, and those between others that lead through its walls.   numbers: by position in the grid."""
    router, last = Router(grid), len(numbers) - 1
    own = router.ways(last, range(1, last))
    ways = dict(_pair(numbers[last], numbers[other], way) for other, way in own.items())
    if not spec.is_open_air:
        walls = touched(spec.x, spec.y, spec.width, spec.height, grid.cell_m)
        for origin in range(1, last):
            blocked = [
                other
                for other in range(origin + 1, last)
                if enters(lines.get(_key(numbers[origin], numbers[other]), ()), walls, grid.cell_m)
            ]
            around = router.ways(origin, blocked)
            ways |= dict(_pair(numbers[origin], numbers[other], way) for other, way in around.items())
    return dict(sorted(ways.items()))


def _key(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _pair(origin: int, target: int, way: Polyline) -> tuple[tuple[int, int], Polyline]:
    """Keep a way from the lower number to the higher."""
    return _key(origin, target), way if origin < target else way[::-1]
