"""Every way in which there is no file: cancelled, lost, broken, no room, too old; and that nothing of it is left."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import DjangoAssertNumQueries

from society import export_worker
from society.api.exports import rows
from society.errors import TooManyJobs
from society.export_worker import work_off
from society.models import ExportJob, FailedTask, JobFault, JobState
from society.operations.exports import dispatch, files, jobs
from streams.errors import HistoryLost
from streams.log.read import events_after
from streams.models import Run, User
from tests.api_client import read
from tests.lived_town import LivedTown
from tests.society.exports.asking import ask, shown


def during(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Have something happen while the record is being read, and each row be followed by a sign of life."""

    def read_and_act(*arguments: Any, **options: Any) -> Any:
        act()
        return events_after(*arguments, **options)

    monkeypatch.setattr(rows, "events_after", read_and_act)
    monkeypatch.setattr(export_worker, "BEAT_S", 0)


def test_what_is_being_made_says_how_far_it_is_and_is_cancelled(
    member: Client, lived_town: LivedTown, exports_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "EVENTS_AT_ONCE", 500)
    job = ask(member).json()["data"]["id"]
    seen: list[dict[str, Any]] = []

    def look() -> None:
        seen.append(shown(member, job))
        if len(seen) == 3:
            seen.append(member.delete(f"/api/export/jobs/{job}").json()["data"])

    during(monkeypatch, look)
    work_off()

    assert [one["state"] for one in seen] == ["running", "running", "running", "cancelled"]
    assert [one["progress"]["done"] for one in seen] == sorted(one["progress"]["done"] for one in seen)
    assert 0 < seen[-1]["progress"]["done"] < seen[-1]["progress"]["total"]
    assert shown(member, job)["state"] == "cancelled"
    assert list(exports_dir.iterdir()) == []


def test_what_waits_is_cancelled_and_what_ended_is_forgotten(
    member: Client, lived_town: LivedTown, exports_dir: Path
) -> None:
    waits, ends = (ask(member).json()["data"]["id"] for _ in range(2))

    assert member.delete(f"/api/export/jobs/{waits}").json()["data"]["state"] == "cancelled"
    assert work_off() == 1
    assert len(list(exports_dir.iterdir())) == 1
    assert member.delete(f"/api/export/jobs/{ends}").status_code == 200
    assert list(exports_dir.iterdir()) == []
    assert read(member, f"export/jobs/{ends}").status_code == 404


def test_a_job_whose_process_is_gone_has_failed_and_can_be_asked_for_again(
    member: Client, lived_town: LivedTown
) -> None:
    first = ask(member).json()["data"]["id"]
    assert jobs.claim("a process that is killed now") is not None
    ask(member)
    assert jobs.claim("another process") is None, "one at a time"
    ExportJob.objects.filter(pk=first).update(seen_wall=timezone.now() - timedelta(seconds=31))

    lost = shown(member, first)
    in_chinese = shown(member, first, "zh-hans")

    assert (lost["state"], lost["error"]["code"]) == ("failed", "lost")
    assert "Ask for it again" in lost["error"]["message"]
    assert in_chinese["error"]["message"] != lost["error"]["message"]
    assert work_off() == 1
    assert list(ExportJob.objects.order_by("pk").values_list("state", "fault")) == [("failed", "lost"), ("done", "")]


def test_two_workers_that_look_at_the_same_moment_do_not_both_begin(
    member: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (ask(member).json()["data"]["id"] for _ in range(2))
    usual = jobs.fail_lost

    def look() -> int:
        monkeypatch.setattr(jobs, "fail_lost", usual)
        assert jobs.claim("the quicker one") is not None
        monkeypatch.setattr(QuerySet, "exists", lambda rows: False)  # as the slower one saw it just before
        return 0

    monkeypatch.setattr(jobs, "fail_lost", look)

    assert jobs.claim("the slower one") is None
    assert [shown(member, job)["state"] for job in (first, second)] == ["running", "queued"]


def test_a_worker_that_was_taken_for_gone_leaves_nothing(
    member: Client, lived_town: LivedTown, exports_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(member).json()["data"]["id"]
    during(monkeypatch, lambda: ExportJob.objects.update(state=JobState.FAILED, fault=JobFault.LOST))

    work_off()

    assert shown(member, job)["state"] == "failed"
    assert list(exports_dir.iterdir()) == []


def test_a_process_that_is_told_to_stop_says_so_of_its_job(
    member: Client, lived_town: LivedTown, exports_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []
    jobs_asked = [ask(member).json()["data"]["id"] for _ in range(2)]
    during(monkeypatch, lambda: told.append(True))

    work_off(is_over=lambda: bool(told))

    assert [shown(member, job)["state"] for job in jobs_asked] == ["failed", "queued"]
    assert list(exports_dir.iterdir()) == []


def lose_history(*_: object, **__: object) -> Any:
    raise HistoryLost("day 1 was pruned")


def break_down(*_: object, **__: object) -> Any:
    raise ZeroDivisionError("nobody foresaw this")


@pytest.mark.parametrize(
    ("fault", "code", "letters"), [(lose_history, "history_lost", 0), (break_down, "broken", 1)], ids=["lost", "broken"]
)
def test_what_cannot_be_made_says_why_and_the_next_is_made(
    fault: Callable[..., Any],
    code: str,
    letters: int,
    member: Client,
    lived_town: LivedTown,
    exports_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "events_after", fault)
    broken, whole = ask(member).json()["data"]["id"], ask(member, "/api/export/agents").json()["data"]["id"]

    assert work_off() == 2

    assert shown(member, broken)["error"]["code"] == code
    assert shown(member, broken)["error"]["message"]
    assert shown(member, whole)["state"] == "done"
    assert FailedTask.objects.filter(task="export of events").count() == letters
    assert len(list(exports_dir.iterdir())) == 1


def test_a_disk_that_is_nearly_full_is_left_alone(
    member: Client, operator: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=files.FREE_MIN_BYTES - 1)
    monkeypatch.setattr("shutil.disk_usage", lambda place: usage)
    job = ask(member).json()["data"]["id"]

    work_off()

    assert shown(member, job)["error"]["code"] == "disk_full"
    assert read(operator, "export/run").status_code == 503


def test_old_files_are_deleted_and_what_belongs_to_nobody(
    member: Client, lived_town: LivedTown, exports_dir: Path, settings: LazySettings
) -> None:
    import os

    settings.EXPORTS_KEPT_DAYS = 2
    old, young = (ask(member).json()["data"]["id"] for _ in range(2))
    work_off()
    ExportJob.objects.filter(pk=old).update(ended_wall=timezone.now() - timedelta(days=2, hours=1))
    for name, days in (("stranger", 4), ("stranger.part", 4), ("new stranger", 2)):
        (exports_dir / name).write_bytes(b"x")
        then = timezone.now().timestamp() - days * 86_400
        os.utime(exports_dir / name, (then, then))

    assert jobs.delete_old() == 1

    assert [job.pk for job in ExportJob.objects.all()] == [young]
    kept = {path.name for path in exports_dir.iterdir()}
    assert kept == {ExportJob.objects.get().stored, "new stranger"}


def test_a_file_that_somebody_deleted_is_not_there(member: Client, lived_town: LivedTown, exports_dir: Path) -> None:
    job = ask(member).json()["data"]["id"]
    work_off()
    shutil.rmtree(exports_dir)

    assert read(member, f"export/jobs/{job}/file").status_code == 404


def test_a_list_costs_few_queries(
    operator: Client, lived_town: LivedTown, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = User.objects.get(email="operator@example.org")
    for _ in range(20):
        ExportJob.objects.create(
            run=lived_town.run, user=person, what="events", format="csv", stored=f"{_}", state=JobState.DONE
        )

    with django_assert_max_num_queries(4):
        assert len(read(operator, "export/jobs").json()["data"]["items"]) == 20


def test_with_celery_a_message_is_sent_and_its_loss_is_no_fault(
    lived_town: LivedTown, settings: LazySettings, woken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NOTICES_URL = "redis://127.0.0.1:1/0"
    sent: list[str] = []

    def send(task: str, **_: object) -> None:
        sent.append(task)
        raise OperationalError("nobody answers")

    monkeypatch.setattr("society.celery.app.send_task", send)

    dispatch.wake()

    assert (sent, woken) == (["society.tasks.work_exports"], [])


def test_too_many_is_said_before_anything_is_written(lived_town: LivedTown) -> None:
    person = User.objects.create_user("eager@example.org")

    def one() -> ExportJob:
        run: Run = lived_town.run
        return jobs.ask(run=run, user=person, what="events", file_format="csv", language="en")

    for _ in range(jobs.OPEN_MAX):
        one()
    with pytest.raises(TooManyJobs):
        one()
