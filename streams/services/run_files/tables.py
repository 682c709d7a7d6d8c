"""Which tables go along in a run's file, and their rows as lines: written from a database, and checked when read back.

Every table of history goes along: a model that is keyed by run and number need not be named anywhere.
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import orjson
from django.apps import apps
from django.db import models

from streams.errors import BrokenRunFile
from streams.kernel.columns import Array, Column, Table
from streams.kernel.ids import NUMBER_BITS, key_range
from streams.models import ArchiveHead, Inbox
from streams.models.keyed import Numbered
from streams.writer.tables import table_of

PLAIN: Final[dict[type[models.Model], tuple[str, ...]]] = {
    Inbox: ("kind", "body", "actor", "applied_step", "position", "tries", "outcome", "reason", "result"),
    ArchiveHead: ("kind", "day", "block", "sealed", "rows_from"),
}
"""Tables that name their run in a column, and which of their columns go along."""
_ROWS_AT_ONCE: Final = 5_000
_LARGE_ROWS_AT_ONCE: Final = 8
"""Of tables with packed cells: together they may be larger than all else."""


@cache
def history() -> dict[str, type[models.Model]]:
    """List the models of history by table: all that are keyed by run and number."""
    found = (model for model in apps.get_models() if issubclass(model, Numbered) and not model._meta.proxy)
    return {model._meta.db_table: model for model in found}


def rows_at_once(table: Table) -> int:
    """Say how many rows of a table are held at a time."""
    return _LARGE_ROWS_AT_ONCE if any(column.dtype == "bytes" for column in table.columns) else _ROWS_AT_ONCE


def line_writer(table: Table, run_id: int) -> Callable[[Sequence[Any]], bytes]:
    """Make the function that writes a row, as a database gives it, as a line."""
    base, end = key_range(run_id)

    def number(key: int) -> int:
        if not base <= key < end:
            raise BrokenRunFile(f"a row of {table.name} in run {run_id} points to another run: key {key}")
        return key - base

    makers: dict[str, Callable[[Any], Any]] = {"bytes": lambda cell: b64encode(cell).decode(), "bool": bool}
    chosen = [
        (place, number if column.is_key or not place else makers.get(column.dtype)) for place, column in _placed(table)
    ]
    written = [(place, make) for place, make in chosen if make is not None]

    def line(row: Sequence[Any]) -> bytes:
        cells = list(row)
        for place, make in written:
            if cells[place] is not None:
                cells[place] = make(cells[place])
        return orjson.dumps(cells, option=orjson.OPT_APPEND_NEWLINE)

    return line


def columns_read(table: Table, run_id: int, names: Sequence[str], rows: Sequence[list[Any]]) -> dict[str, Array]:
    """Make read rows into columns of a run, every cell checked; what the file has no column for gets its default.

    names: the columns of a row.   BrokenRunFile says what is wrong.
    """
    width = len(names)
    if any(type(row) is not list or len(row) != width for row in rows):
        raise BrokenRunFile(f"a row of {table.name} does not have {width} values")
    given = dict(zip(names, zip(*rows, strict=True), strict=True))
    columns: dict[str, Array] = {}
    for place, column in _placed(table):
        cells = given.get(column.name)
        values = _defaults(table, column, len(rows)) if cells is None else _checked(table, column, cells)
        if column.is_key or not place:
            values = _keys(table, column, values, run_id)
        columns[column.name] = values
    return columns


def _placed(table: Table) -> Iterator[tuple[int, Column]]:
    return enumerate(table.columns)


def _checked(table: Table, column: Column, cells: Sequence[Any]) -> Array:
    read = _READERS.get(column.dtype, _integers)
    try:
        if column.is_fixed:
            return read(cells, column)
        values = np.empty(len(cells), dtype=object)
        there = [place for place, cell in enumerate(cells) if cell is not None]
        if len(there) < len(cells) and not column.nullable:
            raise ValueError("empty")
        values[there] = _objects(read([cells[place] for place in there], column))
    except (ValueError, TypeError, OverflowError, binascii.Error):
        raise BrokenRunFile(f"{table.name}.{column.name} has a value that is not allowed ({column.dtype})") from None
    return values


def _objects(values: Array) -> Array:
    """Make an array one of plain Python values."""
    return values if values.dtype == object else values.astype(object)


def _integers(cells: Sequence[Any], column: Column) -> Array:
    wide = np.array(cells, dtype=None if len(cells) else np.int64)
    if wide.dtype.kind != "i" or wide.ndim != 1:
        raise ValueError("no integers")
    bounds = np.iinfo(column.dtype)
    if len(wide) and not (bounds.min <= wide.min() and wide.max() <= bounds.max):
        raise ValueError("too large")
    return wide.astype(column.dtype)


def _texts(cells: Sequence[Any], column: Column) -> Array:
    values = np.empty(len(cells), dtype=object)
    for place, cell in enumerate(cells):
        if type(cell) is not str or "\0" in cell:
            raise ValueError("no text")
        values[place] = cell
    return values


def _packed(cells: Sequence[Any], column: Column) -> Array:
    values = np.empty(len(cells), dtype=object)
    for place, cell in enumerate(cells):
        values[place] = b64decode(cell, validate=True)
    return values


def _truths(cells: Sequence[Any], column: Column) -> Array:
    if any(type(cell) is not bool for cell in cells):
        raise ValueError("no truth values")
    return np.array(cells, dtype=bool)


def _reals(cells: Sequence[Any], column: Column) -> Array:
    if any(type(cell) not in (int, float) for cell in cells):
        raise ValueError("no numbers")
    return np.array(cells, dtype=np.float64)


_READERS: Final[dict[str, Callable[[Sequence[Any], Column], Array]]] = {
    "text": _texts,
    "bytes": _packed,
    "bool": _truths,
    "f8": _reals,
}


def _keys(table: Table, column: Column, numbers: Array, run_id: int) -> Array:
    """Put the run into numbers."""
    there = np.array([number is not None for number in numbers], dtype=bool) if numbers.dtype == object else slice(None)
    plain = numbers[there].astype(np.int64)
    if len(plain) and not 0 <= plain.min() <= plain.max() < 1 << NUMBER_BITS:
        raise BrokenRunFile(f"{table.name}.{column.name} has a number that no row can have")
    shifted = numbers.copy()
    shifted[there] = plain + key_range(run_id)[0]
    return shifted


def _defaults(table: Table, column: Column, count: int) -> Array:
    """Fill a column that there was not yet when the file was written."""
    model = history()[table.name]
    field = next(field for field in model._meta.concrete_fields if (field.column or field.name) == column.name)
    if not field.has_default() and not field.null:
        raise BrokenRunFile(
            f"the file has no {table.name}.{column.name}, which this version needs: load it with the version that wrote it, "
            "and upgrade that installation"
        )
    value = field.get_default()
    return _checked(table, column, [value] * count)


def described(table: Table) -> tuple[tuple[str, str], ...]:
    """Say what a row of a table holds, for the manifest."""
    return tuple((column.name, column.dtype) for column in table.columns)


def columns_known(table_name: str, columns: Sequence[tuple[str, str]]) -> Table:
    """Find our table for one of a file. BrokenRunFile if it or one of its columns is none of ours."""
    model = history().get(table_name)
    ours = dict(described(table_of(model))) if model else {}
    strange = [name for name, dtype in columns if ours.get(name) != dtype]
    if model is None or strange:
        what = f"{table_name} with {', '.join(strange)}" if model else table_name
        raise BrokenRunFile(f"the file has {what}, which this version does not know: upgrade this installation first")
    if len(dict(columns)) != len(columns):
        raise BrokenRunFile(f"the file names a column of {table_name} twice")
    return table_of(model)
