"""Willowbrook, the town that comes with the product, is a town one can live in."""

import numpy as np
import pytest

from society.experiments.scenario import ScenarioFile, load_scenario
from streams.kernel.simtime import HOUR_S
from world.population import Population, make_population
from world.scenario.places import HOME_TYPES, Zone
from world.space.grid import build_grid
from world.space.paths import build_paths

WALK_M_PER_MINUTE = 78


@pytest.fixture(scope="module")
def willowbrook() -> ScenarioFile:
    return load_scenario("willowbrook")


@pytest.fixture(scope="module")
def residents(willowbrook: ScenarioFile) -> Population:
    return make_population(willowbrook, seed=willowbrook.run.seed)


def test_it_has_places_in_every_zone_and_room_to_spare(willowbrook: ScenarioFile) -> None:
    beds = sum(place.capacity for place in willowbrook.places if place.type in HOME_TYPES)

    assert {place.zone for place in willowbrook.places} == set(Zone)
    assert sum(not place.is_home for place in willowbrook.places) >= 24
    assert beds >= 60


def test_a_usual_walk_takes_three_to_twelve_minutes(willowbrook: ScenarioFile) -> None:
    distance_m = build_paths(build_grid(willowbrook.map, willowbrook.places)).distance_m[1:, 1:]
    minutes = distance_m[np.triu_indices(len(distance_m), k=1)] / WALK_M_PER_MINUTE

    assert 5 < np.median(minutes) < 12
    assert np.mean((minutes >= 3) & (minutes <= 12)) > 0.6


def test_two_thirds_work_and_the_town_works_about_three_and_a_half_hours_a_day(residents: Population) -> None:
    persona = residents.persona
    workdays = sum((persona.workdays >> day) & 1 for day in range(7))
    hours = workdays * persona.shift_length_s / HOUR_S / 7

    assert 0.58 < np.mean(persona.workplace > 0) < 0.7
    assert 3.3 < hours.mean() < 3.9


def test_residents_sleep_as_long_as_people_do(residents: Population) -> None:
    assert 8.3 < residents.persona.sleep_length_s.mean() / HOUR_S < 9.0


def test_somebody_works_at_night_and_somebody_in_the_evening(residents: Population) -> None:
    ends_s = residents.persona.shift_start_s + residents.persona.shift_length_s

    assert np.sum(ends_s > 26 * HOUR_S) >= 2
    assert np.sum((ends_s > 21 * HOUR_S) & (ends_s <= 26 * HOUR_S)) >= 3
