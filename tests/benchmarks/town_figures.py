"""What is said of a town beside its windows: the plain Django loop, life at ten times real time, batches, forks, archives."""

import shutil
from collections.abc import Mapping
from statistics import median
from typing import Any, Final

from tests.benchmarks.bench_town import STEP_S, Lengths, Town, founded
from tests.benchmarks.databases import POSTGRESQL, Store
from tests.benchmarks.report import complain

RATE: Final = 10
FEW: Final = 10
MANY: Final = 5_000
FORK_STEP_S: Final = 20
FORK_POPULATION_MAX: Final = 10_000
MISSING_S: Final = 20
"""A town that keeps up may lack so many simulated seconds: two slices, beside the step that is not over."""


def say_orm_loop(town: Town, decisions_per_s: float, lengths: Lengths) -> None:
    """Compare with the same decisions written one by one. Spoils the town."""
    written = town.apart("orm_loop", "write_one_by_one", seconds=lengths.orm_s, rounds=lengths.rounds)
    loop_per_s = median(written["decisions_per_second"])
    more = {"loop_decisions_per_second": round(loop_per_s, 1), "rounds": lengths.rounds}
    town.say("engine.ratio_to_orm_loop", decisions_per_s / loop_per_s, "", **more)


def say_live_shares(town: Town, lengths: Lengths) -> None:
    """Let the town live at ten times real time: driven by a process of its own, then through Celery (PostgreSQL)."""
    _say_share(town, "engine.realtime_core_share", town.apart("live_share", "live", seconds=lengths.live_s))
    if town.store != POSTGRESQL:
        return
    if shutil.which("redis-server") is None:
        complain("redis-server is not installed: engine.celery_core_share is left out.")
        return
    through_celery = town.apart("celery_share", "live_through_celery", seconds=lengths.live_s)
    _say_share(town, "engine.celery_core_share", through_celery)


def say_batches(town: Town, lengths: Lengths) -> None:
    """Compare a resident's cost in a step that decides ten and in one that decides thousands."""
    if town.population < MANY:
        complain(f"A step of {MANY} needs as many residents: engine.batch_cost_ratio is left out.")
        return
    costs = town.apart("batches", "step_costs", rounds=lengths.rounds, few=FEW, many=MANY)
    more: dict[str, float | str] = {f"{name}_us_per_resident": round(costs[name], 3) for name in costs}
    town.say("engine.batch_cost_ratio", costs["many"] / costs["few"], "", must="<= 0.25", **more)


def say_archive(town: Town) -> None:
    """Say what a decision takes in the archive."""
    town.apart("archive", "measure_archive", store=town.store, population=town.population)


def say_forks(store: Store, population: int, lengths: Lengths) -> None:
    """Fork a town of its own, up to ten thousand residents."""
    if population > FORK_POPULATION_MAX:
        return
    with founded(store, population, step_s=FORK_STEP_S) as (town, _):
        step, rounds = lengths.fork_step, lengths.rounds
        seconds = town.apart("forks", "fork", step=step, rounds=rounds)["seconds"]
        town.say("engine.fork_seconds", median(seconds), "s", step=step, step_s=FORK_STEP_S, rounds=rounds)


def _say_share(town: Town, name: str, lived: Mapping[str, Any]) -> None:
    missing_s = RATE * lived["wall_s"] - lived["simulated_s"] - STEP_S
    if missing_s > MISSING_S or lived["behind_s"] or lived["slipped_s"]:
        complain(
            f"{name} at {town.population}: the town did not keep up. It lived {lived['simulated_s']} simulated seconds in "
            f"{lived['wall_s']:.0f} real ones at x{RATE}, is {lived['behind_s']:g} behind and gave {lived['slipped_s']:g} up."
        )
    if lived["server_cpu_s"] is None:
        return
    client, server = (lived[field] / lived["wall_s"] for field in ("client_cpu_s", "server_cpu_s"))
    more = {field: lived[field] for field in ("simulated_s", "behind_s", "slipped_s")}
    town.say(name, client + server, "cores", client=round(client, 5), server=round(server, 5), **more)
