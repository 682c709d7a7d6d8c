"""Begin a run from a scenario: the file's values, with what the operator's settings override."""

import time
from collections.abc import Sequence

from society.experiments.scenario import ScenarioFile, canonical_json, checked_scenario
from society.parts import assemble
from streams.models import Run
from streams.writer.runs import found_run
from streams.writer.version import ENGINE_VERSION
from world.scenario import ResidentSpec


def found_scenario(scenario: ScenarioFile, *, name: str = "", is_default: bool = False, is_paused: bool = False) -> Run:
    """Found a run and its first step in one transaction; nothing is left of one that fails."""
    return found_run(
        assemble=assemble,
        rate_milli=round(scenario.run.time_scale * 1000),
        wall_ms=time.time_ns() // 1_000_000,
        is_paused=is_paused,
        name=name or scenario.run.name,
        seed=scenario.run.seed,
        scenario=canonical_json(scenario),
        language=scenario.run.language.value,
        step_s=scenario.run.step_s,
        start_sim_time=scenario.run.start_s,
        engine_version=ENGINE_VERSION,
        is_default=is_default,
    )


def with_overrides(
    scenario: ScenarioFile,
    *,
    seed: int | None = None,
    count: int | None = None,
    time_scale: float | None = None,
    residents: Sequence[ResidentSpec] = (),
) -> ScenarioFile:
    """Change a scenario's seed, number of residents, time scale or people; ScenarioError if the town cannot hold it.

    residents: take the place of those that the file writes out; without a count the town has at least so many.
    """
    table = scenario.model_dump(mode="json")
    if residents:
        table["population"]["residents"] = [resident.model_dump(mode="json") for resident in residents]
        table["population"]["count"] = max(table["population"]["count"], len(residents))
    if seed is not None:
        table["run"]["seed"] = seed
    if count is not None:
        table["population"]["count"] = count
    if time_scale is not None:
        table["run"]["time_scale"] = time_scale
    return checked_scenario(table, file="overrides")
