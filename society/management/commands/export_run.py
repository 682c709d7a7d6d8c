"""Write a whole run into one file, which `import_run` loads elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify
from rich.progress import Progress

from society.errors import DiskFull
from society.management.runs import add_run_argument, find_run
from society.operations.exports.files import require_room, whole_file
from streams.errors import StreamsError
from streams.kernel.simtime import world_time
from streams.services.run_files.writing import count_rows, write_run_file


class Command(BaseCommand):
    """Write a run into a file."""

    help = "Write a whole run with its ancestors into one file, for `import_run`. Its engine may go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_run_argument(parser)
        parser.add_argument("--output", type=Path, metavar="FILE", help="file to write (default: <name>-<id>-run.zip)")
        parser.add_argument("--force", action="store_true", help="replace the file if it is there")

    def handle(self, *args: Any, **options: Any) -> None:
        run = find_run(options["run"])
        path: Path = options["output"] or Path(f"{slugify(run.name) or 'run'}-{run.pk}-run.zip")
        if path.exists() and not options["force"]:
            raise CommandError(f"{path} is there already. Name another with --output, or replace it with --force.")
        try:
            require_room(path.absolute().parent)
            with Progress(transient=True) as bar, whole_file(path) as file:
                task = bar.add_task("Writing", total=count_rows(run))
                manifest = write_run_file(run, file, lambda done: bar.update(task, completed=done))
        except (StreamsError, DiskFull) as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror or error}.") from None
        head, rows = manifest.runs[-1].head, sum(member.rows for member in manifest.members)
        with_ancestors = f" with {len(manifest.runs) - 1} ancestors" if len(manifest.runs) > 1 else ""
        self.stdout.write(
            f"Wrote {run}{with_ancestors} at {world_time(head.sim_time)}, digest {head.digest}: {rows:,} rows, "
            f"{path.stat().st_size:,} bytes in {path}."
        )
