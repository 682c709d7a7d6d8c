"""Every registered task is delivered twice and the database is equal; what fails for good is seen by an operator."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from society import engine, tasks
from society.celery import ADVANCE_RUNS, app
from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.models import ExportJob, FailedTask, JobState
from society.operations.dead_letters import keep_dead_letter
from society.operations.exports import jobs
from society.watchdog import Watchdog
from streams.models import OneTimeLink, RunClock, RunHead, User
from streams.services.links import KEPT_S, issue_link

pytestmark = pytest.mark.django_db

app.loader.import_default_modules()
OURS: Final = sorted(name for name in app.tasks if name.startswith("society."))


class StandingWall:
    """Wall time at one moment: a message delivered twice, not two messages."""

    now = 0

    def now_ms(self) -> int:
        return self.now

    def resync(self) -> None:
        return None


class CountingWatchdog(Watchdog):
    """Counts signs of life."""

    signs = 0

    def sign(self) -> None:
        self.signs += 1


@pytest.fixture
def workload(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> None:
    """Give each task something to do: a run that is due, links and sessions of every age, an export that waits."""
    settings.EXPORTS_DIR = tmp_path
    run = found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True)
    StandingWall.now = RunClock.objects.get(run=run).wall_ms + 60_000
    monkeypatch.setattr("streams.writer.driver.SteadyWall", StandingWall)
    monkeypatch.setattr(tasks, "engine_publisher", lambda url: lambda run_id, seq: None)
    monkeypatch.setattr(engine, "SLICE_S", 0.5)
    tasks.worker_driver.cache_clear()
    user = User.objects.create_user("ann@example.org")
    issue_link(user, lifetime_s=3600)
    issue_link(user, lifetime_s=-2 * KEPT_S)
    for age_s in (3600, -3600):
        session = SessionStore()
        session.set_expiry(age_s)
        session.save()
    about: dict[str, Any] = {"run": run, "user": user, "what": "agents", "file_format": "csv", "language": "en"}
    jobs.ask(**about)
    done = jobs.ask(**about)
    long_ago = timezone.now() - timedelta(days=settings.EXPORTS_KEPT_DAYS + 1)
    ExportJob.objects.filter(pk=done.pk).update(state=JobState.DONE, ended_wall=long_ago)


def everything() -> dict[str, list[dict[str, Any]]]:
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
    }


def test_there_are_tasks_of_both_queues() -> None:
    assert len(OURS) >= 3
    assert ADVANCE_RUNS in OURS


@pytest.mark.parametrize("name", OURS)
def test_a_task_that_is_delivered_twice_has_no_second_effect(name: str, workload: None) -> None:
    untouched = everything()
    app.tasks[name]()
    once = everything()

    app.tasks[name]()

    assert once != untouched
    assert everything() == once


def test_a_slice_that_is_delivered_to_a_second_worker_too_has_no_second_effect(workload: None) -> None:
    tasks.advance_runs()
    once = everything()
    tasks.worker_driver.cache_clear()

    tasks.advance_runs()

    assert RunHead.objects.get().step > 0
    assert everything() == once


def test_each_commit_of_a_slice_is_a_sign_of_life(workload: None, monkeypatch: pytest.MonkeyPatch) -> None:
    watchdog = CountingWatchdog()
    monkeypatch.setattr(engine, "process_watchdog", lambda: watchdog)

    tasks.advance_runs()

    assert watchdog.signs > 1  # the first is that the slice began


def test_only_links_that_have_long_been_useless_are_deleted(workload: None) -> None:
    recent = OneTimeLink.objects.get(expires_wall_ms__gt=StandingWall.now)
    OneTimeLink.objects.filter(pk=recent.pk).update(used_wall_ms=StandingWall.now)

    tasks.delete_spent_links()

    assert list(OneTimeLink.objects.values_list("pk", flat=True)) == [recent.pk]


def test_only_sessions_that_ran_out_are_deleted(workload: None) -> None:
    tasks.delete_expired_sessions()

    assert Session.objects.count() == 1


def fail(task_id: str, error: Exception, arguments: object = ()) -> None:
    keep_dead_letter(task="society.tasks.x", task_id=task_id, error=error, arguments=arguments, traceback="a line")


def test_one_kind_of_failure_is_one_dead_letter_that_counts(operator: Client) -> None:
    fail("1", ValueError("first"))
    fail("2", ValueError("second\0"), arguments=(2,))
    fail("3", OSError("other"))

    listed = operator.get(reverse("admin:society_failedtask_changelist"))
    letter = FailedTask.objects.get(error="ValueError")
    assert (letter.times, letter.message, letter.arguments) == (2, "second", "(2,)")
    assert "second" in listed.content.decode()
    assert FailedTask.objects.count() == 2


def test_a_failure_that_is_told_twice_counts_once() -> None:
    fail("1", ValueError("first"))
    fail("1", ValueError("first"))

    assert FailedTask.objects.get().times == 1
