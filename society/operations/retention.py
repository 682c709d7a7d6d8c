"""Retention: what grows is packed day by day, kept as rows for a while, and pruned where the settings say so.

Done in small pieces by whoever has time: a task of housekeeping, the embedded engine between two slices, the batch driver
on its way. All of them may work at once, be killed and begin again: every piece is one transaction that somebody else's
piece makes void.
"""

import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import structlog
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, models

from agents.models import Decision
from society.operations.dead_letters import keep_dead_letter
from society.operations.exports import jobs
from streams.errors import StreamsError
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.log.archive import EVENT_ARCHIVE, Archived
from streams.models import Run, RunHead
from streams.services.archive import delete_some, seal_some
from streams.services.pruning import plan_pruning, prune_before
from world.models import PlaceHour
from world.models.ledger_archive import LEDGER_ARCHIVE
from world.services.flows import add_up_flows

log = structlog.get_logger(__name__)

ARCHIVES: Final[tuple[Archived, ...]] = (EVENT_ARCHIVE, LEDGER_ARCHIVE)
ROWS_KEPT_DAYS: Final = 30
"""Simulated days for which weighed options, the fullness of places (pages show a week of it) and the flows of money of
each step are kept; after them the flows are added up by the hour, and the others go."""
TASK_S: Final = 60.0
TASK_ROWS: Final = 1_000_000
"""Rows that a worker packs at once: 0.3 GB of memory and 4 s. A larger day is sorted by way of lots: a day of a million
residents, 24 million rows, is some 150 pieces and two minutes of a processor core."""
SLICE_S: Final = 0.2
SLICE_ROWS: Final = 50_000
"""Rows that an engine packs between two slices: about 0.3 s."""
_REST_S: Final = 30.0
_FILES_EVERY_S: Final = 3_600.0

Work = Callable[[], object]
"""Does a piece of one kind of work, and says whether there was one."""
OnFault = Callable[[Run, str, Exception], None]
"""Told of the run, the kind of work and what it failed with."""
# what data, a full disk or a mistake of ours can do to one kind of work; a database that is away fails who is told of it too
_FAULTS: Final = (StreamsError, DatabaseError, ObjectDoesNotExist, ValueError)


def keep_fault(run: Run, work: str, error: Exception) -> None:
    """Keep what failed as a dead letter, which is logged, and counted where operators look."""
    keep_dead_letter(
        task=f"{work} of run {run.pk}",
        task_id=f"{time.time_ns()}",
        error=error,
        arguments=(run.pk,),
        traceback="".join(traceback.format_exception(error)),
    )


def tend_runs(*, seconds: float, rows_max: int) -> bool:
    """Do what is due for all runs, for so long; whether something is left to do."""
    deadline = time.monotonic() + seconds
    is_done = True
    for run in Run.objects.order_by("?"):  # in any order, so that a run with much to do starves no other
        is_done &= tend_run(run, deadline=deadline, rows_max=rows_max)
    return not is_done


def tend_run(run: Run, *, deadline: float, rows_max: int, on_fault: OnFault = keep_fault) -> bool:
    """Do what is due for one run until the deadline (monotonic seconds); whether all is done that can be.

    What fails is told and holds up no other kind of work: it is tried again with the next call.
    """
    for name, work in _works(run, rows_max):
        try:
            while time.monotonic() < deadline:
                if not work():
                    break
            else:
                return False
        except _FAULTS as error:
            on_fault(run, name, error)
    return True


def _works(run: Run, rows_max: int) -> Iterator[tuple[str, Work]]:
    """List what keeps a run in bounds."""
    kept_days = settings.EVENT_ROWS_KEPT_DAYS
    for table in ARCHIVES:
        yield f"sealing {table.kind.name.lower()}", partial(seal_some, run, table, rows_max=rows_max)
    for table in ARCHIVES:
        yield (
            f"deleting rows of {table.kind.name.lower()}",
            partial(delete_some, run, table, kept_days=kept_days, rows_max=rows_max),
        )
    for model in (Decision, PlaceHour):
        yield f"deleting {model.__name__}", partial(_forget_oldest, run, model, rows_max)
    yield "adding up MoneyFlow", partial(add_up_flows, run, kept_days=ROWS_KEPT_DAYS)
    if settings.HISTORY_KEPT_DAYS:
        yield "pruning", partial(_prune_old, run, settings.HISTORY_KEPT_DAYS)


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
    before = RunHead.objects.get(pk=run.pk).sim_time - kept_days * DAY_S
    if not plan_pruning(run, before=before).days:  # without the lock that pruning takes
        return False
    pruned = prune_before(run, before=before)
    log.info("run.pruned", run=run.pk, days=len(pruned.days), events=pruned.events, bytes=pruned.body_bytes)
    return False


class Tender:
    """Tends runs between the slices of an engine that has no housekeeping worker beside it: briefly, and seldom."""

    def __init__(self) -> None:
        self._next_s = time.monotonic() + _REST_S
        self._next_files_s = self._next_s

    def __call__(self) -> None:
        """Work for a moment if it is time; a database that fails is tried again later, and logged."""
        if time.monotonic() < self._next_s:
            return
        rest_s = _REST_S
        try:
            if tend_runs(seconds=SLICE_S, rows_max=SLICE_ROWS):
                rest_s = 0.0
            self._delete_files()
        except DatabaseError as fault:
            log.error("archive.failed", why=str(fault))
        except OSError as fault:
            log.error("exports.not_deleted", why=str(fault))
        self._next_s = time.monotonic() + rest_s

    def _delete_files(self) -> None:
        """Delete exports that are kept no longer, now and then."""
        if time.monotonic() >= self._next_files_s:
            self._next_files_s = time.monotonic() + _FILES_EVERY_S
            jobs.delete_old()
