"""Dead letters: what became of tasks that failed for good, kept where an operator looks.

One row for each task and kind of error, so a task that fails each second fills no table.
"""

from typing import Final

import structlog
from django.db.models import F
from django.utils import timezone

from society.models import FailedTask

log = structlog.get_logger(__name__)

_TEXT_MAX: Final = 10_000


def keep_dead_letter(*, task: str, task_id: str, error: BaseException, arguments: object, traceback: object) -> None:
    """Add a failure to the row of its task and kind of error; one that is told twice counts once. At most three queries.

    task_id: of the message. Celery tells of a task that was ended at its limit from two places.
    """
    kind = type(error).__name__
    log.error("task.failed", task=task, error=kind, why=str(error))
    now = timezone.now()
    latest = {
        "last_task_id": task_id,
        "message": _kept(str(error)),
        "arguments": _kept(repr(arguments)),
        "traceback": _kept(str(traceback)),
        "last_wall": now,
    }
    row, is_new = FailedTask.objects.get_or_create(
        task=task, error=kind[:200], defaults={**latest, "first_wall": now, "times": 1}
    )
    if not is_new:
        FailedTask.objects.filter(pk=row.pk).exclude(last_task_id=task_id).update(**latest, times=F("times") + 1)


def _kept(text: str) -> str:
    """Take the end of a text, where a traceback says what happened, without what a database refuses."""
    return text.replace("\0", "")[-_TEXT_MAX:]
