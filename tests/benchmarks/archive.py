"""`make bench SUITE=archive`: what a decision takes in the archive, and how fast a resident's day comes back out of it.

A decision is an action that was begun other than `wait`. The town is the scenario that comes with the product, scaled; a
day is read as a page reads it, from a cold cache of blocks.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.benchmarks.report import Spent, say

STEP_S: Final = 60
DAYS: Final = 2
READS: Final = 200


def main() -> None:
    """Measure on a database file of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--population", type=int, default=10_000)
    population = parser.parse_args().population
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings")
        import django

        django.setup()
        _found_and_measure(population)


def _found_and_measure(population: int) -> None:
    from django.core.management import call_command

    from society.engine import make_driver
    from streams.kernel.simtime import DAY_S, HOUR_S
    from tests.benchmarks.towns import found_scaled

    call_command("migrate", verbosity=0)
    run = found_scaled(population, STEP_S)
    driver = make_driver(lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), DAYS * DAY_S + 2 * HOUR_S)
    driver.release_all()
    measure_archive(run.pk, "sqlite", population)


def measure_archive(run_id: int, store: str, population: int) -> None:
    """Archive every day of a run that is over, delete its rows, and say bytes, cost and time to read a day back."""
    from society.operations.retention import ARCHIVES, TASK_ROWS
    from streams.models import Run
    from streams.services.archive import delete_some, head_of, seal_some

    run = Run.objects.get(pk=run_id)
    for table in ARCHIVES:
        before = head_of(run, table).sealed
        sealing = Spent.start()
        while seal_some(run, table, rows_max=TASK_ROWS):
            pass
        sealing.stop()
        rows = head_of(run, table).sealed - before
        deleting = Spent.start()
        while delete_some(run, table, kept_days=0, rows_max=TASK_ROWS):
            pass
        deleting.stop()
        _say_size(run, table, store, population)
        name = f"engine.archive_{table.kind.name.lower()}"
        if rows:
            say(f"{name}_seal_cpu_us_per_row", sealing.cpu_s / rows * 1e6, "us", store=store, population=population)
            say(f"{name}_delete_us_per_row", deleting.wall_s / rows * 1e6, "us", store=store, population=population)
    _say_reading(run, store, population)


def _say_size(run, table, store: str, population: int) -> None:  # type: ignore[no-untyped-def]  # Django is not loaded yet
    from django.db.models import Sum

    from streams.models import ArchiveDay, ArchivedKind

    days = ArchiveDay.objects.of_table(run.pk, table.kind).filter(is_pruned=False)
    size = days.aggregate(size=Sum("body_bytes"))["size"] or 0
    rows = sum(day.rows for day in days)
    if not rows:
        return
    if table.kind == ArchivedKind.EVENTS:
        decisions = _decisions(run, days)
        say(
            "engine.archive_bytes_per_decision", size / decisions, "B", store=store, population=population, must="<= 12"
        )
        say(
            "engine.archive_bytes_per_resident_day",
            size / population / len(days),
            "B",
            store=store,
            population=population,
        )
    else:
        say("engine.archive_bytes_per_transfer", size / rows, "B", store=store, population=population)


def _decisions(run, days) -> int:  # type: ignore[no-untyped-def]  # as above
    from streams.log.archive import EVENT_ARCHIVE, rows_between
    from world.actions import Action
    from world.events import WorldEvent

    decisions = 0
    for day in days:
        columns = rows_between(EVENT_ARCHIVE, run.pk, day.first, day.last).columns
        decisions += int(((columns["kind"] == WorldEvent.ACTED) & (columns["next_action"] != Action.WAIT)).sum())
    return decisions


def _say_reading(run, store: str, population: int) -> None:  # type: ignore[no-untyped-def]  # as above
    """Read one day of residents far apart, as their pages do, and nothing else of them."""
    import numpy as np

    from streams.kernel.simtime import DAY_S
    from streams.log.archive import _unpacked
    from streams.log.read import chain_since, sealed_seq_within

    day = run.start_sim_time // DAY_S + 1
    took_ms = []
    for turn in range(READS):
        number = 1 + turn * (population // READS or 1) % population
        _unpacked.cache_clear()
        began = time.perf_counter()
        newest = sealed_seq_within(run, number, after=day * DAY_S, until=(day + 1) * DAY_S - 1)
        assert newest is not None
        events = chain_since(run, newest, limit=1_000, since=day * DAY_S, actor=number)
        took_ms.append((time.perf_counter() - began) * 1e3)
        assert events
    for share in (50, 99):
        say(
            f"engine.archive_day_read_ms_p{share}",
            float(np.percentile(took_ms, share)),
            "ms",
            store=store,
            population=population,
            must="< 20",
        )


if __name__ == "__main__":
    main()
