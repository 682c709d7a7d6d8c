"""`make bench SUITE=engine`: what deciding costs, beside a plain Django loop and beside Mesa, on both stores.

A decision is an action that was begun other than `wait`. CPU is that of this product's process and of all processes of the
PostgreSQL server that work for it. Without a population: 10,000 on SQLite, 10,000 and 100,000 on PostgreSQL, each for three
days. From a million on, three times the same morning (07:00 to 10:00), and the same with 100,000 to compare with.
"""

import argparse
import sys
from typing import Final

from tests.benchmarks.apart import MeasurementFailed
from tests.benchmarks.bench_town import Lengths
from tests.benchmarks.databases import POSTGRESQL, SQLITE, Store
from tests.benchmarks.days import measure_days
from tests.benchmarks.mesa_peer import mesa_decisions_per_cpu_s
from tests.benchmarks.mornings import COMPARED_WITH, compare_mornings
from tests.benchmarks.stopping import heed_signals, holding_off

SQLITE_MAX: Final = 10_000
MORNINGS_FROM: Final = 1_000_000
USUAL: Final[tuple[tuple[Store, int], ...]] = ((SQLITE, 10_000), (POSTGRESQL, 10_000), (POSTGRESQL, COMPARED_WITH))
POPULATION_MIN: Final = 200
MESA_CPU_S: Final = 10.0


def main() -> None:
    """Measure, print, and fail if residents decide so rarely or often that the figures mean nothing."""
    parser = argparse.ArgumentParser(prog="make bench SUITE=engine", description=__doc__)
    parser.add_argument("--population", type=int, help="residents, at least 200; without it: 10,000 and 100,000")
    population = parser.parse_args().population
    if population is not None and population < POPULATION_MIN:
        parser.error(f"POPULATION={population} is too small for a town: give {POPULATION_MIN} or more")
    heed_signals()
    try:
        with holding_off():
            faults = measure(population, Lengths())
    except MeasurementFailed as failure:
        sys.exit(str(failure))
    sys.exit("\n".join(faults) or None)


def measure(population: int | None, lengths: Lengths) -> list[str]:
    """Measure every town that belongs to this population; return what is wrong, in sentences."""
    mesa = mesa_decisions_per_cpu_s(cpu_s=MESA_CPU_S, rounds=lengths.rounds)
    if population is not None and population >= MORNINGS_FROM:
        compare_mornings(population, mesa, lengths)
        return []
    return [fault for store, count in towns_of(population) for fault in measure_days(store, count, mesa, lengths)]


def towns_of(population: int | None) -> tuple[tuple[Store, int], ...]:
    """List the towns whose days are measured."""
    if population is None:
        return USUAL
    on_postgresql: tuple[Store, int] = (POSTGRESQL, population)
    return ((SQLITE, population), on_postgresql) if population <= SQLITE_MAX else (on_postgresql,)


if __name__ == "__main__":
    main()
