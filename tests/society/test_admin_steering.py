"""Runs are steered from the admin by commands with receipts, by operators only, and what failed is sent again or dismissed."""

import json
from typing import Any, Final

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from society.celery import DELETE_SPENT_LINKS, app
from society.models import FailedTask
from society.operations.dead_letters import keep_dead_letter
from streams.models import Inbox, Outcome, Role, Run, RunClock, RunStatus, Snapshot, User
from tests.lived_town import EngineAtHand, LivedTown

RUNS: Final = "/admin/streams/run/"
LETTERS: Final = "/admin/society/failedtask/"


def told(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def act(client: Client, action: str, key: int, *, where: str = RUNS, **form: object) -> Any:
    return client.post(where, {"action": action, "_selected_action": [key], **form}, follow=True)


@pytest.fixture
def letter(db: None) -> FailedTask:
    """Keep a dead letter of a task that exists."""
    keep_dead_letter(task=DELETE_SPENT_LINKS, task_id="1", error=OSError("disk"), arguments=(), traceback="...")
    return FailedTask.objects.get()


def test_actions_on_a_run_are_commands_with_receipts(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    run = lived_town.run

    running = act(operator, "step_once", run.pk)
    paused = act(operator, "pause", run.pk)

    assert told(running) == [
        f"{run}: Single step was refused, because single steps are for a paused run; pause it first."
    ]
    assert told(paused) == [f"{run}: Pause is done."]
    assert RunClock.objects.get(pk=run.pk).rate_milli == 0
    assert [command.outcome for command in Inbox.objects.order_by("pk")] == ["refused", "applied"]


def test_a_command_names_who_gave_it(operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown) -> None:
    act(operator, "pause", lived_town.run.pk)

    command = Inbox.objects.get()
    page = operator.get(reverse("admin:streams_inbox_changelist")).content.decode()
    assert command.user == User.objects.get(email="operator@example.org")
    assert "operator@example.org" in page


def test_a_paused_run_is_stepped_and_resumed(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    run = lived_town.run
    act(operator, "pause", run.pk)
    before = RunClock.objects.get(pk=run.pk).sim_ms

    act(operator, "step_once", run.pk)
    stepped = RunClock.objects.get(pk=run.pk)
    act(operator, "resume", run.pk)

    assert 0 < stepped.sim_ms - before <= run.step_s * 1000
    assert RunClock.objects.get(pk=run.pk).rate_milli == stepped.resume_rate_milli


@pytest.mark.parametrize(("rate", "rate_milli"), [("0.1", 100), ("2.5", 2_500), ("1000", 1_000_000)])
def test_the_speed_is_set_within_its_bounds(
    rate: str, rate_milli: int, operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    asked = act(operator, "set_rate", lived_town.run.pk)
    answer = act(operator, "set_rate", lived_town.run.pk, answered="yes", rate=rate)

    assert b"Simulated seconds a real second" in asked.content
    assert told(answer) == [f"{lived_town.run}: Change of speed is done."]
    assert RunClock.objects.get(pk=lived_town.run.pk).rate_milli == rate_milli


@pytest.mark.parametrize("rate", ["0.09", "1000.1", "0", "-1", "fast", "", "nan", "1e9"])
def test_a_speed_beyond_its_bounds_is_asked_for_again(rate: str, operator: Client, lived_town: LivedTown) -> None:
    answer = act(operator, "set_rate", lived_town.run.pk, answered="yes", rate=rate)

    assert answer.context["form"].errors["rate"]
    assert Inbox.objects.count() == 0


def test_a_snapshot_is_taken(operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown) -> None:
    answer = act(operator, "take_snapshot", lived_town.run.pk)

    step = json.loads(Inbox.objects.get().result)["step"]
    assert told(answer) == [f"{lived_town.run}: Snapshot is done."]
    assert Snapshot.objects.numbered(lived_town.run.pk, step).exists()


def test_a_run_is_ended_only_when_somebody_is_sure(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    run = lived_town.run

    asked = act(operator, "end_run", run.pk)
    unsure = act(operator, "end_run", run.pk, answered="yes")
    before = Run.objects.get(pk=run.pk).status
    sure = act(operator, "end_run", run.pk, answered="yes", sure="on")
    afterwards = act(operator, "pause", run.pk)

    assert b"never driven again" in asked.content
    assert unsure.context["form"].errors["sure"]
    assert (before, Run.objects.get(pk=run.pk).status) == (RunStatus.LIVE, RunStatus.ENDED)
    assert told(sure) == [f"{run}: End is done."]
    assert told(afterwards) == [f"{run}: Pause was refused, because the run has ended; fork it to go on from it."]


def test_an_action_that_no_engine_answers_says_where_the_answer_will_be(
    operator: Client, lived_town: LivedTown, nobody_drives: None
) -> None:
    answer = act(operator, "resume", lived_town.run.pk)

    address = reverse("admin:streams_inbox_change", args=[Inbox.objects.get().pk])
    assert Inbox.objects.get().outcome == Outcome.PENDING
    assert f"{lived_town.run}: Resume is noted, but no engine has answered yet." in told(answer)[0]
    assert address in told(answer)[0]


def test_a_button_on_a_page_leads_back_to_it(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    page = reverse("admin:streams_run_change", args=[lived_town.run.pk])

    there = act(operator, "pause", lived_town.run.pk, back="run")
    start = act(operator, "resume", lived_town.run.pk, back="start")

    assert b'value="end_run"' in operator.get(page).content
    assert (there.redirect_chain[-1][0], start.redirect_chain[-1][0]) == (page, "/admin/")


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER])
def test_nobody_else_steers(role: Role, client: Client, lived_town: LivedTown) -> None:
    client.force_login(User.objects.create_user("person@example.org", role=role))

    answer = act(client, "pause", lived_town.run.pk)

    assert answer.redirect_chain[0][0].startswith("/admin/login/")
    assert Inbox.objects.count() == 0


def test_a_failed_task_is_sent_again_and_its_letter_gone(
    operator: Client, letter: FailedTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, list[object]]] = []
    monkeypatch.setattr(app, "send_task", lambda name, *, args, retry: sent.append((name, args)))

    answer = act(operator, "retry", letter.pk, where=LETTERS)

    assert told(answer) == [f"{DELETE_SPENT_LINKS} was sent again."]
    assert (sent, FailedTask.objects.count()) == ([(DELETE_SPENT_LINKS, [])], 0)


def test_a_letter_stays_when_the_broker_does_not_take_it(
    operator: Client, letter: FailedTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0", raising=False)

    answer = act(operator, "retry", letter.pk, where=LETTERS)

    assert f"the broker does not take {DELETE_SPENT_LINKS}" in told(answer)[0]
    assert FailedTask.objects.count() == 1


@pytest.mark.parametrize(
    ("task", "arguments", "why"),
    [
        ("inbox: direct", (), "is no task that Celery can be sent"),
        (DELETE_SPENT_LINKS, object(), "cannot be read back"),
    ],
)
def test_a_letter_that_cannot_be_sent_says_why_and_stays(
    task: str, arguments: object, why: str, operator: Client
) -> None:
    keep_dead_letter(task=task, task_id="1", error=ValueError("x"), arguments=arguments, traceback="")

    answer = act(operator, "retry", FailedTask.objects.get().pk, where=LETTERS)

    assert why in told(answer)[0]
    assert FailedTask.objects.count() == 1


def test_dismissing_a_letter_is_noted_with_who_did_it(operator: Client, letter: FailedTask) -> None:
    answer = act(operator, "dismiss", letter.pk, where=LETTERS)

    assert told(answer) == ["1 failed task was dismissed."]
    assert FailedTask.objects.count() == 0
    assert LogEntry.objects.get().user == User.objects.get(email="operator@example.org")
