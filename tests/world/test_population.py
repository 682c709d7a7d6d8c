"""People made from a scenario: as many of each kind as the weights say, housed, employed and rested."""

import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.kernel.simtime import DAY_S, HOUR_S
from tests.towns import large_town, small_town
from world.contract import Skill, Trait
from world.occupations import Occupation
from world.population import Population, make_population
from world.population.draws import between, choose, largest_remainder
from world.population.sleep import bedtime_s
from world.scenario import Gender, NameLanguage, PlaceType


@pytest.fixture(scope="module")
def people() -> Population:
    return make_population(small_town(), seed=11)


@pytest.fixture(scope="module")
def crowd() -> Population:
    return make_population(large_town(2_000), seed=11)


def test_occupations_follow_the_weights_as_far_as_there_is_work(people: Population) -> None:
    counts = np.bincount(people.persona.occupation, minlength=len(Occupation))

    assert counts[Occupation.CHEF] == 1
    assert counts[Occupation.NURSE] == 2
    assert counts[Occupation.STUDENT] == 5
    assert counts[Occupation.RETIRED] == 4
    assert counts[Occupation.WAITER] == 3  # four wanted, three jobs
    assert counts[Occupation.UNEMPLOYED] == 5


def test_nobody_holds_a_job_that_does_not_exist(people: Population) -> None:
    persona = people.persona
    at_cafe, at_clinic = persona.workplace == 3, persona.workplace == 4

    assert np.sum(at_cafe) == 4
    assert np.sum(at_clinic) == 2
    assert set(persona.shift_start_s[at_clinic].tolist()) == {22 * HOUR_S}
    assert (persona.shift_length_s[persona.workplace == 0] == 0).all()
    assert people.wage_cents[persona.occupation == Occupation.CHEF].tolist() == [4000]
    assert (people.wage_cents[persona.workplace == 0] == 0).all()


def test_no_home_passes_its_capacity_and_students_live_in_the_dormitory() -> None:
    town = small_town()

    persona = make_population(town, seed=3).persona

    living = np.bincount(persona.home, minlength=3)
    hall = town.places[0]
    assert hall.type is PlaceType.DORMITORY
    assert living[1] == hall.capacity
    assert (persona.occupation[persona.home == 1] == Occupation.STUDENT).all()
    assert living[0] == 0
    assert living[2] <= town.places[1].capacity


def test_ages_fit_the_occupation(crowd: Population) -> None:
    persona = crowd.persona

    assert persona.age[persona.occupation == Occupation.RETIRED].min() >= 60
    assert persona.age[persona.occupation == Occupation.STUDENT].max() <= 25
    assert persona.age.min() >= 18
    assert persona.age.max() <= 80


def test_a_resident_written_out_comes_first_as_written(people: Population) -> None:
    persona = people.persona

    assert people.names[0] == "Zoë O'Neill"
    assert people.handles[0] == "zoe-o-neill"
    assert persona.age[0] == 44
    assert persona.occupation[0] == Occupation.NURSE
    assert persona.traits[0, Trait.OPENNESS] == 91
    assert persona.home[0] == 2
    assert persona.workplace[0] == 4
    assert people.money_cents[0] == 123_450


def test_a_name_without_latin_letters_still_gets_a_handle() -> None:
    resident = {"name": "林晓梅", "age": 30, "gender": "female", "occupation": "unemployed"}

    people = make_population(small_town(residents=[resident]), seed=1)

    assert people.handles[0] == "resident-1"


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    town = small_town()

    first, again, other = (make_population(town, seed=seed) for seed in (5, 5, 6))

    assert first.names == again.names
    assert (first.persona.traits == again.persona.traits).all()
    assert (first.money_cents == again.money_cents).all()
    assert first.names != other.names


def test_a_larger_population_begins_with_the_same_names() -> None:
    few = make_population(small_town(count=10), seed=5)
    many = make_population(small_town(count=20), seed=5)

    assert many.names[:10] == few.names


def test_handles_are_unique_and_fit_an_address(crowd: Population) -> None:
    assert len(set(crowd.handles)) == len(crowd)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", handle) for handle in crowd.handles)


def test_handles_stay_unique_where_residents_have_the_names_of_others() -> None:
    ann = {"name": "Ann", "age": 30, "gender": "female", "occupation": "unemployed"}
    second = {**ann, "name": "Ann 2"}

    people = make_population(small_town(residents=[ann, second, ann, ann]), seed=1)

    assert people.handles[:4] == ["ann", "ann-2", "ann-3", "ann-4"]


@pytest.mark.parametrize(("language", "pattern"), [("zh", r"[一-鿿]{2,4}"), ("en", r"[A-Z][a-z]+ [A-Z][a-z]+")])
def test_names_are_in_the_language_asked_for(language: str, pattern: str) -> None:
    people = make_population(small_town(names=NameLanguage(language), residents=[]), seed=9)

    assert all(re.fullmatch(pattern, name) for name in people.names)
    assert all(handle.isascii() for handle in people.handles)


def test_fifty_people_have_fifty_names() -> None:
    people = make_population(large_town(1_000), seed=2)

    assert len(set(people.names[:500])) == 500


def test_genders_are_balanced_from_the_first_people_on(crowd: Population) -> None:
    assert abs(int(np.sum(crowd.persona.gender[:40] == 1)) - 20) <= 3
    assert (crowd.persona.gender < len(Gender)).all()


def test_the_own_trade_is_the_best_skill_and_grows_with_age(crowd: Population) -> None:
    nurses = np.flatnonzero(crowd.persona.occupation == Occupation.NURSE)
    medicine = crowd.skills[nurses, Skill.MEDICINE].astype(np.int64)
    age = crowd.persona.age[nurses]

    assert (crowd.skills[nurses].argmax(axis=1) == Skill.MEDICINE).all()
    assert medicine[age >= 50].mean() > medicine[age < 30].mean() + 1_000
    assert crowd.skills.max() <= 10_000
    assert crowd.skills.min() >= 0


def test_night_workers_sleep_by_day_and_day_workers_are_up_in_time(crowd: Population) -> None:
    persona = crowd.persona
    at_night = persona.shift_start_s == 22 * HOUR_S
    by_day = persona.shift_start_s == 7 * HOUR_S
    wakes_s = (persona.bedtime_s.astype(np.int64) + persona.sleep_length_s) % DAY_S

    assert (persona.bedtime_s[at_night] == 7 * HOUR_S).all()
    assert (wakes_s[at_night] < 18 * HOUR_S).all()
    assert (wakes_s[by_day] <= 7 * HOUR_S - 3_600).all()


@given(
    start_s=st.integers(0, DAY_S - 1),
    length_s=st.integers(1, 12 * HOUR_S),
    sleep_s=st.integers(6 * HOUR_S, 9 * HOUR_S),
    diligence=st.integers(0, 100),
)
def test_nobody_sleeps_during_a_shift(start_s: int, length_s: int, sleep_s: int, diligence: int) -> None:
    traits = np.full((1, 5), diligence)

    bed_s = bedtime_s(np.array([40]), traits, np.array([start_s]), np.array([length_s]), np.array([sleep_s]), seed=1)

    after_shift_s = (int(bed_s[0]) - start_s - length_s) % DAY_S
    assert after_shift_s + sleep_s <= DAY_S - length_s


def test_the_diligent_go_to_bed_earlier() -> None:
    traits = np.full((2, 5), 50)
    traits[:, Trait.CONSCIENTIOUSNESS] = (10, 90)
    idle = np.zeros(2, dtype=np.int64)

    bed_s = bedtime_s(np.full(2, 45), traits, idle, idle, np.full(2, 8 * HOUR_S), seed=1)
    swapped_s = bedtime_s(np.full(2, 45), traits[::-1], idle, idle, np.full(2, 8 * HOUR_S), seed=1)

    assert bed_s[1] < swapped_s[1]
    assert bed_s[0] > swapped_s[0]


def test_a_hundred_thousand_people_are_made_in_seconds() -> None:
    town = large_town(100_000)

    began = time.process_time()
    people = make_population(town, seed=1)
    took = time.process_time() - began

    assert len(people) == 100_000
    assert took < 10


@given(weights=st.lists(st.integers(0, 50), min_size=1, max_size=15), total=st.integers(0, 500))
def test_shares_add_up_and_stay_within_one_of_the_exact_part(weights: list[int], total: int) -> None:
    weights[0] += 1

    shares = largest_remainder(weights, total)

    exact = np.array(weights) * total / sum(weights)
    assert shares.sum() == total
    assert (np.abs(shares - exact) < 1).all()


def test_choices_never_fall_on_a_weight_of_zero() -> None:
    draws = np.arange(0, 2**64, 2**54, dtype=np.uint64)

    assert set(choose(draws, [0, 3, 0, 1]).tolist()) == {1, 3}


@given(least=st.integers(0, 10**12), width=st.integers(0, 10**12))
def test_amounts_lie_between_least_and_most(least: int, width: int) -> None:
    draws = np.array([0, 2**63, 2**64 - 1], dtype=np.uint64)

    amounts = between(draws, np.array([least]), np.array([least + width]))

    assert amounts[0] == least
    assert (amounts <= least + width).all()
    assert amounts[2] >= least + width // 2
