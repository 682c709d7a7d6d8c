"""Which weather a town has. One whose scenario has no `[weather]` has none: nothing of it is perceived or changes."""

from enum import StrEnum

from pydantic import StrictBool

from world.scenario.fields import Spec


class Climate(StrEnum):
    """How warm and how wet the year is."""

    OCEANIC = "oceanic"
    CONTINENTAL = "continental"
    MEDITERRANEAN = "mediterranean"
    TROPICAL = "tropical"


class WeatherSpec(Spec):
    """The weather of a town: what it does to people is in `world/engine/conditions.py` and in their minds."""

    enabled: StrictBool = True
    climate: Climate = Climate.OCEANIC


NO_WEATHER = WeatherSpec(enabled=False)
