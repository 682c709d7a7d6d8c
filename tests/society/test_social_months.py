"""Fifty residents with phones, friends and money live believable months (QUALITY.md, "The society itself").

Thirty days of willowbrook on three seeds as rows of a database, once more with a basic income, and once with rules by which
nobody stays long in trouble. What happens seldom (work lost, a debt not paid) is looked for in all of them together.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import pytest
from django.db.models import Sum
from pytest_django import DjangoDbBlocker

from agents.models import Memory, Saying
from agents.voice import Occurrence
from society.engine import make_driver
from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario, load_scenario
from society.parts import assemble
from streams.kernel.ids import number_of
from streams.kernel.simtime import DAY_S
from streams.models import Event, Run
from streams.writer.verify import verify_run
from tests.kept_runs import forget
from tests.society import social_figures as figures
from world.events import WorldEvent
from world.models import Loan, Move, MoveKind, MoveReason, ResidentState, TownDay
from world.selectors.economy import gini
from world.ties import TieLevel

pytestmark = [pytest.mark.long, pytest.mark.django_db]

SEEDS: Final = (20_240_101, 1, 2)
DAYS: Final = 30
BASIC_INCOME_CENTS: Final = 6_000


RESTLESS: Final = {"debt_days": 3, "unhappy_days": 6, "unhappy_below": 60, "cooldown_days": 2}
"""Rules by which people leave within days, and others come every other day."""


def lived(seed: int, *, balance: Mapping[str, int] = MappingProxyType({}), **economy: Any) -> Run:
    """Found willowbrook and let it live for a month.   balance: of its people, beside what the scenario says."""
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["run"]["seed"] = seed
    table["economy"] |= economy
    table["population"]["balance"] |= balance
    run = found_scenario(checked_scenario(table, file="willowbrook"))
    driver = make_driver(lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), run.start_sim_time + DAYS * DAY_S)
    driver.release_all()
    return Run.objects.get(pk=run.pk)


@pytest.fixture(scope="module")
def months_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Run]]:
    with django_db_blocker.unblock():
        runs = [*map(lived, SEEDS), lived(SEEDS[0], basic_income_per_day=BASIC_INCOME_CENTS)]
    yield runs
    with django_db_blocker.unblock():
        for run in runs:
            forget(run)


@pytest.fixture(params=range(len(SEEDS)), ids=[f"seed {seed}" for seed in SEEDS])
def month(request: pytest.FixtureRequest, months_of_the_module: list[Run], db: None) -> Run:
    index: int = request.param
    return months_of_the_module[index]


@pytest.fixture
def months(months_of_the_module: list[Run], db: None) -> list[Run]:
    return months_of_the_module[: len(SEEDS)]


def gini_of(run: Run) -> float:
    return gini(np.array(ResidentState.objects.of(run.pk).values_list("money", flat=True)))


def total(runs: list[Run], column: str) -> int:
    sums = (TownDay.objects.of(run.pk).aggregate(sum=Sum(column))["sum"] for run in runs)
    return sum(found or 0 for found in sums)


def test_the_average_resident_has_some_friends_and_ties_are_spread(month: Run) -> None:
    friends = list(figures.friends_each(month).values())
    levels = figures.levels(month)

    assert 3 <= np.mean(friends) <= 12
    assert min(levels[level] for level in TieLevel) >= 10


def test_follows_and_answers_are_returned_by_some_and_not_by_all(month: Run) -> None:
    assert 20 <= figures.mutual_percent(figures.follow_pairs(month)) <= 80
    assert 20 <= figures.mutual_percent(figures.reply_pairs(month)) <= 80


def test_threads_are_deeper_than_two(month: Run) -> None:
    assert figures.deepest_thread(month) > 2


def test_hardly_a_post_is_written_twice_and_no_opening_is_everybodys(month: Run) -> None:
    texts = figures.texts_of_posts(month)

    assert len(texts) > 200
    assert figures.duplicate_percent(texts) < 1
    assert figures.commonest_opening_percent(texts)[0] <= 5


def test_news_goes_from_a_happening_through_a_post_to_a_changed_plan(month: Run) -> None:
    found = figures.news_that_changed_plans(month)

    assert found
    assert all(news.happened < news.read < news.went for news in found)
    assert all(news.told_by != news.reader for news in found)


def test_wealth_is_neither_equal_nor_one_mans(month: Run) -> None:
    assert 0.2 <= gini_of(month) <= 0.6


def test_a_basic_income_makes_purses_more_equal(months_of_the_module: list[Run], db: None) -> None:
    without, basic = months_of_the_module[0], months_of_the_module[-1]

    assert gini_of(basic) < gini_of(without) - 0.01


def test_work_is_lost_and_found_again(months: list[Run]) -> None:
    assert total(months, "laid_off") > 0
    assert total(months, "hired") + total(months, "founded") > 0
    unemployed = [
        list(TownDay.objects.of(run.pk).order_by("pk").values_list("unemployed", flat=True)) for run in months
    ]
    assert any(now < before for days in unemployed for before, now in pairwise(days))


def test_friends_lend_and_are_paid_back(months: list[Run]) -> None:
    loans = [loan for run in months for loan in Loan.objects.of(run.pk)]

    assert len(loans) >= 3
    assert any(loan.ended_at and loan.repaid_cents == loan.amount_cents for loan in loans)


def test_the_record_of_a_month_is_sound(month: Run) -> None:
    assert list(verify_run(month, assemble)) == []


@pytest.fixture(scope="module")
def restless_month_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    with django_db_blocker.unblock():
        run = lived(SEEDS[0], balance=RESTLESS)
    yield run
    with django_db_blocker.unblock():
        forget(run)


@pytest.fixture
def restless_month(restless_month_of_the_module: Run, db: None) -> Run:
    return restless_month_of_the_module


def test_people_leave_for_a_reason_and_others_take_their_place(restless_month: Run) -> None:
    moves = list(Move.objects.of(restless_month.pk).order_by("pk"))
    left = [move for move in moves if move.kind == MoveKind.LEFT]
    came = [move for move in moves if move.kind == MoveKind.CAME]

    assert {move.reason for move in left} <= {MoveReason.DEBT, MoveReason.UNHAPPY}
    assert {move.reason for move in came} <= {MoveReason.WORK, MoveReason.ROOM}
    assert left
    assert came
    assert any(one.sim_time > left[0].sim_time for one in came)
    assert all(later.sim_time - sooner.sim_time >= 2 * DAY_S for sooner, later in pairwise(came))


def test_friends_of_those_who_left_heard_of_it(restless_month: Run) -> None:
    departures = set(
        Event.objects.of(restless_month.pk).filter(kind=WorldEvent.AGENT_DEPARTED).values_list("pk", flat=True)
    )
    seqs = {number_of(key) for key in departures}
    remembered = Memory.objects.of(restless_month.pk).filter(what=Occurrence.MOVED_AWAY)
    told = Saying.objects.of(restless_month.pk).filter(what=Occurrence.MOVED_AWAY)

    assert remembered.exists()
    assert told.exists()
    assert {*remembered.values_list("event", flat=True), *told.values_list("event", flat=True)} <= seqs


def test_the_record_of_a_restless_month_is_sound(restless_month: Run) -> None:
    assert list(verify_run(restless_month, assemble)) == []
