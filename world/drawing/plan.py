"""What the town's drawing needs to know, and nothing else: frozen, hashable shapes in metres.

x to the east and y to the south, from the map's north-western corner. Where the numbers come from (a scenario, the
database) is the business of who makes a plan; who is in town right now is not part of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

Point = tuple[float, float]


class GreenKind(StrEnum):
    """What grows there."""

    PARK = "park"
    FIELD = "field"
    WOOD = "wood"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An upright rectangle in metres."""

    x_m: float
    y_m: float
    width_m: float
    height_m: float

    @property
    def right_m(self) -> float:
        """The eastern edge."""
        return self.x_m + self.width_m

    @property
    def bottom_m(self) -> float:
        """The southern edge."""
        return self.y_m + self.height_m

    @property
    def centre(self) -> Point:
        """The middle."""
        return self.x_m + self.width_m / 2, self.y_m + self.height_m / 2

    def grown(self, by_m: float) -> "Box":
        """Return the rectangle with this much more on every side."""
        return Box(
            x_m=self.x_m - by_m,
            y_m=self.y_m - by_m,
            width_m=self.width_m + 2 * by_m,
            height_m=self.height_m + 2 * by_m,
        )

    def clipped(self, width_m: float, height_m: float) -> "Box":
        """Return the part between the origin and these sides."""
        left, top = max(0.0, self.x_m), max(0.0, self.y_m)
        right, bottom = min(width_m, self.right_m), min(height_m, self.bottom_m)
        return Box(x_m=left, y_m=top, width_m=right - left, height_m=bottom - top)

    def has(self, point: Point) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x_m <= point[0] <= self.right_m and self.y_m <= point[1] <= self.bottom_m

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share an area."""
        return (
            self.x_m < other.right_m
            and other.x_m < self.right_m
            and self.y_m < other.bottom_m
            and other.y_m < self.bottom_m
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetPlan:
    """A street's middle line (two points or more), its width and whether wheels use it."""

    points: tuple[Point, ...]
    width_m: float
    is_path: bool = False
    is_main: bool = False

    @property
    def segments(self) -> Iterator[tuple[Point, Point]]:
        """Straight pieces in order."""
        return zip(self.points, self.points[1:], strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GreenPlan:
    """An area of green: its outline and what grows in it."""

    points: tuple[Point, ...]
    kind: GreenKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePlan:
    """A place: who it is, what it is, its rectangle (north-western corner and sides) and its door."""

    number: int
    key: str
    name: str
    name_zh: str
    type: str
    zone: str
    x_m: float
    y_m: float
    width_m: float
    height_m: float
    entrance: Point | None = None

    @property
    def box(self) -> Box:
        """The footprint."""
        return Box(x_m=self.x_m, y_m=self.y_m, width_m=self.width_m, height_m=self.height_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundName:
    """The name of a street, water or green: where it stands, and how far it is turned (degrees, clockwise)."""

    name: str
    name_zh: str
    at: Point
    angle_deg: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TownPlan:
    """A whole town; places in the order of their numbers."""

    name: str
    name_zh: str
    width_m: float
    height_m: float
    streets: tuple[StreetPlan, ...]
    places: tuple[PlacePlan, ...]
    water: tuple[tuple[Point, ...], ...] = ()
    greens: tuple[GreenPlan, ...] = ()
    names: tuple[GroundName, ...] = ()

    @property
    def unit_m(self) -> float:
        """A sixteenth of the usual building's shorter side: the measure of trees, storeys, lamps and walkers."""
        sides = [min(place.width_m, place.height_m) for place in self.places]
        return min(6.0, max(0.5, median(sides) / 16)) if sides else 1.0

    @property
    def view(self) -> Box:
        """The built-up area with a margin, widened to at least 3:2 and cut at the map's edge."""
        xs = [x for place in self.places for x in (place.x_m, place.x_m + place.width_m)]
        ys = [y for place in self.places for y in (place.y_m, place.y_m + place.height_m)]
        if not xs:
            return Box(x_m=0, y_m=0, width_m=self.width_m, height_m=self.height_m)
        margin_m = 26 * self.unit_m
        left, right = min(xs) - margin_m, max(xs) + margin_m
        top, bottom = min(ys) - margin_m, max(ys) + margin_m
        missing_m = 1.5 * (bottom - top) - (right - left)
        left, right = left - max(0.0, missing_m) / 2, right + max(0.0, missing_m) / 2
        whole = Box(x_m=left, y_m=top, width_m=right - left, height_m=bottom - top)
        return whole.clipped(self.width_m, self.height_m)

    def is_crossed(self, place: PlacePlan) -> bool:
        """Whether the middle line of a street runs through the inside of the place."""
        inside = place.box.grown(-0.2 * min(place.width_m, place.height_m))
        return any(
            inside.overlaps(Box(x_m=min(ax, bx), y_m=min(ay, by), width_m=abs(ax - bx), height_m=abs(ay - by)))
            for street in self.streets
            for (ax, ay), (bx, by) in street.segments
        )

    @property
    def scene(self) -> Box:
        """What may be seen around the view in a wide or a tall window: a quarter more, cut at the map's edge."""
        return self.view.grown(self.view.width_m / 4).clipped(self.width_m, self.height_m)
