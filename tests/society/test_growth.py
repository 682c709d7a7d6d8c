"""Towns of any size: what grows, what stays, and the command that founds them."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from society.errors import ScenarioError
from society.experiments.growth import DISTRICT_PEOPLE, grown
from society.experiments.scenario import ScenarioFile, load_scenario
from streams.models import Run
from world.models import Place, Resident


@pytest.fixture(scope="module")
def willowbrook() -> ScenarioFile:
    return load_scenario("willowbrook")


def beds(town: ScenarioFile) -> int:
    return sum(place.capacity for place in town.places if place.is_home)


def seed_town(*arguments: str) -> str:
    out = io.StringIO()
    call_command("seed_town", *arguments, stdout=out)
    return out.getvalue()


def test_a_town_with_room_stays_as_it_is(willowbrook: ScenarioFile) -> None:
    assert grown(willowbrook, willowbrook.population.count) == willowbrook
    assert grown(willowbrook, beds(willowbrook)).places == willowbrook.places


def test_up_to_five_thousand_live_in_one_district(willowbrook: ScenarioFile) -> None:
    town = grown(willowbrook, DISTRICT_PEOPLE)

    assert town.map == willowbrook.map
    assert [place.capacity for place in town.places] == [place.capacity * 100 for place in willowbrook.places]
    assert sum(job.count for place in town.places for job in place.jobs) == 100 * sum(
        job.count for place in willowbrook.places for job in place.jobs
    )


def test_above_that_there_are_districts_of_at_most_so_many(willowbrook: ScenarioFile) -> None:
    town = grown(willowbrook, DISTRICT_PEOPLE + 1)

    assert town.map.districts == 2
    assert town.people_per_district == 2_501
    assert [place.capacity for place in town.places] == [place.capacity * 51 for place in willowbrook.places]


@pytest.mark.parametrize(("population", "districts"), [(10_000, 2), (100_000, 20), (1_000_000, 200)])
def test_large_towns_are_tiles_of_five_thousand(willowbrook: ScenarioFile, population: int, districts: int) -> None:
    town = grown(willowbrook, population)

    assert (town.map.districts, town.population.count) == (districts, population)
    assert town.places == grown(willowbrook, DISTRICT_PEOPLE).places


def test_a_town_of_districts_grows_from_what_one_of_them_is_made_for(willowbrook: ScenarioFile) -> None:
    four = grown(willowbrook, 20_000)

    assert grown(four, 20_000) == four
    assert grown(four, 40_000).map.districts == 8
    assert grown(four, 40_000).places == four.places


def test_large_towns_take_longer_steps_unless_told(willowbrook: ScenarioFile) -> None:
    assert grown(willowbrook, 10_000).run.step_s == 20
    assert grown(willowbrook, 10_001).run.step_s == 60
    assert grown(willowbrook, 10_001, step_s=30).run.step_s == 30


@pytest.mark.parametrize(("population", "sentence"), [(0, "it is at least 1"), (1_000_001, "it is at most 1000000")])
def test_numbers_that_no_town_can_have_are_refused(willowbrook: ScenarioFile, population: int, sentence: str) -> None:
    with pytest.raises(ScenarioError, match=rf"Willowbrook for {population:,}: population\.count: .*{sentence}"):
        grown(willowbrook, population)


@pytest.mark.django_db
def test_the_command_founds_a_town_of_districts() -> None:
    said = seed_town("--population", "6000")

    run = Run.objects.default()
    assert run is not None
    assert Resident.objects.of(run.pk).count() == 6_000
    assert f"with 6000 residents at {Place.objects.of(run.pk).count()} places in 2 districts." in said


@pytest.mark.django_db
def test_a_second_call_changes_nothing() -> None:
    seed_town("--population", "70")

    assert "There is a town already" in seed_town("--population", "80")
    assert Run.objects.count() == 1


@pytest.mark.django_db
def test_the_operators_number_of_residents_may_be_larger_than_the_file_allows(settings: Settings) -> None:
    settings.INITIAL_AGENT_COUNT = 120

    seed_town()

    run = Run.objects.default()
    assert run is not None
    assert Resident.objects.of(run.pk).count() == 120


@pytest.mark.django_db
@pytest.mark.parametrize("population", ["0", "-5", "2000000"])
def test_the_command_refuses_what_cannot_be(population: str) -> None:
    with pytest.raises(CommandError, match=r"population\.count: .* too (small|large); it is at (least 1|most 1000000)"):
        seed_town("--population", population)
    assert not Run.objects.exists()


@pytest.mark.django_db
def test_population_and_count_are_not_said_together() -> None:
    with pytest.raises(CommandError, match="not allowed with argument"):
        seed_town("--population", "100", "--count", "50")
