"""The tables of a town as they are read, before they are checked against each other."""

from functools import cached_property
from typing import Annotated

from pydantic import Field

from world.scenario.economy import EconomySpec
from world.scenario.fields import Spec
from world.scenario.happenings import HappeningsSpec
from world.scenario.map import MapSpec
from world.scenario.people import PopulationSpec
from world.scenario.places import JobSpec, PlaceSpec
from world.scenario.weather import NO_WEATHER, WeatherSpec


class TownTables(Spec):
    """Map, places, population, economy, what happens by chance, and the weather. Map and places are those of one district.

    In the first district a place's number is its position in `places`, from 1.
    """

    map: MapSpec
    places: Annotated[tuple[PlaceSpec, ...], Field(min_length=2, max_length=30_000)]
    population: PopulationSpec
    economy: EconomySpec
    happenings: HappeningsSpec = HappeningsSpec()
    weather: WeatherSpec = NO_WEATHER

    @cached_property
    def place_numbers(self) -> dict[str, int]:
        """Number of a place of the first district by its key."""
        return {place.key: number for number, place in enumerate(self.places, start=1)}

    @property
    def people_per_district(self) -> int:
        """Count the people of the fullest district, which is the first: they are dealt out evenly."""
        return -(-self.population.count // self.map.districts)

    def wage_cents(self, job: JobSpec) -> int:
        """Hourly wage of a job: its own, else the town's for the occupation."""
        own = job.wage_per_hour
        return self.economy.wage_per_hour[job.occupation] if own is None else own
