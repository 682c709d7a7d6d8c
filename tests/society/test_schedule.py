"""The schedule that beat follows: written from code into the database, as often as one likes."""

from typing import Any

import pytest
from django.utils import translation
from django_celery_beat.models import PeriodicTask

from society.admin.schedule import PURPOSES
from society.celery import ADVANCE_RUNS, app
from society.schedule import OURS, entries, install_schedule

pytestmark = pytest.mark.django_db


def table() -> list[dict[str, Any]]:
    return list(PeriodicTask.objects.order_by("name").values())


@pytest.mark.parametrize("engine_workers", [1, 3])
def test_beat_sends_a_slice_a_second_for_each_worker(engine_workers: int) -> None:
    install_schedule(entries(engine_workers))

    slices = PeriodicTask.objects.filter(task=ADVANCE_RUNS)
    assert len(slices) == engine_workers
    assert {task.interval.schedule.run_every.total_seconds() for task in slices} == {1.0}
    assert {task.queue for task in slices} == {"engine"}


def test_a_slice_that_nobody_took_expires_after_its_second() -> None:
    install_schedule(entries(1))

    assert PeriodicTask.objects.get(task=ADVANCE_RUNS).expires_ == 1


def test_installing_twice_changes_nothing() -> None:
    install_schedule(entries(2))
    before = table()

    changed = install_schedule(entries(2))

    assert changed == 0
    assert table() == before


def test_fewer_workers_get_fewer_slices_and_the_operators_own_entries_stay() -> None:
    install_schedule(entries(3))
    own = PeriodicTask.objects.get(name=f"{OURS}advance-runs-1")
    PeriodicTask.objects.create(name="mine", task=ADVANCE_RUNS, interval=own.interval)

    install_schedule(entries(1))

    assert PeriodicTask.objects.filter(task=ADVANCE_RUNS, name__startswith=OURS).count() == 1
    assert PeriodicTask.objects.filter(name="mine").exists()


def test_what_an_operator_switched_off_stays_off() -> None:
    install_schedule(entries(1))
    PeriodicTask.objects.filter(name=f"{OURS}delete-spent-links").update(enabled=False)

    install_schedule(entries(2))

    assert not PeriodicTask.objects.get(name=f"{OURS}delete-spent-links").enabled


def test_an_entry_that_was_bent_is_put_right() -> None:
    install_schedule(entries(1))
    PeriodicTask.objects.update(queue="nowhere")

    changed = install_schedule(entries(1))

    assert changed == len(entries(1))
    assert not PeriodicTask.objects.filter(queue="nowhere").exists()


def test_whatever_is_sent_is_a_task_that_there_is() -> None:
    app.loader.import_default_modules()

    assert {entry.task for entry in entries(1)} <= set(app.tasks)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_admin_says_what_each_entry_is_for(language: str) -> None:
    with translation.override(language):
        said = {entry.task: str(PURPOSES.get(entry.task, "")) for entry in entries(1)}

    assert [task for task, purpose in said.items() if not purpose] == []
    assert [purpose for purpose in said.values() if purpose.isascii() != (language == "en")] == []


def test_beat_reads_the_database_in_utc() -> None:
    assert app.conf.beat_scheduler == "django_celery_beat.schedulers:DatabaseScheduler"
    assert str(app.timezone) == "UTC"
