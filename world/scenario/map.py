"""The ground: size, walking grid, streets, water and green. Buildings are places (`places.py`)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from world.scenario.fields import Metres, Name, Point, Spec


class StreetKind(StrEnum):
    """How a street looks; all are walked alike. A street that crosses water is a bridge."""

    MAIN = "main"
    STREET = "street"
    LANE = "lane"
    PATH = "path"


class GreenKind(StrEnum):
    """What grows there. Green can be walked, slower than a street."""

    PARK = "park"
    FIELD = "field"
    WOOD = "wood"


class StreetSpec(Spec):
    """A street: its middle line and its width."""

    name: Name
    name_zh: Name
    kind: StreetKind = StreetKind.STREET
    width_m: Annotated[int, Field(ge=2, le=60)] = 12
    points: Annotated[tuple[Point, ...], Field(min_length=2)]


class WaterSpec(Spec):
    """A river or a pond; not walkable except where a street crosses it."""

    name: Name
    name_zh: Name
    points: Annotated[tuple[Point, ...], Field(min_length=3)]


class GreenSpec(Spec):
    """A green area: a polygon, or a rectangle by x, y, width and height."""

    name: Name
    name_zh: Name
    kind: GreenKind
    points: Annotated[tuple[Point, ...], Field(min_length=3)] | None = None
    x: Metres | None = None
    y: Metres | None = None
    width: Annotated[int, Field(ge=1, le=20_000)] | None = None
    height: Annotated[int, Field(ge=1, le=20_000)] | None = None

    @model_validator(mode="after")
    def _has_one_shape(self) -> "GreenSpec":
        sides = (self.x, self.y, self.width, self.height)
        given = sum(side is not None for side in sides)
        if (self.points is None and given < 4) or (self.points is not None and given):
            raise ValueError("the area has no clear shape; give either points, or all of x, y, width and height")
        return self

    @property
    def outline(self) -> tuple[Point, ...]:
        """Corners in order, whichever way the area was written."""
        if self.points is not None:
            return self.points
        x, y, width, height = self.x or 0, self.y or 0, self.width or 0, self.height or 0
        return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


class MapSpec(Spec):
    """The map of one district in metres, the side of a cell of the walking grid, and how many districts there are.

    A town of several districts is its map again and again, in a grid that is about as wide as it is high.
    """

    districts: Annotated[int, Field(ge=1, le=10_000)] = 1
    width_m: Annotated[int, Field(ge=100, le=20_000)] = 2_000
    height_m: Annotated[int, Field(ge=100, le=20_000)] = 2_000
    cell_m: Annotated[int, Field(ge=4, le=100)] = 20
    streets: Annotated[tuple[StreetSpec, ...], Field(min_length=1)]
    water: tuple[WaterSpec, ...] = ()
    green: tuple[GreenSpec, ...] = ()
