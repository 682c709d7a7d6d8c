"""Writing over the API: who may, what a receipt says, and what a refusal changes, which is nothing."""

from typing import Any, Final

import pytest
from django.test import Client

from streams.models import Inbox, Role, Run, RunClock, RunStatus, User
from tests.api_client import matches, read, write
from tests.lived_town import EngineAtHand, LivedTown
from world.actions import Action
from world.models import ResidentState

THEN: Final = "2024-01-01T19:00:00"
WRITES: Final = {
    "world/control": {"action": "pause"},
    "agents/5/command": {"action": "eat", "location_id": 21},
    "agents/5/dealings": {"act": "repay"},
    "runs/{run}/fork": {"at": THEN},
}


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(
    ("role", "status", "code"),
    [
        (None, 401, "UNAUTHENTICATED"),
        (Role.OBSERVER, 403, "FORBIDDEN"),
        (Role.MEMBER, 403, "FORBIDDEN"),
    ],
)
def test_only_operators_write(
    path: str, role: Role | None, status: int, code: str, client: Client, lived_town: LivedTown
) -> None:
    if role is not None:
        client.force_login(User.objects.create_user("person@example.org", role=role))

    answer = write(client, path.format(run=lived_town.run.pk), WRITES[path])

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert not Inbox.objects.exists()


@pytest.mark.parametrize("path", ["agents/count", "world/status", "agents/5", "runs"])
def test_a_method_that_is_not_there_is_named(path: str, client: Client, lived_town: LivedTown) -> None:
    answer = write(client, path, {})

    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "METHOD_NOT_ALLOWED")


def test_an_operator_pauses_and_resumes(operator: Client, engine_at_hand: EngineAtHand, schema: Any) -> None:
    paused = write(operator, "world/control", {"action": "pause"})
    resumed = write(operator, "world/control", {"action": "resume"})

    matches(paused, schema, "world/control", method="post")
    assert (paused.status_code, paused.json()["data"]["object"]["status"]) == (201, "paused")
    assert paused.json()["data"]["receipt"]["outcome"] == "applied"
    assert resumed.json()["data"]["object"]["status"] in {"running", "behind"}


def test_a_step_while_running_is_refused_with_its_reason(operator: Client, engine_at_hand: EngineAtHand) -> None:
    answer = write(operator, "world/control", {"action": "step"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "CONFLICT")
    assert answer.json()["error"]["details"]["reason"] == "not_paused"


def test_a_step_while_paused_is_one_grid_step(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    before = write(operator, "world/control", {"action": "pause"}).json()["data"]["object"]["world_time"]

    after = write(operator, "world/control", {"action": "step"}).json()["data"]["object"]

    assert after["status"] == "paused"
    assert before < after["world_time"] <= "2024-01-02T03:01:00"


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [("speed_up", 10_000, 20), ("slow_down", 10_000, 5), ("speed_up", 900_000, 1000), ("slow_down", 150, 0.1)],
)
def test_speed_doubles_and_halves_within_its_bounds(
    action: str, before: int, after: float, operator: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    RunClock.objects.filter(pk=lived_town.run.pk).update(rate_milli=0, resume_rate_milli=before)
    monkeypatch.setattr("streams.services.inbox.time", EngineAtHand(lived_town.run, wall_ms=lambda: 10**13))

    answer = write(operator, "world/control", {"action": action})

    assert answer.json()["data"]["object"]["time_scale"] == after


def test_a_time_scale_is_set_and_checked(operator: Client, engine_at_hand: EngineAtHand) -> None:
    right = operator.put("/api/world/time-scale", {"time_scale": 50}, content_type="application/json")
    wrong = operator.put("/api/world/time-scale", {"time_scale": 1001}, content_type="application/json")

    assert (right.status_code, right.json()["data"]["object"]["time_scale"]) == (201, 50)
    assert (wrong.status_code, list(wrong.json()["error"]["details"])) == (400, ["time_scale"])


def test_without_an_engine_a_command_is_pending_and_its_receipt_has_an_address(
    operator: Client, lived_town: LivedTown, nobody_drives: None, schema: Any
) -> None:
    answer = write(operator, "world/control", {"action": "pause"})

    assert (answer.status_code, answer.json()["data"]["object"]) == (202, None)
    receipt = operator.get(answer.headers["Location"])
    matches(receipt, schema, "receipts/{receipt_id}")
    assert receipt.json()["data"] == answer.json()["data"]["receipt"]
    assert receipt.json()["data"]["outcome"] == "pending"


def test_a_receipt_is_shown_to_nobody_else(operator: Client, lived_town: LivedTown, nobody_drives: None) -> None:
    where = write(operator, "world/control", {"action": "pause"}).headers["Location"]
    stranger, member = Client(), Client()
    member.force_login(User.objects.create_user("member@example.org", role=Role.MEMBER))

    assert [stranger.get(where).status_code, member.get(where).status_code] == [404, 404]


def test_the_same_key_gives_the_same_receipt(operator: Client, lived_town: LivedTown, nobody_drives: None) -> None:
    key = {"Idempotency-Key": "once"}

    first = write(operator, "world/control", {"action": "pause"}, **key).json()["data"]["receipt"]["id"]
    second = write(operator, "world/control", {"action": "pause"}, **key).json()["data"]["receipt"]["id"]

    assert first == second
    assert Inbox.objects.count() == 1


def test_a_resident_does_what_an_operator_tells_her(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown, schema: Any
) -> None:
    answer = write(operator, "agents/5/command", {"action": "eat", "location_id": 21})

    matches(answer, schema, "agents/{number}/command", method="post")
    assert answer.status_code == 201
    assert answer.json()["data"]["receipt"]["result"]["event"] > 0
    assert answer.json()["data"]["object"]["id"] == 5


@pytest.mark.parametrize(("language", "sentence"), [("en", "She is asleep."), ("zh-hans", "她睡着了")])
def test_what_two_cannot_deal_in_is_said_in_the_readers_language(
    language: str, sentence: str, operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown, schema: Any
) -> None:
    asleep = ResidentState.objects.of(lived_town.run.pk).filter(action=Action.SLEEP)[0].number
    body = {"act": "lend", "other_id": asleep % 50 + 1, "cents": 500}
    answer = write(operator, f"agents/{asleep}/dealings", body, **{"Accept-Language": language})

    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["details"]["reason"]) == (409, "CONFLICT", "asleep")
    assert error["message"].startswith(sentence)
    acts = {"give", "trade", "lend", "repay", "treat", "use", "buy", "take_photo"}
    assert acts == set(schema["components"]["schemas"]["DealingActEnum"]["enum"])


def test_nobody_is_commanded_while_the_world_is_paused(
    operator: Client, lived_town: LivedTown, nobody_drives: None
) -> None:
    RunClock.objects.filter(pk=lived_town.run.pk).update(rate_milli=0)

    answer = write(operator, "agents/5/command", {"action": "eat", "location_id": 21})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "WORLD_PAUSED")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("agents/51/command", {"action": "eat", "location_id": 21}, 404, "AGENT_NOT_FOUND"),
        ("agents/5/command", {"action": "eat", "location_id": 999}, 404, "LOCATION_NOT_FOUND"),
        ("agents/5/command", {"action": "fly", "location_id": 21}, 400, "INVALID_PARAMETER"),
        ("agents/5/command", {"location_id": 21}, 400, "INVALID_PARAMETER"),
        ("agents/5/command", {"action": "eat", "agent_id": 6}, 400, "INVALID_PARAMETER"),
        ("agents/5/command", {"action": "talk", "agent_id": 99}, 404, "AGENT_NOT_FOUND"),
        ("agents/5/command", {"action": "talk", "agent_id": 5}, 400, "INVALID_PARAMETER"),
        ("agents/51/dealings", {"act": "repay"}, 404, "AGENT_NOT_FOUND"),
        ("agents/5/dealings", {"act": "lend", "other_id": 99, "cents": 100}, 404, "AGENT_NOT_FOUND"),
        ("agents/5/dealings", {"act": "lend", "other_id": 6}, 400, "INVALID_PARAMETER"),
        ("agents/5/dealings", {"act": "steal", "other_id": 6}, 400, "INVALID_PARAMETER"),
        ("agents/5/dealings", {"act": "use"}, 400, "INVALID_PARAMETER"),
        ("agents/5/dealings", {"act": "buy", "thing": "castle"}, 400, "INVALID_PARAMETER"),
        ("agents/5/command", [], 400, "INVALID_PARAMETER"),
        ("world/control", {"action": "explode"}, 400, "INVALID_PARAMETER"),
        ("runs/{run}/fork", {"at": THEN, "step": 5}, 400, "INVALID_PARAMETER"),
        ("runs/{run}/fork", {"at": "2030-01-01T00:00:00"}, 400, "INVALID_PARAMETER"),
        ("runs/{run}/fork", {"step": 1_000_000}, 400, "INVALID_PARAMETER"),
        ("runs/8000000/fork", {}, 404, "NOT_FOUND"),
    ],
)
def test_a_wrong_command_changes_nothing(
    path: str, body: object, status: int, code: str, operator: Client, lived_town: LivedTown
) -> None:
    answer = write(operator, path.format(run=lived_town.run.pk), body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert not Inbox.objects.exists()
    assert Run.objects.count() == 1


def test_a_body_that_is_not_json_is_refused(operator: Client, lived_town: LivedTown) -> None:
    broken = operator.post("/api/world/control", "{", content_type="application/json")
    form = operator.post("/api/world/control", {"action": "pause"})

    assert (broken.status_code, broken.json()["error"]["code"]) == (400, "INVALID_PARAMETER")
    assert (form.status_code, form.json()["error"]["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_run_is_forked_at_a_past_moment(operator: Client, lived_town: LivedTown, schema: Any) -> None:
    answer = write(operator, f"runs/{lived_town.run.pk}/fork", {"at": THEN, "name": "What if"})

    matches(answer, schema, "runs/{run_id}/fork", method="post")
    fork = answer.json()["data"]
    assert (fork["name"], fork["parent"], fork["world_time"]) == ("What if", lived_town.run.pk, THEN)
    agents = read(operator, f"agents?run={fork['id']}&limit=50").json()["data"]["items"]
    assert agents == read(operator, f"agents?t={THEN}&limit=50").json()["data"]["items"]


def test_a_reset_ends_the_run_and_begins_a_new_one(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    answer = write(operator, "world/control", {"action": "reset"})

    begun = answer.json()["data"]["object"]
    assert (answer.status_code, begun["world_time"], begun["agent_count"]) == (201, "2024-01-01T06:00:00", 50)
    old, new = Run.objects.get(pk=lived_town.run.pk), Run.objects.get(pk=begun["run"])
    assert (old.status, old.is_default, new.is_default) == (RunStatus.ENDED, False, True)
    assert (new.seed, new.scenario) == (old.seed, old.scenario)
    refused = write(operator, f"world/control?run={old.pk}", {"action": "pause"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "CONFLICT")
