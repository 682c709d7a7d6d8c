"""Audit a run: its digest from the rows, its present by re-execution, its money and its seats."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from society.management.runs import add_run_argument, find_run
from society.parts import assemble
from streams.errors import StreamsError
from streams.models import RunHead
from streams.writer.verify import verify_run


class Command(BaseCommand):
    """Check that a run is what its digest says."""

    help = "Recompute a run's digest from its rows, re-execute from the last snapshot, and compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_run_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        run = find_run(options["run"])
        pruned: list[int] = []
        try:
            faults = list(verify_run(run, assemble, on_lost=pruned.append))
        except StreamsError as error:
            raise CommandError(str(error)) from None
        head = RunHead.objects.get(pk=run.pk)
        if faults:
            raise CommandError("\n".join([f"{run} has {len(faults)} faults:", *faults]))
        self.stdout.write(f"{run} is sound: {head.step} steps, {head.seq} events, digest {head.digest}.")
        if pruned:
            self.stdout.write(f"{sum(pruned):,} of these events were pruned: only the digests of their steps are left.")
