"""What beat sends and when: said here, kept in the database, where an operator can see it and switch entries off.

`install_schedule` makes the database say what this module says, and may be called at every start. It runs with the
migrations (`manage.py schedule_tasks`), not in beat, so that a second beat changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from society.celery import (
    ADVANCE_RUNS,
    DELETE_EXPIRED_SESSIONS,
    DELETE_OLD_EXPORTS,
    DELETE_SPENT_LINKS,
    ENGINE_QUEUE,
    EXPORTS_QUEUE,
    HOUSEKEEPING_QUEUE,
    KEEP_ARCHIVE,
    WORK_EXPORTS,
)

SLICE_PERIOD_S: Final = 1
HOUSEKEEPING_PERIOD_S: Final = 3_600
ARCHIVE_PERIOD_S: Final = 120
EXPORTS_PERIOD_S: Final = 60
"""Whoever asks for an export wakes a worker; this is for messages that were lost."""
OURS: Final = "society."
"""How the names of our entries begin; entries with other names are the operator's own and left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A task that is sent again and again; a message that nobody took before the next one is due is worthless."""

    name: str
    task: str
    queue: str
    period_s: int


def entries(engine_workers: int) -> tuple[Entry, ...]:
    """List what is sent: a slice a second for each engine worker, and housekeeping."""
    slices = (
        Entry(name=f"{OURS}advance-runs-{number}", task=ADVANCE_RUNS, queue=ENGINE_QUEUE, period_s=SLICE_PERIOD_S)
        for number in range(1, engine_workers + 1)
    )
    housekeeping = (
        Entry(name=f"{OURS}{name}", task=task, queue=HOUSEKEEPING_QUEUE, period_s=period_s)
        for name, task, period_s in (
            ("delete-spent-links", DELETE_SPENT_LINKS, HOUSEKEEPING_PERIOD_S),
            ("delete-expired-sessions", DELETE_EXPIRED_SESSIONS, HOUSEKEEPING_PERIOD_S),
            ("delete-old-exports", DELETE_OLD_EXPORTS, HOUSEKEEPING_PERIOD_S),
            ("keep-archive", KEEP_ARCHIVE, ARCHIVE_PERIOD_S),
        )
    )
    exports = Entry(name=f"{OURS}work-exports", task=WORK_EXPORTS, queue=EXPORTS_QUEUE, period_s=EXPORTS_PERIOD_S)
    return (*slices, *housekeeping, exports)


@transaction.atomic
def install_schedule(wanted: Sequence[Entry]) -> int:
    """Make our entries of the database equal to these; return how many were made, changed or removed.

    Whether an entry is switched on is the operator's affair and stays as it is.
    """
    surplus = PeriodicTask.objects.filter(name__startswith=OURS).exclude(name__in=[entry.name for entry in wanted])
    changed = sum(_install(entry) for entry in wanted)
    for task in surplus:
        task.delete()  # one by one: only so does beat notice
        changed += 1
    return changed


def _install(entry: Entry) -> bool:
    every = {"every": entry.period_s, "period": IntervalSchedule.SECONDS}
    interval = IntervalSchedule.objects.filter(**every).first() or IntervalSchedule.objects.create(**every)
    fields: dict[str, Any] = {
        "task": entry.task,
        "queue": entry.queue,
        "interval": interval,
        "expire_seconds": entry.period_s,
    }
    task = PeriodicTask.objects.filter(name=entry.name).first() or PeriodicTask(name=entry.name)
    if task.pk is not None and all(getattr(task, name) == value for name, value in fields.items()):
        return False
    for name, value in fields.items():
        setattr(task, name, value)
    task.save()
    return True
