"""Reading sealed days: which day holds a number, the rows of a block, a being's chain back through the days.

Readers of history come here by way of `streams.log.read`, when rows that they look for are rows no longer. What was pruned
raises DayPruned, with a sentence that says what is still kept.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from django.db import models

from streams.errors import DayPruned
from streams.kernel.columns import Columns
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, world_time
from streams.log.codec import Int, Layout, decode
from streams.log.layouts import EVENTS
from streams.models import ArchiveBlock, ArchiveDay, ArchivedKind, ArchiveHead, Event, Run

BEINGS_PER_BLOCK: Final = 128
"""Beings whose rows of a day share a block: one being's day is read back by unpacking no more than that."""
_BLOCKS_REMEMBERED: Final = 16
"""Unpacked blocks that a process keeps: about a megabyte each."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Archived:
    """A table that is archived.   being: of columns, the number of the being in whose block each row goes."""

    kind: ArchivedKind
    model: type[models.Model]
    layout: Layout
    being: Callable[[Columns], Int]

    @property
    def names(self) -> list[str]:
        """The columns that are stored as numbers."""
        return [name for name, _ in self.layout.columns]


EVENT_ARCHIVE: Final = Archived(
    kind=ArchivedKind.EVENTS, model=Event, layout=EVENTS, being=lambda columns: columns["actor"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows as columns; `id` holds numbers, not keys. texts: by row, where there is one."""

    columns: Mapping[str, Int]
    texts: Mapping[int, str]

    def __len__(self) -> int:
        return len(self.columns["id"])

    def where(self, chosen: Int) -> "Rows":
        """Take rows by their indices, in that order."""
        texts = {}
        if self.texts:
            texts = {new: self.texts[old] for new, old in enumerate(chosen.tolist()) if old in self.texts}
        return Rows(columns={name: values[chosen] for name, values in self.columns.items()}, texts=texts)

    def record(self, archived: Archived, run_id: int, row: int) -> Any:
        """Make one row into an instance of its model, as if it had been read from its table."""
        values: dict[str, Any] = {name: int(column[row]) for name, column in self.columns.items()}
        values["id"] = key_of(run_id, values["id"])
        if archived.layout.text:
            values[archived.layout.text] = self.texts.get(row)
        names = [field.attname for field in archived.model._meta.concrete_fields]
        return archived.model.from_db("default", names, [values[name] for name in names])


def joined(archived: Archived, parts: Sequence[Rows]) -> Rows:
    """Put rows one after the other."""
    texts: dict[int, str] = {}
    at = 0
    for part in parts:
        texts |= {at + row: text for row, text in part.texts.items()}
        at += len(part)
    empty = np.zeros(0, dtype=np.int64)
    columns = {name: np.concatenate([empty, *(part.columns[name] for part in parts)]) for name in archived.names}
    return Rows(columns=columns, texts=texts)


def in_order(rows: Rows) -> Rows:
    """Sort rows by number."""
    return rows.where(np.argsort(rows.columns["id"]))


def rows_from(run_id: int, kind: ArchivedKind) -> int:
    """Say the first number that is still a row; all before it are in the archive, or pruned. One query."""
    found = ArchiveHead.objects.filter(run_id=run_id, kind=kind).values_list("rows_from", flat=True).first()
    return found or 0


def days_between(run_id: int, kind: ArchivedKind, first: int, last: int) -> list[ArchiveDay]:
    """List the sealed days that hold any of these numbers, in order of time. One query."""
    days = ArchiveDay.objects.of_table(run_id, kind).filter(first__lte=last, last__gte=first)
    return [day for day in days.order_by("pk") if day.rows]


def day_holding(run_id: int, kind: ArchivedKind, number: int) -> ArchiveDay | None:
    """Find the sealed day that holds a number. DayPruned if it was pruned. One query."""
    days = days_between(run_id, kind, number, number)
    return _kept(days[0]) if days else None


def rows_between(
    archived: Archived, run_id: int, first: int, last: int, *, beings: Collection[int] | None = None
) -> Rows:
    """Unpack the rows with these numbers, both included, in order; with `beings` the others may be left out.

    All blocks of the days that are touched are read, with `beings` only theirs. DayPruned if a day was pruned.
    """
    blocks = None if beings is None else sorted({block_of(being) for being in beings})
    parts: list[Rows] = []
    for day in days_between(run_id, archived.kind, first, last):
        for rows in _blocks(archived, _kept(day), blocks):
            numbers = rows.columns["id"]
            chosen = np.flatnonzero((numbers >= first) & (numbers <= last))
            if len(chosen):
                parts.append(rows.where(chosen))
    return in_order(joined(archived, parts))


def pruned_between(run_id: int, kind: ArchivedKind, first: int, last: int) -> list[ArchiveDay]:
    """List the days that hold any of these numbers and were pruned. One query."""
    return [day for day in days_between(run_id, kind, first, last) if day.is_pruned]


def rows_of_being(archived: Archived, day: ArchiveDay, being: int) -> Rows:
    """Unpack the rows of a day that are stored as a being's, in any order. DayPruned if it was pruned. One query."""
    rows = joined(archived, list(_blocks(archived, _kept(day), [block_of(being)])))
    return rows.where(np.flatnonzero(archived.being(rows.columns) == being))


def chain_back(
    archived: Archived,
    run_id: int,
    number: int,
    *,
    previous: Callable[[Any], int],
    being: int | None,
    first: int,
    limit: int,
    since: int = 0,
) -> Iterator[Any]:
    """Follow a being's chain through sealed days from a number backwards: at most `limit` rows, none below `first`.

    previous: of a row, the number before it.   Ends with the first row that is older than `since`. One or two queries a
    day and one block to unpack; without `being`, or where the chain leaves her block, more. DayPruned when it gets there.
    """
    while number >= first and number and limit:
        day = day_holding(run_id, archived.kind, number)
        rows = None if day is None else _block_with(archived, day, number, being)
        if rows is None:
            return
        order = np.argsort(rows.columns["id"])
        numbers = rows.columns["id"][order]
        while number >= first and number and limit:
            at = int(np.searchsorted(numbers, number))
            if at == len(numbers) or numbers[at] != number:
                break
            record = rows.record(archived, run_id, int(order[at]))
            yield record
            if record.sim_time < since:
                return
            limit -= 1
            number = previous(record)


def block_of(being: int) -> int:
    """Say in which block of a day a being's rows are; nobody's and what is not a being's are in the first."""
    return max(being, 0) // BEINGS_PER_BLOCK


def _block_with(archived: Archived, day: ArchiveDay, number: int, being: int | None) -> Rows | None:
    tried = [] if being is None else [block_of(being)]
    for blocks in (tried, None):
        for rows in _blocks(archived, day, blocks) if blocks != [] else ():
            if (rows.columns["id"] == number).any():
                return rows
    return None


def _blocks(archived: Archived, day: ArchiveDay, blocks: Iterable[int] | None) -> Iterator[Rows]:
    if blocks is None:
        stored = ArchiveBlock.objects.of_day(day.run_id, archived.kind, day.day).order_by("pk")
        bodies = stored.values_list("body", flat=True).iterator(chunk_size=100)
    else:  # few: a cursor on the server would cost more than it saves
        # a day's key is that of its first block
        stored = ArchiveBlock.objects.filter(pk__in=[day.pk + block for block in blocks]).order_by("pk")
        bodies = iter(stored.values_list("body", flat=True))
    for body in bodies:
        yield _unpacked(archived, bytes(body))


@lru_cache(maxsize=_BLOCKS_REMEMBERED)
def _unpacked(archived: Archived, body: bytes) -> Rows:
    # remembered by what is in it, so that no pruning, restoring or other database can make it wrong
    columns, texts = decode(archived.layout, body)
    for values in columns.values():
        values.setflags(write=False)
    return Rows(columns=columns, texts=texts)


def _kept(day: ArchiveDay) -> ArchiveDay:
    """Give the day back. DayPruned if it was pruned."""
    if day.is_pruned:
        raise lost(day)
    return day


def lost(day: ArchiveDay) -> DayPruned:
    """Say that a day was pruned, and from when the run's days are kept. Two queries."""
    days = ArchiveDay.objects.of_table(day.run_id, day.kind)
    later = days.filter(pk__gt=day.pk, is_pruned=False).order_by("pk").first()
    kept_from = later.sim_time if later is not None else (day.day + 1) * DAY_S
    return DayPruned(
        f"What happened on {world_time(day.day * DAY_S)[:10]} in {Run.objects.get(pk=day.run_id)} was pruned: "
        f"it is kept from {world_time(kept_from)} on.",
        kept_from=kept_from,
    )
