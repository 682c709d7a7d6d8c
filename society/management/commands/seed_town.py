"""Begin a town from a scenario, if there is none yet."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agents.errors import PersonaFileError
from agents.persona_files import import_csv, import_json
from society.errors import ScenarioError
from society.experiments.founding import found_scenario, with_overrides
from society.experiments.growth import grown
from society.experiments.scenario import ScenarioFile, load_scenario
from streams.models import Run
from world.scenario import ResidentSpec
from world.space.districts import Districts


class Command(BaseCommand):
    """Found a run; says so and changes nothing when there is one already."""

    help = "Begin a town from a scenario. Does nothing if there is a default run already, unless --new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scenario", nargs="?", default="willowbrook", help="name or path of a scenario file")
        size = parser.add_mutually_exclusive_group()
        size.add_argument(
            "--population",
            type=int,
            help="number of residents; a town too small for them gets more homes, jobs and districts "
            "(default: INITIAL_AGENT_COUNT, or the file's number)",
        )
        size.add_argument("--count", type=int, help="number of residents of the town as it is in the file")
        parser.add_argument("--seed", type=int, help="seed of the run (default: the file's)")
        parser.add_argument("--name", default="", help="name of the run (default: the file's)")
        parser.add_argument("--personas", type=Path, help="CSV or JSON file of people to begin with (export_personas)")
        parser.add_argument("--new", action="store_true", help="found one more run beside those that there are")
        parser.add_argument("--paused", action="store_true", help="let the new run's clock stand still")

    def handle(self, *args: Any, **options: Any) -> None:
        there = Run.objects.default()
        if there is not None and not options["new"]:
            self.stdout.write(f"There is a town already: {there}. Nothing was changed; --new founds one more.")
            return
        try:
            scenario = _scenario(options)
        except (ScenarioError, PersonaFileError) as error:
            raise CommandError(str(error)) from None
        run = found_scenario(scenario, name=options["name"], is_default=there is None, is_paused=options["paused"])
        layout = Districts.of_town(scenario)
        spread = f" in {layout.count} districts" if layout.count > 1 else ""
        self.stdout.write(
            f"Founded {run} with {scenario.population.count} residents at {layout.places} places{spread}."
        )


def _scenario(options: dict[str, Any]) -> ScenarioFile:
    """Read the scenario, changed as the options and the operator's settings say."""
    population = options["population"]
    if population is None and options["count"] is None:
        population = settings.INITIAL_AGENT_COUNT
    scenario = load_scenario(options["scenario"])
    return with_overrides(
        scenario if population is None else grown(scenario, population),
        seed=options["seed"],
        count=options["count"],
        time_scale=settings.TIME_SCALE,
        residents=_read_personas(options["personas"]) if options["personas"] else (),
    )


def _read_personas(path: Path) -> tuple[ResidentSpec, ...]:
    readers = {".csv": import_csv, ".json": import_json}
    if path.suffix not in readers:
        raise CommandError(f"--personas {path}: the name must end in {' or '.join(readers)}.")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"--personas {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"--personas {path} is not UTF-8 text: save it as UTF-8.") from None
    return readers[path.suffix](text)
