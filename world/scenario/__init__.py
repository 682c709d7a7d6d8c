"""What a town is made of, read from files and forms: closed, frozen models that say what is allowed.

Not for the engine, which wants arrays: it reads these once, at the start of a run.
"""

from world.scenario.balance import BalanceSpec
from world.scenario.bodies import BodiesSpec
from world.scenario.dealings import LabourSpec, LendingSpec, ThingsSpec
from world.scenario.economy import AllowanceSpec, DailyCostsSpec, EconomySpec
from world.scenario.faults import Fault, TownFaultsError
from world.scenario.happenings import COFFEE_TYPES, FAIR_TYPES, HappeningsSpec
from world.scenario.map import GreenKind, GreenSpec, MapSpec, StreetKind, StreetSpec, WaterSpec
from world.scenario.people import (
    POPULATION_MAX,
    AgeBand,
    BigFiveSpec,
    Gender,
    MoneyRange,
    NameLanguage,
    PopulationSpec,
    ResidentSpec,
    StartingMoneySpec,
    TraitSpec,
)
from world.scenario.places import (
    CHARGED_FOR,
    HOME_TYPES,
    OPEN_AIR_TYPES,
    HoursSpec,
    JobSpec,
    PlaceFunction,
    PlaceSpec,
    PlaceType,
    PriceCategory,
    Zone,
)
from world.scenario.town import TownSpec
from world.scenario.trades import AGE_RANGE, WORKPLACE_TYPES
from world.scenario.weather import NO_WEATHER, Climate, WeatherSpec

__all__ = [
    "AGE_RANGE",
    "CHARGED_FOR",
    "COFFEE_TYPES",
    "FAIR_TYPES",
    "HOME_TYPES",
    "NO_WEATHER",
    "OPEN_AIR_TYPES",
    "POPULATION_MAX",
    "WORKPLACE_TYPES",
    "AgeBand",
    "AllowanceSpec",
    "BalanceSpec",
    "BigFiveSpec",
    "BodiesSpec",
    "Climate",
    "DailyCostsSpec",
    "EconomySpec",
    "Fault",
    "Gender",
    "GreenKind",
    "GreenSpec",
    "HappeningsSpec",
    "HoursSpec",
    "JobSpec",
    "LabourSpec",
    "LendingSpec",
    "MapSpec",
    "MoneyRange",
    "NameLanguage",
    "PlaceFunction",
    "PlaceSpec",
    "PlaceType",
    "PopulationSpec",
    "PriceCategory",
    "ResidentSpec",
    "StartingMoneySpec",
    "StreetKind",
    "StreetSpec",
    "ThingsSpec",
    "TownFaultsError",
    "TownSpec",
    "TraitSpec",
    "WaterSpec",
    "WeatherSpec",
    "Zone",
]
