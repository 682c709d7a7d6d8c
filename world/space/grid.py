"""The walking grid: which cells can be walked, how dearly, and through which cell each place is entered.

Buildings and water are walls. Streets are cheapest, then green and open-air places, then rough ground, so that people
follow streets and bridges; a street that crosses water is a bridge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from world.scenario.map import MapSpec
from world.scenario.places import PlaceSpec
from world.space.ground import Mask, Point, centres, in_polygon, near_line, touched

BLOCKED: Final = 0
STREET: Final = 4
GREEN: Final = 5
ROUGH: Final = 7
_STEPS_OUT: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkGrid:
    """A town as cells. A cell's index is row * columns + column."""

    cell_m: int
    weight: NDArray[np.int64]  # [rows, columns]: BLOCKED, STREET, GREEN or ROUGH
    doors: tuple[Point, ...]  # by place number from 1 (0 is the corner, unused): where one enters, metres
    gates: tuple[int, ...]  # by place number from 1 (0 unused): cell outside the door, -1 = walled in

    @property
    def columns(self) -> int:
        """Cells in a row."""
        return int(self.weight.shape[1])

    def centre_of(self, cell: int) -> Point:
        """Return the middle of a cell in whole metres."""
        row, column = divmod(cell, self.columns)
        return column * self.cell_m + self.cell_m // 2, row * self.cell_m + self.cell_m // 2


def build_grid(chart: MapSpec, places: Sequence[PlaceSpec]) -> WalkGrid:
    """Lay a grid over the map and find every place's door and gate."""
    cell_m = chart.cell_m
    columns, rows = centres(chart.width_m, cell_m), centres(chart.height_m, cell_m)
    streets = np.zeros((len(rows), len(columns)), dtype=np.bool_)
    for street in chart.streets:
        streets |= near_line(street.points, street.width_m, columns, rows, cell_m)
    weight = np.full(streets.shape, ROUGH, dtype=np.int64)
    for green in chart.green:
        weight[in_polygon(green.outline, columns, rows)] = GREEN
    for water in chart.water:
        weight[in_polygon(water.points, columns, rows)] = BLOCKED
    weight[streets] = STREET
    _put_places(weight, streets, places, cell_m)
    doors = tuple(door_of(place, chart) for place in places)
    gates = tuple(_gate(weight, place, door, cell_m) for place, door in zip(places, doors, strict=True))
    return WalkGrid(cell_m=cell_m, weight=weight, doors=((0, 0), *doors), gates=(-1, *gates))


def _put_places(weight: NDArray[np.int64], streets: Mask, places: Sequence[PlaceSpec], cell_m: int) -> None:
    for place in places:
        area = touched(place.x, place.y, place.width, place.height, cell_m)
        if place.is_open_air:
            weight[area] = np.where(streets[area], STREET, GREEN)
    for place in places:
        if not place.is_open_air:
            weight[touched(place.x, place.y, place.width, place.height, cell_m)] = BLOCKED


def door_of(place: PlaceSpec, chart: MapSpec) -> Point:
    """Return where a place is entered: as written, else the middle of the side nearest a street (south first)."""
    if place.entrance is not None:
        return place.entrance
    middle_x, middle_y = place.x + place.width // 2, place.y + place.height // 2
    right, bottom = place.x + place.width, place.y + place.height
    sides = ((middle_x, bottom), (middle_x, place.y), (right, middle_y), (place.x, middle_y))
    return min(sides, key=lambda side: _street_distance(side, chart))


def _street_distance(point: Point, chart: MapSpec) -> float:
    """Return the squared distance to the nearest street, to compare."""
    lines = (pairwise(street.points) for street in chart.streets)
    return min(_squared_distance(point, start, end) for line in lines for start, end in line)


def _squared_distance(point: Point, start: Point, end: Point) -> float:
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    squared = along_x * along_x + along_y * along_y
    progress = x * along_x + y * along_y
    if progress <= 0 or not squared:
        return x * x + y * y
    if progress >= squared:
        return (point[0] - end[0]) ** 2 + (point[1] - end[1]) ** 2
    across = x * along_y - y * along_x
    return across * across / squared


def _gate(weight: NDArray[np.int64], place: PlaceSpec, door: Point, cell_m: int) -> int:
    """Return the first walkable cell straight out of the door, -1 when there is none within three cells."""
    out_x = (door[0] == place.x + place.width) - (door[0] == place.x)
    out_y = 0 if out_x else (door[1] == place.y + place.height) - (door[1] == place.y)
    rows, columns = weight.shape
    for step in range(_STEPS_OUT):
        # Half a metre outwards in doubled coordinates decides between the two cells that meet at the wall.
        column = (2 * door[0] + out_x * (1 + 2 * step * cell_m)) // (2 * cell_m)
        row = (2 * door[1] + out_y * (1 + 2 * step * cell_m)) // (2 * cell_m)
        if 0 <= row < rows and 0 <= column < columns and weight[row, column] != BLOCKED:
            return int(row * columns + column)
    return -1
