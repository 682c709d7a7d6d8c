"""What each table takes: rows and bytes, as the database's own statistics tell, or from bounded reads.

Nothing here reads a large table: the rows of one are an estimate, and said to be one.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

COUNTED_MAX: Final = 20_000
"""Rows up to which a table is counted on SQLite, which keeps no statistics: a few milliseconds."""
SIZED_MAX_BYTES: Final = 100_000_000
"""Size of a SQLite file up to which it is told what each table takes: every page of the file is looked at, 0.2 s."""
_TABLES: Final = """
SELECT relname, n_live_tup, pg_table_size(relid), pg_indexes_size(relid), n_dead_tup, n_tup_upd, n_tup_hot_upd
FROM pg_stat_user_tables WHERE schemaname = current_schema()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSize:
    """One table; None = this database does not tell, or not of a large file.

    is_estimate: of rows.   heap_bytes: with what is stored out of line.   updates, hot_updates: since the statistics began.
    """

    name: str
    rows: int
    is_estimate: bool
    heap_bytes: int | None = None
    index_bytes: int | None = None
    dead_rows: int | None = None
    updates: int | None = None
    hot_updates: int | None = None


def table_sizes() -> list[TableSize]:
    """List the tables. One query on PostgreSQL; on SQLite one or two a table."""
    return _from_statistics() if connection.vendor == "postgresql" else _from_file()


def database_bytes() -> int:
    """Say what the database takes in all. One or two queries, none of which reads a table."""
    if connection.vendor == "postgresql":
        return int(fetch("SELECT pg_database_size(current_database())")[0][0])
    return int(fetch("PRAGMA page_count")[0][0]) * int(fetch("PRAGMA page_size")[0][0])


def fetch(sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run a query and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _from_statistics() -> list[TableSize]:
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
        for name, rows, heap, index, dead, updates, hot in fetch(_TABLES)
    ]


def _from_file() -> list[TableSize]:
    sizes = _pages() if database_bytes() <= SIZED_MAX_BYTES else {}
    found = []
    for name in connection.introspection.django_table_names(only_existing=True):
        rows, is_estimate = _counted(name)
        found.append(
            TableSize(
                name=name,
                rows=rows,
                is_estimate=is_estimate,
                heap_bytes=sizes.get((name, "table")),
                index_bytes=sizes.get((name, "index"), 0) if sizes else None,
            )
        )
    return found


def _counted(name: str) -> tuple[int, bool]:
    """Count the rows of a table, or estimate many: rows are given rising numbers, and most go in the order they came."""
    rows = int(fetch(f'SELECT count(*) FROM (SELECT 1 FROM "{name}" LIMIT {COUNTED_MAX + 1})')[0][0])
    if rows <= COUNTED_MAX:
        return rows, False
    # two queries: the first and the last are found at once, both of one query are not
    first, last = (fetch(f'SELECT {end}(rowid) FROM "{name}"')[0][0] for end in ("min", "max"))
    return int(last - first + 1), True


def _pages() -> dict[tuple[str, str], int]:
    """Add up pages by table; nothing where SQLite was built without that."""
    if not fetch("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'"):
        return {}
    return {
        (table, kind): size
        for table, kind, size in fetch(
            "SELECT entry.tbl_name, entry.type, sum(stat.pgsize) FROM dbstat AS stat "
            "JOIN sqlite_schema AS entry ON entry.name = stat.name WHERE stat.aggregate GROUP BY 1, 2"
        )
    }
