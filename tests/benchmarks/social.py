"""`make bench SUITE=social`: what the social network costs those who look at it, and the engine that writes it.

On a PostgreSQL server of its own, with the settings of docker/. Feeds are read in a network of 100,000 accounts that wrote
ten posts each (another population: ten posts each too), and once more in one of a thousand posts, where a page must cost
as many queries. Acts are those of 10,000 accounts. A whole town is driven with and without its network; one of a million
only with it, for the memory that it needs.
"""

import argparse
import sys
from statistics import median
from typing import Any, Final

from tests.benchmarks.apart import MeasurementFailed, run_apart
from tests.benchmarks.databases import POSTGRESQL, own_database, server_as_installed
from tests.benchmarks.report import say
from tests.benchmarks.social_cost import say_cost_ratio, say_memory
from tests.benchmarks.stopping import heed_signals, holding_off

POPULATION: Final = 100_000
POPULATION_MIN: Final = 1_000
POSTS_EACH: Final = 10
FEW_POSTS: Final = 1_000
LOOKS: Final = 300
ACTORS: Final = 10_000
ROUNDS: Final = 5
MEMORY_FROM: Final = 1_000_000
FEED_MS: Final = 20
ACTION_MS: Final = 0.12
ACTION_BYTES: Final = 512


def main() -> None:
    """Measure, print, and fail if a page costs more queries in a large network than in a small one.

    From a million on, only the memory that a whole town with its network needs.
    """
    parser = argparse.ArgumentParser(prog="make bench SUITE=social", description=__doc__)
    parser.add_argument("--population", type=int, default=POPULATION, help=f"accounts, at least {POPULATION_MIN}")
    population = parser.parse_args().population
    if population < POPULATION_MIN:
        parser.error(f"POPULATION={population} is too small for a network: give {POPULATION_MIN} or more")
    heed_signals()
    try:
        with holding_off(), server_as_installed():
            faults = measure(population)
    except MeasurementFailed as failure:
        sys.exit(str(failure))
    sys.exit("\n".join(faults) or None)


def measure(population: int) -> list[str]:
    """Measure what belongs to this population; return what is wrong, in sentences."""
    if population >= MEMORY_FROM:
        say_memory(population)
        return []
    for residents in dict.fromkeys((min(population, ACTORS), population)):
        say_cost_ratio(POSTGRESQL, residents)
    measure_actions(min(population, ACTORS))
    return measure_feeds(population)


def measure_feeds(population: int) -> list[str]:
    """Say what pages cost in a large network; return in sentences where they cost more queries than in a small one."""
    posts = population * POSTS_EACH
    few, many = (_looked_at(min(population, 6 * FEW_POSTS), FEW_POSTS), _looked_at(population, posts))
    faults = []
    for name, found in many.items():
        more: dict[str, float | str] = {"posts": posts, "looks": LOOKS, "must": f"< {FEED_MS}"}
        more |= {"queries": found["queries"], "queries_at_1000": few[name]["queries"]}
        more |= {other: round(found[other], 2) for other in ("p50_ms", "cpu_ms")}
        say("social.feed_p99_ms", found["p99_ms"], "ms", store=POSTGRESQL, population=population, feed=name, **more)
        if found["queries"] != few[name]["queries"]:
            faults.append(
                f"{name}: {few[name]['queries']} queries at {FEW_POSTS} posts, {found['queries']} at {posts}."
            )
    return faults


def measure_actions(population: int) -> None:
    """Say what acts cost the processor and the disk."""
    with own_database(POSTGRESQL) as url:
        acted = run_apart("social_actions", "act", database_url=url, population=population, rounds=ROUNDS)
    actions = acted["actions"]
    figure: dict[str, Any] = {"store": POSTGRESQL, "population": population, "actions": actions, "rounds": ROUNDS}
    client_ms = median(acted["client_cpu_s"]) / actions * 1e3
    if None not in acted["server_cpu_s"]:
        both = [sum(pair) for pair in zip(acted["client_cpu_s"], acted["server_cpu_s"], strict=True)]
        shares = {"client_ms": round(client_ms, 4), "texts_ms": round(acted["texts_cpu_s"] / actions * 1e3, 4)}
        say("social.cpu_ms_per_action", median(both) / actions * 1e3, "ms", must=f"<= {ACTION_MS}", **shares, **figure)
    say("social.bytes_per_action", acted["bytes"] / actions / ROUNDS, "B", must=f"<= {ACTION_BYTES}", **figure)


def _looked_at(population: int, posts: int) -> dict[str, dict[str, float]]:
    with own_database(POSTGRESQL) as url:
        run_id = run_apart("social_filling", "fill", database_url=url, population=population, posts=posts)
        looked: dict[str, dict[str, float]] = run_apart(
            "social_feeds", "measure", database_url=url, run_id=run_id, population=population, looks=LOOKS
        )
    return looked


if __name__ == "__main__":
    main()
