"""Build the engine out of rows: the town, who lives there, and the terms on which they earn and pay."""

import json
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.writer.part import RunFacts
from world.actions import by_name
from world.contract import Decide, Int, Persona
from world.economy.ledger import Category
from world.economy.terms import Terms
from world.engine.observe import Surroundings
from world.engine.people import Occupancy
from world.engine.state import PlaceColumns, ResidentColumns
from world.engine.step import TownEngine
from world.engine.town import PlaceFacts, Town
from world.occupations import SKILL_OF, Occupation
from world.rows import PATHS, PLACES, RESIDENTS, persona_of
from world.scenario import EconomySpec

Rows = Mapping[str, NDArray[Any]]
SERVICE_TYPES: Final = frozenset({"school", "college", "library", "hospital", "clinic", "town_hall", "museum"})
"""Types of place whose wages the treasury pays."""


def load_engine(
    run: RunFacts, static: Mapping[str, Rows], residents: ResidentColumns, places: PlaceColumns, decide: Decide
) -> TownEngine:
    """Build the engine from the static tables and the filled columns."""
    persona = persona_of(static[RESIDENTS.name])
    town = Town(_places(static[PLACES.name]), _distances(static[PATHS.name], places.count))
    wages = np.concatenate([[0], static[RESIDENTS.name]["wage_per_hour"]]).astype(np.int64)
    terms = _terms(EconomySpec.model_validate(run.scenario["economy"]), persona, wages)
    occupancy = Occupancy(town, persona, residents)
    around = Surroundings(seed=run.seed, town=town, persona=persona, terms=terms, occupancy=occupancy)
    skill_of = np.array([SKILL_OF[Occupation(trade)] for trade in range(len(Occupation))], dtype=np.int64)
    return TownEngine(
        around=around,
        residents=residents,
        places=places,
        skill_of=skill_of[persona.occupation],
        owner_of=_owners(persona, places.count),
        decide=decide,
        step_s=run.step_s,
    )


def _places(rows: Rows) -> list[PlaceFacts]:
    return [
        PlaceFacts(
            number=i + 1,
            is_home=bool(rows["is_home"][i]),
            is_service=rows["type"][i] in SERVICE_TYPES,
            capacity=int(rows["capacity"][i]),
            staff=int(rows["staff"][i]),
            functions=frozenset(by_name(name).number for name in json.loads(rows["functions"][i])),
            prices_cents={by_name(name).number: cents for name, cents in json.loads(rows["prices"][i]).items()},
            week=tuple((start, length) for start, length in json.loads(rows["hours"][i])),
        )
        for i in range(len(rows["id"]))
    ]


def _distances(rows: Rows, places: int) -> Int:
    distance_m = np.zeros((places + 1, places + 1), dtype=np.int32)
    distance_m[rows["origin"], rows["destination"]] = rows["length_m"]
    distance_m[rows["destination"], rows["origin"]] = rows["length_m"]
    return distance_m


def _terms(economy: EconomySpec, persona: Persona, wages: Int) -> Terms:
    trade = persona.occupation
    is_student, is_retired = trade == Occupation.STUDENT, trade == Occupation.RETIRED
    allowance = np.where(
        is_retired,
        economy.pension_per_day,
        np.where(
            is_student,
            economy.allowance_per_day.student,
            np.where(wages == 0, economy.allowance_per_day.unemployed, 0),
        ),
    )
    return Terms(
        wage_per_hour=wages,
        allowance_per_day=allowance,
        allowance_category=np.where(is_retired, Category.PENSION, Category.ALLOWANCE),
        daily_costs=np.full(len(trade), economy.daily_costs.total_cents),
    )


def _owners(persona: Persona, places: int) -> Int:
    """By place number, the first resident who owns what is there; 0 = somebody out of town."""
    owner_of = np.zeros(places + 1, dtype=np.int64)
    owners = np.flatnonzero((persona.occupation == Occupation.OWNER) & (persona.workplace > 0))
    owner_of[persona.workplace[owners[::-1]]] = owners[::-1]
    return owner_of
