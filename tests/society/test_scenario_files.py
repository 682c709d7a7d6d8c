"""Scenario files are read strictly, and each fault says where it is and what is allowed."""

from pathlib import Path

import pytest

from society.errors import ScenarioError
from society.experiments.scenario import Mind, canonical_json, from_json, load_scenario
from streams.kernel.simtime import HOUR_S
from tests.towns import SMALL_TOWN_FILE
from world.occupations import Occupation
from world.scenario.places import PlaceFunction

SMALL = SMALL_TOWN_FILE.read_text(encoding="utf-8")

# old text (first occurrence), new text, field in the message, what the message says is allowed
FAULTS = {
    "unknown field": ("capacity = 12", "capacity = 12\ncolour = 3", "places[cafe].colour", "allowed are key, name"),
    "misspelt field": ("capacity = 12", "capacty = 12", "places[cafe].capacty", "did you mean capacity?"),
    "missing field": ("capacity = 12\n", "", "places[cafe].capacity", "a whole number"),
    "missing table": ('[minds]\ndefault = "rules"', '[mind]\ndefault = "rules"', "mind", "did you mean minds?"),
    "unknown type": ('"cafe"\nzone', '"cafee"\nzone', "places[cafe].type", "did you mean cafe? allowed are house"),
    "unknown zone": ('"commercial"', '"downtown"', "places[cafe].zone", "residential, commercial, centre, leisure"),
    "unknown function": ('["work"]', '["work", "dance"]', "places[clinic].functions[2]", "move, work, study"),
    "text for a number": ("x = 180", 'x = "left"', "places[cafe].x", "a whole number"),
    "number too small": ("capacity = 12", "capacity = 0", "places[cafe].capacity", "at least 1"),
    "number too large": ("cell_m = 20", "cell_m = 500", "map.cell_m", "at most 100"),
    "cells do not fit": ("width_m = 600", "width_m = 610", "map.width_m", "such as 600"),
    "off the map": ("x = 180", "x = 590", "places[cafe].x", "0-600 by 0-600 metres"),
    "street off the map": ("[600, 210]]", "[700, 210]]", "map.streets[1].points", "0-600 by 0-600 metres"),
    "overlap": ("x = 180", "x = 380", "places[cafe].x", "rectangles of places must not overlap"),
    "same key twice": ('key = "clinic"', 'key = "cafe"', "places[4].key", "a key of its own"),
    "bad key": ('key = "cafe"', 'key = "Small Cafe"', "places[Small Cafe].key", "a-z, 0-9 and _"),
    "entrance in the middle": (
        "capacity = 12",
        "capacity = 12\nentrance = [200, 160]",
        "places[cafe].entrance",
        "x 180",
    ),
    "opening hours": ('"07:00-21:00"', '"7 to 9"', "places[cafe].open.default", '"09:00-17:00"'),
    "hours without length": ('"07:00-21:00"', '"07:00-07:00"', "places[cafe].open.default", "the end differs"),
    "never open": ('"07:00-21:00"', '"closed"', "places[cafe].open", "at least one day"),
    "unknown day": ('sun = "08:00', 'sunday = "08:00', "places[meadow].open.sunday", "did you mean sun?"),
    "home with hours": ('open = "always"', 'open = "07:00-21:00"', "places[hall].open", '"always"'),
    "home without bed": ('["sleep", "eat"', '["eat"', "places[hall].functions", "sleep, eat, wash, rest"),
    "too few beds": ("capacity = 30", "capacity = 3", "places", "at least 20 are needed"),
    "nowhere to exercise": ('"exercise", ', "", "places", "add 'exercise'"),
    "price without function": ('"study", "shop"', '"study"', "places[cafe].prices.goods", "or add shop"),
    "unknown price": ("goods = 900", "beer = 900", "places[cafe].prices.beer", "meal, groceries, goods"),
    "fraction of a cent": ('"18.50"', '"18.505"', "places[cafe].prices.meal", "up to two decimals"),
    "unknown occupation": ('"waiter", count', '"waitor", count', "jobs[1].occupation", "programmer, designer, waiter"),
    "job at the wrong place": ('"nurse", count', '"waiter", count', "places[clinic].jobs[1].occupation", "cafe"),
    "job that is none": ('"nurse", count', '"retired", count', "places[clinic].jobs[1].occupation", "is not a job"),
    "shift when closed": ('"08:00-16:00"', '"16:00-23:00"', "places[cafe].jobs[1].shift", "within the hours"),
    "days": ('"mon,wed,fri"', '"workdays"', "places[cafe].jobs[2].days", '"mon-fri" or "mon,wed,fri"'),
    "crowd of workers": ("count = 3", "count = 30", "places[cafe].jobs[1].count", "capacity of 12"),
    "no wage": ('nurse = "35.00"', "", "places[clinic].jobs[1].wage_per_hour", "economy.wage_per_hour.nurse"),
    "jobs without work": ('functions = ["work"]', 'functions = ["rest"]', "places[clinic].functions", "add 'work'"),
    "all weights zero": ("male = 1\nfemale = 1", "male = 0", "population.genders", "above 0"),
    "ages upside down": ("oldest = 80", "oldest = 17", "population.ages[1].oldest", "at least 18"),
    "money upside down": ('most = "900.00"', 'most = "9.00"', "population.starting_money.overall", "at most most"),
    "resident too young": ("age = 44", "age = 19", "population.residents[1].age", "20 to 64 years old"),
    "resident without home": ('home = "flats"', 'home = "cafe"', "population.residents[1].home", "hall, flats"),
    "resident at wrong work": ('workplace = "clinic"', 'workplace = "cafe"', "residents[1].workplace", "jobs: clinic"),
    "trait above 100": ("openness = 91", "openness = 910", "population.residents[1].openness", "at most 100"),
    "start": ("seed = 7", 'seed = 7\nstart = "today"', "run.start", "2024-01-01T06:00:00"),
    "step": ("seed = 7", "seed = 7\nstep_s = 7", "run.step_s", "divisors of 3600"),
    "language": ("seed = 7", 'seed = 7\nlanguage = "fr"', "run.language", "en, zh"),
    "speed": ("seed = 7", "seed = 7\ntime_scale = 0", "run.time_scale", "at least 0.1"),
    "mind": ('"rules"', '"ruls"', "minds.default", "did you mean rules? allowed are rules"),
    "network": ("[minds]", '[social]\nenabled = "no"\n\n[minds]', "social.enabled", "true or false"),
    "walled in": ("points = [[310, 0], [310, 600]]", "points = [[310, 0], [310, 300]]", "places[meadow]", "a bridge"),
    "syntax": ("seed = 7", "seed 7", "line 5", "key = value"),
    "field twice": ("seed = 7", "seed = 7\nseed = 8", "line 6", "key = value"),
}


@pytest.fixture
def scenario_file(tmp_path: Path) -> Path:
    return tmp_path / "town.toml"


@pytest.mark.parametrize(("old", "new", "field", "allowed"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_names_the_file_the_field_and_what_is_allowed(
    scenario_file: Path, old: str, new: str, field: str, allowed: str
) -> None:
    changed = SMALL.replace(old, new, 1)
    scenario_file.write_text(changed, encoding="utf-8")

    with pytest.raises(ScenarioError) as caught:
        load_scenario(scenario_file)

    assert changed != SMALL
    assert any(
        line.startswith("town.toml: ") and field in line.partition("; ")[0] and allowed in line.partition("; ")[2]
        for line in str(caught.value).splitlines()
    ), str(caught.value)


def test_all_faults_of_a_file_are_told_at_once(scenario_file: Path) -> None:
    text = SMALL.replace("capacity = 12", "capacity = 0").replace("openness = 91", "openness = 910")
    scenario_file.write_text(text, encoding="utf-8")

    with pytest.raises(ScenarioError) as caught:
        load_scenario(scenario_file)

    assert [fault.path for fault in caught.value.faults] == [
        "places[cafe].capacity",
        "population.residents[1].openness",
    ]


def test_the_unchanged_town_is_read_as_written() -> None:
    scenario = load_scenario(SMALL_TOWN_FILE)

    cafe = scenario.places[scenario.place_numbers["cafe"] - 1]
    meadow = scenario.places[scenario.place_numbers["meadow"] - 1]
    assert scenario.run.start_s == 6 * HOUR_S
    assert scenario.minds.default is Mind.RULES
    assert cafe.price_cents(PlaceFunction.EAT) == 1850
    assert cafe.price_cents(PlaceFunction.SHOP) == 900
    assert cafe.price_cents(PlaceFunction.STUDY) == 0
    assert cafe.jobs[1].occupation is Occupation.CHEF
    assert cafe.jobs[1].workdays == 0b0010101
    assert [scenario.wage_cents(job) for job in cafe.jobs] == [2000, 4000]
    assert meadow.open.by_day[5:] == ((6 * HOUR_S, 16 * HOUR_S), (8 * HOUR_S, 12 * HOUR_S))


def test_a_night_shift_runs_over_midnight() -> None:
    scenario = load_scenario(SMALL_TOWN_FILE)

    night = scenario.places[3].jobs[0]
    assert night.shift_span == (22 * HOUR_S, 8 * HOUR_S)
    assert night.workdays == 0b1001111


def test_a_missing_file_lists_the_scenarios_there_are() -> None:
    with pytest.raises(ScenarioError, match=r"atlantis\.toml: file: .*; give a path .* willowbrook"):
        load_scenario("atlantis")


def test_a_file_that_is_not_utf_8_says_how_to_save_it(scenario_file: Path) -> None:
    scenario_file.write_bytes(b'name = "\xff"')

    with pytest.raises(ScenarioError, match="save the file as UTF-8"):
        load_scenario(scenario_file)


def test_canonical_json_gives_the_same_scenario_and_the_same_text_again() -> None:
    scenario = load_scenario(SMALL_TOWN_FILE)

    text = canonical_json(scenario)

    assert from_json(text) == scenario
    assert canonical_json(from_json(text)) == text
    assert "枫林宿舍" in text


def test_stored_json_is_checked_like_a_file() -> None:
    text = canonical_json(load_scenario(SMALL_TOWN_FILE)).replace('"capacity":12', '"capacity":0')

    with pytest.raises(ScenarioError, match=r"stored scenario: places\[cafe\]\.capacity: .*at least 1"):
        from_json(text)


def test_broken_json_names_the_line() -> None:
    with pytest.raises(ScenarioError, match="stored scenario: line 1: "):
        from_json("{")
