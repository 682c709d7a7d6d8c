"""Walking paths between places: shortest by cost, the same both ways, straightened, and how long they are.

Dijkstra from every gate over the grid (8 neighbours, no corner is cut), integer costs, ties to the lower cell; the way
from the lower place number decides, and the other direction is its mirror. Not for single moves of the engine, which
only reads the finished table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import isqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from world.space.grid import BLOCKED, WalkGrid
from world.space.sight import Cell, crossed, pull_straight

STRAIGHT: Final = 5
"""Cost of a step to the side per unit of both cells' weights; 7 / 5 stands for the square root of two."""
DIAGONAL: Final = 7

Polyline = tuple[tuple[int, int], ...]
Neighbours = list[list[tuple[int, int]]]


class UnreachableError(ValueError):
    """Two places without a way between them; the loader of scenarios finds them before."""

    def __init__(self, origin: int, target: int) -> None:
        super().__init__(f"no way leads from place {origin} to place {target}: water or walls are between them")


@dataclass(frozen=True, slots=True, kw_only=True)
class PathTable:
    """All ways between places."""

    distance_m: NDArray[np.int32]  # [P+1, P+1] by place number, row and column 0 unused; rounded up, 0 on the diagonal
    ways: dict[tuple[int, int], Polyline]  # from the lower to the higher number

    def polyline(self, a: int, b: int) -> Polyline:
        """Return the corners of the way from the door of place a to that of b, metres; from b to a it is the mirror."""
        if a == b:
            return (self.ways[a, a][0],)
        return self.ways[a, b] if a < b else self.ways[b, a][::-1]


def build_paths(grid: WalkGrid) -> PathTable:
    """Find the ways between all places.

    O(P * C log C) for P places and C cells.   UnreachableError when a place cannot be walked to.
    """
    count = len(grid.gates)
    router = Router(grid)
    distance_m = np.zeros((count, count), dtype=np.int32)
    ways: dict[tuple[int, int], Polyline] = {}
    for a in range(1, count):
        ways[a, a] = (grid.doors[a],)
        for b, way in router.ways(a, range(a + 1, count)).items():
            ways[a, b] = way
            distance_m[a, b] = distance_m[b, a] = length_m(way)
    return PathTable(distance_m=distance_m, ways=ways)


class Router:
    """Finds ways over one grid, from one place to some others at a time."""

    def __init__(self, grid: WalkGrid) -> None:
        self._grid = grid
        self._neighbours = neighbour_costs(grid)
        self._weight = grid.weight.tolist()

    def ways(self, origin: int, targets: Sequence[int]) -> dict[int, Polyline]:
        """Find the ways from the door of a place to those of others, by their numbers in the order given.

        UnreachableError when one of them cannot be walked to.
        """
        grid = self._grid
        came_from = _tree(self._neighbours, grid.gates[origin], {grid.gates[b] for b in targets}) if targets else {}
        ways: dict[int, Polyline] = {}
        for target in targets:
            if grid.gates[target] not in came_from:
                raise UnreachableError(origin, target)
            cells = _cells_to(grid.gates[target], came_from, grid.columns)
            ways[target] = _polyline(grid, origin, target, pull_straight(cells, self._weight))
        return ways


def enters(way: Polyline, area: tuple[slice, slice], cell_m: int) -> bool:
    """Whether a way comes upon any of these cells: rows and columns as `touched` gives them."""
    rows, columns = area
    for (x1, y1), (x2, y2) in pairwise(way):
        for row, column in crossed((y1 // cell_m, x1 // cell_m), (y2 // cell_m, x2 // cell_m)):
            if rows.start <= row < rows.stop and columns.start <= column < columns.stop:
                return True
    return False


def neighbour_costs(grid: WalkGrid) -> Neighbours:
    """List for each cell the cells that can be stepped to and the cost, in ascending order of cells."""
    rows, columns = grid.weight.shape
    weight = np.zeros((rows + 2, columns + 2), dtype=np.int64)
    weight[1:-1, 1:-1] = grid.weight
    here = weight[1:-1, 1:-1]
    steps: Neighbours = [[] for _ in range(rows * columns)]
    for down, right in ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)):
        there = weight[1 + down : 1 + down + rows, 1 + right : 1 + right + columns]
        beside = weight[1 + down : 1 + down + rows, 1:-1] * weight[1:-1, 1 + right : 1 + right + columns]
        is_diagonal = bool(down and right)
        can_step = (here > BLOCKED) & (there > BLOCKED) & ((beside > BLOCKED) | (not is_diagonal))
        cost = (here + there) * (DIAGONAL if is_diagonal else STRAIGHT)
        cells = np.flatnonzero(can_step)
        targets = cells + (down * columns + right)
        for cell, target, price in zip(cells.tolist(), targets.tolist(), cost.ravel()[cells].tolist(), strict=True):
            steps[cell].append((target, price))
    return steps


def _tree(neighbours: Neighbours, origin: int, targets: set[int]) -> dict[int, int]:
    """Return for each cell settled before the last target the cell that one comes from (the origin from itself)."""
    if origin < 0:
        return {}
    missing = targets - {-1}
    best = {origin: 0}
    parent = {origin: origin}
    settled: dict[int, int] = {}
    queue = [(0, origin)]
    while queue and missing:
        spent, cell = heappop(queue)
        if cell in settled:
            continue
        settled[cell] = parent[cell]
        missing.discard(cell)
        for target, price in neighbours[cell]:
            total = spent + price
            if target not in best or total < best[target]:
                best[target], parent[target] = total, cell
                heappush(queue, (total, target))
    return settled


def _cells_to(target: int, came_from: dict[int, int], columns: int) -> list[Cell]:
    cells = [target]
    while came_from[cells[-1]] != cells[-1]:
        cells.append(came_from[cells[-1]])
    return [divmod(cell, columns) for cell in reversed(cells)]


def _polyline(grid: WalkGrid, a: int, b: int, corners: Sequence[Cell]) -> Polyline:
    middles = [grid.centre_of(row * grid.columns + column) for row, column in corners]
    return _without_collinear([grid.doors[a], *middles, grid.doors[b]])


def _without_collinear(points: Sequence[tuple[int, int]]) -> Polyline:
    """Leave out points that repeat the one before or lie straight on the way to the next."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and _is_between(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _is_between(before: tuple[int, int], middle: tuple[int, int], after: tuple[int, int]) -> bool:
    first = (middle[0] - before[0], middle[1] - before[1])
    second = (after[0] - middle[0], after[1] - middle[1])
    is_forward = first[0] * second[0] + first[1] * second[1] > 0
    return is_forward and first[0] * second[1] == first[1] * second[0]


def length_m(line: Polyline) -> int:
    """Return the length of a polyline in whole metres, each leg rounded up to a centimetre and the sum to a metre."""
    legs = pairwise(line)
    centimetres = sum(isqrt(10_000 * ((x2 - x1) ** 2 + (y2 - y1) ** 2) - 1) + 1 for (x1, y1), (x2, y2) in legs)
    return -(-centimetres // 100)


def unreachable(grid: WalkGrid) -> list[int]:
    """List the numbers of places that cannot be walked to from where most places can."""
    is_open = grid.weight > BLOCKED
    group = np.full(grid.weight.size, -1, dtype=np.int64)
    for gate in grid.gates[1:]:
        if gate >= 0 and group[gate] < 0:
            group[_flooded(is_open, gate)] = gate
    groups = [int(group[gate]) if gate >= 0 else -1 for gate in grid.gates[1:]]
    reached = [name for name in groups if name >= 0]
    largest = max(reached, key=lambda name: (reached.count(name), -name), default=-1)
    return [number for number, name in enumerate(groups, start=1) if name != largest or name < 0]


def _flooded(is_open: NDArray[np.bool_], origin: int) -> NDArray[np.int64]:
    """List the cells that can be walked to from one: all that its four neighbours lead to, and theirs.

    A step across a corner needs both cells beside it free, so it leads nowhere that two straight ones would not.
    """
    wet = np.zeros(is_open.shape, dtype=bool)
    wet.flat[origin] = True
    count = 0
    while count != (count := int(wet.sum())):
        wet[1:] |= wet[:-1] & is_open[1:]
        wet[:-1] |= wet[1:] & is_open[:-1]
        wet[:, 1:] |= wet[:, :-1] & is_open[:, 1:]
        wet[:, :-1] |= wet[:, 1:] & is_open[:, :-1]
    return np.flatnonzero(wet)


def candidates(distance_m: NDArray[np.int32], place_mask: NDArray[Any], k: int) -> NDArray[np.int32]:
    """Find the k nearest places of a kind on foot from each place.

    distance_m: int32[P+1, P+1].   place_mask: bool[P+1], which places count (index 0 is ignored).
    Returns int32[P+1, k], nearest first, ties to the lower number, 0 where there are fewer; row 0 is 0. A place of the
    kind is its own nearest.
    """
    numbers = np.flatnonzero(place_mask)
    numbers = numbers[numbers > 0]
    found = np.zeros((len(distance_m), k), dtype=np.int32)
    nearest = np.argsort(distance_m[1:, numbers], axis=1, kind="stable")[:, :k]
    found[1:, : nearest.shape[1]] = numbers[nearest]
    return found
