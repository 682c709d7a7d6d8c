"""Celery: the clock that hands slices of work to the engine's workers.

Each second beat sends ENGINE_WORKERS messages to the queue `engine`; a worker (`-Q engine --pool=solo
--concurrency=1`) takes one at a time. A message that nobody took within its second is worthless and expires, so a
worker that was away finds no pile of them. A slice may be lost or repeated: the lease and the clock say what is due.
"""

import os
from typing import Any, Final

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")

ADVANCE_RUNS: Final = "society.tasks.advance_runs"
ENGINE_QUEUE: Final = "engine"
SLICE_PERIOD_S: Final = 1.0


def beat_schedule(engine_workers: int) -> dict[str, dict[str, Any]]:
    """Make one entry for each engine worker, every second, expiring after a second."""
    return {
        f"advance-runs-{index}": {
            "task": ADVANCE_RUNS,
            "schedule": SLICE_PERIOD_S,
            "options": {"queue": ENGINE_QUEUE, "expires": SLICE_PERIOD_S},
        }
        for index in range(1, engine_workers + 1)
    }


app = Celery("society")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_connection_retry_on_startup=True,
    task_ignore_result=True,
    task_routes={ADVANCE_RUNS: {"queue": ENGINE_QUEUE}},
    beat_schedule=beat_schedule(settings.ENGINE_WORKERS),
    beat_schedule_filename=str(settings.BASE_DIR / "var" / "celerybeat-schedule"),
    # A slice taken in advance would expire in the hands of a busy worker instead of going to a free one.
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    timezone="UTC",
    enable_utc=True,
)
app.autodiscover_tasks(["society"])
