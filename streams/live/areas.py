"""Rectangles of the map that viewers watch, and which ways touch them. Plain arithmetic in metres."""

from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Way = tuple[Point, ...]
"""Corners in walking order; empty = nobody walks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle, its edges included."""

    x: float
    y: float
    width: float
    height: float

    def is_touched_by(self, way: Way) -> bool:
        """Whether somebody on this way is inside for a moment: who stays, enters, leaves or only passes through."""
        legs = pairwise(way) if len(way) > 1 else zip(way, way, strict=True)
        return any(self._is_crossed(start, end) for start, end in legs)

    def _is_crossed(self, start: Point, end: Point) -> bool:
        """Clip a straight leg at both pairs of edges (Liang and Barsky 1984); what is left of it is inside."""
        enters, leaves = 0.0, 1.0
        for i, low, size in ((0, self.x, self.width), (1, self.y, self.height)):
            step = end[i] - start[i]
            near, far = low - start[i], low + size - start[i]
            if step == 0:
                if near > 0 or far < 0:
                    return False
                continue
            first, last = sorted((near / step, far / step))
            enters, leaves = max(enters, first), min(leaves, last)
        return enters <= leaves
