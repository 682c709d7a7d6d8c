"""What Celery runs. Every task may be delivered twice or not at all without harm."""

from functools import cache

from celery import shared_task
from celery.signals import worker_shutting_down
from django.conf import settings

from society.celery import ADVANCE_RUNS
from society.engine import SLICE_S, make_driver
from society.live import engine_publisher
from streams.writer.driver import Driver


@cache
def worker_driver() -> Driver:
    """Give this worker process its driver: it keeps its runs' columns from slice to slice."""
    return make_driver(engine_publisher(settings.CELERY_BROKER_URL))


@shared_task(name=ADVANCE_RUNS)
def advance_runs() -> None:
    """Serve this worker's runs for one slice."""
    worker_driver().serve(SLICE_S)


@worker_shutting_down.connect
def give_leases_back(**_: object) -> None:
    """Let another worker take over at once instead of after the time-out."""
    worker_driver().release_all()
