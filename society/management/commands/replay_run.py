"""Re-execute a stretch of a run in memory and compare every step's digest with the record."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from society.management.runs import add_run_argument, find_run
from society.parts import assemble
from streams.errors import StreamsError
from streams.kernel.simtime import world_time
from streams.models import RunHead
from streams.writer.past import nearest_snapshot, replay


class Command(BaseCommand):
    """Replay a run without writing anything."""

    help = "Re-execute steps from a snapshot and compare digests; the whole run without --from and --to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_run_argument(parser)
        parser.add_argument("--from", dest="first", type=int, default=1, help="first step (default: 1)")
        parser.add_argument("--to", dest="last", type=int, help="last step (default: the last committed)")

    def handle(self, *args: Any, **options: Any) -> None:
        run = find_run(options["run"])
        head = RunHead.objects.get(pk=run.pk)
        last = options["last"] or head.step
        if not 1 <= options["first"] <= last <= head.step:
            raise CommandError(f"--from and --to must lie in order within the steps 1 to {head.step} of {run}.")
        events = 0
        until = None
        try:
            start = nearest_snapshot(run, options["first"]).number
            steps = replay(run, assemble, from_step=options["first"], to_step=last)
            for _, output in track(steps, total=last - start, description="Replaying", transient=True):
                events += output.events
                until = output.head
        except StreamsError as error:
            raise CommandError(str(error)) from None
        if until is None:
            self.stdout.write(f"Step {last} of {run} is a snapshot: nothing to re-execute.")
            return
        self.stdout.write(
            f"Replayed steps {start + 1} to {until.step} of {run} ({events} events, until "
            f"{world_time(until.sim_time)}): every digest equals the record ({until.digest})."
        )
