"""Included by a worker of housekeeping: tasks that fail always, or never end."""

from celery import shared_task
from django.db import OperationalError

from society.tasks import BOUNDED


@shared_task(name="tests.poisonous")
def poisonous(dose: int) -> None:
    """Fail as a mistake of ours does."""
    raise ValueError(f"a dose of {dose}")


@shared_task(name="tests.unlucky", **{**BOUNDED, "retry_backoff": False, "default_retry_delay": 0})
def unlucky() -> None:
    """Fail as a database that stays away does."""
    raise OperationalError("the server closed the connection")


@shared_task(name="tests.endless", time_limit=1)
def endless() -> None:
    """Never end."""
    while True:
        pass
