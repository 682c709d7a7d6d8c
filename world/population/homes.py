"""Who lives where: students in a dormitory where there is one, everybody else spread over the other homes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from streams.kernel.rng import draw
from world.occupations import Occupation
from world.population.draws import Purpose, Whole, people
from world.scenario.people import ResidentSpec
from world.scenario.places import PlaceType
from world.scenario.tables import TownTables


def homes_of(
    occupation: Whole, residents: Sequence[ResidentSpec], town: TownTables, *, seed: int, first: int
) -> NDArray[np.int64]:
    """Return the number in the tile of each home of a district's people, int64[n]; no home passes its capacity.

    first: the row of the district's first person in the town. The checks have made sure that there is room for all.
    """
    home = np.zeros(len(occupation), dtype=np.int64)
    capacity = np.array([0, *(place.capacity if place.is_home else 0 for place in town.places)])
    for row, resident in enumerate(residents):
        if resident.home is not None:
            home[row] = town.place_numbers[resident.home]
    free = capacity - np.bincount(home[home > 0], minlength=len(capacity))
    is_dormitory = np.array([False, *(place.type is PlaceType.DORMITORY for place in town.places)])
    queue = np.argsort(people(len(home), seed, Purpose.HOME, first=first), kind="stable")
    queue = queue[home[queue] == 0]
    beds = _shuffled_beds(np.where(is_dormitory, free, 0), seed, first)
    students = queue[occupation[queue] == Occupation.STUDENT][: len(beds)]
    home[students] = beds[: len(students)]
    queue = queue[home[queue] == 0]
    # A dormitory takes others only when every other home is full.
    beds = np.concatenate([_shuffled_beds(np.where(is_dormitory, 0, free), seed, first), beds[len(students) :]])
    home[queue] = beds[: len(queue)]
    return home


def _shuffled_beds(free: Whole, seed: int, first: int) -> NDArray[np.int64]:
    """List the free beds of each home by its number, shuffled: so homes fill in proportion to their size."""
    beds = np.repeat(np.arange(len(free)), free)
    order = np.argsort(draw(seed, first + np.arange(len(beds)), Purpose.HOME_SLOT, 0), kind="stable")
    return beds[order]
