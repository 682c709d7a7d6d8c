"""Scenario files: one TOML file that says everything a run begins with, and the JSON in which the run keeps it.

Reading is strict: a field that nothing knows stops the start, and every fault of the file is told at once.
"""

import json
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, StrictBool, ValidationError

from society.errors import ScenarioError
from streams.kernel.simtime import HOUR_S, SimTime, parse_world_time
from streams.kernel.text import canonical_json as canonical
from streams.recommender.rankings import Ranking
from world.scenario.bodies import BodiesSpec
from world.scenario.faults import Fault
from world.scenario.fields import Name, Spec
from world.scenario.sentences import faults_of
from world.scenario.town import TownSpec
from world.space.grid import build_grid
from world.space.paths import unreachable

SCENARIO_DIRECTORY: Final = Path(__file__).parent / "scenarios"
STEP_MAX_S: Final = 120
"""No action is shorter than a step; the shortest wait is two minutes."""
_STORED: Final = "stored scenario"
_PLACE_FORM: Final = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")


class Language(StrEnum):
    """What residents write in."""

    EN = "en"
    ZH = "zh"


class Mind(StrEnum):
    """Who decides for a resident."""

    RULES = "rules"


def _world_time(text: str) -> str:
    try:
        parse_world_time(text)
    except ValueError as error:
        raise ValueError(f"{error}; write a day and a time such as 2024-01-01T06:00:00") from None
    return text


def _grid_step(step_s: int) -> int:
    if HOUR_S % step_s:
        raise ValueError(f"{step_s} does not divide an hour; allowed are divisors of {HOUR_S} such as 10, 20, 30 or 60")
    return step_s


class RunSpec(Spec):
    """The run that a scenario begins. It goes on until somebody ends it."""

    name: Name
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    start: Annotated[str, AfterValidator(_world_time)] = "2024-01-01T06:00:00"
    step_s: Annotated[int, Field(ge=1, le=STEP_MAX_S), AfterValidator(_grid_step)] = 20
    language: Language = Language.EN
    time_scale: Annotated[float, Field(ge=0.1, le=1000)] = 10.0

    @property
    def start_s(self) -> SimTime:
        """The first moment, simulated seconds."""
        return parse_world_time(self.start)


class MindsSpec(Spec):
    """Which mind residents have when nothing else is said."""

    default: Mind = Mind.RULES


class SocialSpec(Spec):
    """The social network of the run."""

    enabled: StrictBool = True
    ranking: Ranking = Ranking.RECOMMENDED
    """How a feed is ordered unless its reader asks for another order."""


class ScenarioFile(TownSpec):
    """Everything that a run begins with: run, minds, network, bodies, and the town (map, places, population, economy)."""

    run: RunSpec
    minds: MindsSpec = MindsSpec()
    social: SocialSpec = SocialSpec()
    bodies: BodiesSpec = BodiesSpec()


def load_scenario(path_or_name: str | Path) -> ScenarioFile:
    """Read a scenario from a path, or by its name from those that come with the product.

    ScenarioError lists every fault as `file: field: what is wrong; what is allowed`.
    """
    path = _path(path_or_name)
    return checked_scenario(_table(path), file=path.name)


def canonical_json(scenario: ScenarioFile) -> str:
    """Write a scenario as the run stores it: every value, keys sorted, no spaces; equal scenarios give equal text."""
    return canonical(scenario.model_dump(mode="json"))


def from_json(text: str) -> ScenarioFile:
    """Read what `canonical_json` wrote. ScenarioError as for a file."""
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        problem, allowed = error.msg, "JSON as written by an export is expected"
        raise ScenarioError(_STORED, [Fault(path=f"line {error.lineno}", problem=problem, allowed=allowed)]) from None
    return checked_scenario(table, file=_STORED)


def _path(path_or_name: str | Path) -> Path:
    path = Path(path_or_name)
    if path.suffix == ".toml" or len(path.parts) > 1:
        return path
    return SCENARIO_DIRECTORY / f"{path_or_name}.toml"


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        names = ", ".join(sorted(file.stem for file in SCENARIO_DIRECTORY.glob("*.toml")))
        problem = f"the file cannot be read ({error.strerror})"
        fault = Fault(path="file", problem=problem, allowed=f"give a path to a .toml file, or one of the names {names}")
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not UTF-8"
        fault = Fault(path="file", problem=problem, allowed="save the file as UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        fault = _syntax_fault(str(error))
    raise ScenarioError(path.name, [fault])


def _syntax_fault(message: str) -> Fault:
    match = _PLACE_FORM.fullmatch(message)
    problem, line = (match[1], match[2]) if match else (message, None)
    allowed = 'lines are [table], [[table]] or key = value, with text in quotes: name = "Willowbrook"'
    return Fault(path=f"line {line}" if line else "end of the file", problem=problem, allowed=allowed)


def checked_scenario(table: Any, *, file: str) -> ScenarioFile:
    """Build a scenario from a table. ScenarioError names `file` and lists every fault."""
    try:
        scenario = ScenarioFile.model_validate(table)
    except ValidationError as error:
        raise ScenarioError(file, faults_of(error, table, ScenarioFile)) from None
    faults = [_walled_in(scenario, number) for number in unreachable(build_grid(scenario.map, scenario.places))]
    if faults:
        raise ScenarioError(file, faults)
    return scenario


def _walled_in(scenario: ScenarioFile, number: int) -> Fault:
    place = scenario.places[number - 1]
    allowed = "free the ground before its entrance, or lead a street (a bridge over water) to it"
    return Fault(path=f"places[{place.key}]", problem="nobody can walk there from the town", allowed=allowed)
