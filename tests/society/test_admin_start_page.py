"""The start page says whether the town is alive, and what cannot be known says why; the schedule is told in words."""

import re
import time
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django_celery_beat.models import PeriodicTask

from society.operations.dead_letters import keep_dead_letter
from society.operations.queues import queue_lengths
from society.operations.storage import database_facts
from society.schedule import entries, install_schedule
from streams.models import RunClock, RunHead, RunLease, User
from tests.lived_town import EngineAtHand, LivedTown

START: Final = "/admin/"
DEAD: Final = "redis://127.0.0.1:1/0"


def figures(answer: Any, section: str) -> dict[str, str]:
    return {figure.name: figure.text for figure in answer.context[section]}


def test_a_run_is_shown_with_what_an_operator_asks_first(
    operator: Client, lived_town: LivedTown, engine_at_hand: EngineAtHand
) -> None:
    RunClock.objects.filter(pk=lived_town.run.pk).update(
        lag_ms=1_500, slipped_ms=2_000, step_us=1_234, commit_us=5_600, committed_wall_ms=time.time() * 1000 - 3_000
    )

    (run,) = operator.get(START).context["runs"]

    assert (run["name"], run["lag"], run["slipped"]) == (lived_town.run.name, "1.5 s", "2 s")
    assert (run["step"], run["commit"]) == ("1.23 ms", "5.60 ms")
    assert re.fullmatch(r"[3-9] seconds ago", run["committed"])
    assert (run["residents"], run["events"]) == (50, RunHead.objects.get(pk=lived_town.run.pk).seq)
    assert run["holder"] == RunLease.objects.get(pk=lived_town.run.pk).holder
    assert re.fullmatch(r"\d seconds? ago", run["since"])


def test_a_commit_notes_how_long_steps_and_the_commit_before_took(lived_town: LivedTown) -> None:
    clock = RunClock.objects.get(pk=lived_town.run.pk)

    assert 0 < clock.step_us < 1_000_000
    assert 0 < clock.commit_us < 10_000_000
    assert time.time() * 1000 - clock.committed_wall_ms < 600_000


def test_a_run_that_nobody_drives_says_so_and_names_no_time(operator: Client, lived_town: LivedTown) -> None:
    RunClock.objects.filter(pk=lived_town.run.pk).update(step_us=0, commit_us=0, committed_wall_ms=0)

    (run,) = operator.get(START).context["runs"]

    assert (run["holder"], run["since"], run["word"]) == ("nobody", "", "Stalled")
    assert (run["step"], run["commit"], run["committed"]) == ("not measured yet", "not measured yet", "not noted yet")


def test_an_embedded_town_says_that_it_has_no_queues(operator: Client, lived_town: LivedTown) -> None:
    answer = operator.get(START)

    assert figures(answer, "queues") == {"Queues": "none: the engine runs embedded, without Celery"}
    assert figures(answer, "services")["Redis"] == "not used: one process serves everybody"


def test_a_broker_that_is_away_is_named_and_no_length_is_nought(operator: Client, lived_town: LivedTown) -> None:
    with override_settings(NOTICES_URL=DEAD, CELERY_BROKER_URL=DEAD):
        answer = operator.get(START)

    assert figures(answer, "queues")["Queues"].startswith("not known: Redis cannot be used")
    assert figures(answer, "services")["Redis"].startswith("Redis cannot be used")


@pytest.mark.services
def test_queues_are_counted_where_the_messages_are(operator: Client, redis_url: str) -> None:
    import redis

    client = redis.Redis.from_url(redis_url)
    client.lpush("engine", "a", "b")
    client.close()

    with override_settings(NOTICES_URL=redis_url, CELERY_BROKER_URL=redis_url):
        answer = operator.get(START)

    assert queue_lengths(redis_url, ("engine", "housekeeping")) == {"engine": 2, "housekeeping": 0}
    shown = {"engine": "2 messages", "housekeeping": "0 messages", "exports": "0 messages"}
    assert figures(answer, "queues") == shown
    assert figures(answer, "services")["Redis"] == "answers"


@pytest.mark.stores
def test_the_database_says_what_it_is_and_how_big(operator: Client) -> None:
    services = figures(operator.get(START), "services")

    assert database_facts().size_bytes > 100_000
    assert re.fullmatch(r"(SQLite|PostgreSQL [\d.]+) answers", services["Database"])
    assert re.fullmatch(r"[\d.]+\s[KMG]B in all", services["Size"])


def test_failed_tasks_and_the_schedule_stand_on_the_start_page(operator: Client, lived_town: LivedTown) -> None:
    before = operator.get(START).content.decode()
    keep_dead_letter(task="society.tasks.x", task_id="1", error=OSError("disk"), arguments=(), traceback="")
    install_schedule(entries(1))

    page = operator.get(START).content.decode()

    assert "None: nothing failed for good." in before
    assert "None is installed" in before
    assert "society.tasks.x: OSError (x1)" in page
    assert "Drive the runs for one slice" in page
    assert "every 1 second" in page
    assert "never yet" in page


def test_the_start_page_counts_no_table_of_history(operator: Client, lived_town: LivedTown) -> None:
    operator.get(START)

    with CaptureQueriesContext(connection) as captured:
        operator.get(START)

    assert [one["sql"] for one in captured if "COUNT(" in one["sql"].upper()] == []
    assert len(captured) <= 9


def test_the_schedule_is_told_in_words_and_changed_by_administrators_only(operator: Client) -> None:
    install_schedule(entries(2))
    entry = PeriodicTask.objects.get(name="society.delete-expired-sessions")
    where = "/admin/django_celery_beat/periodictask/"
    root = Client()
    root.force_login(User.objects.create_superuser("root@example.org"))

    listed = operator.get(where).content.decode()
    form = root.get(f"{where}{entry.pk}/change/").content.decode()

    assert "Clear away sessions that have run out" in listed
    assert "every 60 minutes" in listed
    assert operator.post(f"{where}{entry.pk}/change/", {"name": "x"}).status_code == 403
    assert 'name="regtask"' in form
    assert "society.tasks.delete_expired_sessions" in form


def test_the_start_page_is_chinese_for_those_who_read_it(operator: Client, lived_town: LivedTown) -> None:
    page = operator.get(START, headers={"accept-language": "zh-hans"}).content.decode()

    assert "失败的任务" in page
    assert "Failed tasks" not in page
