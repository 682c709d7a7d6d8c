"""What the writer needs of a database: bulk reads and writes of columns inside Django's transactions.

Two stores, one behaviour: the same batches give the same rows and the same digest on both.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from django.db import connection

from streams.kernel.columns import Array, Mode, Table, TableBatch
from streams.kernel.ids import key_range
from streams.writer.failpoints import reach


class Store(ABC):
    """Bulk access to tables of history. Not for bookkeeping, which is ordinary ORM."""

    def read_run(self, table: Table, run_id: int) -> dict[str, Array]:
        """Read all rows of a run, ordered by key."""
        return self.read_range(table, *key_range(run_id))

    @abstractmethod
    def read_range(self, table: Table, first_key: int, end_key: int) -> dict[str, Array]:
        """Read the rows with first_key <= key < end_key, ordered by key, as one array a column."""

    def write(self, batches: Iterable[TableBatch]) -> None:
        """Write batches in order, inside the caller's transaction."""
        for index, batch in enumerate(batches):
            if len(batch):
                (self._insert if batch.mode is Mode.INSERT else self._update)(batch)
            if index == 0:
                reach("after_first_table")

    @abstractmethod
    def _insert(self, batch: TableBatch) -> None: ...

    @abstractmethod
    def _update(self, batch: TableBatch) -> None: ...

    def copy_rows(self, table: Table, *, from_run: int, to_run: int, last_number: int) -> None:
        """Copy a run's rows up to a number into another run: INSERT ... SELECT with shifted keys."""
        first, _ = key_range(from_run)
        shift = key_range(to_run)[0] - first
        names = ", ".join(f'"{name}"' for name in table.names)
        picked = ", ".join([f'"{table.key}" + %s', *(f'"{name}"' for name in table.names[1:])])
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{table.name}" ({names}) SELECT {picked} FROM "{table.name}" '
                f'WHERE "{table.key}" >= %s AND "{table.key}" <= %s',
                [shift, first, first + last_number],
            )
