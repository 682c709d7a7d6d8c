"""The PostgreSQL store: binary COPY in, one `array_agg` row out, updates by COPY into a temporary table and a join.

Measured rules: an UPDATE ... FROM with hash and merge joins switched off on this connection (else the whole table is
scanned), ON COMMIT DELETE ROWS for the staging table, columns never read back per step.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import psycopg
from django.db import connection
from psycopg.adapt import Loader
from psycopg.pq import Format

from streams.kernel.columns import Array, Column, Table, TableBatch, decode_array, encode_copy, encode_row
from streams.writer.store import Store, added

_ARRAY_OIDS: Final = {"i2": 1005, "i4": 1007, "i8": 1016, "f8": 1022, "bool": 1000}


class _RawLoader(Loader):
    """Hand the wire bytes of an array on, to be decoded by NumPy."""

    format = Format.BINARY

    def load(self, data: Any) -> bytes:
        return bytes(data)


class PostgresStore(Store):
    """Bulk access to PostgreSQL by COPY (1 to 2 us a row) and staged updates (3 to 4 us a row)."""

    def _read_part(self, table: Table, columns: Sequence[Column], first_key: int, end_key: int) -> dict[str, Array]:
        fixed = [column for column in columns if column.is_fixed]
        loose = [column for column in columns if not column.is_fixed]
        listed = ", ".join(f'"{column.name}"' for column in fixed)
        where = f'FROM "{table.name}" WHERE "{table.key}" >= %s AND "{table.key}" < %s ORDER BY "{table.key}"'
        read: dict[str, Array] = {}
        if fixed:
            aggregates = ", ".join(f'array_agg("{column.name}")' for column in fixed)
            with connection.wrap_database_errors, self._raw_cursor() as cursor:
                cursor.execute(f"SELECT {aggregates} FROM (SELECT {listed} {where}) AS rows", [first_key, end_key])
                wires = cursor.fetchone() or ()
            read |= {column.name: decode_array(wire, column.dtype) for column, wire in zip(fixed, wires, strict=True)}
        for column in loose:
            read[column.name] = self._read_objects(column, where, [first_key, end_key])
        return read

    def _read_objects(self, column: Column, where: str, bounds: list[int]) -> Array:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT "{column.name}" {where}', bounds)
            cells = [row[0] for row in cursor.fetchall()]
        values = np.empty(len(cells), dtype=object)
        values[:] = cells
        return values

    def _raw_cursor(self) -> psycopg.Cursor[Any]:
        connection.ensure_connection()
        cursor = psycopg.Cursor(connection.connection)
        cursor.format = Format.BINARY
        for oid in _ARRAY_OIDS.values():
            cursor.adapters.register_loader(oid, _RawLoader)
        return cursor

    def _insert(self, batch: TableBatch) -> None:
        self._copy(batch, batch.table.name)

    def write_large(self, table: Table, row: Mapping[str, Any]) -> None:
        self._copy_pieces(table, table.name, encode_row(table, row))

    def _copy(self, batch: TableBatch, target: str) -> None:
        self._copy_pieces(batch.table, target, encode_copy(batch))

    def _copy_pieces(self, table: Table, target: str, pieces: Iterable[bytes]) -> None:
        names = ", ".join(f'"{name}"' for name in table.names)
        with (
            connection.wrap_database_errors,  # Django wraps the errors of execute(), not those of copy()
            connection.cursor() as cursor,
            cursor.copy(f'COPY "{target}" ({names}) FROM STDIN (FORMAT binary)') as copy,
        ):
            for piece in pieces:
                copy.write(piece)

    def _update(self, batch: TableBatch) -> None:
        name, key = batch.table.name, batch.table.key
        sets = ", ".join(f'"{column}" = stage."{column}"' for column in batch.table.names[1:])
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_hashjoin = off")
            cursor.execute("SET LOCAL enable_mergejoin = off")
        stage = self._staged(batch)
        with connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{name}" AS kept SET {sets} FROM "{stage}" AS stage WHERE kept."{key}" = stage."{key}"'
            )

    def _add(self, batch: TableBatch) -> None:
        names = ", ".join(f'"{name}"' for name in batch.table.names)
        stage = self._staged(batch)
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{batch.table.name}" ({names}) SELECT {names} FROM "{stage}" {added(batch.table)}'
            )

    def _staged(self, batch: TableBatch) -> str:
        """Put a batch into the table's temporary twin and return its name."""
        name = batch.table.name
        stage = f"stage_{name}"
        with connection.cursor() as cursor:
            # made by a query, not LIKE the table: a batch of some columns leaves the others empty
            cursor.execute(
                f'CREATE TEMPORARY TABLE IF NOT EXISTS "{stage}" ON COMMIT DELETE ROWS '
                f'AS SELECT * FROM "{name}" WITH NO DATA'
            )
            # empty after a commit; not so for a second update within one transaction
            cursor.execute(f'DELETE FROM "{stage}"')
        self._copy(batch, stage)
        return stage
