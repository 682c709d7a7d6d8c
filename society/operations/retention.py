"""Retention: what grows is packed day by day, kept as rows for a while, and pruned where the settings say so.

Done in small pieces by whoever has time: a task of housekeeping, the embedded engine between two slices, the batch driver
on its way. All of them may work at once, be killed and begin again: every piece is one transaction that somebody else's
piece makes void.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import DatabaseError, models

from agents.models import Decision
from society.operations.dead_letters import keep_dead_letter
from streams.errors import StreamsError
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.log.archive import EVENT_ARCHIVE, Archived
from streams.models import Run, RunHead
from streams.services.archive import delete_some, seal_some
from streams.services.pruning import plan_pruning, prune
from world.models import PlaceHour
from world.models.ledger_archive import LEDGER_ARCHIVE

log = structlog.get_logger(__name__)

ARCHIVES: Final[tuple[Archived, ...]] = (EVENT_ARCHIVE, LEDGER_ARCHIVE)
ROWS_KEPT_DAYS: Final = 30
"""Simulated days for which weighed options and the fullness of places are kept; pages show a week of the latter."""
TASK_S: Final = 60.0
TASK_ROWS: Final = 500_000
"""Rows that a worker packs at once, 0.4 GB of memory: a day of a million residents is read in a hundred pieces."""
SLICE_S: Final = 0.2
SLICE_ROWS: Final = 10_000
"""Rows that an engine packs between two slices: about 60 ms."""
_REST_S: Final = 30.0


def tend_runs(*, seconds: float, rows_max: int) -> bool:
    """Do what is due for all runs, for so long; whether something is left to do.

    One run's fault is kept as a dead letter and holds up no other run.
    """
    deadline = time.monotonic() + seconds
    is_done = True
    for run in Run.objects.order_by("?"):  # in any order, so that a run with much to do starves no other
        try:
            is_done &= tend_run(run, deadline=deadline, rows_max=rows_max)
        except StreamsError as error:
            name, turn = f"archive of run {run.pk}", f"{time.time_ns()}"
            keep_dead_letter(task=name, task_id=turn, error=error, arguments=(run.pk,), traceback=error)
    return not is_done


def tend_run(run: Run, *, deadline: float, rows_max: int) -> bool:
    """Do what is due for one run until the deadline (monotonic seconds); whether all is done."""
    for work in _works(run, rows_max):
        while time.monotonic() < deadline:
            if not work():
                break
        else:
            return False
    return True


def _works(run: Run, rows_max: int) -> list[Callable[[], object]]:
    """List what keeps a run in bounds: each does a piece and says whether there was one."""
    kept_days = settings.EVENT_ROWS_KEPT_DAYS
    works: list[Callable[[], object]] = [partial(seal_some, run, table, rows_max=rows_max) for table in ARCHIVES]
    works += [partial(delete_some, run, table, kept_days=kept_days, rows_max=rows_max) for table in ARCHIVES]
    works += [partial(_forget_oldest, run, model, rows_max) for model in (Decision, PlaceHour)]
    if settings.HISTORY_KEPT_DAYS:
        works.append(partial(_prune_old, run, settings.HISTORY_KEPT_DAYS))
    return works


def _forget_oldest(run: Run, model: type[models.Model], rows_max: int) -> int:
    """Delete a range of the oldest rows of a table in order of time, if they are old enough."""
    head = RunHead.objects.get(pk=run.pk)
    rows: models.QuerySet[Any] = model._default_manager.filter(pk__gte=key_of(run.pk, 0), pk__lt=key_of(run.pk + 1, 0))
    oldest = rows.order_by("pk").first()
    before = head.sim_time - ROWS_KEPT_DAYS * DAY_S
    if oldest is None or oldest.sim_time >= before:
        return 0
    return rows.filter(pk__lt=oldest.pk + rows_max, sim_time__lt=before).delete()[0]


def _prune_old(run: Run, kept_days: int) -> bool:
    pruning = plan_pruning(run, before=RunHead.objects.get(pk=run.pk).sim_time - kept_days * DAY_S)
    if pruning.days:
        prune(pruning)
        log.info("run.pruned", run=run.pk, days=len(pruning.days), events=pruning.events, bytes=pruning.body_bytes)
    return False


class Tender:
    """Tends runs between the slices of an engine that has no housekeeping worker beside it: briefly, and seldom."""

    def __init__(self) -> None:
        self._next_s = time.monotonic() + _REST_S

    def __call__(self) -> None:
        """Work for a moment if it is time; a database that fails is tried again later, and logged."""
        if time.monotonic() < self._next_s:
            return
        rest_s = _REST_S
        try:
            if tend_runs(seconds=SLICE_S, rows_max=SLICE_ROWS):
                rest_s = 0.0
        except DatabaseError as fault:
            log.error("archive.failed", why=str(fault))
        self._next_s = time.monotonic() + rest_s
