"""Celery drives a run on PostgreSQL through Redis: a solo worker serves steps, is killed, and another takes over."""

import time

import pytest

from tests.durability.workers import SOLO, Environment, Sender, celery, manage

pytestmark = [pytest.mark.services]

WINDOW_S = 12
RATE = 60


def test_a_killed_worker_is_taken_over_and_nothing_is_lost(celery_town: Environment) -> None:
    sender = Sender(celery_town)
    with celery(celery_town, *SOLO):
        sender.send_until(lambda: sender.step() >= 10, within_s=60)
        first_holder = sender.holder()
    after_kill = sender.step()

    with celery(celery_town, *SOLO):
        sender.send_until(lambda: sender.step() >= after_kill + 10, within_s=90)

    assert sender.holder() != first_holder
    assert "is sound" in manage(celery_town, "verify_run")


def test_a_worker_that_is_told_to_stop_gives_its_run_back(celery_town: Environment) -> None:
    sender = Sender(celery_town)
    with celery(celery_town, *SOLO) as process:
        sender.send_until(lambda: sender.step() >= 3, within_s=60)

        process.terminate()
        process.wait(20)

    assert sender.holder() == ""


def test_a_hung_worker_ends_itself_and_another_takes_over(celery_town: Environment) -> None:
    sender = Sender(celery_town)
    with celery(celery_town, *SOLO, "-I", "tests.durability.endless_slice") as hung:
        sender.send_until(lambda: hung.poll() is not None, within_s=90)
        said = hung.communicate()[0]
    first_holder, reached = sender.holder(), sender.step()

    with celery(celery_town, *SOLO):
        sender.send_until(lambda: sender.step() >= reached + 10, within_s=60)

    assert hung.returncode == 70
    assert "engine.hung" in said
    assert "endless_slice.py" in said
    assert sender.holder() != first_holder
    assert "is sound" in manage(celery_town, "verify_run")


def test_a_second_beat_has_no_second_effect(celery_town: Environment) -> None:
    sender = Sender(celery_town)
    manage(celery_town, "schedule_tasks")
    with (
        celery(celery_town, "beat"),
        celery(celery_town, "beat"),
        celery(celery_town, *SOLO, "-n", "first@%h"),
    ):
        sender.wait_until(lambda: sender.step() >= 30, within_s=150)
        began, began_s = sim_times(sender), time.monotonic()
        time.sleep(WINDOW_S)
        ended, passed_s = sim_times(sender), time.monotonic() - began_s

    assert (ended[0] - began[0]) / passed_s == pytest.approx(100, rel=0.15)
    assert "is sound" in manage(celery_town, "verify_run")


def test_three_runs_on_two_workers_all_advance_at_their_rate(celery_town: Environment) -> None:
    sender = Sender({**celery_town})
    town = {**celery_town, "TIME_SCALE": str(RATE)}
    for seed in ("1", "2", "3"):
        manage(town, "seed_town", "--new", "--count", "12", "--seed", seed)
    manage({**town, "ENGINE_WORKERS": "2"}, "schedule_tasks")
    with (
        celery(town, "beat"),
        celery(town, *SOLO, "-n", "first@%h"),
        celery(town, *SOLO, "-n", "second@%h"),
    ):
        sender.wait_until(lambda: all(step >= 10 for (step,) in sender.rows("select step from streams_runhead")), 150)
        began, began_s = sim_times(sender), time.monotonic()
        time.sleep(WINDOW_S)
        ended, passed_s = sim_times(sender), time.monotonic() - began_s
        holders = {holder for (holder,) in sender.rows("select holder from streams_runlease")}

    rates = [(after - before) / passed_s for before, after in zip(began[1:], ended[1:], strict=True)]
    assert rates == pytest.approx([RATE] * 3, rel=0.15)
    assert len(holders) == 2


def sim_times(sender: Sender) -> list[int]:
    return [sim_time for (sim_time,) in sender.rows("select sim_time from streams_runhead order by run_id")]
