"""What a command makes of a place, or why it makes no sense."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from world.building.bodies import EDITABLE, CreateBody, EditBody
from world.building.register import Register
from world.building.usual import complete
from world.scenario import PlaceSpec, TownFaultsError
from world.scenario.checks import check_town
from world.scenario.tables import TownTables

_NAMED_AFTER: Final[Mapping[str, str]] = {
    "open": "hours_do_not_fit",
    "prices": "price_without_function",
    "functions": "function_missing",
    "jobs": "job_does_not_fit",
}
"""Refusals by the field that a town's checks complain of."""
_KEY_MAX: Final = 40


def new_place(body: CreateBody, register: Register) -> PlaceSpec | str:
    """Describe the place that is asked for; a text is the reason for which there can be none."""
    number = register.count + 1
    standing = {other: register.spec(other) for other in register.standing}
    keys = set(register.rows["key"].tolist())
    key = f"{body.type.value}_{number}"
    while key in keys:
        key = f"{key}_x"[:_KEY_MAX]
    return _checked(complete(body, key, list(standing.values())), number, standing, register)


def edited_place(body: EditBody, register: Register) -> PlaceSpec | str:
    """Describe a place as it is to be; a text is the reason for which it cannot be so."""
    spec = register.spec(body.place)
    values = {name: value for name in EDITABLE if (value := getattr(body, name)) is not None}
    wanted = spec.model_copy(update=values)
    if wanted == spec:
        return "changes_nothing"
    others = {number: register.spec(number) for number in register.standing if number != body.place}
    return _checked(wanted, body.place, others, register, keeps_shifts=wanted.jobs == spec.jobs)


def _checked(
    spec: PlaceSpec, number: int, others: Mapping[int, PlaceSpec], register: Register, *, keeps_shifts: bool = False
) -> PlaceSpec | str:
    """Check a place beside the others.   keeps_shifts: who works there has a key, whatever the new hours are."""
    if any(spec.name == other.name or spec.name_zh == other.name_zh for other in others.values()):
        return "name_taken"
    for path in _faults({**others, number: spec}, spec.key, register):
        field = path.partition(".")[0].partition("[")[0]
        # where it stands is looked at by itself
        if field not in ("x", "entrance") and not (keeps_shifts and path.endswith(".shift")):
            return _NAMED_AFTER.get(field, "does_not_fit")
    return spec


def _faults(places: Mapping[int, PlaceSpec], key: str, register: Register) -> list[str]:
    """Have a whole town checked, and list the fields of this place that it finds fault with."""
    scenario = register.scenario
    tables: dict[str, Any] = {name: scenario[name] for name in TownTables.model_fields if name in scenario}
    tables["places"] = [places[number].model_dump(mode="json") for number in sorted(places)]
    try:
        check_town(TownTables.model_validate(tables))
    except TownFaultsError as found:
        mine = f"places[{key}]."
        return [fault.path.removeprefix(mine) for fault in found.faults if fault.path.startswith(mine)]
    except ValidationError:
        return ["fields"]
    return []
