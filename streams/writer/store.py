"""What the writer needs of a database: bulk reads and writes of columns inside Django's transactions.

Two stores, one behaviour: the same batches give the same rows and the same digest on both.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from django.db import connection

from streams.kernel.columns import Array, Column, Mode, Table, TableBatch
from streams.kernel.ids import key_range
from streams.writer.failpoints import reach

KEYS_AT_ONCE: Final = 20_000
"""Keys, most of them with a row, that are read together."""
_ENDED: Final = "ended_step"
"""The column of rows that can end: the step in which they did, 0 while they stand."""


class Store(ABC):
    """Bulk access to tables of history. Not for bookkeeping, which is ordinary ORM.

    between_reads: called after every part of a table that was read, because a large town takes long to load.
    """

    def __init__(self, *, between_reads: Callable[[], None] = lambda: None) -> None:
        self._between_reads = between_reads

    def read_run(self, table: Table, run_id: int, names: Sequence[str] = ()) -> dict[str, Array]:
        """Read all rows of a run, ordered by key.   names: the columns wanted, all without."""
        return self.read_range(table, *key_range(run_id), names)

    def read_range(self, table: Table, first_key: int, end_key: int, names: Sequence[str] = ()) -> dict[str, Array]:
        """Read the rows with first_key <= key < end_key, ordered by key, as one array a column."""
        parts = list(self.read_parts(table, first_key, end_key, names))
        if len(parts) == 1:
            return parts[0]
        return {
            column.name: np.concatenate([part.pop(column.name) for part in parts]) for column in table.chosen(names)
        }

    def first_since(self, table: Table, run_id: int, moment: int, *, last: int) -> int:
        """Find by halving the first number from which no row, up to the one numbered `last`, is before a simulated moment.

        For tables with `sim_time` that are numbered as time goes by; `last` + 1 where all are before it. Missing rows may be.
        """
        base, low, high = key_range(run_id)[0], 1, last + 1
        while low < high:
            middle = (low + high) // 2
            with connection.cursor() as cursor:
                cursor.execute(
                    f'SELECT sim_time FROM "{table.name}" WHERE "{table.key}" >= %s AND "{table.key}" <= %s '
                    f'ORDER BY "{table.key}" LIMIT 1',
                    [base + middle, base + last],
                )
                found = cursor.fetchone()
            if found is not None and found[0] < moment:
                low = middle + 1
            else:
                high = middle
        return low

    def read_parts(
        self, table: Table, first_key: int, end_key: int, names: Sequence[str] = ()
    ) -> Iterator[dict[str, Array]]:
        """Read the same rows some at a time, at least one part: of a million rows no second copy stands in memory."""
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT min("{table.key}"), max("{table.key}") FROM "{table.name}" '
                f'WHERE "{table.key}" >= %s AND "{table.key}" < %s',
                [first_key, end_key],
            )
            lowest, highest = cursor.fetchone()
        bounds = [first_key, end_key]
        if lowest is not None:
            bounds = [*range(lowest, highest + 1, KEYS_AT_ONCE), highest + 1]
        for first, end in pairwise(bounds):
            yield self._read_part(table, table.chosen(names), first, end)
            self._between_reads()

    @abstractmethod
    def _read_part(self, table: Table, columns: Sequence[Column], first_key: int, end_key: int) -> dict[str, Array]: ...

    def write(self, batches: Iterable[TableBatch]) -> None:
        """Write batches in order, inside the caller's transaction."""
        for index, batch in enumerate(batches):
            if len(batch):
                {Mode.INSERT: self._insert, Mode.UPDATE: self._update, Mode.ADD: self._add}[batch.mode](batch)
            if index == 0:
                reach("after_first_table")

    @abstractmethod
    def _insert(self, batch: TableBatch) -> None: ...

    @abstractmethod
    def _update(self, batch: TableBatch) -> None: ...

    @abstractmethod
    def _add(self, batch: TableBatch) -> None: ...

    @abstractmethod
    def write_large(self, table: Table, row: Mapping[str, Any]) -> None:
        """Insert one row whose cells of bytes are given in pieces, which are never joined where the database allows it."""

    def copy_rows(self, table: Table, *, from_run: int, to_run: int, last_number: int, last_step: int) -> None:
        """Copy a run's rows up to a number into another run: INSERT ... SELECT with shifted keys.

        What ended after `last_step` stands again.
        """
        first, _ = key_range(from_run)
        shift = key_range(to_run)[0] - first
        names = ", ".join(f'"{name}"' for name in table.names)
        picked = ", ".join(_as_copied(column, shift=shift, last_step=last_step) for column in table.columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{table.name}" ({names}) SELECT {picked} FROM "{table.name}" '
                f'WHERE "{table.key}" >= %s AND "{table.key}" <= %s',
                [first, first + last_number],
            )


def added(table: Table) -> str:
    """Write the clause that adds the columns of an insert to a row that is there."""
    sums = ", ".join(f'"{name}" = "{table.name}"."{name}" + excluded."{name}"' for name in table.names[1:])
    return f'ON CONFLICT ("{table.key}") DO UPDATE SET {sums}'


def _as_copied(column: Column, *, shift: int, last_step: int) -> str:
    if column.is_key:
        return f'"{column.name}" + {shift}'
    if column.name == _ENDED:
        return f'CASE WHEN "{_ENDED}" > {last_step} THEN 0 ELSE "{_ENDED}" END'
    return f'"{column.name}"'
