"""Drive a run from the terminal: as fast as possible without an engine, by commands beside one."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from society.management.runs import add_run_argument, find_run, parse_moment
from society.simulation import Simulation, SimulationError


class Command(BaseCommand):
    """Advance a run, or open a prompt to steer it."""

    help = (
        "Advance a run by --step N grid steps or --until a world time; --interactive (default on a terminal) steers it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_run_argument(parser)
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--step", type=int, metavar="N", help="advance by N grid steps")
        how.add_argument("--until", metavar="TIME", help="advance to a world time, such as 2024-01-08T06:00:00")
        how.add_argument(
            "--interactive", action="store_true", help="steer it by start, stop, pause, resume, step, status, quit"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        simulation = Simulation(find_run(options["run"]), say=self.stdout.write)
        try:
            if options["step"] is not None:
                simulation.advance_steps(options["step"])
            elif options["until"] is not None:
                simulation.advance_until(parse_moment(options["until"]))
            elif options["interactive"] or sys.stdin.isatty():
                simulation.converse(input)
            else:
                raise CommandError("Say how far: --step N or --until TIME; --interactive needs a terminal.")
        except SimulationError as error:
            raise CommandError(str(error)) from None
        finally:
            simulation.close()
