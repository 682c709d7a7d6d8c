"""Load a run from a file that `export_run` wrote, here or elsewhere."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from society.parts import assemble
from streams.errors import StreamsError
from streams.kernel.simtime import world_time
from streams.models import Run, RunHead
from streams.services.run_files.form import NAME_MAX
from streams.services.run_files.loading import load_run_file


class Command(BaseCommand):
    """Load a run: all of it, checked, or nothing."""

    help = "Load a run from a file of `export_run`. It is checked as by verify_run, and paused unless --running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="file of export_run, or the archive of a download")
        parser.add_argument("--name", default="", help="name of the run here (default: its own)")
        parser.add_argument("--running", action="store_true", help="let its clock go on at once")
        parser.add_argument(
            "--default", action="store_true", help="make it the default run, which it is if there is none"
        )
        parser.add_argument("--unverified", action="store_true", help="do not re-execute it: quicker for a large run")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if len(name) > NAME_MAX:
            raise CommandError(f"--name is too long: {len(name)} characters.")
        try:
            with Progress(transient=True) as bar:
                task = bar.add_task("Loading", total=None)
                run = load_run_file(
                    options["file"],
                    assemble=assemble,
                    wall_ms=time.time_ns() // 1_000_000,
                    name=name,
                    is_paused=not options["running"],
                    is_default=options["default"] or Run.objects.default() is None,
                    is_verified=not options["unverified"],
                    on_rows=lambda done, total: bar.update(task, completed=done, total=total),
                )
        except StreamsError as error:
            raise CommandError(f"Nothing was loaded. {error}") from None
        head = RunHead.objects.get(pk=run.pk)
        said = f"Loaded {run} at {world_time(head.sim_time)}, digest {head.digest}."
        waits = "" if options["running"] else " It is paused: resume it in the admin or by the API."
        checked = " It was not verified: manage.py verify_run does that." if options["unverified"] else ""
        self.stdout.write(f"{said}{checked}{waits}")
