"""What the database holds: its tables, how far each run reaches back, what holds old rows open.

It answers within a second of any town: sums are over days and samples, never over a large table, and figures that are
estimates say so.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import F, Min, Sum

from society.operations.table_sizes import TableSize, database_bytes, fetch, table_sizes
from streams.kernel.ids import key_of
from streams.models import ArchiveDay, ArchivedKind, ArchiveHead, Event, Run, Snapshot
from world.models import Resident, ResidentState

LONG_TRANSACTION_S: Final = 5
SAMPLED_RESIDENTS: Final = 2_000
"""Residents whose decisions are added up; a larger town's are estimated from so many, spread evenly over it."""
_TRANSACTIONS: Final = """
SELECT pid, application_name, state, extract(epoch FROM now() - xact_start)::bigint, left(query, 100)
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < now() - make_interval(secs => %s)
ORDER BY xact_start
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReach:
    """How far a run's own part reaches back, in simulated seconds, and what its events take; None = there is none.

    decisions: since the run was founded, a fork's with its parent's.   archived_events: of days that are sealed whole.
    """

    run: int
    name: str
    committed: int
    events: int
    decisions: int
    decisions_are_estimate: bool
    oldest_row: int | None
    oldest_archived: int | None
    oldest_snapshot: int | None
    archived_events: int
    archive_bytes: int
    snapshot_count: int
    pruned_days: int

    @property
    def bytes_per_archived_event(self) -> float | None:
        """Bytes that an archived event takes: a decision is one event."""
        return round(self.archive_bytes / self.archived_events, 2) if self.archived_events else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTransaction:
    """A transaction that keeps dead rows from being used again."""

    pid: int
    application: str
    state: str
    open_s: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that `db_report` prints."""

    store: str
    total_bytes: int
    bytes_per_event_row: float | None
    hot_update_ratio: float | None
    tables: list[TableSize]
    autovacuum: bool | None
    """Whether PostgreSQL takes dead rows away by itself; None on SQLite, which has none."""
    runs: list[RunReach]
    long_transactions: list[LongTransaction]

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        runs = [asdict(run) | {"bytes_per_archived_event": run.bytes_per_archived_event} for run in self.runs]
        return asdict(self) | {"runs": runs}


def report() -> Report:
    """Look at the database; a handful of queries (on SQLite one or two a table), and seven for each run."""
    tables = sorted(table_sizes(), key=lambda table: (-(table.heap_bytes or 0) - (table.index_bytes or 0), -table.rows))
    by_name = {table.name: table for table in tables}
    events, states = by_name[Event._meta.db_table], by_name[ResidentState._meta.db_table]
    size = (events.heap_bytes or 0) + (events.index_bytes or 0)
    return Report(
        store=connection.vendor,
        total_bytes=database_bytes(),
        bytes_per_event_row=round(size / events.rows, 1) if size and events.rows else None,
        hot_update_ratio=round((states.hot_updates or 0) / states.updates, 4) if states.updates else None,
        tables=tables,
        autovacuum=has_autovacuum(),
        runs=[_reach(run) for run in Run.objects.select_related("head").order_by("pk")],
        long_transactions=_long_transactions(),
    )


def has_autovacuum() -> bool | None:
    """Ask PostgreSQL whether autovacuum is on; None on SQLite."""
    return fetch("SHOW autovacuum")[0][0] == "on" if connection.vendor == "postgresql" else None


def _long_transactions() -> list[LongTransaction]:
    if connection.vendor != "postgresql":
        return []
    return [
        LongTransaction(pid=pid, application=application, state=state or "", open_s=open_s, query=query)
        for pid, application, state, open_s, query in fetch(_TRANSACTIONS, [LONG_TRANSACTION_S])
    ]


def _reach(run: Run) -> RunReach:
    days = ArchiveDay.objects.of_table(run.pk, ArchivedKind.EVENTS)
    kept = days.filter(is_pruned=False, blocks__gt=0).aggregate(
        oldest=Min("sim_time"),
        events=Sum(F("last") - F("first") + 1, default=0),
        size=Sum("body_bytes", default=0),
    )
    archive = ArchiveHead.objects.filter(run=run, kind=ArchivedKind.EVENTS).first()
    first_row = archive.rows_from if archive is not None else (run.fork_seq or 0) + 1
    snapshots = Snapshot.objects.of(run.pk)
    decisions, are_estimate = _decisions(run)
    return RunReach(
        run=run.pk,
        name=run.name,
        committed=run.head.sim_time,
        events=run.head.seq - (run.fork_seq or 0),
        decisions=decisions,
        decisions_are_estimate=are_estimate,
        oldest_row=Event.objects.numbered(run.pk, first_row).values_list("sim_time", flat=True).first(),
        oldest_archived=kept["oldest"],
        oldest_snapshot=snapshots.order_by("pk").values_list("sim_time", flat=True).first(),
        archived_events=kept["events"],
        archive_bytes=kept["size"],
        snapshot_count=snapshots.count(),
        pruned_days=days.filter(is_pruned=True).count(),
    )


def _decisions(run: Run) -> tuple[int, bool]:
    """Add up what residents decided, or estimate it from some of them; whether it is an estimate."""
    residents = int(json.loads(run.head.counters).get(Resident._meta.db_table, 0))
    apart = -(-residents // SAMPLED_RESIDENTS) or 1
    keys = [key_of(run.pk, number) for number in range(1, residents + 1, apart)]
    made = ResidentState.objects.filter(pk__in=keys).aggregate(made=Sum("decisions", default=0))["made"]
    return int(made) * residents // max(len(keys), 1), apart > 1
