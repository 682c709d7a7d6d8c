"""Celery's schedule: one expiring message a second for each engine worker."""

import pytest

from society.celery import ADVANCE_RUNS, app, beat_schedule


@pytest.mark.parametrize("engine_workers", [1, 3])
def test_beat_sends_a_slice_a_second_for_each_worker(engine_workers: int) -> None:
    entries = beat_schedule(engine_workers).values()

    assert len(entries) == engine_workers
    assert {entry["task"] for entry in entries} == {ADVANCE_RUNS}
    assert {entry["schedule"] for entry in entries} == {1.0}


def test_a_slice_that_nobody_took_expires_after_its_second() -> None:
    entry = beat_schedule(1)["advance-runs-1"]

    assert entry["options"] == {"queue": "engine", "expires": 1.0}


def test_slices_go_to_the_engine_queue_and_leave_no_results() -> None:
    assert app.amqp.router.route({}, ADVANCE_RUNS)["queue"].name == "engine"
    assert app.conf.task_ignore_result is True
