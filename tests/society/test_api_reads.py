"""Reading over the API as its page promises: envelope, codes, languages, paging, and answers as the schema says."""

from typing import Any, Final

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from streams.kernel.simtime import world_time
from streams.models import Run, User
from tests.api_client import matches, read
from tests.lived_town import LivedTown

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
    read(client, "world/clock")
    with django_assert_max_num_queries(8) as ten:
        read(client, "agents?limit=10")
    with django_assert_max_num_queries(8) as fifty:
        read(client, "agents?limit=50")

    assert abs(len(ten) - len(fifty)) <= 1  # ways are read only where anybody walks


def test_the_past_of_a_large_town_is_not_shown(
    client: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("world.api.asking.PAST_MAX_RESIDENTS", 49)

    answer = read(client, f"agents?t={THEN}")

    assert (answer.status_code, list(answer.json()["error"]["details"])) == (400, ["t"])
    assert read(client, "agents").status_code == 200


def test_reading_is_closed_to_strangers_by_a_setting(
    client: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PUBLIC_READ", False)

    answer = read(client, "agents")

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "UNAUTHENTICATED")
    client.force_login(User.objects.create_user("observer@example.org"))
    assert read(client, "agents").status_code == 200


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

    monkeypatch.setattr("world.api.asking.present_as_found", fail)

    answer = read(client, "world/status")

    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "UNAVAILABLE")
    assert int(answer.headers["Retry-After"]) > 0


def test_what_nobody_foresaw_is_answered_in_the_envelope_without_its_secrets(
    client: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(run: Run) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("world.api.asking.present_as_found", fail)

    answer = read(client, "world/status")

    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "INTERNAL_ERROR")
    assert "secret" not in answer.content.decode()


def test_the_status_of_a_past_moment_is_that_moments(lived_town: LivedTown, client: Client) -> None:
    then = world_time(lived_town.then)

    status = read(client, f"world/status?t={then}").json()["data"]

    assert status["world_time"] == then
    assert 0 < status["seq"] < read(client, "world/status").json()["data"]["seq"]


def test_the_status_of_a_moment_that_has_not_come_is_refused(lived_town: LivedTown, client: Client) -> None:
    answer = read(client, "world/status?t=2039-01-01T00:00:00")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "INVALID_PARAMETER")
