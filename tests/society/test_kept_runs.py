"""What modules of tests share is shared unchanged: a run that is put back is the one that was forgotten, row for row."""

import tomllib
from typing import Any

import pytest
from django.apps import apps
from pytest_django import DjangoDbBlocker

from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario
from streams.kernel.ids import key_range
from streams.models import Run, RunClock
from streams.models.keyed import Numbered
from tests import kept_runs
from tests.kept_runs import kept
from tests.towns import SMALL_TOWN_FILE

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
LATER_MS = 900_000


def small_run() -> Run:
    tables = tomllib.loads(SMALL_TOWN_FILE.read_text(encoding="utf-8"))
    return found_scenario(checked_scenario(tables, file="kept"), is_default=True)


def rows(run: Run) -> dict[str, list[dict[str, Any]]]:
    first, end = key_range(run.pk)
    history = [model for model in apps.get_models() if issubclass(model, Numbered)]
    return {
        model._meta.label: list(model._default_manager.filter(pk__gte=first, pk__lt=end).order_by("pk").values())
        for model in history
    }


def test_a_run_that_is_put_back_is_the_one_that_was_forgotten(
    django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kept(small_run, lambda run: run, django_db_blocker) as run:
        key, name, before, clock = run.pk, run.name, rows(run), RunClock.objects.get(pk=run.pk)
        run.name = "changed in memory"
    assert not any(map(len, rows(run).values()))
    assert not Run.objects.exists()

    now_ms = kept_runs._wall_ms() + LATER_MS
    monkeypatch.setattr(kept_runs, "_wall_ms", lambda: now_ms)
    with kept(small_run, lambda run: run, django_db_blocker) as again:
        after, moved = rows(again), RunClock.objects.get(pk=again.pk)

    assert (again.pk, again.name, again.is_default) == (key, name, True)
    assert after == before
    assert moved.sim_ms == clock.sim_ms
    assert LATER_MS <= moved.wall_ms - clock.wall_ms < LATER_MS + 60_000
