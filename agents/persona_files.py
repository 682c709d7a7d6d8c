"""Personas as files: CSV for spreadsheets and JSON for programs, both ways, the same as residents of a scenario file.

A cell that a spreadsheet would run as a formula is written with an apostrophe before it, and read back without.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pydantic import ValidationError

from agents.errors import PersonaFileError
from agents.personas import Prose
from world.contract import Trait
from world.occupations import Occupation
from world.population import Population
from world.scenario.faults import Fault
from world.scenario.people import GENDERS, ResidentSpec
from world.scenario.sentences import faults_of
from world.scenario.tables import TownTables
from world.space.districts import Districts

COLUMNS: Final = tuple(ResidentSpec.model_fields)
_REQUIRED: Final = tuple(name for name, field in ResidentSpec.model_fields.items() if field.is_required())
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_GOAL_GAP: Final = "\n"


def as_residents(town: TownTables, population: Population, prose: Sequence[Prose]) -> tuple[ResidentSpec, ...]:
    """Write people that were drawn as if they had been written out by hand. prose: one for each, in order.

    A file knows one district only: of those who live in another one it names the same places of the first.
    """
    return tuple(_as_resident(town, population, row, words) for row, words in enumerate(prose))


def _as_resident(town: TownTables, population: Population, row: int, words: Prose) -> ResidentSpec:
    persona = population.persona
    layout = Districts.of_town(town)
    home, workplace = int(persona.home[row]), int(persona.workplace[row])
    big_five = {trait.name.lower(): int(persona.traits[row, trait]) for trait in Trait}
    return ResidentSpec(
        name=population.names[row],
        age=int(persona.age[row]),
        gender=GENDERS[int(persona.gender[row])],
        occupation=Occupation(int(persona.occupation[row])),
        **big_five,
        home=town.places[layout.local(home) - 1].key,
        workplace=town.places[layout.local(workplace) - 1].key if workplace else None,
        money=max(0, int(population.money_cents[row])),
        traits=words.traits,
        speaking_style=words.speaking_style,
        life_goal=words.life_goal,
        goals=words.goals,
        backstory=words.backstory,
        daily_routine=words.daily_routine,
    )


def export_json(residents: Iterable[ResidentSpec]) -> str:
    """Write a JSON list; what was left open is left out."""
    rows = [resident.model_dump(mode="json", exclude_defaults=True) for resident in residents]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def import_json(text: str) -> tuple[ResidentSpec, ...]:
    """Read a JSON list. PersonaFileError names the entry (from 1) and the field of every fault."""
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        fault = Fault(path=f"line {error.lineno}", problem=error.msg, allowed="a JSON list of personas is expected")
        raise PersonaFileError([fault]) from None
    if not isinstance(rows, list):
        fault = Fault(path="file", problem="the outermost value is no list", allowed="write [ {...}, {...} ]")
        raise PersonaFileError([fault])
    return _residents(rows, [f"entry {position}, field" for position in range(1, len(rows) + 1)])


def export_csv(residents: Iterable[ResidentSpec]) -> str:
    """Write a table with a column for each field; goals stand in one cell, a line each; money is in cents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for resident in residents:
        fields = resident.model_dump(mode="json", exclude_none=True)
        fields["goals"] = _GOAL_GAP.join(" ".join(goal.splitlines()) for goal in resident.goals)
        writer.writerow([_escaped(str(fields.get(name, ""))) for name in COLUMNS])
    return out.getvalue()


def import_csv(text: str) -> tuple[ResidentSpec, ...]:
    """Read a table with a first row of column names, in any order; empty cells are left open.

    PersonaFileError names the row (as a spreadsheet counts) and the column of every fault.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    header = [name.strip() for name in rows[0]] if rows else []
    _check_header(header)
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    too_long = [
        Fault(
            path=f"row {number}",
            problem=f"it has {len(row)} cells",
            allowed=f"at most {len(header)}, one for each column name; put text with commas in quotes",
        )
        for number, row in numbered
        if len(row) > len(header)
    ]
    if too_long:
        raise PersonaFileError(too_long)
    entries = [_entry(header, row) for _, row in numbered]
    return _residents(entries, [f"row {number}, column" for number, _ in numbered])


def _check_header(header: Sequence[str]) -> None:
    allowed = f"columns are {', '.join(COLUMNS)}; needed are {', '.join(_REQUIRED)}"
    problems = [f"there is no column {name!r}" for name in header if name not in COLUMNS]
    problems += [f"the column {name!r} is missing" for name in _REQUIRED if name not in header]
    problems += [f"the column {name!r} comes twice" for name in sorted(set(header)) if header.count(name) > 1]
    if problems:
        raise PersonaFileError(Fault(path="row 1", problem=problem, allowed=allowed) for problem in problems)


def _entry(header: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    cells = {name: _unescaped(cell) for name, cell in zip(header, row, strict=False) if cell.strip()}
    entry: dict[str, Any] = dict(cells)
    if "goals" in cells:
        entry["goals"] = [goal for goal in cells["goals"].splitlines() if goal.strip()]
    if cells.get("money", "").isdecimal():
        entry["money"] = int(cells["money"])
    return entry


def _residents(entries: Sequence[Any], labels: Sequence[str]) -> tuple[ResidentSpec, ...]:
    residents, faults = [], []
    for entry, label in zip(entries, labels, strict=True):
        try:
            residents.append(ResidentSpec.model_validate(entry))
        except ValidationError as error:
            faults += [
                Fault(path=f"{label} {fault.path}", problem=fault.problem, allowed=fault.allowed)
                for fault in faults_of(error, entry, ResidentSpec)
            ]
    if faults:
        raise PersonaFileError(faults)
    return tuple(residents)


def _is_formula(cell: str) -> bool:
    return cell.lstrip("'").startswith(_FORMULA_STARTS)


def _escaped(cell: str) -> str:
    return f"'{cell}" if _is_formula(cell) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell
