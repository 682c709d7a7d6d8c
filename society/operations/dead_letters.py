"""Dead letters: what became of tasks that failed for good, kept where an operator looks.

One row for each task and kind of error, so a task that fails each second fills no table.
"""

from ast import literal_eval
from typing import Final

import structlog
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from society.celery import app
from society.errors import ServiceError
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


def send_again(letter: FailedTask) -> None:
    """Send a failed task to its queue once more and drop the letter; should it fail again, it comes back.

    ServiceError if it is no task that can be sent, its arguments cannot be read back, or the broker does not answer.
    """
    app.loader.import_default_modules()
    if letter.task not in app.tasks:
        raise ServiceError(f"{letter.task} is no task that Celery can be sent; dismiss it once its cause is mended")
    try:
        arguments = literal_eval(letter.arguments or "()")
        app.send_task(letter.task, args=list(arguments), retry=False)
    except (ValueError, SyntaxError, TypeError):
        raise ServiceError(f"the arguments of {letter.task} cannot be read back: {letter.arguments[:100]}") from None
    except OperationalError as error:
        raise ServiceError(f"the broker does not take {letter.task}: {error}") from None
    letter.delete()


def _kept(text: str) -> str:
    """Take the end of a text, where a traceback says what happened, without what a database refuses."""
    return text.replace("\0", "")[-_TEXT_MAX:]
