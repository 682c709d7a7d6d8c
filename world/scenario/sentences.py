"""Pydantic's errors as plain sentences about a file: which field, what is wrong, what is allowed."""

from collections.abc import Sequence
from difflib import get_close_matches
from enum import EnumType
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from world.scenario.faults import Fault, TownFaultsError

_SHOWN: Final = 60
_WANTED: Final = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "string": "text in quotes",
    "tuple": "a list in [ ]",
    "list": "a list in [ ]",
    "dict": "a table",
    "model": "a table",
}
_KINDS: Final[dict[Any, str]] = {int: "a whole number", float: "a number", str: "text in quotes"}
_LIMITS: Final = {
    "greater_than_equal": ("is too small", "it is at least {ge}"),
    "greater_than": ("is too small", "it is above {gt}"),
    "less_than_equal": ("is too large", "it is at most {le}"),
    "less_than": ("is too large", "it is below {lt}"),
    "too_short": ("has too few entries", "at least {min_length} needed"),
    "too_long": ("has too many entries", "at most {max_length} allowed"),
    "string_too_short": ("is too short", "at least {min_length} characters are needed"),
    "string_too_long": ("is too long", "at most {max_length} characters are allowed"),
    "string_pattern_mismatch": ("has the wrong form", "it matches {pattern}"),
}


def faults_of(error: ValidationError, table: Any, model: type[BaseModel]) -> list[Fault]:
    """Rephrase every error. table: what was read; model: what it was read as."""
    faults: list[Fault] = []
    for details in error.errors():
        cause = details.get("ctx", {}).get("error")
        if isinstance(cause, TownFaultsError):
            faults += cause.faults
        else:
            faults.append(_fault(details, table, model))
    return faults


def _fault(details: ErrorDetails, table: Any, model: type[BaseModel]) -> Fault:
    steps = [step for step in details["loc"] if step != "[key]"]
    problem, allowed = _sentence(details, steps, model)
    return Fault(path=_path(steps, table), problem=problem, allowed=allowed)


def _sentence(details: ErrorDetails, steps: Sequence[int | str], model: type[BaseModel]) -> tuple[str, str]:
    """Return what is wrong and what is allowed."""
    kind, value = details["type"], _shown(details["input"])
    context = details.get("ctx", {})
    if kind == "missing":
        return "it is missing", f"it is {_described(_annotation(steps, model))}"
    if kind == "extra_forbidden":
        names = list(_model_at(steps[:-1], model).model_fields)
        return "there is no such field", f"{_nearest(str(steps[-1]), names)}allowed are {', '.join(names)}"
    if kind in ("enum", "literal_error"):
        expected = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        return f"{value} is not known", f"{_nearest(str(details['input']), expected)}allowed are {', '.join(expected)}"
    if kind in _LIMITS:
        problem, allowed = _LIMITS[kind]
        return f"{value} {problem}", allowed.format(**context)
    if kind == "value_error":
        problem, _, allowed = str(context["error"]).partition("; ")
        return problem, allowed
    wanted = _WANTED.get(kind.partition("_")[0], details["msg"])
    return f"{value} is of the wrong type", f"it is {wanted}"


def _path(steps: Sequence[int | str], table: Any) -> str:
    """Write places[cafe].jobs[2].shift: positions count from 1, an entry with a key is called by it."""
    path, here = "", table
    for step in steps:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):  # the field that is missing, or below a value that is no table
            here = None
        if isinstance(step, int):
            key = here.get("key") if isinstance(here, dict) else None
            path += f"[{key if isinstance(key, str) else step + 1}]"
        else:
            path += f".{step}" if path else step
    return path or "file"


def _annotation(steps: Sequence[int | str], model: type[BaseModel]) -> Any:
    field = _model_at(steps[:-1], model).model_fields.get(str(steps[-1]))
    return field.annotation if field else None


def _model_at(steps: Sequence[int | str], model: type[BaseModel]) -> type[BaseModel]:
    """Follow a path from table to table; positions and keys of free tables stay within the same model."""
    for step in steps:
        field = model.model_fields.get(step) if isinstance(step, str) else None
        model = (_table_in(field.annotation) if field else None) or model
    return model


def _table_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_table_in, get_args(annotation))), None)


def _described(annotation: Any) -> str:
    """Say in words what a field takes."""
    if isinstance(annotation, EnumType):
        return f"one of {', '.join(str(member) for member in annotation)}"  # type: ignore[var-annotated]  # any enumeration
    table = _table_in(annotation)
    if table is not None:
        shape = "a table" if isinstance(annotation, type) else "a list or table of tables"
        return f"{shape} with {', '.join(table.model_fields)}"
    origin = get_origin(annotation)
    return _KINDS.get(annotation, _WANTED.get(origin.__name__, "a value") if isinstance(origin, type) else "a value")


def _nearest(name: str, names: Sequence[str]) -> str:
    found = get_close_matches(name, names, n=1)
    return f"did you mean {found[0]}? " if found else ""


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
