"""Build the engine out of rows: the town, who lives there, and the terms on which they earn and pay."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.ids import key_of
from streams.writer.part import RunFacts
from world.actions import by_name
from world.contract import Decide, Int, Persona
from world.economy.terms import Terms, allowances
from world.engine.chances import Chances, Hosts
from world.engine.conditions import Circumstances
from world.engine.hours import Week
from world.engine.observe import Surroundings
from world.engine.outside import Outside
from world.engine.people import Occupancy, count_people
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.step import TownEngine
from world.engine.together import Together
from world.engine.town import PlaceFacts, Town
from world.occupations import SKILL_OF, Occupation
from world.rows import PATHS, PLACES, RESIDENTS, by_number, persona_of
from world.scenario import FAIR_TYPES, NO_WEATHER, EconomySpec, WeatherSpec
from world.space.districts import Districts

Rows = Mapping[str, NDArray[Any]]
_TEXTS: Final = 1_024
_NO_WAY_M: Final = 10**6
"""Between a place that is gone and one that was built later nobody walks."""
SERVICE_TYPES: Final = frozenset({"school", "college", "library", "hospital", "clinic", "town_hall", "museum"})
"""Types of place whose wages the treasury pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What the static tables say: the town, its people by number, and the terms on which they earn and pay."""

    town: Town
    persona: Persona
    terms: Terms
    grounds: Int  # by district, where a festival is held, 0 = nowhere


def read_fixed(run: RunFacts, static: Mapping[str, Rows], last: int) -> Fixed:
    """Read the static tables, which are not needed afterwards.   last: the last resident's number."""
    people = static[RESIDENTS.name]
    numbers = people["account_id"] - key_of(run.run_id, 0)
    persona = persona_of(people, numbers, last)
    districts = Districts.of_scenario(run.scenario)
    distance_m = _distances(static[PATHS.name], districts.places_per_district)
    wages = by_number(people["wage_per_hour"], numbers, last)
    return Fixed(
        town=Town(_places(static[PLACES.name]), distance_m, districts.count),
        persona=persona,
        grounds=_grounds(static[PLACES.name], districts.count),
        terms=_terms(EconomySpec.model_validate(run.scenario["economy"]), persona, wages),
    )


def with_newcomer(run: RunFacts, fixed: Fixed, persona: Persona, wages: Int) -> Fixed:
    """Make the terms of a town's people anew, among whom there is one more.   persona, wages: by number."""
    economy = EconomySpec.model_validate(run.scenario["economy"])
    return replace(fixed, persona=persona, terms=_terms(economy, persona, wages))


def build_engine(
    run: RunFacts,
    fixed: Fixed,
    residents: ResidentColumns,
    places: PlaceColumns,
    decide: Decide,
    together: Together | None = None,
) -> TownEngine:
    """Build the engine around the filled columns.   together: None in a town without talk and phones."""
    town, persona = fixed.town, fixed.persona
    occupancy = Occupancy(town, persona, residents)
    count_people(places, residents)  # rows and snapshots of an older engine do not hold the counts
    skill_of = np.array([SKILL_OF[Occupation(trade)] for trade in range(len(Occupation))], dtype=np.int8)
    return TownEngine(
        around=Surroundings(seed=run.seed, town=town, persona=persona, terms=fixed.terms, occupancy=occupancy),
        residents=residents,
        places=places,
        skill_of=skill_of[persona.occupation],
        owner_of=_owners(persona, places.count),
        decide=decide,
        step_s=run.step_s,
        chances=_chances(run, persona, fixed.terms.wage_per_hour),
        circumstances=Circumstances(_outside(run), fixed.grounds),
        together=together,
        scenario=run.scenario,
    )


def _outside(run: RunFacts) -> Outside:
    spec = WeatherSpec.model_validate(run.scenario.get("weather", NO_WEATHER.model_dump()))
    return Outside(spec, seed=run.seed)


def _grounds(rows: Rows, districts: int) -> Int:
    """Find the largest park, square or garden of each district, of equal ones the first: int64[districts]."""
    is_ground = np.isin(rows["type"].astype(str), list(FAIR_TYPES)) & (rows["gone_at"] == 0)
    room = np.where(is_ground, rows["capacity"], 0).reshape(districts, -1)
    largest = room.argmax(axis=1) + np.arange(districts) * room.shape[1] + 1
    return np.where(room.max(axis=1) > 0, largest, 0).astype(np.int64)


def _chances(run: RunFacts, persona: Persona, wage_per_hour: Int) -> Chances:
    """Gather what random happenings depend on."""
    hosts = Hosts.of_scenario(run.scenario, seed=run.seed, start=run.start_sim_time)
    return Chances(
        seed=run.seed,
        start=run.start_sim_time,
        odds=hosts.odds,
        persona=persona,
        wage_per_hour=wage_per_hour,
        first_resident=Districts.of_scenario(run.scenario).first_residents(len(persona.age) - 1) + 1,
        hosts=hosts,
    )


def _places(rows: Rows) -> list[PlaceFacts]:
    return [
        PlaceFacts(
            number=i + 1,
            is_home=bool(rows["is_home"][i]),
            is_service=rows["type"][i] in SERVICE_TYPES,
            capacity=int(rows["capacity"][i]),
            staff=int(rows["staff"][i]),
            functions=_functions(rows["functions"][i]),
            prices_cents=_prices(rows["prices"][i]),
            week=_week(rows["hours"][i]),
        )
        for i in range(len(rows["id"]))
    ]


# equal places of many districts are written alike: each text is read once


@lru_cache(maxsize=_TEXTS)
def _functions(text: str) -> frozenset[int]:
    return frozenset(by_name(name).number for name in json.loads(text))


@lru_cache(maxsize=_TEXTS)
def _prices(text: str) -> Mapping[int, int]:
    return {by_name(name).number: cents for name, cents in json.loads(text).items()}


@lru_cache(maxsize=_TEXTS)
def _week(text: str) -> Week:
    return tuple((start, length) for start, length in json.loads(text))


def _distances(rows: Rows, places: int) -> Int:
    """Put the ways of one district into a table, int32[places + 1, places + 1]; of two of one pair the later row holds."""
    distance_m = np.full((places + 1, places + 1), _NO_WAY_M, dtype=np.int32)
    distance_m[0], distance_m[:, 0] = 0, 0
    np.fill_diagonal(distance_m, 0)
    distance_m[rows["origin"], rows["destination"]] = rows["length_m"]
    distance_m[rows["destination"], rows["origin"]] = rows["length_m"]
    return distance_m


def _terms(economy: EconomySpec, persona: Persona, wages: Int) -> Terms:
    trade = persona.occupation
    allowance, category = allowances(economy, trade, wages)
    return Terms(
        wage_per_hour=wages,
        allowance_per_day=allowance,
        allowance_category=category,
        daily_costs=np.broadcast_to(np.int32(economy.daily_costs.total_cents), len(trade)),
        basic_income_cents=economy.basic_income_per_day,
    )


def _owners(persona: Persona, places: int) -> Int:
    """By place number, the first resident who owns what is there; 0 = somebody out of town."""
    owner_of = np.zeros(places + 1, dtype=np.int64)
    owners = np.flatnonzero((persona.occupation == Occupation.OWNER) & (persona.workplace > 0))
    owner_of[persona.workplace[owners[::-1]]] = owners[::-1]
    return owner_of
