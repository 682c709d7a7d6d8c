"""`make bench SUITE=api`: how many answers of the API a server gives for a second of CPU, and how long eight clients wait.

A town of 10,000 (another population: so many) that lives at ten times real time, with a million events in its record: on SQLite
behind Daphne as `make run` serves it, on PostgreSQL behind gunicorn as docker/ does, one process. CPU is the server's own; the
engine is a process of its own, which lives on meanwhile. Limits of requests are off.
"""

import argparse
import sys
from typing import Any, Final

from tests.benchmarks.apart import MeasurementFailed
from tests.benchmarks.api_serving import served
from tests.benchmarks.bench_town import Town, founded
from tests.benchmarks.databases import POSTGRESQL, SQLITE, Store, server_as_installed
from tests.benchmarks.report import complain
from tests.benchmarks.stopping import heed_signals, holding_off

POPULATION: Final = 10_000
POPULATION_MIN: Final = 200
FEW: Final = 100
EVENTS: Final = 1_000_000
STEP_S: Final = 10
CONNECTIONS: Final = 8
SECONDS: Final = 6.0
P99_MS: Final = 100
NOTHING: Final = "/health"
"""Answered without a look at anything: what the server itself costs, to compare with."""
MUSTS: Final = {"/api/agents?limit=100": (100, 200), "/api/agents": (250, 500), "/api/world/status": (450, 900)}
"""By path: answers a CPU second that there must be, and that are aimed at."""


def main() -> None:
    """Measure, print, and fail if a page costs more queries in a large town than in a small one."""
    parser = argparse.ArgumentParser(prog="make bench SUITE=api", description=__doc__)
    parser.add_argument("--population", type=int, default=POPULATION, help=f"residents, at least {POPULATION_MIN}")
    population = parser.parse_args().population
    if population < POPULATION_MIN:
        parser.error(f"POPULATION={population} is too small for a town: give {POPULATION_MIN} or more")
    heed_signals()
    try:
        with holding_off(), server_as_installed():
            faults = [fault for store in (SQLITE, POSTGRESQL) for fault in measure(store, population)]
    except MeasurementFailed as failure:
        sys.exit(str(failure))
    sys.exit("\n".join(faults) or None)


def measure(store: Store, population: int, *, events: int = EVENTS, seconds: float = SECONDS) -> list[str]:
    """Measure on one store; return what is wrong, in sentences."""
    with founded(store, FEW, step_s=STEP_S, is_social=True) as (small, _):
        small.apart("api_town", "fill", events=events * FEW // population)
        few = _queries(small)
    with founded(store, population, step_s=STEP_S, is_social=True) as (town, _):
        recorded = town.apart("api_town", "fill", events=events)
        many = _queries(town)
        with served(town) as server:
            for path in (NOTHING, *MUSTS):
                _say(town, path, server.asked(path, connections=CONNECTIONS, seconds=seconds), recorded)
    return [
        f"{store}: {path} costs {few[path]} queries with {FEW} residents and {many[path]} with {population:,}"
        for path in MUSTS
        if few[path] != many[path]
    ]


def _queries(town: Town) -> dict[str, list[int]]:
    queries: dict[str, list[int]] = town.apart("api_town", "queries", paths=list(MUSTS))
    return queries


def _say(town: Town, path: str, figures: dict[str, Any], recorded: int) -> None:
    must, aim = MUSTS.get(path, (0, 0))
    wanted: dict[str, float | str] = {"must": must, "aim": aim} if must else {}
    more: dict[str, float | str] = {"path": path, "connections": CONNECTIONS, "events": recorded}
    rate = figures["answers"] / figures["cpu_s"]
    town.say("api.requests_per_cpu_second", rate, "1/s", **more, bytes=figures["bytes"], **wanted)
    town.say("api.p99_ms", figures["p99_ms"], "ms", **more, p50_ms=round(figures["p50_ms"], 2), must=P99_MS)
    if figures["failed"]:
        complain(f"{path}: {figures['failed']} of {figures['answers']} answers were not 200.")


if __name__ == "__main__":
    main()
