"""How often the API may be asked: by person or address, exactly, and without a query."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from society.identity import limits
from society.identity.limits import EXPORTS, READS, WRITES, Limit
from streams.models import Role, User
from tests.lived_town import LivedTown
from tests.society.identity.clients import bearer, get, pair, post


@pytest.fixture
def limited(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch limits on, smaller ones than in life, with nothing counted yet."""
    settings.REQUEST_LIMITS = True
    limits.forget()
    for name, limit in (("READS", READS), ("WRITES", WRITES), ("EXPORTS", EXPORTS)):
        small = Limit(name=limit.name, times={"READS": 6, "WRITES": 3, "EXPORTS": 2}[name], within_s=limit.within_s)
        monkeypatch.setattr(f"society.identity.request_limits.{name}", small)


def from_address(address: str) -> Client:
    client = Client()
    client.defaults["REMOTE_ADDR"] = address
    return client


def test_the_limits_are_those_that_are_written_down() -> None:
    said = [(limit.times, limit.within_s) for limit in (READS, WRITES, EXPORTS)]

    assert said == [(600, 60), (100, 60), (10, 3_600)]


def test_an_address_reads_so_often_and_is_told_when_to_come_again(db: None, limited: None) -> None:
    answers = [from_address("192.0.2.1").get("/api/runs") for _ in range(8)]

    assert [answer.status_code for answer in answers] == [200] * 6 + [429] * 2
    assert answers[-1].json()["error"]["code"] == "RATE_LIMITED"
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert from_address("192.0.2.2").get("/api/runs").status_code == 200


def test_a_forged_header_is_no_other_address(db: None, limited: None) -> None:
    answers = [
        Client().get("/api/runs", headers={"X-Forwarded-For": f"198.51.100.{number}"}).status_code
        for number in range(7)
    ]

    assert answers[-1] == 429


def test_a_person_counts_as_herself_wherever_she_asks_from(ann: User, limited: None) -> None:
    token = pair()["access"]
    answers = [
        from_address(f"192.0.2.{number}").get("/api/runs", headers=bearer(token)).status_code for number in range(7)
    ]

    assert answers == [200] * 6 + [429]
    assert get("runs").status_code == 200


def test_writes_are_counted_apart(ann: User, limited: None) -> None:
    User.objects.update(role=Role.OPERATOR)
    token = pair()["access"]

    answers = [post("world/control", {"action": "nonsense"}, bearer(token)).status_code for _ in range(4)]

    assert answers[:3] != [429] * 3
    assert answers[3] == 429
    assert get("runs", token).status_code == 200


def test_downloads_are_few(lived_town: LivedTown, limited: None) -> None:
    answers = [from_address("192.0.2.1").get("/api/export/social-network").status_code for _ in range(3)]

    assert answers == [200, 200, 429]
    assert from_address("192.0.2.1").get("/api/runs").status_code == 200


def test_limits_are_off_by_the_setting(db: None) -> None:
    assert {from_address("192.0.2.1").get("/api/runs").status_code for _ in range(20)} == {200}


def test_counting_a_read_costs_no_query(
    db: None, limited: None, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.test.utils import CaptureQueriesContext

    settings.REQUEST_LIMITS = False
    with CaptureQueriesContext(connection) as uncounted:
        Client().get("/api/runs")
    settings.REQUEST_LIMITS = True

    with django_assert_num_queries(len(uncounted)):
        Client().get("/api/runs")


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_when_many_ask_at_once(limited: None) -> None:
    together = threading.Barrier(8)

    def ask(_: int) -> list[int]:
        together.wait()
        try:
            return [from_address("192.0.2.1").get("/api/runs").status_code for _ in range(3)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as clients:
        answers: list[Any] = [one for several in clients.map(ask, range(8)) for one in several]

    assert (answers.count(200), answers.count(429)) == (6, 18)


@pytest.mark.services
def test_the_limit_holds_between_processes_that_share_redis(
    db: None, limited: None, settings: Settings, redis_url: str
) -> None:
    settings.LIMITS_URL = redis_url
    limits._counter.cache_clear()

    first = [from_address("192.0.2.1").get("/api/runs").status_code for _ in range(4)]
    limits._counter.cache_clear()  # what a second process begins with
    limits.forget()
    second = [from_address("192.0.2.1").get("/api/runs").status_code for _ in range(4)]

    assert first + second == [200] * 6 + [429] * 2
    limits._counter.cache_clear()
