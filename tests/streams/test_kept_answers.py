"""Answers kept as bytes: given again while nothing has changed, never when something has, and no more than fit."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Final

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.api.kept import KEPT_MS, KeptAnswers
from streams.models import Role, Run, RunClock, RunHead, RunStatus, User
from streams.selectors.clock import ClockRow, ShownClock, clock_of
from streams.selectors.reader import Reader
from streams.writer.driver import Driver


def counted(text: str) -> tuple[Callable[[], dict[str, str]], list[str]]:
    """Give something that makes an answer, and the list of how often it did."""
    made: list[str] = []

    def make() -> dict[str, str]:
        made.append(text)
        return {"text": text}

    return make, made


def clock(*, seq: int = 1, wall_ms: int = 5_000, run: int = 1) -> ShownClock:
    """Read the clock of a run that stands still."""
    row = ClockRow(
        run=run,
        status=RunStatus.LIVE,
        seq=seq,
        step=1,
        sim_time=60,
        sim_ms=60_000,
        wall_ms=0,
        rate_milli=0,
        resume_rate_milli=10_000,
        lag_ms=0,
        slipped_ms=0,
        expires_wall_ms=0,
    )
    return replace(clock_of(row), wall_ms=wall_ms)


def test_the_same_question_is_worked_out_once() -> None:
    answers = KeptAnswers()
    make, made = counted("hello")

    first, second = answers.give("a", None, clock(), make), answers.give("a", None, clock(), make)

    assert first.body == b'{"success":true,"data":{"text":"hello"}}'
    assert second is first
    assert made == ["hello"]


@pytest.mark.parametrize(
    ("later", "times"),
    [
        (clock(wall_ms=5_000 + KEPT_MS - 1), 1),
        (clock(wall_ms=5_000 + KEPT_MS), 2),
        (clock(seq=2), 2),
        (clock(run=2), 2),
    ],
    ids=["a moment later", "a second later", "after an event", "in another run"],
)
def test_an_answer_holds_for_a_second_while_nothing_happens(later: ShownClock, times: int) -> None:
    answers = KeptAnswers()
    make, made = counted("hello")

    answers.give("a", None, clock(), make)
    answers.give("a", None, later, make)

    assert len(made) == times


def test_many_who_ask_at_once_wait_for_the_one_who_works_it_out() -> None:
    answers, begun, may_end = KeptAnswers(), threading.Event(), threading.Event()
    made: list[int] = []

    def slowly() -> dict[str, int]:
        made.append(1)
        begun.set()
        may_end.wait(5)
        return {"n": len(made)}

    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(answers.give, "a", None, clock(), slowly)
        begun.wait(5)
        # their clocks were read a little earlier and later than the one that the answer is made by
        others = [pool.submit(answers.give, "a", None, clock(wall_ms=5_000 + n), slowly) for n in range(-3, 4)]
        may_end.set()

    assert {other.result() for other in others} == {first.result()}
    assert len(made) == 1


def test_whoever_waits_for_one_that_fails_works_it_out_itself() -> None:
    answers = KeptAnswers()

    def fail() -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        answers.give("a", None, clock(), fail)

    assert answers.give("a", None, clock(), counted("x")[0]).body


def test_another_answer_has_another_tag_and_the_same_answer_the_same() -> None:
    answers = KeptAnswers()

    tags = [
        answers.give(key, None, clock(), counted(text)[0]).etag for key, text in (("a", "x"), ("b", "y"), ("c", "x"))
    ]

    assert tags[0] == tags[2] != tags[1]


def test_what_was_not_asked_for_longest_makes_room() -> None:
    answers = KeptAnswers(bytes_max=300)
    make, made = counted("x" * 70)  # 107 bytes each
    for key in ("a", "b", "a", "c"):
        answers.give(key, None, clock(), make)

    assert len(made) == 3
    answers.give("a", None, clock(), make)
    assert len(made) == 3
    answers.give("b", None, clock(), make)
    assert len(made) == 4


def test_an_answer_that_is_larger_than_all_room_is_given_and_not_kept() -> None:
    answers = KeptAnswers(bytes_max=50)
    make, made = counted("x" * 70)

    assert len(answers.give("a", None, clock(), make).body) > 50
    answers.give("a", None, clock(), make)
    assert len(made) == 2


@pytest.fixture
def town(db: None) -> Run:
    """Found a paused town."""
    return found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True, is_paused=True)


def page(client: Client, path: str = "/api/agents?limit=5", **headers: str) -> Any:
    return client.get(path, headers=headers)


PATHS: Final = ("/api/agents?limit=5", "/api/world/locations", "/api/world/status")


@pytest.mark.parametrize("path", PATHS)
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


@pytest.mark.parametrize("path", PATHS)
def test_the_framework_is_not_asked_again_for_what_is_known(
    town: Run, client: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(client, path)
    monkeypatch.setattr("rest_framework.views.APIView.dispatch", unexpected)

    second = page(client, path)

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    # what the middleware around it adds is there too
    assert second["Content-Security-Policy"]
    assert second["X-Content-Type-Options"] == "nosniff"
    assert second["Content-Language"] == "en"


def unexpected(*_: object, **__: object) -> None:
    """Stand in for what must not be asked."""
    raise AssertionError("the framework was asked")


def test_somebody_who_says_who_she_is_goes_the_usual_way(town: Run, client: Client, settings: Any) -> None:
    page(client)

    assert page(client, authorization="Bearer nobody").status_code == 401

    settings.PUBLIC_READ = False
    assert page(client).status_code == 401
    client.force_login(User.objects.create_user("m@example.org", "a long enough one", role=Role.MEMBER))
    assert page(client).status_code == 200


def test_what_is_known_counts_as_a_read(town: Run, client: Client, settings: Any) -> None:
    settings.REQUEST_LIMITS = True
    statuses = [page(client).status_code for _ in range(601)]

    assert statuses == [200] * 600 + [429]


def test_a_command_is_seen_at_once(town: Run, client: Client) -> None:
    assert page(client, "/api/world/status").json()["data"]["time_scale"] == 10

    RunClock.objects.filter(pk=town.pk).update(resume_rate_milli=20_000)

    assert page(client, "/api/world/status").json()["data"]["time_scale"] == 20


@pytest.mark.django_db(transaction=True)
def test_one_connection_serves_many_threads_and_is_opened_again_after_a_failure() -> None:
    run = found_scenario(with_overrides(load_scenario("willowbrook"), count=6), is_default=True, is_paused=True)
    head = RunHead.objects.get(pk=run.pk)
    reader = Reader()
    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(reader.clock, [None, run.pk, run.pk + 1] * 4))
    assert reader._connection is not None
    reader._connection.connection.close()  # the server went away
    try:
        with pytest.raises(DatabaseError):
            reader.clock(None)
        again = reader.clock(run.pk)
    finally:
        reader._connection.close()

    assert [clock and clock.seq for clock in seen] == [head.seq, head.seq, None] * 4
    assert again is not None
    assert again.seq == head.seq
