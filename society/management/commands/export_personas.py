"""Write the personas of a run to standard output, for `seed_town --personas`."""

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand

from agents.persona_files import export_csv, export_json
from agents.selectors.personas import personas_of
from society.management.runs import add_run_argument, find_run

WRITERS: Final = {"csv": export_csv, "json": export_json}


class Command(BaseCommand):
    """Export everybody of a run."""

    help = "Write the personas of a run as CSV or JSON to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_run_argument(parser)
        parser.add_argument("--format", choices=sorted(WRITERS), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(WRITERS[options["format"]](personas_of(find_run(options["run"]))), ending="")
