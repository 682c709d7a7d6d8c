"""Between the engine's columns and the database's rows: names, shapes and keys; nothing is decided here."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.columns import Mode, TableBatch
from streams.kernel.ids import key_of
from streams.writer.tables import table_of
from world.contract import OPTIONS_KEPT, EconomicStatus, Int, Need, Persona, Skill, Trait
from world.economy.spread import count_status, gini_millionths
from world.economy.terms import status_name
from world.engine.state import PlaceColumns, ResidentColumns
from world.models import (
    HomeChange,
    LedgerEntry,
    Measure,
    MoneyFlow,
    Path,
    PersonaChange,
    Place,
    PlaceChange,
    PlaceHour,
    PlaceState,
    Resident,
    ResidentState,
    Talk,
    Tie,
    TownHour,
)
from world.ties import Ties

Array = NDArray[Any]

RESIDENTS: Final = table_of(Resident)
RESIDENT_STATES: Final = table_of(ResidentState)
PLACES: Final = table_of(Place)
PLACE_STATES: Final = table_of(PlaceState)
PLACE_HOURS: Final = table_of(PlaceHour)
PATHS: Final = table_of(Path)
PLACE_CHANGES: Final = table_of(PlaceChange)
HOME_CHANGES: Final = table_of(HomeChange)
PERSONA_CHANGES: Final = table_of(PersonaChange)
LEDGER: Final = table_of(LedgerEntry)
TOWN_HOURS: Final = table_of(TownHour)
MONEY_FLOWS: Final = table_of(MoneyFlow)
MEASURES: Final = table_of(Measure)
TALKS: Final = table_of(Talk)
TIES: Final = table_of(Tie)

_NEEDS: Final = tuple(need.name.lower() for need in Need)
_SKILLS: Final = tuple(skill.name.lower() for skill in Skill)
_TRAITS: Final = tuple(trait.name.lower() for trait in Trait)
_MATRICES: Final = {"needs": _NEEDS, "skills": _SKILLS} | {
    name: tuple(f"{name}_{i}" for i in range(1, OPTIONS_KEPT + 1))
    for name in ("option_action", "option_place", "option_weight")
}


def resident_state_rows(run_id: int, residents: ResidentColumns, rows: Int, mode: Mode) -> TableBatch:
    """Turn residents' columns into rows of ResidentState."""
    columns: dict[str, Array] = {"id": key_of(run_id, 0) + rows}
    for name, values in residents.as_dict().items():
        if name in _MATRICES:
            columns |= {column: values[rows, i] for i, column in enumerate(_MATRICES[name])}
        else:
            columns[name] = values[rows]
    return TableBatch.of(RESIDENT_STATES, mode, columns)


def fill_residents(residents: ResidentColumns, rows: Mapping[str, Array], filled: Int) -> None:
    """Fill residents' columns from rows of ResidentState.   filled: their numbers."""
    for name, values in residents.as_dict().items():
        if name in _MATRICES:
            for i, column in enumerate(_MATRICES[name]):
                values[filled, i] = rows[column]
        else:
            values[filled] = rows[name]


def place_state_rows(run_id: int, places: PlaceColumns, rows: Int, mode: Mode) -> TableBatch:
    """Turn places' columns into rows of PlaceState."""
    columns: dict[str, Array] = {"id": key_of(run_id, 0) + rows}
    columns |= {name: values[rows] for name, values in places.as_dict().items()}
    return TableBatch.of(PLACE_STATES, mode, columns)


def fill_places(places: PlaceColumns, rows: Mapping[str, Array]) -> None:
    """Fill places' columns from rows of PlaceState in number order."""
    for name, values in places.as_dict().items():
        values[1:] = rows[name]


def ledger_rows(run_id: int, step: int, columns: Mapping[str, Int]) -> TableBatch:
    """Turn a step's books into rows."""
    values = {name: array for name, array in columns.items() if name != "number"}
    count = len(columns["number"])
    keys = key_of(run_id, 0) + columns["number"]
    return TableBatch.of(LEDGER, Mode.INSERT, {"id": keys, "step": np.full(count, step), **values})


def flow_rows(run_id: int, first_number: int, columns: Mapping[str, Int], sim_time: int) -> TableBatch:
    """Add a step's transfers up by category: one row each, numbered from `first_number`."""
    categories = np.unique(columns["category"])
    amounts = [int(columns["amount_cents"][columns["category"] == category].sum()) for category in categories]
    return TableBatch.of(
        MONEY_FLOWS,
        Mode.INSERT,
        {
            "id": key_of(run_id, 0) + first_number + np.arange(len(categories)),
            "sim_time": np.full(len(categories), sim_time),
            "category": categories,
            "amount_cents": np.array(amounts, dtype=np.int64),
        },
    )


def town_hour_row(
    key: int, residents: ResidentColumns, places: PlaceColumns, daily_costs: Int, *, sim_time: int, last_flow: int
) -> TableBatch:
    """Measure how money is spread now.   daily_costs: by number."""
    here = residents.is_here
    money = residents.money[here]
    status = count_status(money, daily_costs[here])
    values = {
        "id": key,
        "sim_time": sim_time,
        "wealth_cents": money.sum(),
        "tills_cents": places.till.sum(),
        "gini_millionths": gini_millionths(money),
        **{status_name(grade): status[grade] for grade in EconomicStatus},
        "last_flow": last_flow,
    }
    return TableBatch.of(TOWN_HOURS, Mode.INSERT, {name: np.array([value]) for name, value in values.items()})


def tie_rows(run_id: int, ties: Ties, numbers: Int, mode: Mode) -> TableBatch:
    """Turn ties, given by their numbers, into rows."""
    return TableBatch.of(TIES, mode, {"id": key_of(run_id, 0) + numbers, **ties.rows(numbers)})


def by_number(values: Array, numbers: Int, last: int) -> Array:
    """Put values where their numbers say, 0 between and in row 0: [last + 1]."""
    column = np.zeros(last + 1, dtype=values.dtype)
    column[numbers] = values
    return column


def persona_of(rows: Mapping[str, Array], numbers: Int, last: int) -> Persona:
    """Build the persona by number from rows of Resident; row 0 and numbers without a body are nobody."""

    def column(name: str) -> Int:
        return by_number(rows[name], numbers, last)

    return Persona(
        age=column("age"),
        gender=column("gender"),
        occupation=column("occupation"),
        traits=np.stack([column(name) for name in _TRAITS], axis=1),
        home=column("home"),
        workplace=column("workplace"),
        shift_start_s=column("shift_start_s"),
        shift_length_s=column("shift_length_s"),
        workdays=column("workdays"),
        bedtime_s=column("bedtime_s"),
        sleep_length_s=column("sleep_length_s"),
    )


def resident_rows(run_id: int, persona: Persona, wage_per_hour: Int, first: int = 1) -> TableBatch:
    """Turn newborn residents (rows 0..n-1, numbers from `first` on) into rows of Resident."""
    count = len(persona.age)
    names = ("age", "gender", "occupation", "home", "workplace")
    hours = ("shift_start_s", "shift_length_s", "workdays", "bedtime_s", "sleep_length_s")
    columns: dict[str, Array] = {"account_id": key_of(run_id, 0) + np.arange(first, first + count)}
    columns |= {name: getattr(persona, name) for name in (*names, *hours)}
    columns |= {name: persona.traits[:, i] for i, name in enumerate(_TRAITS)}
    return TableBatch.of(RESIDENTS, Mode.INSERT, {**columns, "wage_per_hour": wage_per_hour})


def texts(values: list[str]) -> Array:
    """Put texts into an object array."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column
