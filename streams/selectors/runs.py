"""Which runs there are, and which one is meant."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

from streams.models import Run

_SCENARIOS_KEPT: Final = 8
"""Scenarios that a process remembers: a large town's takes milliseconds to read, and never changes."""


def find_run(run_id: int | None) -> Run | None:
    """Find a run by id, without one the default run, with what stands beside it; None if there is no such run.

    One query, one more for a run that this process has not met.
    """
    rows = Run.objects.defer("scenario").select_related("head", "clock", "lease")
    run = rows.filter(is_default=True).first() if run_id is None else rows.filter(pk=run_id).first()
    if run is not None:
        run.scenario = _scenario(run.pk, run.created_wall)
    return run


def list_runs(*, skip: int, limit: int) -> tuple[int, Sequence[Run]]:
    """List runs with what stands beside them, the newest first: (how many there are, one page). Two queries."""
    rows = Run.objects.order_by("-pk").select_related("head", "clock", "lease")
    return Run.objects.count(), list(rows[skip : skip + limit])


@lru_cache(maxsize=_SCENARIOS_KEPT)
def _scenario(run_id: int, created_wall: datetime) -> str:
    """Read a run's scenario.   created_wall: tells it from a run of another database that had the same id."""
    return Run.objects.values_list("scenario", flat=True).get(pk=run_id)
