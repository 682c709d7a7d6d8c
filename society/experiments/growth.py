"""Towns of any size out of any scenario: more homes, seats and jobs, and above a size, districts.

A district is a tile with about five thousand people. With more in one, forty thousand would sit in one cafe, and the
table of ways would say nothing any more about who meets whom.
"""

from typing import Any, Final

from society.experiments.scenario import ScenarioFile, checked_scenario

DISTRICT_PEOPLE: Final = 5_000
"""People up to which a town has one district; larger ones have as many as hold no more than this each."""
SHORT_STEPS_UP_TO: Final = 10_000
"""Residents up to which the scenario's own step is kept."""
LONG_STEP_S: Final = 60
"""Step of larger towns: each then decides for so many at once that a decision costs little."""


def grown(scenario: ScenarioFile, population: int, *, step_s: int | None = None) -> ScenarioFile:
    """Make the scenario's town for `population` people, who live in it as its own do. ScenarioError if that cannot be.

    A town whose homes hold them stays as it is. Else capacities and jobs of the tile are multiplied, and the tile is
    laid out in as many districts as it takes. People written out by hand stay, in the first district.
    step_s: None keeps the scenario's step in towns up to SHORT_STEPS_UP_TO and makes it LONG_STEP_S at least above.
    """
    table = scenario.model_dump(mode="json")
    beds = sum(place.capacity for place in scenario.places if place.is_home)
    if population > beds * scenario.map.districts:
        people = _people_in_tile(scenario)
        districts = max(scenario.map.districts, -(-population // max(DISTRICT_PEOPLE, people)))
        table["map"]["districts"] = districts
        _multiply(table["places"], -(-population // (districts * people)))
        # people come and go in towns of one district; who wants it in a large one says so
        table["population"]["balance"]["enabled"] &= districts == 1
    table["population"]["count"] = population
    table["run"]["step_s"] = _step_s(scenario.run.step_s, population) if step_s is None else step_s
    return checked_scenario(table, file=f"{scenario.run.name} for {population:,}")


def _people_in_tile(scenario: ScenarioFile) -> int:
    """Count whom one district is made for; rounded down, so that nobody loses room by it."""
    return max(1, scenario.population.count // scenario.map.districts)


def _multiply(places: list[dict[str, Any]], factor: int) -> None:
    for place in places:
        place["capacity"] *= factor
        for job in place["jobs"]:
            job["count"] *= factor


def _step_s(own_s: int, population: int) -> int:
    return own_s if population <= SHORT_STEPS_UP_TO else max(own_s, LONG_STEP_S)
