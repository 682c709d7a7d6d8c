"""How many people public places had inside at each full hour of the last day, and how many came since midnight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from streams.kernel.simtime import HOUR_S
from streams.selectors.record import keys_of, number_ranges
from world.models import Place, PlaceHour, PlaceState
from world.rows import PLACE_HOURS
from world.selectors.hour_rows import numbers_of_hours
from world.selectors.map import places_at
from world.selectors.moments import Moment

HOURS: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Footfall:
    """A public place.   inside: at each full hour of the last day, oldest first.   visits: since midnight."""

    place: Place
    inside: Sequence[int]
    visits: int

    @property
    def busiest(self) -> int:
        """The most that there were at a full hour."""
        return max(self.inside, default=0)

    @property
    def total(self) -> int:
        """People at full hours, added up: how much the place was used."""
        return sum(self.inside)


def footfall_of(moment: Moment, places: range) -> list[Footfall]:
    """Show the public places among these, the most used first. Three queries, two more a generation of forks.

    Each hour has a row for every public place of the town in the order of their numbers, so the rows of a district
    stand together.
    """
    public = {number: place for number, place in places_at(moment, places).items() if not place.is_home}
    ahead = (moment.clock.committed_sim_time - moment.sim_time) // HOUR_S + 1
    numbers = numbers_of_hours(moment, places, HOURS + ahead)
    keys = keys_of(number_ranges(moment.run, PLACE_HOURS.name), numbers)
    rows = PlaceHour.objects.filter(
        pk__in=keys, sim_time__gt=moment.sim_time - HOURS * HOUR_S, sim_time__lte=moment.sim_time
    ).order_by("sim_time")
    inside: dict[int, list[int]] = {number: [] for number in public}
    for place, count in rows.values_list("place", "inside"):
        if place in inside:  # not built yet by the shown moment
            inside[place].append(count)
    visits = _visits(moment, public)
    found = [
        Footfall(place=place, inside=inside[number], visits=visits.get(number, 0)) for number, place in public.items()
    ]
    return sorted(found, key=lambda row: (-row.total, row.place.number))


def _visits(moment: Moment, public: dict[int, Place]) -> dict[int, int]:
    if moment.is_past:
        visits = moment.past_column("world.places.visits")
        return {number: int(visits[number]) for number in public}
    rows = PlaceState.objects.filter(pk__in=moment.keys(public)).only("visits")
    return {row.number: row.visits for row in rows}
