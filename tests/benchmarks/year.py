"""`make bench SUITE=year`: a simulated year of a thousand residents, archived as it goes; nothing may grow but the archive.

It has a PostgreSQL server of its own. Prints each month's memory, the size of the state table, the time of a step, and
what is kept as rows and in the archive; then what the last month is to the third (the first two warm up), and one
resident's whole year read back day by day.
The exit code is 1 if something grew that should not, or a day of hers has a gap.
"""

import argparse
import sys
from statistics import median
from typing import Any, Final

from tests.benchmarks.apart import MeasurementFailed
from tests.benchmarks.bench_town import Town, found_in
from tests.benchmarks.databases import POSTGRESQL
from tests.benchmarks.stopping import heed_signals, holding_off
from tests.durability.own_postgres import own_postgres

MONTH_DAYS: Final = 30
WARM_UP_MONTHS: Final = 2
"""Until then a table takes the room of its busiest hour, which it keeps."""
TIDY_OFTEN: Final = "autovacuum_naptime = 1s\nautovacuum_vacuum_cost_delay = 0\n"
"""A year passes in half an hour: what a server does once a minute, and without haste, has to be done as often in a day."""
GROWTH_MAX: Final = {"memory_mb": 1.1, "state_table_mb": 1.1, "step_ms": 1.25}
"""What the last month may be to the first after the warm-up: a shared machine's step varies by a fifth."""


def main() -> None:
    """Found the town, live the year, read it back."""
    parser = argparse.ArgumentParser(prog="make bench SUITE=year", description=__doc__)
    parser.add_argument("--population", type=int, default=1_000)
    parser.add_argument("--days", type=int, default=365)
    wanted = parser.parse_args()
    days_min = (WARM_UP_MONTHS + 2) * MONTH_DAYS
    if wanted.days < days_min:
        parser.error(f"--days {wanted.days} is too short to see growth: give {days_min} or more")
    heed_signals()
    try:
        # a server that others use keeps dead rows for as long as any of their transactions is open
        with holding_off(), own_postgres(TIDY_OFTEN) as server:
            town, _wall_s = found_in(server.url, POSTGRESQL, wanted.population)
            faults = measure(town, wanted.days)
    except MeasurementFailed as failure:
        sys.exit(str(failure))
    sys.exit("\n".join(faults) or None)


def measure(town: Town, days: int) -> list[str]:
    """Live so many days and read one resident's back; return what is wrong, in sentences."""
    months: list[dict[str, Any]] = town.apart("year_of_life", "live", days=days, month_days=MONTH_DAYS)
    for number, month in enumerate(months, start=1):
        town.say("year.month", number, "", **month)
    faults = []
    for name, most in GROWTH_MAX.items():
        ratio = months[-1][name] / months[WARM_UP_MONTHS][name]
        town.say(f"year.{name}_ratio", ratio, "", must=f"<= {most}")
        if ratio > most:
            faults.append(f"{name} grew to {ratio:.2f} times what it was after the warm-up: at most {most} is allowed.")
    read: dict[str, Any] = town.apart("year_of_life", "read_back", number=town.population // 2, days=days)
    town.say("year.read_day_ms", median(read["day_ms"]), "ms", days=len(read["day_ms"]), most=max(read["day_ms"]))
    return [*faults, *read["gaps"]]


if __name__ == "__main__":
    main()
