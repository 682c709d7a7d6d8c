"""A town of several districts: equal tiles in a grid, each a copy of the map that the scenario describes.

The one place where a place's number becomes a district and a number within it, and a district an offset in metres.
Plain arithmetic for whole numbers and for arrays of them; no Django, so engine, selectors and founding share it.

District 0 is the tile as it is written. District d has the places d * T + 1 ... (d + 1) * T, in the order of the file,
T being the places of the tile. Nobody walks from one district to another, so ways are kept for district 0 only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from world.scenario.tables import TownTables

Number = TypeVar("Number", int, NDArray[Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Districts:
    """How a town is laid out: how many tiles, places in one, and the size of one in metres."""

    count: int
    places_per_district: int
    width_m: int
    height_m: int

    @classmethod
    def of_scenario(cls, scenario: Mapping[str, Any]) -> "Districts":
        """Read the layout from the scenario that a run keeps; one written before there were districts has one."""
        ground = scenario["map"]
        return cls(
            count=ground.get("districts", 1),
            places_per_district=len(scenario["places"]),
            width_m=ground["width_m"],
            height_m=ground["height_m"],
        )

    @classmethod
    def of_town(cls, town: TownTables) -> "Districts":
        """Say how a town that was read is laid out."""
        return cls(
            count=town.map.districts,
            places_per_district=len(town.places),
            width_m=town.map.width_m,
            height_m=town.map.height_m,
        )

    @property
    def places(self) -> int:
        """Places of the whole town."""
        return self.count * self.places_per_district

    @property
    def columns(self) -> int:
        """Districts side by side: the whole root of their number, rounded up."""
        return isqrt(self.count - 1) + 1

    @property
    def size_m(self) -> tuple[int, int]:
        """Width and height of the whole town."""
        return self.columns * self.width_m, -(-self.count // self.columns) * self.height_m

    def district_of(self, place: Number) -> Number:
        """Return the district of a place's number (1 or more), from 0."""
        if self.count == 1:  # whatever was built since the town was founded
            return place * 0
        return (place - 1) // self.places_per_district

    def local(self, place: Number) -> Number:
        """Return the number that the same place has in district 0."""
        if self.count == 1:
            return place
        return (place - 1) % self.places_per_district + 1

    def number(self, district: Number, local: Number) -> Number:
        """Return the number in the town of a district's place."""
        return district * self.places_per_district + local

    def offset_m(self, district: Number) -> tuple[Number, Number]:
        """Return how far a district lies to the east and to the south of district 0."""
        return district % self.columns * self.width_m, district // self.columns * self.height_m

    def first_residents(self, population: int) -> NDArray[np.int64]:
        """Deal people evenly: int64[count + 1], the row (from 0) of each district's first, at last the population."""
        size, left_over = divmod(population, self.count)
        districts = np.arange(self.count + 1)
        return districts * size + np.minimum(districts, left_over)
