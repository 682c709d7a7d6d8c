"""A town of several districts: tiles side by side, each with its own people, and nobody walks from one to another."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.minds import rules
from society.errors import ScenarioError
from society.experiments.founding import found_scenario
from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from streams.kernel.columns import Table
from streams.kernel.simtime import HOUR_S
from streams.models import Run
from streams.writer.part import StepContext
from streams.writer.record import Numbers, Record
from streams.writer.runs import facts_of
from streams.writer.stores import open_store
from tests.society.memory_town import found
from world.contract import Persona
from world.models import Path, Place
from world.part import WorldPart
from world.population import Population, make_population
from world.rows import PATHS, PLACES, RESIDENTS
from world.selectors.map import layout_of, places_of, ways_between
from world.selectors.moments import present
from world.selectors.places import place_detail
from world.selectors.residents import resident_views
from world.space.districts import Districts

PEOPLE = 91
FIRST = 46  # people of the first district, one more than of the second
COPIED: tuple[Table, ...] = (PLACES, PATHS, RESIDENTS)


def willowbrook(districts: int, count: int) -> ScenarioFile:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["map"]["districts"] = districts
    table["population"]["balance"] = {}
    table["population"]["count"] = count
    return checked_scenario(table, file="districts")


@pytest.fixture(scope="module")
def scenario() -> ScenarioFile:
    return willowbrook(2, PEOPLE)


@pytest.fixture(scope="module")
def people(scenario: ScenarioFile) -> Population:
    return make_population(scenario, seed=5)


@pytest.fixture
def run(db: None, scenario: ScenarioFile) -> Run:
    return found_scenario(scenario)


def district_of_resident(number: int) -> int:
    return int(number > FIRST)


@given(count=st.integers(1, 300), places=st.integers(2, 80), data=st.data())
def test_a_place_is_a_district_and_a_number_in_it(count: int, places: int, data: st.DataObject) -> None:
    layout = Districts(count=count, places_per_district=places, width_m=500, height_m=300)
    place = data.draw(st.integers(1, layout.places))

    district, local = layout.district_of(place), layout.local(place)

    assert 0 <= district < count
    assert 1 <= local <= places
    assert layout.number(district, local) == place


@given(count=st.integers(1, 10_000))
def test_districts_lie_in_a_grid_as_wide_as_high_without_sharing_ground(count: int) -> None:
    layout = Districts(count=count, places_per_district=2, width_m=500, height_m=300)

    east_m, south_m = layout.offset_m(np.arange(count))

    assert len(set(zip(east_m.tolist(), south_m.tolist(), strict=True))) == count
    assert (int(east_m.max()) + 500, int(south_m.max()) + 300) == layout.size_m
    assert 0 <= layout.columns - layout.size_m[1] // 300 <= 1


@given(count=st.integers(1, 50), more=st.integers(0, 500))
def test_people_are_dealt_evenly(count: int, more: int) -> None:
    layout = Districts(count=count, places_per_district=2, width_m=500, height_m=300)

    sizes = np.diff(layout.first_residents(count + more))

    assert sizes.sum() == count + more
    assert sizes.max() - sizes.min() <= 1
    assert sizes[0] == sizes.max()


def test_a_scenario_of_before_there_were_districts_has_one() -> None:
    table = load_scenario("willowbrook").model_dump(mode="json")
    del table["map"]["districts"]

    assert Districts.of_scenario(table).count == 1


def test_the_first_district_has_the_people_of_a_town_of_one(scenario: ScenarioFile, people: Population) -> None:
    alone = make_population(willowbrook(1, FIRST), seed=5)

    for column in fields(Persona):
        both, one = getattr(people.persona, column.name), getattr(alone.persona, column.name)
        assert (both[:FIRST] == one).all(), column.name
    assert people.names[:FIRST] == alone.names
    assert people.handles[:FIRST] == alone.handles
    assert (people.money_cents[:FIRST] == alone.money_cents).all()
    assert (people.wage_cents[:FIRST] == alone.wage_cents).all()


def test_everybody_lives_and_works_in_one_district(scenario: ScenarioFile, people: Population) -> None:
    layout = Districts.of_town(scenario)
    expected = np.array([district_of_resident(number) for number in range(1, PEOPLE + 1)])
    works = people.persona.workplace > 0

    assert (layout.district_of(people.persona.home) == expected).all()
    assert (layout.district_of(people.persona.workplace[works]) == expected[works]).all()
    assert set(expected[works]) == {0, 1}


def test_no_home_and_no_trade_of_a_place_holds_more_than_it_has_room_for(
    scenario: ScenarioFile, people: Population
) -> None:
    layout = Districts.of_town(scenario)
    capacity = np.tile([place.capacity for place in scenario.places], 2)
    jobs = np.tile([sum(job.count for job in place.jobs) for place in scenario.places], 2)

    living = np.bincount(people.persona.home, minlength=layout.places + 1)[1:]
    working = np.bincount(people.persona.workplace, minlength=layout.places + 1)[1:]

    assert (living <= capacity).all()
    assert (working <= jobs).all()


def test_the_districts_have_people_of_their_own(people: Population) -> None:
    second = people.persona.traits[FIRST : FIRST + 45]

    assert not (people.persona.traits[:45] == second).all()
    assert len(set(people.handles)) == PEOPLE


@pytest.mark.stores
def test_each_district_has_every_place_shifted_and_named(run: Run, scenario: ScenarioFile) -> None:
    tile = len(scenario.places)
    places = places_of(run)

    first, second = places[3], places[tile + 3]

    assert len(places) == 2 * tile
    assert (second.x, second.y) == (first.x + scenario.map.width_m, first.y)
    assert second.entrance_x - second.x == first.entrance_x - first.x
    assert (second.width, second.height, second.capacity) == (first.width, first.height, first.capacity)
    assert (second.functions, second.hours, second.prices) == (first.functions, first.hours, first.prices)
    assert (first.key, first.name, first.name_zh) == (
        scenario.places[2].key,
        scenario.places[2].name,
        scenario.places[2].name_zh,
    )
    assert second.key == f"{first.key}-d2"
    assert second.name == f"{first.name}, District 2"
    assert second.name_zh == f"{first.name_zh}（2区）"


@pytest.mark.stores
def test_ways_of_other_districts_are_those_of_the_first_shifted(run: Run, scenario: ScenarioFile) -> None:
    tile, width_m = len(scenario.places), scenario.map.width_m
    here, there, back = (2, 9), (tile + 2, tile + 9), (tile + 9, tile + 2)

    ways = ways_between(run, [here, there, back, (2, tile + 9)])

    assert Path.objects.of(run.pk).count() == tile * (tile - 1) // 2
    assert ways[there] == [(x + width_m, y) for x, y in ways[here]]
    assert ways[back] == ways[there][::-1]
    assert ways[there][0] == (places_of(run)[tile + 2].entrance_x, places_of(run)[tile + 2].entrance_y)
    assert (2, tile + 9) not in ways


@pytest.mark.stores
def test_what_is_stored_is_what_was_founded_on_either_store(run: Run) -> None:
    facts, start = facts_of(run), run.start_sim_time
    record = Record(run_id=run.pk, step=1, numbers=Numbers({}))
    part = WorldPart(decide=rules.decide)

    batches = part.found(StepContext(run=facts, step=1, since=start, until=start, is_grid=False, record=record))

    founded = {batch.table.name: batch.columns for batch in batches}
    for table in COPIED:
        stored = open_store().read_run(table, run.pk)
        for name in table.names:
            assert stored[name].tolist() == founded[table.name][name].tolist(), (table.name, name)


@pytest.mark.django_db
def test_people_are_shown_where_they_are(run: Run) -> None:
    layout = layout_of(run.scenario)

    views = resident_views(present(run))

    for view in views:
        east_m, south_m = layout.offset_m(district_of_resident(view.number))
        assert east_m <= view.x <= east_m + layout.width_m
        assert south_m <= view.y <= south_m + layout.height_m


@pytest.mark.django_db
def test_a_place_of_another_district_shows_its_jobs(run: Run, scenario: ScenarioFile) -> None:
    number = next(i for i, place in enumerate(scenario.places, start=1) if place.jobs)

    first = place_detail(present(run), number)
    second = place_detail(present(run), number + len(scenario.places))

    assert first is not None
    assert second is not None
    assert second.jobs == first.jobs
    assert sum(job.count for job in second.jobs) == sum(job.count for job in scenario.places[number - 1].jobs)


def test_nobody_walks_from_district_to_district(scenario: ScenarioFile) -> None:
    layout = Districts.of_town(scenario)

    life = found(scenario, seed=3).live(scenario.run.start_s + 14 * HOUR_S)

    acted = life.events["next_place"] > 0
    actor, place = life.events["actor"][acted], life.events["next_place"][acted]
    assert (layout.district_of(place) == (actor > FIRST)).all()
    assert len(set(place[actor > FIRST].tolist())) > 5


@pytest.mark.parametrize(
    ("field", "value", "path", "allowed"),
    [
        ("districts", 0, "map.districts", "at least 1"),
        ("districts", 10_001, "map.districts", "at most 10000"),
        ("districts", "two", "map.districts", "a whole number"),
        ("districts", 51, "map.districts", "1 to 50, so that somebody lives in each"),
    ],
)
def test_wrong_numbers_of_districts_are_refused(field: str, value: object, path: str, allowed: str) -> None:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["map"][field] = value

    with pytest.raises(ScenarioError) as caught:
        checked_scenario(table, file="test")

    assert f"{path}: " in str(caught.value)
    assert allowed in str(caught.value)


def test_homes_are_counted_in_each_district() -> None:
    beds = sum(place.capacity for place in load_scenario("willowbrook").places if place.is_home)

    assert willowbrook(3, 3 * beds).population.count == 3 * beds
    with pytest.raises(ScenarioError, match=f"the homes hold {beds} people in each district; at least {beds + 1} are"):
        willowbrook(3, 3 * beds + 1)


def test_a_name_leaves_room_for_its_district() -> None:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["places"][0]["name"] = "x" * 65
    assert checked_scenario(table, file="test").places[0].name == "x" * 65
    table["map"]["districts"] = 2
    table["population"]["balance"] = {}

    with pytest.raises(ScenarioError, match=r"gets the number of its district behind it; at most 64 in a town"):
        checked_scenario(table, file="test")


@pytest.mark.stores
@pytest.mark.django_db
def test_the_longest_name_and_key_fit_their_columns() -> None:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["places"][0] |= {"name": "x" * 64, "name_zh": "茶" * 64, "key": "k" * 40}
    table["map"]["districts"] = 12
    table["population"]["balance"] = {}

    run = found_scenario(checked_scenario(table, file="test"))

    assert Place.objects.of(run.pk).filter(name=f"{'x' * 64}, District 12", key=f"{'k' * 40}-d12").count() == 1
