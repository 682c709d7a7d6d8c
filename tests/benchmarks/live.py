"""`make bench SUITE=live`: how soon viewers are told what was committed, and what telling them costs the serving process.

500 viewers (or POPULATION) of one run, in batches, and 50 who take single events, on one Daphne; 100 events a second in ten
commits. In between, the last frame is sent to the same connections as often by a bare loop. PostgreSQL and a Redis of the
benchmark's own; nothing leaves this machine.
"""

import argparse
import sys
from statistics import median
from typing import Any, Final

from tests.benchmarks.apart import MeasurementFailed, run_apart
from tests.benchmarks.databases import POSTGRESQL, own_database
from tests.benchmarks.report import say
from tests.benchmarks.stopping import heed_signals, holding_off

VIEWERS: Final = 500
VIEWERS_MAX: Final = 2_000
SINGLE_VIEWERS: Final = 50
SECONDS: Final = 10.0
ROUNDS: Final = 3
TOWN_HOURS: Final = 6
P99_MS: Final = 50
RATIO: Final = 2


def main() -> None:
    """Measure, print, and fail if a viewer missed something or got it twice."""
    parser = argparse.ArgumentParser(prog="make bench SUITE=live", description=__doc__)
    parser.add_argument("--population", type=int, default=VIEWERS, help=f"viewers in batches, 1 to {VIEWERS_MAX}")
    viewers = parser.parse_args().population
    if not 1 <= viewers <= VIEWERS_MAX:
        parser.error(f"POPULATION={viewers} is the number of viewers here: give 1 to {VIEWERS_MAX}")
    heed_signals()
    try:
        with holding_off():
            measure(viewers, seconds=SECONDS, rounds=ROUNDS)
    except MeasurementFailed as failure:
        sys.exit(str(failure))


def measure(viewers: int, *, seconds: float, rounds: int) -> None:
    """Measure batches for all viewers, then single events for a few."""
    with own_database(POSTGRESQL) as url:
        run_id = run_apart("live_delivery", "found_town", database_url=url, hours=TOWN_HOURS)
        for count, form in ((viewers, "batch"), (min(viewers, SINGLE_VIEWERS), "single")):
            asked = {"run_id": run_id, "viewers": count, "is_batch": form == "batch"}
            found = run_apart("live_delivery", "deliver", database_url=url, **asked, seconds=seconds, rounds=rounds)
            report(found, count, form)


def report(found: list[dict[str, Any]], viewers: int, form: str) -> None:
    """Say what the rounds have shown; the must of an issue is that of batches."""
    more: dict[str, Any] = {"store": POSTGRESQL, "population": viewers, "form": form, "rounds": len(found)}
    more["events_per_s"] = round(median(each["events"] / each["wall_s"] for each in found) / viewers, 1)
    more["flushes_per_s"] = round(median(each["flushes_per_s"] for each in found), 1)
    is_asked = form == "batch"
    p99_must: dict[str, Any] = {"must": f"<= {P99_MS}"} if is_asked else {}
    ratio_must: dict[str, Any] = {"must": f"<= {RATIO}"} if is_asked else {}
    others = {name: round(median(each[name] for each in found), 2) for name in ("p50_ms", "max_ms")}
    say("live.p99_ms", median(each["p99_ms"] for each in found), "ms", **more, **others, **p99_must)
    cpu_ms = [each["cpu_s"] * 1e6 / each["events"] for each in found]
    share = round(median(each["cpu_s"] / each["wall_s"] for each in found), 3)
    say("live.cpu_ms_per_1000", median(cpu_ms), "ms", **more, core_share=share)
    ratios = [(each["cpu_s"] / each["frames"]) / (each["bare_cpu_s"] / each["bare_frames"]) for each in found]
    bare_us = round(median(each["bare_cpu_s"] * 1e6 / each["bare_frames"] for each in found), 1)
    frame_us = round(median(each["cpu_s"] * 1e6 / each["frames"] for each in found), 1)
    costs = {"frame_us": frame_us, "bare_frame_us": bare_us}
    say("live.ratio_to_bare_broadcast", median(ratios), "ratio", **more, **costs, **ratio_must)


if __name__ == "__main__":
    main()
