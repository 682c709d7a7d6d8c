"""What commands share: finding the run that is meant, and moments given as text."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from streams.kernel.simtime import parse_world_time
from streams.models import Run


def add_run_argument(parser: ArgumentParser) -> None:
    """Let a command take a run's id; the default run without one."""
    parser.add_argument("run", nargs="?", type=int, help="id of the run (default: the default run)")


def find_run(run_id: int | None) -> Run:
    """Find the run that is meant. CommandError says what to do if there is none."""
    if run_id is None:
        run = Run.objects.default()
        if run is None:
            raise CommandError("There is no town yet. Begin one: manage.py seed_town")
        return run
    found = Run.objects.filter(pk=run_id).first()
    if found is None:
        ids = ", ".join(str(pk) for pk in Run.objects.order_by("pk").values_list("pk", flat=True)[:20])
        raise CommandError(
            f"There is no run {run_id}. " + (f"There are: {ids}" if ids else "Begin one: manage.py seed_town")
        )
    return found


def parse_moment(text: str) -> int:
    """Read a world time. CommandError says what is allowed."""
    try:
        return parse_world_time(text)
    except ValueError as error:
        raise CommandError(str(error)) from None
