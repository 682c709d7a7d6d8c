"""Say what the database holds, and how far each run reaches back."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from society.operations.db_report import Report, RunReach, report
from society.operations.table_sizes import TableSize
from streams.kernel.simtime import world_time


class Command(BaseCommand):
    """Print sizes of tables, the reach of runs, and transactions that have been open for long."""

    help = "Show tables with rows and bytes, how far each run reaches back, and long transactions; --json for programs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        found = report()
        self.stdout.write(json.dumps(found.as_dict()) if options["json"] else "\n".join(_lines(found)))


def _lines(found: Report) -> list[str]:
    lines = [
        f"{found.store}, {_size(found.total_bytes)}",
        "",
        f"{'table':34}{'rows':>14}{'heap':>11}{'index':>11}{'dead':>9}",
    ]
    lines += [_table(table) for table in found.tables if table.rows or table.heap_bytes]
    if found.bytes_per_event_row is not None:
        lines += ["", f"An event that is a row takes {found.bytes_per_event_row} bytes."]
    if found.hot_update_ratio is not None:
        lines.append(
            f"Heap-only updates of residents' states: {found.hot_update_ratio:.1%} (below 90 % something holds dead rows)."
        )
    if found.autovacuum is False:
        lines.append("Autovacuum is off on this server: the room of deleted rows is not used again. Switch it on.")
    for run in found.runs:
        lines += ["", *_run(run)]
    lines += ["", *(_transactions(found) or ["No transaction has been open for long."])]
    return lines


def _table(table: TableSize) -> str:
    rows = f"{'~' if table.is_estimate else ''}{table.rows:,}"
    dead = "" if table.dead_rows is None else f"{table.dead_rows:,}"
    return f"{table.name:34}{rows:>14}{_size(table.heap_bytes):>11}{_size(table.index_bytes):>11}{dead:>9}"


def _run(run: RunReach) -> list[str]:
    said = [
        f"{run.name} ({run.run}): {run.events:,} events, {'~' if run.decisions_are_estimate else ''}"
        f"{run.decisions:,} decisions, until {world_time(run.committed)}",
        f"  rows from {_time(run.oldest_row)}, archive from {_time(run.oldest_archived)}, "
        f"{run.snapshot_count} snapshots from {_time(run.oldest_snapshot)}",
    ]
    if run.archived_events:
        said.append(
            f"  {run.archived_events:,} events archived in {_size(run.archive_bytes)}: "
            f"{run.bytes_per_archived_event} bytes each"
        )
    if run.pruned_days:
        said.append(f"  {run.pruned_days} days pruned")
    return said


def _transactions(found: Report) -> list[str]:
    return [
        f"Open for {each.open_s} s: process {each.pid} ({each.application or 'no name'}, {each.state}): {each.query}"
        for each in found.long_transactions
    ]


def _time(sim_time: int | None) -> str:
    return "-" if sim_time is None else world_time(sim_time)


def _size(count: int | None) -> str:
    return "" if count is None else f"{count / 1_000_000:,.1f} MB"
