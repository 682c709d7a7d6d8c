"""A town in which dealings are frequent: work is lost and found, friends lend, treat and give. In memory, and as a run."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from agents.part import AgentsPart
from society.experiments.founding import found_scenario
from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from streams.kernel.simtime import DAY_S
from streams.models import Run
from streams.writer.clock_part import ClockPart
from streams.writer.part import Part, RunFacts
from tests.society.memory_town import Columns, Life, MemoryTown, found
from world.contract import Persona
from world.dealings_part import DealingsPart
from world.engine.dealings import Dealings, open_dealings
from world.events import WorldEvent
from world.part import WorldPart
from world.space.districts import Districts
from world.talks_part import TalksPart
from world.ties import Ties

NOTHING: dict[str, Mapping[str, object]] = {"labour": {}, "lending": {}, "things": {}}
STRENGTH = 7_500


def lively(**tables: Mapping[str, object]) -> ScenarioFile:
    """Make the default town with these of the tables labour, lending and things, the others empty; nothing by chance.

    happenings: what chance brings, in the same way.   population: fields that are changed.
    """
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["economy"] |= NOTHING | {name: tables[name] for name in tables if name in NOTHING}
    table["happenings"] = tables.get("happenings", {})
    table["population"] |= tables.get("population", {})
    return checked_scenario(table, file="dealings")


def friends(count: int, start: int, *, reach: int = 4) -> Ties:
    """Make everybody the close friend of the next `reach` by number, both ways."""
    ties, every = Ties(count), np.arange(1, count + 1)
    for offset in range(1, reach + 1):
        other = (every + offset - 1) % count + 1
        for one, two in ((every, other), (other, every)):
            ties.change(one, two, strength=STRENGTH, trust=2_000, at=start)
    return ties


def open_town(scenario: ScenarioFile, *, seed: int = 1, with_ties: bool = True) -> tuple[MemoryTown, Dealings, Ties]:
    """Found the town in memory, with its dealings at hand."""
    town = found(scenario, seed=seed)
    ties = friends(town.engine.residents.count, town.now)
    dealings = open_dealings(
        scenario.model_dump(mode="json"), town.engine.workforce, (lambda: ties) if with_ties else None
    )
    assert dealings is not None
    town.engine.employ(dealings)
    return town, dealings, ties


@cache
def lived(days: int, seed: int = 1) -> Life:
    """Let a town with everything in it live for some days."""
    scenario = frequent()
    return open_town(scenario, seed=seed)[0].live(scenario.run.start_s // DAY_S * DAY_S + days * DAY_S)


def frequent() -> ScenarioFile:
    """Make a town in which everything happens within days."""
    return lively(
        labour={
            "empty_days": 1,
            "layoff": "50%",
            "hire": "60%",
            "skill_needed": 20,
            "found": "50%",
            "business_cost": "100.00",
        },
        lending={"ask": "100%", "term_days": 2, "treat": "100%"},
        things={"buy": "100%", "photo": "20%", "gift": "100%", "trade": "60%"},
        population={
            "residents": [],
            "starting_money": {
                "overall": {"least": "600.00", "most": "12000.00"},
                "by_occupation": {"retired": {"least": "10.00", "most": "150.00"}},
            },
        },
    )


def of_kind(life: Life, *kinds: WorldEvent) -> Columns:
    """Pick events out of a life."""
    rows = np.isin(life.events["kind"], kinds)
    return {name: values[rows] for name, values in life.events.items()}


def assemble(run: RunFacts) -> Sequence[Part]:
    """Make the Parts of a run with ties, but without talks and phones."""
    agents = AgentsPart(people=lambda: world.people(), company=None)
    world = WorldPart(decide=agents.decide)
    talks = TalksPart(people=lambda: world.people())
    dealings = DealingsPart(engine=lambda: world.engine, ties=lambda: talks.ties)
    return (ClockPart(), world, dealings, agents, talks)


def _close(persona: Persona, districts: Districts, *, seed: int, start: int) -> dict[str, Any]:
    return friends(len(persona.age), start).as_dict()


def found_lively_run(
    monkeypatch: pytest.MonkeyPatch, scenario: ScenarioFile | None = None, start: str = "2024-01-01T18:00:00"
) -> Run:
    """Found a run in which everybody has close friends from the beginning.   scenario: by default `frequent`."""
    monkeypatch.setattr("world.talks_part.founding_ties", _close)
    monkeypatch.setattr("society.experiments.founding.assemble", assemble)
    table = (scenario or frequent()).model_dump(mode="json")
    table["run"] |= {"start": start, "step_s": 60}
    purses = {"overall": {"least": "10.00", "most": "1500.00"}, "by_occupation": {}}
    table["population"] |= {"count": 24, "residents": [], "starting_money": purses}
    run: Run = found_scenario(checked_scenario(table, file="dealings"), is_default=True)
    return run
