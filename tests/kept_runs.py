"""Runs that several modules need: lived through once a process, forgotten after each module and put back for the next.

A run that is put back is the one that lived, row for row and with its key: what was told about it still holds. Only its
clock and lease are moved on by the real time that has passed: they look as if it had lived just now.
"""

import copy
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models, transaction
from pytest_django import DjangoDbBlocker

from streams.kernel.ids import key_range
from streams.models import Run
from streams.models.keyed import Numbered

_AT_ONCE: Final = 2_000
_Rows = Sequence[tuple[type[models.Model], Sequence[models.Model]]]
_kept: dict[Callable[[], Any], tuple[Any, int, _Rows]] = {}
"""By what makes it: what was made, when, and all rows of its run, table by table."""

T = TypeVar("T")


@contextmanager
def kept(live: Callable[[], T], run_of: Callable[[T], Run], blocker: DjangoDbBlocker) -> Iterator[T]:
    """Give a run outside of any test's transaction, and forget it in the end.

    live: a function of a module, which founds the run and lets it live; called the first time only.
    """
    with blocker.unblock():
        if live in _kept:
            made, then_ms, rows = _kept[live]
            _put_back(rows, passed_ms=_wall_ms() - then_ms)
            run_of(made).refresh_from_db()  # a test may have changed the one in memory
        else:
            made = live()
            _kept[live] = made, _wall_ms(), _rows_of(run_of(made))
    try:
        yield made
    finally:
        with blocker.unblock():
            forget(run_of(made))


def living(live: Callable[[], Run], blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Give a run to the tests of one module, outside of any test's transaction, and forget it in the end."""
    with blocker.unblock():
        run = live()
    yield run
    with blocker.unblock():
        forget(run)


def forget(run: Run) -> None:
    """Delete a run and its history: whatever has keys of it. What points to what is checked when all is gone."""
    first, end = key_range(run.pk)
    with transaction.atomic():
        for model in apps.get_models():
            if issubclass(model, Numbered):
                model._default_manager.filter(pk__gte=first, pk__lt=end)._raw_delete(DEFAULT_DB_ALIAS)
        Run.objects.filter(pk=run.pk).delete()  # the one in memory keeps its key


def _rows_of(run: Run) -> _Rows:
    """Read whatever goes with a run when it is forgotten, and the run itself."""
    first, end = key_range(run.pk)
    tables: list[tuple[type[models.Model], Sequence[models.Model]]] = [(Run, [Run.objects.get(pk=run.pk)])]
    for model in (model for model in apps.get_models() if not model._meta.proxy):
        if issubclass(model, Numbered):
            tables.append((model, list(model._default_manager.filter(pk__gte=first, pk__lt=end).order_by("pk"))))
        elif name := _its_run(model):
            tables.append((model, list(model._default_manager.filter(**{name: run.pk}))))
    return [(model, rows) for model, rows in tables if rows]


def _its_run(model: type[models.Model]) -> str | None:
    """Name the column that says whose run a row belongs to, of a table without a run's keys."""
    columns = (field.attname for field in model._meta.concrete_fields if field.related_model is Run)
    return None if model is Run else next(columns, None)


def _put_back(tables: _Rows, *, passed_ms: int) -> None:
    """Insert the rows again; what points to what is checked when all are there."""
    with transaction.atomic():
        for model, rows in tables:
            is_history = issubclass(model, Numbered)
            again = rows if is_history else [_moved_on(row, passed_ms) for row in rows]
            model._default_manager.bulk_create(again, batch_size=_AT_ONCE)


def _moved_on(row: models.Model, passed_ms: int) -> models.Model:
    """Copy a row of bookkeeping with its real times later; 0 is no time."""
    moved = copy.copy(row)
    for name in (field.attname for field in row._meta.concrete_fields if field.attname.endswith("wall_ms")):
        setattr(moved, name, getattr(row, name) and getattr(row, name) + passed_ms)
    return moved


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000
