"""Plane geometry for the drawing: where lines cross, what lies inside, which ground is free.

Floating point, for pictures only; what decides where residents walk is `world.space`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from world.drawing.plan import Box, Point, TownPlan

Segment = tuple[Point, Point]


def along(segment: Segment, t: float) -> Point:
    """Return the point at share t of the segment."""
    (ax, ay), (bx, by) = segment
    return ax + (bx - ax) * t, ay + (by - ay) * t


def direction(segment: Segment) -> tuple[Point, float]:
    """Return the unit vector from start to end (zero for a point) and the length."""
    (ax, ay), (bx, by) = segment
    length = hypot(bx - ax, by - ay)
    return ((bx - ax) / length, (by - ay) / length) if length else (0.0, 0.0), length


def crossing(one: Segment, other: Segment, slack: float = 0.0) -> tuple[float, float] | None:
    """Return the shares of both segments at which they cross, or None.

    slack: how far beyond its ends, in metres, either may be prolonged.
    """
    (ux, uy), one_length = direction(one)
    (vx, vy), other_length = direction(other)
    across = ux * vy - uy * vx
    if abs(across) < 1e-6:
        return None
    dx, dy = other[0][0] - one[0][0], other[0][1] - one[0][1]
    s, t = (dx * vy - dy * vx) / across, (dx * uy - dy * ux) / across
    if -slack <= s <= one_length + slack and -slack <= t <= other_length + slack:
        return s / one_length, t / other_length
    return None


def is_inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Whether the point lies inside, by the number of edges to the east of it."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            inside = not inside
    return inside


def distance(point: Point, segment: Segment) -> float:
    """Return how far the point is from the segment."""
    (ax, ay), _ = segment
    (ux, uy), length = direction(segment)
    t = min(length, max(0.0, (point[0] - ax) * ux + (point[1] - ay) * uy))
    return hypot(point[0] - ax - ux * t, point[1] - ay - uy * t)


def parts_inside(segment: Segment, polygon: Sequence[Point]) -> list[Segment]:
    """Return the pieces of the segment that lie inside the polygon."""
    edges = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    cuts = sorted({0.0, 1.0, *(hit[0] for edge in edges if (hit := crossing(segment, edge)))})
    return [
        (along(segment, start), along(segment, end))
        for start, end in pairwise(cuts)
        if is_inside(along(segment, (start + end) / 2), polygon)
    ]


def bounds(points: Sequence[Point]) -> Box:
    """Return the upright rectangle around the points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(x_m=min(xs), y_m=min(ys), width_m=max(xs) - min(xs), height_m=max(ys) - min(ys))


def nearest_on_street(point: Point, plan: TownPlan) -> Point:
    """Return the nearest point on the middle line of any street; the point itself where there is none."""
    nearest, nearest_m = point, float("inf")
    for street in plan.streets:
        for segment in street.segments:
            away_m = distance(point, segment)
            if away_m < nearest_m:
                (ux, uy), length_m = direction(segment)
                t_m = (point[0] - segment[0][0]) * ux + (point[1] - segment[0][1]) * uy
                nearest = along(segment, min(1.0, max(0.0, t_m / length_m)) if length_m else 0.0)
                nearest_m = away_m
    return nearest


@dataclass(frozen=True, slots=True)
class Ground:
    """Says where there is room for a tree or a lamp."""

    plan: TownPlan

    def is_free(self, point: Point, clearance_m: float) -> bool:
        """Whether nothing built, wet or driven on is nearer than this."""
        plan = self.plan
        if any(place.box.grown(clearance_m).has(point) for place in plan.places):
            return False
        for street in plan.streets:
            nearest_m = street.width_m / 2 + clearance_m
            if any(distance(point, segment) < nearest_m for segment in street.segments):
                return False
        return not self.is_wet(point, clearance_m)

    def is_wet(self, point: Point, clearance_m: float) -> bool:
        """Whether the point is in water or nearer to a bank than this."""
        for polygon in self.plan.water:
            if not bounds(polygon).grown(clearance_m).has(point):
                continue
            edges = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
            if is_inside(point, polygon) or any(distance(point, edge) < clearance_m for edge in edges):
                return True
        return False

    def is_green(self, point: Point) -> bool:
        """Whether the point is in a park, a field or a wood, which have their own planting."""
        return any(is_inside(point, green.points) for green in self.plan.greens)
