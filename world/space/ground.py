"""Cells of a grid that a line, a polygon or a rectangle covers. Integers only, so every machine sees the same town.

Coordinates are metres; a cell belongs to a shape by its centre. Masks are bool[rows, columns], row 0 in the north.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Whole = NDArray[np.integer[Any]]
Point = tuple[int, int]

_LEAST_REACH: Final = (3, 4)
"""A street covers cells within three quarters of a cell of its middle line, however narrow: so it never has gaps."""


def centres(length_m: int, cell_m: int) -> Whole:
    """Return the centre of each cell along one side, int64, in half metres (so that odd cells have whole centres)."""
    return np.arange(length_m // cell_m, dtype=np.int64) * (2 * cell_m) + cell_m


def near_line(points: Sequence[Point], width_m: int, columns: Whole, rows: Whole, cell_m: int) -> Mask:
    """Mark cells whose centre lies within half the width of a line through the points.

    columns, rows: centres in half metres.
    """
    reach = max(width_m, 2 * cell_m * _LEAST_REACH[0] // _LEAST_REACH[1])
    covered = np.zeros((len(rows), len(columns)), dtype=np.bool_)
    for (x1, y1), (x2, y2) in pairwise(points):
        covered |= _near_segment((2 * x1, 2 * y1), (2 * x2, 2 * y2), reach, columns, rows)
    return covered


def _near_segment(start: Point, end: Point, reach: int, columns: Whole, rows: Whole) -> Mask:
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    x, y = columns[None, :] - start[0], rows[:, None] - start[1]
    squared = along_x * along_x + along_y * along_y
    progress = x * along_x + y * along_y
    across = x * along_y - y * along_x
    beside = (progress >= 0) & (progress <= squared) & (across * across <= reach * reach * squared)
    at_start = x * x + y * y <= reach * reach
    x, y = columns[None, :] - end[0], rows[:, None] - end[1]
    return beside | at_start | (x * x + y * y <= reach * reach)


def in_polygon(points: Sequence[Point], columns: Whole, rows: Whole) -> Mask:
    """Mark cells whose centre lies inside a polygon (even-odd rule).   columns, rows: centres in half metres."""
    inside = np.zeros((len(rows), len(columns)), dtype=np.bool_)
    x, y = columns[None, :], rows[:, None]
    for one, other in pairwise((*points, points[0])):
        (y1, x1), (y2, x2) = sorted(((2 * one[1], 2 * one[0]), (2 * other[1], 2 * other[0])))
        spans_row = (y1 <= y) & (y < y2)
        inside ^= spans_row & ((x - x1) * (y2 - y1) < (x2 - x1) * (y - y1))
    return inside


def touched(x: int, y: int, width: int, height: int, cell_m: int) -> tuple[slice, slice]:
    """Return the rows and columns of all cells that a rectangle covers, even in part."""
    return slice(y // cell_m, -(-(y + height) // cell_m)), slice(x // cell_m, -(-(x + width) // cell_m))
