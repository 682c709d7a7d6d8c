"""Celery: the clock that hands slices of work to the engine's workers, and the queue of housekeeping.

Each second beat sends ENGINE_WORKERS messages to the queue `engine`; a worker (`-Q engine --pool=solo
--concurrency=1`) takes one at a time. A message that nobody took within its second is worthless and expires, so a
worker that was away finds no pile of them. A slice may be lost or repeated: the lease and the clock say what is due.
Housekeeping and exports have prefork workers (`-Q housekeeping,exports`), whose tasks are ended at a hard limit. When
beat sends what is kept in the database (`society.schedule`).
"""

import os
from typing import Final

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
# the web and `migrate` check everything; the checks load pages and API, 30 MB that an engine has no use for
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

ADVANCE_RUNS: Final = "society.tasks.advance_runs"
DELETE_SPENT_LINKS: Final = "society.tasks.delete_spent_links"
DELETE_EXPIRED_SESSIONS: Final = "society.tasks.delete_expired_sessions"
KEEP_ARCHIVE: Final = "society.tasks.keep_archive"
DELETE_OLD_EXPORTS: Final = "society.tasks.delete_old_exports"
WORK_EXPORTS: Final = "society.tasks.work_exports"
ENGINE_QUEUE: Final = "engine"
HOUSEKEEPING_QUEUE: Final = "housekeeping"
EXPORTS_QUEUE: Final = "exports"
"""What people wait for; taken by the workers of housekeeping, one at a time (`society/operations/exports/jobs.py`)."""
HARD_LIMIT_S: Final = 300
"""Seconds after which a task is ended. A solo worker ignores it; there the watchdog sees to it."""
EXPORTS_LIMIT_S: Final = 4 * 3_600
"""The same of a task that makes exports: a year of a large town takes long."""

app = Celery("society")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_connection_retry_on_startup=True,
    task_ignore_result=True,
    # else beat would add an entry that clears results away, of which there are none
    result_expires=None,
    task_routes={ADVANCE_RUNS: {"queue": ENGINE_QUEUE}, WORK_EXPORTS: {"queue": EXPORTS_QUEUE}},
    task_default_queue=HOUSEKEEPING_QUEUE,
    task_time_limit=HARD_LIMIT_S,
    beat_scheduler="django_celery_beat.schedulers:DatabaseScheduler",
    # A slice taken in advance would expire in the hands of a busy worker instead of going to a free one.
    worker_prefetch_multiplier=1,
    timezone="UTC",
    enable_utc=True,
)
app.autodiscover_tasks(["society"])


@setup_logging.connect
def keep_logging(**_: object) -> None:
    """Leave the log as the settings made it: without a receiver Celery would put its own in its place."""
