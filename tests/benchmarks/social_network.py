"""A run that is a social network without a town, for benchmarks, and a way to write rows into it in bulk."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
from django.db import connection, models
from numpy.typing import NDArray

from streams.kernel.columns import Array, Column, Mode, Table, TableBatch
from streams.kernel.ids import key_of
from streams.models import AccountKind, Run, RunHead
from streams.network.part import NetworkPart
from streams.network.rows import ACCOUNT_COUNTS, ACCOUNTS, count_rows
from streams.writer.clock_part import ClockPart
from streams.writer.part import Part, RunFacts
from streams.writer.runs import found_run, read_head
from streams.writer.stepper import Head
from streams.writer.stores import open_store
from streams.writer.version import ENGINE_VERSION

Int = NDArray[np.int64]

STEP_S: Final = 60


def assemble(run: RunFacts) -> Sequence[Part]:
    """Make the Parts of a run that is nothing but a network."""
    return (ClockPart(), NetworkPart())


def handle_of(number: int) -> str:
    """Name an account."""
    return f"account-{number}"


def found_network() -> Run:
    """Found a run in which nobody is yet."""
    return found_run(
        assemble=assemble,
        rate_milli=1_000,
        wall_ms=0,
        is_paused=True,
        name="Benchmark",
        seed=7,
        scenario="{}",
        language="en",
        step_s=STEP_S,
        start_sim_time=0,
        engine_version=ENGINE_VERSION,
    )


class Writing:
    """Inserts rows into a run by number, past the engine; `close` makes the run's head know of them."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.last: dict[str, int] = {}

    def write(self, table: Table, count: int, **cells: Any) -> Int:
        """Insert rows and return their numbers: int64[count].

        cells: by column, scalars or arrays of `count`, keys as numbers; without them step is 1 and ended_step 0.
        """
        first = self.last.get(table.name, 0) + 1
        self.last[table.name] = first + count - 1
        number = np.arange(first, first + count)
        given = {"id": number, "step": 1, "ended_step": 0, **cells}
        columns = {column.name: self._column(column, given[column.name], count) for column in table.columns}
        open_store().write([TableBatch.of(table, Mode.INSERT, columns)])
        return number

    def let_in(self, accounts: int, *, people: int = 0) -> None:
        """Open accounts, the last of them of people, and make their counts."""
        kind = np.full(accounts, AccountKind.AGENT)
        kind[accounts - people :] = AccountKind.HUMAN
        names = [handle_of(number) for number in range(1, accounts + 1)]
        self.write(
            ACCOUNTS,
            accounts,
            handle=names,
            display_name=names,
            bio="I live here.",
            kind=kind,
            avatar_seed=kind,
            picture="",
        )

    def count_accounts(self, counts: Array) -> None:
        """Write the counts of accounts.   counts: int[accounts + 1, 3], row 0 unused."""
        numbers = np.arange(1, len(counts))
        open_store().write([count_rows(self.run.pk, ACCOUNT_COUNTS, numbers, counts[1:], Mode.INSERT)])

    def close(self, sim_time: int) -> None:
        """Let the run's head reach a moment, and know which numbers were given."""
        head = read_head(self.run.pk)
        counters = {**head.counters, **self.last}
        head = Head(step=head.step, sim_time=sim_time, digest=head.digest, counters=counters)
        RunHead.objects.filter(pk=self.run.pk).update(sim_time=sim_time, counters=head.counters_text)

    def _column(self, column: Column, cells: Any, count: int) -> Array:
        if not column.is_fixed:
            texts = np.empty(count, dtype=object)
            texts[:] = cells
            return texts
        filled = np.empty(count, dtype=column.dtype)
        filled[:] = cells
        return filled + key_of(self.run.pk, 0) if column.is_key else filled


@contextmanager
def without_indexes(*kinds: type[models.Model]) -> Iterator[None]:
    """Take the indexes of some tables away while they are filled, and make them anew."""
    with connection.schema_editor() as schema:
        for kind in kinds:
            for index in kind._meta.indexes:
                schema.remove_index(kind, index)
            for constraint in kind._meta.constraints:
                schema.remove_constraint(kind, constraint)
    yield
    with connection.schema_editor() as schema:
        for kind in kinds:
            for index in kind._meta.indexes:
                schema.add_index(kind, index)
            for constraint in kind._meta.constraints:
                schema.add_constraint(kind, constraint)


def settle() -> None:
    """Have PostgreSQL do what its autovacuum would have done by now; nothing on SQLite."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
