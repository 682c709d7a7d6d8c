"""A run that lived for a day and a night, and a file of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from streams.models import (
    Run,
    User,
)
from tests.durability.run_files.towns import EMAIL, PERSON, lived, written
from tests.kept_runs import kept


@pytest.fixture(scope="module")
def run_of_the_module(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Run, Path]]:
    """Give that run, and a file of it."""
    with django_db_blocker.unblock():
        User.objects.create_user(EMAIL, "a secret password", pk=PERSON)
    with kept(lived, lambda run: run, django_db_blocker) as run:
        with django_db_blocker.unblock():
            path = written(run, tmp_path_factory.mktemp("file") / "run.zip")
        yield run, path
    with django_db_blocker.unblock():
        User.objects.filter(pk=PERSON).delete()


@pytest.fixture
def run(run_of_the_module: tuple[Run, Path], db: None) -> Run:
    """Give that run; what a test does to it is undone."""
    return run_of_the_module[0]


@pytest.fixture
def file(run_of_the_module: tuple[Run, Path], run: Run, tmp_path: Path) -> Path:
    """Give a copy of its file."""
    return Path(shutil.copy(run_of_the_module[1], tmp_path / "run.zip"))
