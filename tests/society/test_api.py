"""The API as its page promises it: envelope, codes, languages, paging, who may write, receipts, and its own schema."""

import json
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from streams.models import Inbox, Role, Run, RunClock, RunStatus, User
from tests.lived_town import EngineAtHand, LivedTown

THEN: Final = "2024-01-01T19:00:00"
# Every address that is read, and the path of its schema.
READS: Final = {
    "world/status": "world/status",
    "world/clock": "world/clock",
    "world/locations?limit=100": "world/locations",
    f"world/locations?t={THEN}": "world/locations",
    "world/locations/21": "world/locations/{number}",
    "agents?limit=50": "agents",
    f"agents?limit=50&t={THEN}": "agents",
    "agents?sort=wealth&status=stable": "agents",
    "agents/5": "agents/{number}",
    f"agents/5?t={THEN}": "agents/{number}",
    "agents/5/activities": "agents/{number}/activities",
    "agents/5/activities/daily?day=2024-01-01": "agents/{number}/activities/daily",
    "agents/5/trajectory?day=2024-01-01": "agents/{number}/trajectory",
    "agents/5/ledger": "agents/{number}/ledger",
    "agents/occupations": "agents/occupations",
    "agents/count": "agents/count",
    "stats/economy": "stats/economy",
    "runs": "runs",
}
WRITES: Final = {
    "world/control": {"action": "pause"},
    "agents/5/command": {"action": "eat", "location_id": 21},
    "runs/{run}/fork": {"at": THEN},
}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Write the schema; any warning fails."""
    file = tmp_path_factory.mktemp("schema") / "schema.yml"
    call_command("spectacular", fail_on_warn=True, validate=True, file=str(file))
    return yaml.safe_load(Path(file).read_text(encoding="utf-8"))


@pytest.fixture
def operator(client: Client, db: None) -> Client:
    """Give a client that is signed in as an operator."""
    client.force_login(User.objects.create_user("operator@example.org", role=Role.OPERATOR))
    return client


def read(client: Client, path: str, language: str = "en") -> Any:
    return client.get(f"/api/{path}", headers={"Accept-Language": language})


def write(client: Client, path: str, body: object, **headers: str) -> Any:
    return client.post(f"/api/{path}", json.dumps(body), content_type="application/json", headers=headers)


def matches(answer: Any, schema: Any, path: str, *, method: str = "get") -> None:
    """Check an answer against what the schema says of it."""
    described = schema["paths"][f"/api/{path}"][method]["responses"][str(answer.status_code)]
    content = described["content"]["application/json"]["schema"]
    jsonschema.validate(answer.json(), {**content, "components": schema["components"]})


@pytest.mark.parametrize(("path", "described"), READS.items())
def test_each_read_answers_as_the_schema_says(
    path: str, described: str, client: Client, lived_town: LivedTown, schema: Any
) -> None:
    answer = read(client, path)

    assert answer.status_code == 200
    matches(answer, schema, described)


def test_a_run_and_a_why_answer_as_the_schema_says(client: Client, lived_town: LivedTown, schema: Any) -> None:
    seq = read(client, "agents/5/activities?limit=1").json()["data"]["items"][0]["seq"]

    matches(read(client, f"runs/{lived_town.run.pk}"), schema, "runs/{run_id}")
    matches(read(client, f"agents/5/why/{seq}"), schema, "agents/{number}/why/{event}")


def test_the_status_is_that_of_the_page(client: Client, lived_town: LivedTown) -> None:
    status = read(client, "world/status").json()["data"]

    assert status["world_time"] == "2024-01-02T03:00:00"
    assert (status["agent_count"], status["day_count"], status["time_period"]) == (50, 2, "night")
    assert (status["is_daytime"], status["time_scale"], status["status"]) == (False, 10, "stalled")
    assert status["config"] == {"width": 2000, "height": 2000}
    assert status["clock"]["start_world_time"] == "2024-01-01T06:00:00"


def test_money_is_a_decimal_string_and_an_id_is_a_number(client: Client, lived_town: LivedTown) -> None:
    view = lived_town.residents_then[4]

    agent = read(client, f"agents/5?t={THEN}").json()["data"]

    cents = view.purse.money_cents
    assert agent["economy"]["money"] == f"{cents // 100}.{cents % 100:02d}"
    assert agent["economy"]["currency"] == "CNY"
    assert agent["id"] == 5
    assert agent["current_location"]["id"] == (view.location.number if view.location else None)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("agents/51", 404, "AGENT_NOT_FOUND"),
        ("agents/0", 404, "AGENT_NOT_FOUND"),
        ("agents/99999999999999999999999", 404, "AGENT_NOT_FOUND"),
        ("agents/51/activities", 404, "AGENT_NOT_FOUND"),
        ("agents/51/ledger", 404, "AGENT_NOT_FOUND"),
        ("agents/51/trajectory", 404, "AGENT_NOT_FOUND"),
        ("agents/51/activities/daily", 404, "AGENT_NOT_FOUND"),
        ("agents/51/why/1", 404, "AGENT_NOT_FOUND"),
        ("agents/5/why/99999999999999999999999", 404, "NOT_FOUND"),
        ("world/locations/999", 404, "LOCATION_NOT_FOUND"),
        ("world/status?run=8000000", 404, "NOT_FOUND"),
        ("world/status?run=99999999999999", 400, "INVALID_PARAMETER"),
        ("world/status?run=willowbrook", 400, "INVALID_PARAMETER"),
        ("runs/8000000", 404, "NOT_FOUND"),
        ("runs/99999999999999999999999", 404, "NOT_FOUND"),
        ("receipts/1", 404, "NOT_FOUND"),
        ("nothing/here", 404, "NOT_FOUND"),
        ("agents?page=0", 400, "INVALID_PARAMETER"),
        ("agents?limit=101", 400, "INVALID_PARAMETER"),
        ("agents?limit=0", 400, "INVALID_PARAMETER"),
        ("agents?limit=many", 400, "INVALID_PARAMETER"),
        ("agents?sort=height", 400, "INVALID_PARAMETER"),
        ("agents?occupation=king", 400, "INVALID_PARAMETER"),
        ("agents?status=rich", 400, "INVALID_PARAMETER"),
        ("agents?search=%00", 400, "INVALID_PARAMETER"),
        ("agents?t=yesterday", 400, "INVALID_PARAMETER"),
        ("agents?t=2023-12-31T00:00:00", 400, "INVALID_PARAMETER"),
        ("agents?t=2024-01-01T05:59:59", 400, "INVALID_PARAMETER"),
        ("agents?t=2030-01-01T00:00:00", 400, "INVALID_PARAMETER"),
        ("agents?t=2024-01-01T12:00:00%2B08:00", 400, "INVALID_PARAMETER"),
        ("agents/5/activities/daily?day=2023-12-31", 400, "INVALID_PARAMETER"),
        ("agents/5/activities/daily?day=2024-01-03", 400, "INVALID_PARAMETER"),
        ("agents/5/ledger?before=-1", 400, "INVALID_PARAMETER"),
    ],
)
def test_what_cannot_be_answered_has_a_code(
    path: str, status: int, code: str, client: Client, lived_town: LivedTown
) -> None:
    answer = read(client, path)

    assert answer.status_code == status
    assert answer.json()["success"] is False
    assert answer.json()["error"]["code"] == code
    assert set(answer.json()["error"]) == {"code", "message", "details"}


def test_a_wrong_value_is_named_in_the_details(client: Client, lived_town: LivedTown) -> None:
    assert list(read(client, "agents?page=0&limit=101").json()["error"]["details"]) == ["page", "limit"]


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "This run has no resident with that number."),
        ("zh-hans", "本次运行中没有这个编号的居民。"),
        ("zh-CN,zh;q=0.9", "本次运行中没有这个编号的居民。"),
        ("fr", "This run has no resident with that number."),
        ("", "This run has no resident with that number."),
    ],
)
def test_messages_are_in_the_language_asked_for(
    language: str, message: str, client: Client, lived_town: LivedTown
) -> None:
    assert read(client, "agents/51", language).json()["error"]["message"] == message


def test_thoughts_and_places_are_in_the_language_asked_for(client: Client, lived_town: LivedTown) -> None:
    english = read(client, f"agents/5?t={THEN}").json()["data"]
    chinese = read(client, f"agents/5?t={THEN}", "zh-hans").json()["data"]

    assert chinese["home"]["name"] != english["home"]["name"]
    assert chinese["home"]["name"] in chinese["current_thinking"] or "。" in chinese["current_thinking"]
    assert english["current_action"] == chinese["current_action"]


def test_pages_of_a_list_meet_without_overlap(client: Client, lived_town: LivedTown) -> None:
    pages = [read(client, f"agents?page={page}&limit=20").json()["data"] for page in (1, 2, 3, 4)]

    ids = [agent["id"] for page in pages for agent in page["items"]]
    assert ids == list(range(1, 51))
    assert {(page["total"], page["limit"]) for page in pages} == {(50, 20)}


def test_a_list_costs_as_many_queries_for_ten_as_for_fifty(
    client: Client, lived_town: LivedTown, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(11) as ten:
        read(client, "agents?limit=10")
    with django_assert_max_num_queries(11) as fifty:
        read(client, "agents?limit=50")

    assert abs(len(ten) - len(fifty)) <= 1  # ways are read only where anybody walks


def test_reading_is_closed_to_strangers_by_a_setting(
    client: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PUBLIC_READ", False)

    answer = read(client, "agents")

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "UNAUTHENTICATED")
    client.force_login(User.objects.create_user("observer@example.org"))
    assert read(client, "agents").status_code == 200


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


@pytest.mark.parametrize("path", ["agents", "world/status", "agents/5", "runs"])
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
        ("agents/5/command", {"action": "eat"}, 400, "INVALID_PARAMETER"),
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


def test_without_any_run_the_api_says_what_to_do(client: Client, db: None) -> None:
    Run.objects.filter(is_default=True).update(is_default=False)

    answer = read(client, "world/status")

    assert answer.status_code == 404
    assert "seed_town" in answer.json()["error"]["message"]


def test_a_database_that_is_down_is_unavailable_for_a_while(
    client: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(run: Run) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("world.api.views.present", fail)

    answer = read(client, "world/status")

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "UNAVAILABLE")
    assert int(answer.headers["Retry-After"]) > 0


def test_what_nobody_foresaw_is_answered_in_the_envelope_without_its_secrets(
    client: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(run: Run) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("world.api.views.present", fail)

    answer = read(client, "world/status")

    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "INTERNAL_ERROR")
    assert "secret" not in answer.content.decode()
