"""Two towns that have lived for some minutes, founded once: one on a Monday morning, one on a Saturday."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from streams.models import Run
from tests.kept_runs import kept
from tests.world.people.operated import steps, town


def on_monday() -> Run:
    run = town()
    steps(run, 5)
    return run


def on_saturday() -> Run:
    run = town(count=30, start="2024-01-06T11:55:00")
    steps(run, 5)
    return run


@pytest.fixture(scope="module")
def monday(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    with kept(on_monday, lambda run: run, django_db_blocker) as run:
        yield run


@pytest.fixture(scope="module")
def saturday_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    with kept(on_saturday, lambda run: run, django_db_blocker) as run:
        yield run


@pytest.fixture
def run(monday: Run, db: None) -> Run:
    """Give the town on Monday; how it goes on in a test is undone."""
    return monday


@pytest.fixture
def saturday(saturday_of_the_module: Run, db: None) -> Run:
    """Give the town on Saturday, likewise."""
    return saturday_of_the_module
