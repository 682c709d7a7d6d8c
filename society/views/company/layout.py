"""Where to draw the nodes of a graph: those who are bound stand near each other. Arrays in, arrays out; same in, same out."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
_ROUNDS: Final = 90
_PULL_IN: Final = 0.08
"""How strongly everybody is drawn to the middle, or those without ties would fly away."""


def spread_out(count: int, edges: NDArray[np.int64], weights: Points) -> Points:
    """Place nodes by springs and repulsion (Fruchterman and Reingold 1991), from a shifted grid on.

    edges: int64[m, 2], rows of nodes.   weights: float64[m], above 0.   Returns float64[count, 2] within [0, 1].
    Work: rounds * count^2, so callers bound count.
    """
    if count == 0:
        return np.zeros((0, 2))
    points = _grid(count)
    ideal = 1.0 / np.sqrt(count)
    for round_number in range(_ROUNDS):
        step = 0.1 * (1 - round_number / _ROUNDS) + 0.002
        force = _repulsion(points, ideal) + _attraction(points, edges, weights, ideal) - _PULL_IN * points
        length = np.sqrt((force * force).sum(axis=1, keepdims=True))
        points += force / np.maximum(length, 1e-9) * np.minimum(length, step)
    low, high = points.min(axis=0), points.max(axis=0)
    scaled: Points = (points - low) / np.maximum(high - low, 1e-9)
    return scaled


def _grid(count: int) -> Points:
    """Start on a grid with every other row shifted: no two on one spot."""
    side = int(np.ceil(np.sqrt(count)))
    rows = np.arange(count)
    grid = np.stack([rows % side, rows // side], axis=1).astype(np.float64)
    grid[:, 0] += (rows // side % 2) * 0.5  # or rows in a line would never leave it
    start: Points = grid / side - 0.5
    return start


def _repulsion(points: Points, ideal: float) -> Points:
    apart = points[:, None, :] - points[None, :, :]
    square = np.maximum((apart * apart).sum(axis=2), 1e-6)
    pushed: Points = (apart * (ideal * ideal / square)[:, :, None]).sum(axis=1)
    return pushed


def _attraction(points: Points, edges: NDArray[np.int64], weights: Points, ideal: float) -> Points:
    pulled = np.zeros_like(points)
    if not len(edges):
        return pulled
    along = points[edges[:, 1]] - points[edges[:, 0]]
    length = np.sqrt((along * along).sum(axis=1))
    pull = along * (length * weights / ideal)[:, None]
    np.add.at(pulled, edges[:, 0], pull)
    np.add.at(pulled, edges[:, 1], -pull)
    return pulled
