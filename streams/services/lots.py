"""Lots: how a day that is too large to be held at once is sorted by being, with every row read once.

The day's rows are read in order of number, some at a time; what was read is cut by shelf (each hundred and twenty-eighth
block is on the same one) and laid there as a lot. Then shelf by shelf: its lots are put together, cut into blocks, packed.
A day of a million residents is 23 million rows: 23 readings of a million rows, and shelves of 180,000. Lots are rows as
they are, lightly deflated (22 bytes an event): each exists for minutes only, and becomes part of a checked block.
"""

import json
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db.models import F, Max, QuerySet, Sum

from streams.log.archive import Rows, joined
from streams.models import ArchiveBlock
from streams.models.archive import BLOCK_BITS, LOTS
from streams.services.packing import Day, block_numbers, cut
from streams.writer import snapshots

SHELVES: Final = 128
_READING_BITS: Final = BLOCK_BITS - 7
"""Of a lot's number: which reading of the day it is from. The bits above say on which shelf it is."""
_TEXTS: Final = "texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """How much of a day lies in lots: rows, and readings that they came from."""

    rows: int
    readings: int


def laid(day: Day) -> Laid:
    """Say how much of a day lies in lots. One query over a few thousand keys."""
    found = _lots(day, 0, SHELVES).aggregate(
        rows=Sum("rows"), newest=Max(F("pk").bitand((1 << _READING_BITS) - 1), default=-1)
    )
    return Laid(rows=found["rows"] or 0, readings=found["newest"] + 1)


def lots_of(day: Day, rows: Rows, reading: int) -> list[ArchiveBlock]:
    """Cut what was read into lots, at most one a shelf."""
    return [
        ArchiveBlock(
            id=day.key(day.archived.kind + LOTS, shelf << _READING_BITS | reading), rows=len(part), body=_body(part)
        )
        for shelf, part in cut(rows, block_numbers(day, rows) % SHELVES)
    ]


def taken_from(day: Day, shelf: int, until: int) -> Rows:
    """Read all rows on the shelves from one to another, not included."""
    bodies = _lots(day, shelf, until).order_by("pk").values_list("body", flat=True)
    return joined(day.archived, [_rows(bytes(body)) for body in bodies.iterator(chunk_size=100)])


def clear(day: Day, shelf: int, until: int) -> None:
    """Throw away the lots of shelves that were packed."""
    _lots(day, shelf, until).delete()


def _lots(day: Day, shelf: int, until: int) -> QuerySet[ArchiveBlock]:
    first = day.key(day.archived.kind + LOTS, 0)
    return ArchiveBlock.objects.filter(
        pk__gte=first + (shelf << _READING_BITS), pk__lt=first + (until << _READING_BITS)
    )


def _body(rows: Rows) -> bytes:
    texts = np.frombuffer(json.dumps(list(rows.texts.items())).encode(), dtype=np.uint8)
    return b"".join(snapshots.pack({**rows.columns, _TEXTS: texts}))


def _rows(body: bytes) -> Rows:
    columns = snapshots.unpack(body)
    texts = json.loads(columns.pop(_TEXTS).tobytes())
    return Rows(columns=columns, texts=dict(texts))
