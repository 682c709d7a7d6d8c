"""Rows of a day, read by ranges of numbers, cut by being and packed into blocks that give back what was put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from django.db import models

from streams.errors import BrokenBlock, HistoryLost
from streams.kernel.ids import key_of, number_of
from streams.log.archive import BEINGS_PER_BLOCK, Archived, Rows, joined
from streams.log.codec import Int, decode, encode
from streams.models import ArchiveBlock
from streams.models.archive import archive_number
from streams.writer.stores import open_store
from streams.writer.tables import table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a table that is being sealed: the numbers of its rows, both included; none if `last` is below `first`."""

    run_id: int
    archived: Archived
    number: int
    first: int
    last: int

    @property
    def rows(self) -> int:
        """How many rows the day has."""
        return self.last - self.first + 1

    def key(self, kind: int, block: int) -> int:
        """Join run, table, day and block into a key."""
        return key_of(self.run_id, archive_number(kind, self.number, block))


def read_rows(day: Day, first: int, last: int) -> Rows:
    """Read rows by number, both ends included, some ten thousand at a time.

    Their columns are as narrow as the table's: 76 bytes an event. HistoryLost if one is missing.
    """
    if last < first:
        return joined(day.archived, [])
    base = key_of(day.run_id, 0)
    model = day.archived.model
    columns = open_store().read_range(table_of(model), base + first, base + last + 1, day.archived.names)
    if len(columns["id"]) != last - first + 1:
        raise HistoryLost(
            f"{day.archived.kind.label} {first} to {last} of run {day.run_id} should be {last - first + 1} rows and are "
            f"{len(columns['id'])}: verify_run says which are missing; restore a backup"
        )
    columns["id"] -= base
    return Rows(columns=columns, texts=_texts(day, first, last))


def blocks_of(day: Day, rows: Rows) -> list[ArchiveBlock]:
    """Pack all rows of some beings. BrokenBlock if a block does not give its rows back."""
    return [
        ArchiveBlock(id=day.key(day.archived.kind, number), rows=len(part), body=_packed(day.archived, part))
        for number, part in cut(rows, block_numbers(day, rows))
    ]


def block_numbers(day: Day, rows: Rows) -> Int:
    """Say in which block each row goes; nobody's and what is not a being's are in the first."""
    return np.maximum(day.archived.being(rows.columns), 0) // BEINGS_PER_BLOCK


def cut(rows: Rows, by: Int) -> Iterator[tuple[int, Rows]]:
    """Cut rows into those that are equal in `by`, which is int[n]: sorted once, then sliced."""
    order = np.argsort(by, kind="stable")
    numbers, starts = np.unique(by[order], return_index=True)
    for number, (start, end) in zip(numbers.tolist(), pairwise([*starts.tolist(), len(order)]), strict=True):
        yield number, rows.where(order[start:end])


def _texts(day: Day, first: int, last: int) -> dict[int, str]:
    """Read the texts that there are, by row."""
    column = day.archived.layout.text
    if not column:
        return {}
    stored: models.QuerySet[models.Model] = day.archived.model._default_manager.filter(
        pk__gte=key_of(day.run_id, first), pk__lte=key_of(day.run_id, last)
    )
    said = stored.exclude(**{column: None}).values_list("pk", column)
    return {number_of(pk) - first: text for pk, text in said}


def _packed(archived: Archived, rows: Rows) -> bytes:
    columns = {name: values.astype(np.int64) for name, values in rows.columns.items()}
    body = encode(archived.layout, columns, rows.texts)
    _check(archived, body, Rows(columns=columns, texts=rows.texts))
    return body


def _check(archived: Archived, body: bytes, rows: Rows) -> None:
    """Unpack what was packed and compare: the rows will be deleted."""
    read, said = decode(archived.layout, body)
    order = np.lexsort([rows.columns[name] for name in archived.layout.order[::-1]])
    wrong = [name for name, values in rows.columns.items() if not np.array_equal(values[order], read[name])]
    if wrong or {int(order[row]): text for row, text in said.items()} != dict(rows.texts):
        raise BrokenBlock(f"packed {archived.kind.label} do not come back equal: {wrong or archived.layout.text}")
