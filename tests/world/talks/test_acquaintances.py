"""Whom newcomers know: those they live with best, others less, all of it in both directions."""

import time

import numpy as np
import pytest

from society.experiments.growth import grown
from society.experiments.scenario import load_scenario
from streams.kernel.simtime import DAY_S
from world.contract import Int, Persona
from world.population import make_population
from world.space.districts import Districts
from world.talks.acquaintances import founding_ties
from world.ties import TIES_MAX, TieLevel, Ties, level_of

START = 3 * DAY_S
PEOPLE = 10_000


@pytest.fixture(scope="module")
def people() -> tuple[Persona, Districts]:
    scenario = grown(load_scenario("willowbrook"), PEOPLE)
    return make_population(scenario, seed=3).persona, Districts.of_town(scenario)


@pytest.fixture(scope="module")
def ties(people: tuple[Persona, Districts]) -> dict[str, Int]:
    return dict(founding_ties(*people, seed=3, start=START))


def sides(ties: dict[str, Int]) -> tuple[Int, Int]:
    return ties["number"] // TIES_MAX, ties["other"]


def test_everybody_knows_a_few_people_and_nobody_too_many(ties: dict[str, Int]) -> None:
    known = np.bincount(sides(ties)[0], minlength=PEOPLE + 1)[1:]

    assert 4 < known.mean() < 9
    assert (known > 0).mean() > 0.99
    assert known.max() <= 14


def test_who_knows_somebody_is_known_by_her_and_nobody_knows_herself_or_the_same_twice(ties: dict[str, Int]) -> None:
    pairs = list(zip(*(side.tolist() for side in sides(ties)), strict=True))

    assert len(set(pairs)) == len(pairs)
    assert {(b, a) for a, b in pairs} == set(pairs)
    assert all(a != b for a, b in pairs)


def test_those_who_live_together_mean_most_to_each_other(
    people: tuple[Persona, Districts], ties: dict[str, Int]
) -> None:
    one, other = sides(ties)
    home, work = people[0].home, people[0].workplace
    together = home[one - 1] == home[other - 1]
    colleagues = ~together & (work[one - 1] == work[other - 1]) & (work[one - 1] > 0)

    assert together.sum() > 1_000
    assert colleagues.sum() > 500
    assert ties["strength"][together].mean() > ties["strength"][colleagues].mean() + 2_000
    assert (level_of(ties["strength"][together]) >= TieLevel.FRIEND).mean() > 0.85


def test_strengths_are_spread_and_mean_more_to_one_than_to_the_other(ties: dict[str, Int]) -> None:
    levels = np.bincount(level_of(ties["strength"]), minlength=5) / len(ties["strength"])
    one, other = sides(ties)
    by_pair = dict(zip(zip(one.tolist(), other.tolist(), strict=True), ties["strength"].tolist(), strict=True))

    assert (levels[1:3] > 0.15).all()
    assert levels[3] > 0.05
    assert ties["strength"].min() > 0
    assert ties["strength"].max() <= 10_000
    assert np.mean([value != by_pair[b, a] for (a, b), value in by_pair.items()]) > 0.9


def test_nobody_knows_anybody_in_another_district(people: tuple[Persona, Districts], ties: dict[str, Int]) -> None:
    one, other = sides(ties)
    home = people[0].home.astype(np.int64)

    assert people[1].count > 1
    assert (people[1].district_of(home[one - 1]) == people[1].district_of(home[other - 1])).all()


def test_ties_of_a_founding_are_taken_over_as_they_are(ties: dict[str, Int]) -> None:
    kept = Ties(PEOPLE)
    kept.fill(ties)

    again = kept.as_dict()

    assert {name: again[name].tolist() for name in ties} == {name: values.tolist() for name, values in ties.items()}


def test_many_people_take_moments(people: tuple[Persona, Districts]) -> None:
    persona = Persona(**{name: np.concatenate([getattr(people[0], name)] * 10) for name in Persona.__slots__})
    started = time.process_time()

    founding_ties(persona, people[1], seed=3, start=START)

    assert time.process_time() - started < 5
