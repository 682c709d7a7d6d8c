"""Prune a run's archive: say what would be lost, ask, and lose it."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from society.management.runs import find_run, parse_moment
from streams.errors import PlanChanged
from streams.kernel.simtime import DAY_S, world_time
from streams.models import Run, RunHead
from streams.services.pruning import Pruning, plan_pruning, prune


class Command(BaseCommand):
    """Delete archived events from before a time."""

    help = "Delete archived days from before --before (default: HISTORY_KEPT_DAYS ago); --dry-run says what would go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--run", type=int, metavar="R", help="id of the run (default: the default run)")
        parser.add_argument("--before", metavar="TIME", help="world time, such as 2024-03-01T00:00:00")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
        how.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        run = find_run(options["run"])
        before = _before(run, options["before"])
        pruning = plan_pruning(run, before=before)
        self.stdout.write("\n".join(_told(pruning, before)))
        if not pruning.days or options["dry_run"]:
            return
        if not options["yes"]:
            _ask(run)
        try:
            prune(pruning)
        except PlanChanged as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Pruned: {len(pruning.days)} days of {run}.")


def _before(run: Run, given: str | None) -> int:
    committed = RunHead.objects.get(pk=run.pk).sim_time
    if given is not None:
        before = parse_moment(given)
        if before > committed:
            raise CommandError(f"{given} has not come yet: {run} is at {world_time(committed)}. Give an earlier time.")
        return before
    if not settings.HISTORY_KEPT_DAYS:
        raise CommandError("Say from before when: --before TIME (HISTORY_KEPT_DAYS is 0, which keeps everything).")
    return committed - settings.HISTORY_KEPT_DAYS * DAY_S


def _ask(run: Run) -> None:
    if not sys.stdin.isatty():
        raise CommandError("Nothing was deleted: there is nobody to ask here. Add --yes, or --dry-run to only look.")
    if input(f"This cannot be undone. Type {run.pk} to go on: ").strip() != str(run.pk):
        raise CommandError("Nothing was deleted.")


def _told(pruning: Pruning, before: int) -> list[str]:
    lines = []
    if pruning.days:
        first, last = pruning.days[0], pruning.days[-1]
        lines += [
            f"Of {pruning.run} goes what was archived before {world_time(before)}:",
            f"  {len(pruning.days)} days, {_date(first.day)} to {_date(last.day)}: {pruning.events:,} events",
            f"  {len(pruning.snapshots)} snapshots, {pruning.commands} commands of the inbox",
            f"  {pruning.body_bytes / 1_000_000:,.1f} MB in all",
            f"Lost with it: pages and activities of residents on these days; looks at the town (?t=), forks and replays "
            f"of moments from the first of them up to {_moment(pruning.looks_from)}.",
            "Transfers and the digests of all steps stay.",
        ]
    else:
        lines.append(f"Nothing of {pruning.run} can go that was before {world_time(before)}.")
    if pruning.kept_for_forks:
        forks = ", ".join(str(fork) for fork in pruning.kept_for_forks)
        lines.append(f"What was before they were forked stays, because they read it: {forks}.")
    if pruning.still_rows:
        lines.append(
            f"{pruning.still_rows} more days are rows still (EVENT_ROWS_KEPT_DAYS={settings.EVENT_ROWS_KEPT_DAYS}) or have "
            "no snapshot after them: they can go later."
        )
    return lines


def _date(day: int) -> str:
    return world_time(day * DAY_S)[:10]


def _moment(sim_time: int | None) -> str:
    return "-" if sim_time is None else world_time(sim_time)
