"""Fork a run at a past or present step into a run of its own."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from society.management.runs import add_run_argument, find_run, parse_moment
from society.parts import assemble
from streams.errors import StreamsError
from streams.kernel.simtime import world_time
from streams.models import RunHead
from streams.writer.fork import fork_run
from streams.writer.past import step_at


class Command(BaseCommand):
    """Make a run that shares another's history up to a step."""

    help = "Fork a run: --at a world time, or --step; the last committed step without either."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_run_argument(parser)
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--at", help="world time, such as 2024-01-03T12:00:00")
        where.add_argument("--step", type=int, help="number of the step")
        parser.add_argument("--name", default="", help="name of the fork")
        parser.add_argument("--paused", action="store_true", help="let the fork's clock stand still")

    def handle(self, *args: Any, **options: Any) -> None:
        run = find_run(options["run"])
        try:
            step = options["step"]
            if options["at"]:
                step = step_at(run, parse_moment(options["at"]))
            elif step is None:
                step = RunHead.objects.get(pk=run.pk).step
            name = options["name"] or f"{run.name} (fork)"
            wall_ms = time.time_ns() // 1_000_000
            fork = fork_run(run, step=step, assemble=assemble, name=name, wall_ms=wall_ms, is_paused=options["paused"])
        except StreamsError as error:
            raise CommandError(str(error)) from None
        at = world_time(RunHead.objects.get(pk=fork.pk).sim_time)
        self.stdout.write(f"Forked {run} at step {step} ({at}) into {fork}.")
