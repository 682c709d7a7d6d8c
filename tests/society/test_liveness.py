"""No setting of a scenario is decoration: changing any field changes what happens, what is written, or what is drawn.

The list of fields comes from the schema, so that a new field fails here until somebody shows what it does.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from society.experiments.founding import found_scenario
from society.experiments.scenario import ScenarioFile, checked_scenario
from streams.kernel.digest import of_columns
from streams.models import Run, RunClock
from tests.society.memory_town import found
from tests.towns import small_tables
from tests.world.dealings.test_settings import CHANGES, SHOWN_ALONE
from world.drawing.spec import plan_from_spec
from world.drawing.town import draw_town
from world.models import Place
from world.population import make_population

Table = dict[str, Any]
Edit = Callable[[Table], object]

HISTORY, DRAWING, PEOPLE = "history", "drawing", "people"
HOURS = 12
AFTER_MIDNIGHT = ("economy.daily_costs", "economy.allowance", "economy.pension", "economy.basic")
"""Fields that matter once a day: their runs begin in the evening."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def base() -> Table:
    """The small town with an owner, something green, a traits' table, money by trade, and somebody written out."""
    table: Table = {**deepcopy(small_tables()), "run": {"name": "Small Town", "seed": 7}, "minds": {"default": "rules"}}
    table["map"]["green"] = [
        {"name": "Wood", "name_zh": "林", "kind": "wood", "x": 400, "y": 460, "width": 100, "height": 80},
        {"name": "Lawn", "name_zh": "草", "kind": "field", "points": [[20, 20], [120, 20], [120, 100]]},
    ]
    table["population"]["starting_money"]["by_occupation"] = {"waiter": {"least": 5_000, "most": 90_000}}
    return table


def place(table: Table, key: str) -> Table:
    return next(place for place in table["places"] if place["key"] == key)


def put(*path: Any) -> Edit:
    """Make an edit that sets the last of `path` at the keys before it."""
    *keys, value = path

    def edit(table: Table) -> None:
        node: Any = table
        for key in keys[:-1]:
            node = node.setdefault(key, {}) if isinstance(node, dict) else node[key]
        node[keys[-1]] = value

    return edit


def in_place(key: str, name: str, value: Any) -> Edit:
    return lambda table: place(table, key).__setitem__(name, value)


def in_job(number: int, name: str, value: Any) -> Edit:
    return lambda table: place(table, "cafe")["jobs"][number].__setitem__(name, value)


def in_person(name: str, value: Any) -> Edit:
    return lambda table: table["population"]["residents"][0].__setitem__(name, value)


def trait(name: str, part: str, value: int) -> Edit:
    return put("population", "big_five", name, {part: value})


CASES: dict[str, tuple[str, Edit]] = {
    "map.districts": (HISTORY, put("map", "districts", 2)),
    "map.width_m": (DRAWING, put("map", "width_m", 640)),
    "map.height_m": (DRAWING, put("map", "height_m", 640)),
    "map.cell_m": (HISTORY, put("map", "cell_m", 10)),
    "map.streets.name": (DRAWING, put("map", "streets", 0, "name", "Other Street")),
    "map.streets.name_zh": (DRAWING, put("map", "streets", 0, "name_zh", "别街")),
    "map.streets.kind": (DRAWING, put("map", "streets", 0, "kind", "path")),
    "map.streets.width_m": (DRAWING, put("map", "streets", 0, "width_m", 30)),
    "map.streets.points": (HISTORY, put("map", "streets", 0, "points", [[0, 200], [300, 320], [600, 210]])),
    "map.water.name": (DRAWING, put("map", "water", 0, "name", "Brook")),
    "map.water.name_zh": (DRAWING, put("map", "water", 0, "name_zh", "溪")),
    "map.water.points": (HISTORY, put("map", "water", 0, "points", [[100, 230], [340, 230], [340, 320], [100, 320]])),
    "map.green.name": (DRAWING, put("map", "green", 0, "name", "Grove")),
    "map.green.name_zh": (DRAWING, put("map", "green", 0, "name_zh", "树林")),
    "map.green.kind": (DRAWING, put("map", "green", 0, "kind", "park")),
    "map.green.points": (DRAWING, put("map", "green", 1, "points", [[20, 20], [160, 20], [120, 100]])),
    "map.green.x": (DRAWING, put("map", "green", 0, "x", 440)),
    "map.green.y": (DRAWING, put("map", "green", 0, "y", 500)),
    "map.green.width": (DRAWING, put("map", "green", 0, "width", 60)),
    "map.green.height": (DRAWING, put("map", "green", 0, "height", 60)),
    "places.key": (DRAWING, in_place("meadow", "key", "field")),
    "places.name": (DRAWING, in_place("cafe", "name", "Other Cafe")),
    "places.name_zh": (DRAWING, in_place("cafe", "name_zh", "别馆")),
    "places.type": (DRAWING, in_place("cafe", "type", "restaurant")),
    "places.zone": (DRAWING, in_place("cafe", "zone", "leisure")),
    "places.x": (HISTORY, in_place("cafe", "x", 60)),
    "places.y": (HISTORY, in_place("meadow", "y", 410)),
    "places.width": (DRAWING, in_place("meadow", "width", 80)),
    "places.height": (DRAWING, in_place("meadow", "height", 60)),
    "places.entrance": (HISTORY, in_place("meadow", "entrance", [220, 560])),
    "places.capacity": (HISTORY, in_place("meadow", "capacity", 1)),
    "places.functions": (HISTORY, in_place("flats", "functions", ["sleep", "eat", "wash", "rest"])),
    "places.open.default": (HISTORY, in_place("cafe", "open", "07:00-16:00")),
    **{
        f"places.open.{day}": (HISTORY, in_place("meadow", "open", {"default": "06:00-22:00", day: "closed"}))
        for day in WEEKDAYS
    },
    "places.prices": (HISTORY, in_place("cafe", "prices", {"meal": "90.00"})),
    "places.jobs.occupation": (HISTORY, in_job(1, "occupation", "waiter")),
    "places.jobs.count": (HISTORY, in_job(0, "count", 1)),
    "places.jobs.shift": (HISTORY, in_job(0, "shift", "12:00-20:00")),
    "places.jobs.days": (HISTORY, in_job(0, "days", "wed-sun")),
    "places.jobs.wage_per_hour": (HISTORY, in_job(1, "wage_per_hour", "99.00")),
    "population.count": (HISTORY, put("population", "count", 21)),
    "population.names": (PEOPLE, put("population", "names", "zh")),
    "population.occupations": (HISTORY, put("population", "occupations", "waiter", 1)),
    "population.ages.youngest": (HISTORY, put("population", "ages", 0, "youngest", 40)),
    "population.ages.oldest": (HISTORY, put("population", "ages", 0, "oldest", 66)),
    "population.ages.weight": (
        HISTORY,
        put(
            "population",
            "ages",
            [{"youngest": 18, "oldest": 80, "weight": 1}, {"youngest": 18, "oldest": 30, "weight": 9}],
        ),
    ),
    "population.genders": (HISTORY, put("population", "genders", {"female": 1})),
    **{
        f"population.big_five.{name}.{part}": (HISTORY, trait(name, part, 5))
        for name in ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
        for part in ("mean", "spread")
    },
    "population.starting_money.overall.least": (HISTORY, put("population", "starting_money", "overall", "least", 0)),
    "population.starting_money.overall.most": (HISTORY, put("population", "starting_money", "overall", "most", 20_000)),
    "population.starting_money.by_occupation.least": (
        HISTORY,
        put("population", "starting_money", "by_occupation", "waiter", "least", 80_000),
    ),
    "population.starting_money.by_occupation.most": (
        HISTORY,
        put("population", "starting_money", "by_occupation", "waiter", "most", 9_000),
    ),
    "population.residents.name": (PEOPLE, in_person("name", "Somebody Else")),
    "population.residents.age": (HISTORY, in_person("age", 61)),
    "population.residents.gender": (HISTORY, in_person("gender", "male")),
    "population.residents.occupation": (
        HISTORY,
        lambda table: table["population"]["residents"][0].update(occupation="retired", age=66, workplace=None),
    ),
    **{
        f"population.residents.{name}": (HISTORY, in_person(name, 3))
        for name in ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
    },
    "population.residents.home": (HISTORY, in_person("home", "hall")),
    "population.residents.workplace": (
        HISTORY,
        lambda table: table["population"]["residents"][0].update(occupation="waiter", workplace="cafe"),
    ),
    "population.residents.money": (HISTORY, in_person("money", 7)),
    "weather.enabled": (HISTORY, put("weather", "enabled", True)),
    "weather.climate": (HISTORY, put("weather", "climate", "tropical")),
    "economy.wage_per_hour": (HISTORY, put("economy", "wage_per_hour", "waiter", 1)),
    "economy.allowance_per_day.student": (HISTORY, put("economy", "allowance_per_day", "student", 1)),
    "economy.allowance_per_day.unemployed": (HISTORY, put("economy", "allowance_per_day", "unemployed", 1)),
    "economy.pension_per_day": (HISTORY, put("economy", "pension_per_day", 1)),
    "economy.basic_income_per_day": (HISTORY, put("economy", "basic_income_per_day", 1)),
    **{
        f"economy.daily_costs.{name}": (HISTORY, put("economy", "daily_costs", name, 50_000))
        for name in ("rent", "food", "transport", "phone")
    },
    **{
        f"happenings.{name}": (HISTORY, put("happenings", name, "100%"))
        for name in ("bonus", "red_packet", "illness", "broken_phone", "free_coffee", "park_fair")
    },
    "run.seed": (HISTORY, put("run", "seed", 8)),
    "run.start": (HISTORY, put("run", "start", "2024-01-02T09:00:00")),
    "run.step_s": (HISTORY, put("run", "step_s", 60)),
}
ELSEWHERE = {
    "places.owner": "test_the_owner_is_kept_with_the_place",
    "population.residents.traits": "test_written_prose_is_kept",
    "population.residents.speaking_style": "test_written_prose_is_kept",
    "population.residents.life_goal": "test_written_prose_is_kept",
    "population.residents.goals": "test_written_prose_is_kept",
    "population.residents.backstory": "test_written_prose_is_kept",
    "population.residents.daily_routine": "test_written_prose_is_kept",
    "economy.currency": "tests/society/test_api_reads.py",
    "economy.symbol": "tests/society/test_pages.py",
    "run.name": "test_name_language_and_speed_are_the_runs",
    "run.language": "test_name_language_and_speed_are_the_runs",
    "run.time_scale": "test_name_language_and_speed_are_the_runs",
    "social.enabled": "tests/streams/network/test_network_part.py",
    "social.ranking": "tests/streams/selectors/test_feeds.py",
    **{
        f"bodies.{field}": "tests/agents/bodies/test_played_residents.py"
        for field in ("per_person", "patience_s", "give_up_after", "idle_days")
    },
    **{
        f"population.balance.{field}": "tests/world/population/test_balance_settings.py"
        for field in ("enabled", "ceiling", "cooldown_days", "debt_days", "unhappy_days", "unhappy_below")
    },
    **{f"economy.{field}": "tests/world/dealings/test_settings.py" for field in (*CHANGES, *SHOWN_ALONE)},
    "minds.default": "one mind exists: any other name is refused (test_scenario_files)",
}


def fields_of(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """List every field of the schema by its path."""
    for name, field in model.model_fields.items():
        inner = list(_models_in(field.annotation))
        if not inner:
            yield before + name
        for kind in inner:
            yield from fields_of(kind, f"{before}{name}.")


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


@cache
def trace(table_text: str, what: str) -> str:
    """Hash what a scenario leads to: a day's history, the drawn town, or who lives there."""
    scenario = checked_scenario(json.loads(table_text), file="liveness")
    if what == DRAWING:
        plan = plan_from_spec(name="Town", name_zh="镇", ground=scenario.map, places=scenario.places)
        drawn = "".join(draw_town(plan, language=language) for language in ("en", "zh"))
        return hashlib.sha256((drawn + repr(plan)).encode()).hexdigest()
    if what == PEOPLE:
        return repr(make_population(scenario, seed=1).names)
    life = found(scenario, seed=scenario.run.seed).live(scenario.run.start_s + HOURS * 3600)
    return of_columns(life.events) + of_columns(life.ledger)


@pytest.mark.parametrize("field", CASES)
def test_changing_a_field_changes_what_happens_or_is_shown(field: str) -> None:
    what, edit = CASES[field]
    before = base()
    if field.startswith("places.open."):
        day = max(WEEKDAYS.index(field.rsplit(".", 1)[-1]), 0) if field[-3:] in WEEKDAYS else 0
        before["run"]["start"] = f"2024-01-{8 + day:02d}T06:00:00"
        if field[-3:] in WEEKDAYS:
            place(before, "meadow")["open"] = "06:00-22:00"
    if field == "weather.climate":
        before["weather"] = {"climate": "oceanic"}
    if field == "happenings.park_fair":
        before["run"]["start"] = "2024-01-06T09:00:00"  # a Saturday
    if field.startswith(AFTER_MIDNIGHT):
        before["run"]["start"] = "2024-01-01T20:00:00"
    if field == "run.step_s":
        before["population"]["count"] = 34  # a step tells when people get in each other's way
    after = deepcopy(before)
    edit(after)

    assert trace(json.dumps(after), what) != trace(json.dumps(before), what)


def test_every_field_of_the_schema_has_a_case() -> None:
    listed = set(CASES) | set(ELSEWHERE)

    assert set(fields_of(ScenarioFile)) - listed == set()
    assert listed - set(fields_of(ScenarioFile)) == set()


@pytest.mark.django_db
def test_name_language_and_speed_are_the_runs() -> None:
    table = base()
    table["run"] |= {"name": "Elsewhere", "language": "zh", "time_scale": 3.5}

    run = found_scenario(checked_scenario(table, file="liveness"))

    assert (run.name, run.language) == ("Elsewhere", "zh")
    assert RunClock.objects.get(pk=run.pk).rate_milli == 3_500


@pytest.mark.django_db
def test_the_owner_is_kept_with_the_place() -> None:
    table = base()
    place(table, "cafe")["owner"] = "the widow of a miller"

    run = found_scenario(checked_scenario(table, file="liveness"))

    assert Place.objects.of(run.pk).get(key="cafe").owner == "the widow of a miller"


@pytest.mark.django_db
def test_written_prose_is_kept() -> None:
    table = base()
    words = {
        "traits": "slow",
        "speaking_style": "in riddles",
        "life_goal": "a boat",
        "goals": ["one", "two"],
        "backstory": "Came by river.",
        "daily_routine": "Fishes.",
    }
    table["population"]["residents"][0] |= words

    run = found_scenario(checked_scenario(table, file="liveness"))

    agent = _first_agent(run)
    kept = {name: getattr(agent, name) for name in words if name != "goals"} | {"goals": agent.goal_list}
    assert kept == words


def _first_agent(run: Run) -> Any:
    from agents.models import Agent

    return Agent.objects.of(run.pk).order_by("pk")[0]
