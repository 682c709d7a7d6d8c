"""What Celery runs. Every task may be delivered twice or not at all without harm.

A task that fails for good, or is ended at its hard limit, leaves a dead letter: a `FailedTask` in the admin.
"""

from functools import cache
from typing import Any, Final

from celery import Task, shared_task
from celery.signals import task_failure, worker_shutdown
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections

from society.celery import (
    ADVANCE_RUNS,
    DELETE_EXPIRED_SESSIONS,
    DELETE_OLD_EXPORTS,
    DELETE_SPENT_LINKS,
    EXPORTS_LIMIT_S,
    KEEP_ARCHIVE,
    WORK_EXPORTS,
)
from society.engine import make_driver, serve_slice
from society.live import engine_publisher
from society.operations import housekeeping, retention
from society.operations.dead_letters import keep_dead_letter
from society.settings.database import ENGINE_LIMITS, limit_sessions
from streams.writer.driver import Driver

BOUNDED: Final[dict[str, Any]] = {
    # what another try may mend; anything else is a mistake of ours and fails at once
    "autoretry_for": (DatabaseError, InterfaceError, OSError),
    "max_retries": 3,
    "retry_backoff": True,
    "retry_backoff_max": 60,
}
"""How often and when a task of housekeeping is tried again."""


@cache
def worker_driver() -> Driver:
    """Give this worker process its driver: it keeps its runs' columns from slice to slice."""
    limit_sessions(connections.settings["default"], ENGINE_LIMITS)
    return make_driver(engine_publisher(settings.CELERY_BROKER_URL))


@shared_task(name=ADVANCE_RUNS)
def advance_runs() -> None:
    """Serve this worker's runs for one slice."""
    serve_slice(worker_driver())


@shared_task(name=DELETE_SPENT_LINKS, **BOUNDED)
def delete_spent_links() -> None:
    """Delete one-time links that have been of no use for a while."""
    housekeeping.delete_spent_links()


@shared_task(name=DELETE_EXPIRED_SESSIONS, **BOUNDED)
def delete_expired_sessions() -> None:
    """Delete the sessions of people who have been signed out by time."""
    housekeeping.delete_expired_sessions()


@shared_task(name=KEEP_ARCHIVE, **BOUNDED)
def keep_archive() -> None:
    """Seal days that are over, and delete what is kept no longer, for a while; the next message goes on."""
    retention.tend_runs(seconds=retention.TASK_S, rows_max=retention.TASK_ROWS)


@shared_task(name=DELETE_OLD_EXPORTS, **BOUNDED)
def delete_old_exports() -> None:
    """Delete files of exports that are kept no longer."""
    housekeeping.delete_old_exports()


@shared_task(name=WORK_EXPORTS, time_limit=EXPORTS_LIMIT_S, **BOUNDED)
def work_exports() -> None:
    """Make the exports that wait; one that is being made by another worker is left to it."""
    from society.export_worker import work_off  # loads the API, 30 MB that a worker of the engine has no use for

    work_off()


# not `worker_shutting_down`: that is sent inside the signal handler, in the middle of a solo worker's slice
@worker_shutdown.connect
def give_leases_back(**_: object) -> None:
    """Let another worker take over at once instead of after the time-out."""
    if worker_driver.cache_info().currsize:  # a worker of housekeeping has none
        worker_driver().release_all()


@task_failure.connect
def bury(
    sender: "Task[Any, Any]", task_id: str, exception: Exception, einfo: object, args: object, **_: object
) -> None:
    """Keep what became of a task that will not be tried again."""
    keep_dead_letter(task=sender.name, task_id=task_id, error=exception, arguments=args, traceback=einfo)
