"""What the database holds: tables with their rows and bytes, how far each run reaches back, what holds old rows open."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import Max, Min, Sum

from streams.kernel.ids import key_of
from streams.models import ArchiveBlock, ArchiveDay, ArchivedKind, ArchiveHead, Event, Run, Snapshot
from streams.models.archive import archive_number
from world.models import ResidentState

LONG_TRANSACTION_S: Final = 5
_TABLES: Final = """
SELECT relname, n_live_tup, pg_table_size(relid), pg_indexes_size(relid), n_dead_tup, n_tup_upd, n_tup_hot_upd
FROM pg_stat_user_tables WHERE schemaname = current_schema()
"""
_TRANSACTIONS: Final = """
SELECT pid, application_name, state, extract(epoch FROM now() - xact_start)::bigint, left(query, 100)
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < now() - make_interval(secs => %s)
ORDER BY xact_start
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSize:
    """One table. On SQLite rows are counted and the rest is what its file tells; None = this database does not tell.

    heap_bytes: with what is stored out of line.   updates, hot_updates: since the statistics began.
    """

    name: str
    rows: int
    is_estimate: bool
    heap_bytes: int | None = None
    index_bytes: int | None = None
    dead_rows: int | None = None
    updates: int | None = None
    hot_updates: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReach:
    """How far a run's own part reaches back, in simulated seconds, and what its events take; None = there is none."""

    run: int
    name: str
    committed: int
    events: int
    decisions: int
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
    runs: list[RunReach]
    long_transactions: list[LongTransaction]

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        runs = [asdict(run) | {"bytes_per_archived_event": run.bytes_per_archived_event} for run in self.runs]
        return asdict(self) | {"runs": runs}


def report() -> Report:
    """Look at the database; a handful of queries, and a few for each run. On SQLite every table is counted."""
    tables = sorted(_tables(), key=lambda table: -((table.heap_bytes or 0) + (table.index_bytes or 0)))
    by_name = {table.name: table for table in tables}
    events, states = by_name[Event._meta.db_table], by_name[ResidentState._meta.db_table]
    size = (events.heap_bytes or 0) + (events.index_bytes or 0)
    return Report(
        store=connection.vendor,
        total_bytes=_total_bytes(),
        bytes_per_event_row=round(size / events.rows, 1) if size and events.rows else None,
        hot_update_ratio=round((states.hot_updates or 0) / states.updates, 4) if states.updates else None,
        tables=tables,
        runs=[_reach(run) for run in Run.objects.select_related("head").order_by("pk")],
        long_transactions=_long_transactions(),
    )


def _tables() -> list[TableSize]:
    if connection.vendor == "postgresql":
        return [
            TableSize(
                name=name,
                rows=rows,
                is_estimate=True,
                heap_bytes=heap,
                index_bytes=index,
                dead_rows=dead,
                updates=updates,
                hot_updates=hot,
            )
            for name, rows, heap, index, dead, updates, hot in _rows(_TABLES)
        ]
    names = connection.introspection.django_table_names(only_existing=True)
    sizes = _sqlite_sizes()
    return [
        TableSize(
            name=name,
            rows=_rows(f'SELECT count(*) FROM "{name}"')[0][0],
            is_estimate=False,
            heap_bytes=sizes.get((name, "table")),
            index_bytes=sizes.get((name, "index"), 0) if sizes else None,
        )
        for name in names
    ]


def _sqlite_sizes() -> dict[tuple[str, str], int]:
    """Add up pages by table; nothing where SQLite was built without that."""
    if not _rows("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'"):
        return {}
    return {
        (table, kind): size
        for table, kind, size in _rows(
            "SELECT entry.tbl_name, entry.type, sum(stat.pgsize) FROM dbstat AS stat "
            "JOIN sqlite_schema AS entry ON entry.name = stat.name WHERE stat.aggregate GROUP BY 1, 2"
        )
    }


def _total_bytes() -> int:
    if connection.vendor == "postgresql":
        return int(_rows("SELECT pg_database_size(current_database())")[0][0])
    return int(_rows("PRAGMA page_count")[0][0]) * int(_rows("PRAGMA page_size")[0][0])


def _long_transactions() -> list[LongTransaction]:
    if connection.vendor != "postgresql":
        return []
    return [
        LongTransaction(pid=pid, application=application, state=state or "", open_s=open_s, query=query)
        for pid, application, state, open_s, query in _rows(_TRANSACTIONS, [LONG_TRANSACTION_S])
    ]


def _reach(run: Run) -> RunReach:
    low, high = (key_of(run.pk, archive_number(kind)) for kind in (ArchivedKind.EVENTS, ArchivedKind.EVENTS + 1))
    days = ArchiveDay.objects.filter(pk__gte=low, pk__lt=high)
    kept = days.filter(is_pruned=False, blocks__gt=0).aggregate(
        oldest=Min("sim_time"), first=Min("first"), last=Max("last"), size=Sum("body_bytes")
    )
    stored = ArchiveBlock.objects.filter(pk__gte=low, pk__lt=high).aggregate(rows=Sum("rows"))["rows"] or 0
    archive = ArchiveHead.objects.filter(run=run, kind=ArchivedKind.EVENTS).first()
    first_row = archive.rows_from if archive is not None else (run.fork_seq or 0) + 1
    row = Event.objects.filter(pk=key_of(run.pk, first_row)).values_list("sim_time", flat=True).first()
    snapshots = Snapshot.objects.of(run.pk)
    return RunReach(
        run=run.pk,
        name=run.name,
        committed=run.head.sim_time,
        events=run.head.seq - (run.fork_seq or 0),
        decisions=ResidentState.objects.of(run.pk).aggregate(made=Sum("decisions"))["made"] or 0,
        oldest_row=row,
        oldest_archived=kept["oldest"],
        oldest_snapshot=snapshots.order_by("pk").values_list("sim_time", flat=True).first(),
        archived_events=stored,
        archive_bytes=kept["size"] or 0,
        snapshot_count=snapshots.count(),
        pruned_days=days.filter(is_pruned=True).count(),
    )


def _rows(sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
