"""A run that lives for a long time and is archived as it goes, looked at every month; and one resident's days afterwards."""

import time
from typing import Any

from django.db import connection

from society.engine import make_driver
from society.operations.db_report import has_autovacuum
from society.operations.retention import TASK_ROWS, tend_run
from streams.kernel.simtime import DAY_S, world_time
from streams.models import Event, Run
from streams.models.archive import ArchiveBlock
from tests.benchmarks.cpu import memory_mb
from tests.benchmarks.report import Spent
from world.models import LedgerEntry, ResidentState
from world.selectors.moments import present
from world.selectors.timeline import day_of


def live(*, run_id: int, days: int, month_days: int) -> list[dict[str, Any]]:
    """Drive a run for so many days, tending its archive each day; say each month how large and how slow everything is."""
    run = Run.objects.get(pk=run_id)
    driver = make_driver(lambda run_id, seq: None)
    session = driver.hold(run)
    months: list[dict[str, Any]] = []
    # a server that tidies up by itself does it between two days at this speed; one that does not is tidied here
    is_vacuumed_here = has_autovacuum() is False
    spent, first_step = Spent.start(), 0
    for day in range(1, days + 1):
        driver.advance_until(session, run.start_sim_time + day * DAY_S)
        paused = Spent.start()
        tend_run(run, deadline=time.monotonic() + 60, rows_max=TASK_ROWS)
        if is_vacuumed_here:
            _vacuum()
        paused.stop()
        spent.cpu_s += paused.cpu_s
        if day % month_days == 0:
            spent.stop()
            run.head.refresh_from_db()
            months.append(_month(run, spent.cpu_s / (run.head.step - first_step) * 1000))
            spent, first_step = Spent.start(), run.head.step
    driver.release_all()
    return months


def _vacuum() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")


def _month(run: Run, step_ms: float) -> dict[str, Any]:
    return {
        "step_ms": round(step_ms, 4),
        "memory_mb": round(memory_mb()["now_mb"], 1),
        "state_table_mb": _table_mb(ResidentState._meta.db_table),
        "event_rows": Event.objects.of(run.pk).count(),
        "ledger_rows": LedgerEntry.objects.of(run.pk).count(),
        "archive_mb": _table_mb(ArchiveBlock._meta.db_table),
    }


def _table_mb(table: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s)", [table])
        (size,) = cursor.fetchone()
    return round(int(size) / 1e6, 3)


def read_back(*, run_id: int, number: int, days: int) -> dict[str, Any]:
    """Read each day of one resident; say how long each took, and where her life has a gap."""
    moment = present(Run.objects.get(pk=run_id))
    first = moment.run.start_sim_time // DAY_S * DAY_S
    day_ms, gaps, until = [], [], None
    for day in range(days):
        began = time.perf_counter()
        spans = day_of(moment, number, first + day * DAY_S)
        day_ms.append((time.perf_counter() - began) * 1000)
        for span in spans:
            if until is not None and span.since > until:
                gaps.append(
                    f"Nothing is known of resident {number} from {world_time(until)} to {world_time(span.since)}."
                )
            until = span.until
        if not spans:
            gaps.append(f"Nothing is known of resident {number} on {world_time(first + day * DAY_S)[:10]}.")
    return {"day_ms": day_ms, "gaps": gaps}
