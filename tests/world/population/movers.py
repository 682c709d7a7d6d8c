"""A small town in which people come and go within days: the poor leave, and newcomers take their posts."""

from typing import Any

from society.experiments.founding import found_scenario
from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from society.parts import assemble
from streams.models import Run, RunHead, RunLease
from streams.writer.driver import Driver

BALANCE = {"enabled": True, "ceiling": 20, "cooldown_days": 1, "debt_days": 1, "unhappy_days": 30, "unhappy_below": 0}


def restless(*, count: int = 12, social: bool = True, step_s: int = 60, **balance: Any) -> ScenarioFile:
    """Make the default town with few people, dear days and rules by which nobody stays long in debt."""
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["run"] |= {"start": "2024-01-01T23:58:00", "step_s": step_s}
    table["population"] |= {"count": count, "residents": [], "balance": BALANCE | balance}
    table["population"]["starting_money"] = {"overall": {"least": "0.00", "most": "400.00"}, "by_occupation": {}}
    table["economy"]["daily_costs"] |= {"rent": "150.00"}
    table["social"]["enabled"] = social
    return checked_scenario(table, file="restless")


def found(scenario: ScenarioFile) -> Run:
    return found_scenario(scenario)


def advance(run: Run, hours: float) -> RunHead:
    """Drive a run until so many simulated hours after its start."""
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), run.start_sim_time + round(hours * 3600))
    driver.release_all()
    return RunHead.objects.get(pk=run.pk)
