"""A prefork worker of housekeeping outlives every task: bounded tries, hard limits, a dead letter that is seen."""

from collections.abc import Iterator

import pytest

from society.celery import DELETE_EXPIRED_SESSIONS, HOUSEKEEPING_QUEUE
from tests.durability.workers import Environment, Sender, celery

pytestmark = [pytest.mark.services]

PREFORK = ("worker", "-Q", HOUSEKEEPING_QUEUE, "--concurrency=1", "--without-gossip", "--without-mingle")


@pytest.fixture
def sender(celery_town: Environment) -> Iterator[Sender]:
    """Run a worker that knows unruly tasks too."""
    with celery(celery_town, *PREFORK, "-I", "tests.durability.unruly_tasks"):
        yield Sender(celery_town)


def letters(sender: Sender) -> list[tuple[str, str, int]]:
    return [
        (str(task), str(error), int(times))
        for task, error, times in sender.rows("select task, error, times from society_failedtask order by id")
    ]


def test_a_poisonous_task_leaves_a_dead_letter_and_the_worker_goes_on(sender: Sender) -> None:
    sender.send("tests.poisonous", HOUSEKEEPING_QUEUE, args=[3])
    sender.send("tests.poisonous", HOUSEKEEPING_QUEUE, args=[4])
    sender.wait_until(lambda: ("tests.poisonous", "ValueError", 2) in letters(sender), within_s=60)

    assert sender.value("select message from society_failedtask") == "a dose of 4"
    assert "poisonous" in sender.value("select traceback from society_failedtask")


def test_a_task_that_never_ends_is_ended_and_the_next_one_is_run(sender: Sender) -> None:
    sender.rows("insert into django_session values ('old', '', now() - interval '1 day') returning session_key")
    sender.send("tests.endless", HOUSEKEEPING_QUEUE)
    sender.send(DELETE_EXPIRED_SESSIONS, HOUSEKEEPING_QUEUE)

    sender.wait_until(lambda: sender.value("select count(*) from django_session") == 0, within_s=60)

    assert letters(sender) == [("tests.endless", "TimeLimitExceeded", 1)]


def test_a_task_that_fails_for_want_of_a_service_is_tried_four_times_and_no_more(sender: Sender) -> None:
    sender.send("tests.unlucky", HOUSEKEEPING_QUEUE)

    sender.wait_until(lambda: letters(sender) != [], within_s=60)

    assert letters(sender) == [("tests.unlucky", "OperationalError", 1)]
