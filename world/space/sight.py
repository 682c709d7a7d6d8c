"""Straight lines over a grid: which cells one crosses, and whether a walker may cut a corner that way."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import Final

Cell = tuple[int, int]
"""Row and column."""
DIAGONAL_LENGTH: Final = sqrt(2)


def crossed(start: Cell, end: Cell) -> list[Cell]:
    """List every cell that the line between two cell centres enters, in order.

    Where it passes exactly through a corner, both cells beside the corner are listed, so that a line never slips
    between two walls. Integers only; the cells from `end` to `start` are the same.
    """
    (row, column), (end_row, end_column) = start, end
    high, wide = abs(end_row - row), abs(end_column - column)
    down, right = (1 if end_row > row else -1), (1 if end_column > column else -1)
    cells = [start]
    gone_down, gone_right = 0, 0
    while gone_down < high or gone_right < wide:
        lead = (1 + 2 * gone_right) * high - (1 + 2 * gone_down) * wide
        if lead == 0:
            cells += [(row + down, column), (row, column + right)]
        if lead >= 0:
            row, gone_down = row + down, gone_down + 1
        if lead <= 0:
            column, gone_right = column + right, gone_right + 1
        cells.append((row, column))
    return cells


def pull_straight(path: Sequence[Cell], weight: Sequence[Sequence[int]]) -> list[Cell]:
    """Drop the corners of a path that a straight line replaces without crossing a wall or costing more.

    path: neighbouring cells.   weight: cost of a cell, 0 = wall.   Returns the corners left, ends included. So people
    walk straight over open ground, and still keep to the street where the straight line leaves it for rough ground.
    """
    corners = _turns(path)
    spent = _spent(path, weight)
    costs = [spent[index] for index in corners]
    kept, at = [path[corners[0]]], 0
    while at < len(corners) - 1:
        reach = len(corners) - 1
        while reach > at + 1 and not _is_shortcut(
            path[corners[at]], path[corners[reach]], costs[reach] - costs[at], weight
        ):
            reach -= 1
        kept.append(path[corners[reach]])
        at = reach
    return kept


def _turns(path: Sequence[Cell]) -> list[int]:
    """Return the indices where a path changes direction, ends included."""
    inner = [
        i
        for i in range(1, len(path) - 1)
        if (path[i][0] - path[i - 1][0], path[i][1] - path[i - 1][1])
        != (path[i + 1][0] - path[i][0], path[i + 1][1] - path[i][1])
    ]
    return [0, *inner, len(path) - 1] if len(path) > 1 else [0]


def _spent(path: Sequence[Cell], weight: Sequence[Sequence[int]]) -> list[float]:
    """Return the cost from the beginning to each cell: length in cells times the mean weight of the two cells."""
    spent = [0.0]
    for (row, column), (next_row, next_column) in pairwise(path):
        length = DIAGONAL_LENGTH if row != next_row and column != next_column else 1.0
        spent.append(spent[-1] + length * (weight[row][column] + weight[next_row][next_column]) / 2)
    return spent


def _is_shortcut(start: Cell, end: Cell, cost: float, weight: Sequence[Sequence[int]]) -> bool:
    weights = [weight[row][column] for row, column in crossed(start, end)]
    if 0 in weights:
        return False
    length = sqrt((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2)
    return length * sum(weights) / len(weights) <= cost
