"""Answers kept as bytes: given again while nothing has changed, never when something has, and no more than fit."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.api.kept import KeptAnswers
from streams.models import Run
from streams.writer.driver import Driver


def counted(text: str) -> tuple[Callable[[], dict[str, str]], list[str]]:
    """Give something that makes an answer, and the list of how often it did."""
    made: list[str] = []

    def make() -> dict[str, str]:
        made.append(text)
        return {"text": text}

    return make, made


def test_the_same_question_is_worked_out_once() -> None:
    answers = KeptAnswers()
    make, made = counted("hello")

    first, second = answers.give("a", make), answers.give("a", make)

    assert first.body == b'{"success":true,"data":{"text":"hello"}}'
    assert second is first
    assert made == ["hello"]


def test_another_answer_has_another_tag_and_the_same_answer_the_same() -> None:
    answers = KeptAnswers()

    tags = [answers.give(key, counted(text)[0]).etag for key, text in (("a", "x"), ("b", "y"), ("c", "x"))]

    assert tags[0] == tags[2] != tags[1]


def test_what_was_not_asked_for_longest_makes_room() -> None:
    answers = KeptAnswers(bytes_max=300)
    make, made = counted("x" * 70)  # 107 bytes each
    for key in ("a", "b", "a", "c"):
        answers.give(key, make)

    assert len(made) == 3
    answers.give("a", make)
    assert len(made) == 3
    answers.give("b", make)
    assert len(made) == 4


def test_an_answer_that_is_larger_than_all_room_is_given_and_not_kept() -> None:
    answers = KeptAnswers(bytes_max=50)
    make, made = counted("x" * 70)

    assert len(answers.give("a", make).body) > 50
    answers.give("a", make)
    assert len(made) == 2


@pytest.fixture
def town(db: None) -> Run:
    """Found a paused town."""
    return found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True, is_paused=True)


def page(client: Client, path: str = "/api/agents?limit=5", **headers: str) -> Any:
    return client.get(path, headers=headers)


@pytest.mark.parametrize("path", ["/api/agents?limit=5", "/api/world/locations"])
def test_a_page_that_nothing_has_changed_costs_one_query(
    town: Run, client: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = page(client, path)

    with django_assert_num_queries(1):
        second = page(client, path)

    assert second.json() == first.json()
    assert second["Content-Type"] == "application/json"
    assert second["Cache-Control"] == "no-cache"


def test_a_client_that_has_the_answer_is_not_sent_it_again(town: Run, client: Client) -> None:
    first = page(client)

    again = page(client, **{"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_a_step_makes_another_answer(town: Run, client: Client) -> None:
    before = page(client)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(town)
    driver.advance_until(session, session.head_sim_time + 3_600)
    driver.release_all()

    after = page(client, **{"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert after.json()["data"]["items"] != before.json()["data"]["items"]


def test_other_questions_and_other_languages_have_answers_of_their_own(town: Run, client: Client) -> None:
    assert len(page(client, "/api/agents?limit=2").json()["data"]["items"]) == 2
    assert len(page(client, "/api/agents?limit=3").json()["data"]["items"]) == 3
    english, chinese = (
        page(client, "/api/world/locations", **{"accept-language": language}).json() for language in ("en", "zh-hans")
    )
    assert english["data"]["total"] == chinese["data"]["total"]


def test_a_refusal_is_not_kept(town: Run, client: Client) -> None:
    for _ in range(2):
        assert page(client, "/api/agents?district=99").status_code == 400


def test_another_run_has_another_answer(town: Run, client: Client) -> None:
    other = found_scenario(with_overrides(load_scenario("willowbrook"), count=6), is_paused=True)

    totals = [page(client, f"/api/agents?run={run.pk}").json()["data"]["total"] for run in (town, other)]

    assert totals == [12, 6]
