"""Tables as columns: what a Part hands to the writer, and how the two stores want it.

A `TableBatch` is a frozen message: its arrays are copies, so that nothing that happens later changes what is written.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Columns = Mapping[str, Array]

_COPY_HEADER: Final = b"PGCOPY\n\xff\r\n\x00" + struct.pack("!ii", 0, 0)
_COPY_END: Final = struct.pack("!h", -1)
_NULL: Final = -1
_AT_ONCE: Final = 1 << 13
"""Rows that are encoded together: few enough to stay in the processor's cache, and never a second copy of a large step."""


class Mode(StrEnum):
    """How a batch meets the rows that are there."""

    UPDATE = "update"
    INSERT = "insert"
    ADD = "add"
    """Integers are added to the row with this key; where there is none, to one of noughts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. dtype: "i2", "i4", "i8", "f8", "bool", "text" or "bytes"; text and bytes columns are object arrays.

    is_key: it joins run and number, so a fork shifts it.
    """

    name: str
    dtype: str
    nullable: bool = False
    is_key: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether every value takes the same number of bytes."""
        return self.dtype not in ("text", "bytes") and not self.nullable


@dataclass(frozen=True, kw_only=True)
class Table:
    """A database table by its columns; the first is the primary key, an i8 that carries run and number."""

    name: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """Name of the primary key's column."""
        return self.columns[0].name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all columns, in order."""
        return tuple(column.name for column in self.columns)

    def chosen(self, names: Sequence[str]) -> tuple[Column, ...]:
        """Return the columns of these names in the table's order, all without names. KeyError for a name it has not."""
        if unknown := set(names) - set(self.names):
            raise KeyError(f"{self.name} has no columns {sorted(unknown)}")
        return tuple(column for column in self.columns if not names or column.name in names)

    def only(self, *names: str) -> "Table":
        """Make the table of the key and these columns, for updates that leave the others as they are."""
        return Table(name=self.name, columns=self.chosen((self.key, *names)))

    @cached_property
    def is_fixed(self) -> bool:
        """Whether a row has a fixed width."""
        return all(column.is_fixed for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBatch:
    """Rows for one table, as equally long arrays by column name; rows to UPDATE or ADD to are found by the key."""

    table: Table
    mode: Mode
    columns: Columns

    @classmethod
    def of(cls, table: Table, mode: Mode, columns: Columns) -> "TableBatch":
        """Copy columns into a batch; every column of the table must be there, all of one length."""
        if columns.keys() != set(table.names):
            missing = set(table.names) ^ set(columns)
            raise ValueError(f"columns of {table.name} do not match: {sorted(missing)}")
        lengths = {len(values) for values in columns.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns of {table.name} differ in length: {sorted(lengths)}")
        frozen = {column.name: _as_column(columns[column.name], column) for column in table.columns}
        return cls(table=table, mode=mode, columns=frozen)

    def __len__(self) -> int:
        return len(self.columns[self.table.key])

    def between(self, first: int, end: int) -> "TableBatch":
        """Show some rows that follow each other, as they stand."""
        return replace(self, columns={name: values[first:end] for name, values in self.columns.items()})

    def where(self, is_chosen: NDArray[np.bool_]) -> "TableBatch":
        """Copy the rows chosen.   is_chosen: by row."""
        return replace(self, columns={name: values[is_chosen] for name, values in self.columns.items()})


def _as_column(values: Array, column: Column) -> Array:
    if column.is_fixed:
        return np.array(values, dtype=column.dtype)
    return np.asarray(values).astype(object)  # always a copy, of plain Python values


def merge(batches: Sequence[TableBatch]) -> list[TableBatch]:
    """Join batches of several steps into what to write, in this order: updates, inserts, additions.

    Inserts are appended, of updates to one row the last stays, additions to one row are summed. An update of a row that
    is inserted here too goes into that insert: so what ends makes room before what takes its place comes.
    """
    groups: dict[tuple[str, tuple[str, ...], Mode], list[TableBatch]] = {}
    for batch in batches:
        if len(batch):
            groups.setdefault((batch.table.name, batch.table.names, batch.mode), []).append(batch)
    merged = [_merge_group(group) for group in groups.values()]
    inserts = {batch.table.name: batch for batch in merged if batch.mode is Mode.INSERT}
    updates: list[TableBatch] = []
    for update in (batch for batch in merged if batch.mode is Mode.UPDATE):
        name, left = update.table.name, update
        if name in inserts:
            inserts[name], left = _fold(inserts[name], update)
        if len(left):
            updates.append(left)
    return [*updates, *inserts.values(), *(batch for batch in merged if batch.mode is Mode.ADD)]


def _merge_group(group: list[TableBatch]) -> TableBatch:
    table, mode = group[0].table, group[0].mode
    if len(group) == 1 and mode is not Mode.ADD:
        return group[0]
    joined = {name: np.concatenate([batch.columns[name] for batch in group]) for name in table.names}
    keys = joined.pop(table.key)
    if mode is Mode.INSERT:
        return TableBatch(table=table, mode=mode, columns={table.key: keys, **joined})
    if mode is Mode.UPDATE:
        last = len(keys) - 1 - np.unique(keys[::-1], return_index=True)[1]
        kept = {name: values[last] for name, values in joined.items()}
        return TableBatch(table=table, mode=mode, columns={table.key: keys[last], **kept})
    distinct, row = np.unique(keys, return_inverse=True)
    sums = {name: np.zeros(len(distinct), dtype=values.dtype) for name, values in joined.items()}
    for name, values in joined.items():
        np.add.at(sums[name], row, values)
    return TableBatch(table=table, mode=mode, columns={table.key: distinct, **sums})


def _fold(inserts: TableBatch, updates: TableBatch) -> tuple[TableBatch, TableBatch]:
    """Carry out the updates of rows that are only now inserted; return the inserts and the updates that are left."""
    key = inserts.table.key
    keys, changed = inserts.columns[key], updates.columns[key]
    order = np.argsort(keys)
    place = order[np.minimum(np.searchsorted(keys, changed, sorter=order), len(keys) - 1)]
    is_new = keys[place] == changed
    columns = dict(inserts.columns)
    for name in updates.table.names[1:]:
        columns[name] = columns[name].copy()
        columns[name][place[is_new]] = updates.columns[name][is_new]
    left = {name: values[~is_new] for name, values in updates.columns.items()}
    return replace(inserts, columns=columns), replace(updates, columns=left)


def rows_of(batch: TableBatch) -> Iterator[tuple[Any, ...]]:
    """Iterate over the rows as tuples of plain Python values."""
    return zip(*(batch.columns[name].tolist() for name in batch.table.names), strict=True)


def encode_copy(batch: TableBatch) -> Iterator[bytes]:
    """Encode a batch for PostgreSQL's COPY ... WITH (FORMAT binary), some thousand rows a piece.

    Rows whose variable cells are all empty are encoded as arrays (about 0.1 us a row); of the others the fixed cells
    are, and the variable ones are put in between (about 0.2 us a cell).
    Source: PostgreSQL manual, COPY, "Binary Format".
    """
    yield _COPY_HEADER
    for first in range(0, len(batch), _AT_ONCE):
        yield _encode_rows(batch.between(first, first + _AT_ONCE))
    yield _COPY_END


def _encode_rows(batch: TableBatch) -> bytes:
    if batch.table.is_fixed:
        return _encode_fixed(batch)
    full = np.zeros(len(batch), dtype=bool)
    for column in batch.table.columns:
        if not column.is_fixed:
            full |= _is_there(batch.columns[column.name])
    if full.all():
        return _encode_mixed(batch)
    return _encode_fixed(batch.where(~full)) + _encode_mixed(batch.where(full))


def encode_row(table: Table, row: Mapping[str, Any]) -> Iterator[bytes]:
    """Encode one row for COPY piece by piece.   row: by column name; cells of bytes are sequences of pieces."""
    yield _COPY_HEADER + struct.pack("!h", len(table.columns))
    for column in table.columns:
        cell = row[column.name] if column.dtype == "bytes" else [_encode_cell(row[column.name], column)]
        yield struct.pack("!i", sum(len(piece) for piece in cell))
        yield from cell
    yield _COPY_END


def _is_there(cells: Array) -> NDArray[np.bool_]:
    """Say which cells of an object array are not None (a comparison with None would ask each cell)."""
    return np.array([cell is not None for cell in cells.tolist()], dtype=bool)


def _encode_fixed(batch: TableBatch) -> bytes:
    """Encode rows whose variable cells are all empty."""
    return _records(batch, batch.table.columns, has_count=True).tobytes()


def _encode_mixed(batch: TableBatch) -> bytes:
    """Encode rows as runs of fixed cells, each with the size of the variable cell behind it, and those cells."""
    pieces: list[list[bytes]] = []
    run: list[Column] = []
    for column in batch.table.columns:
        run.append(column)
        if not column.is_fixed:
            cells = batch.columns[column.name]
            wires = [b"" if cell is None else _encode_cell(cell, column) for cell in cells.tolist()]
            records = _records(batch, tuple(run), has_count=not pieces)
            sizes = np.fromiter(map(len, wires), dtype=np.int32, count=len(wires))
            records[f"size_{column.name}"] = np.where(_is_there(cells), sizes, _NULL)
            pieces += [_split(records), wires]
            run = []
    pieces.append(_split(_records(batch, tuple(run), has_count=False)))
    return b"".join(chain.from_iterable(zip(*pieces, strict=True)))


def _records(batch: TableBatch, columns: tuple[Column, ...], *, has_count: bool) -> Array:
    """Lay out the fixed cells of some neighbouring columns as on the wire; variable cells as if all were empty."""
    records = np.full(len(batch), _blank(columns, len(batch.table.columns) if has_count else 0))
    for column in columns:
        if column.is_fixed:
            records[column.name] = batch.columns[column.name]
    return records


@lru_cache(maxsize=512)
def _blank(columns: tuple[Column, ...], count: int) -> Array:
    """Make one record with everything but the values: sizes, and before them how many columns a row has, unless it is 0."""
    fields: list[tuple[str, str]] = [("fields", ">i2")] if count else []
    for column in columns:
        fields.append((f"size_{column.name}", ">i4"))
        if column.is_fixed:
            fields.append((column.name, _wire_dtype(column)))
    blank = np.zeros((), dtype=np.dtype(fields))
    if count:
        blank["fields"] = count
    for column in columns:
        blank[f"size_{column.name}"] = np.dtype(_wire_dtype(column)).itemsize if column.is_fixed else _NULL
    return blank


def _split(records: Array) -> list[bytes]:
    """Cut records into one piece of bytes each."""
    if not records.dtype.itemsize:
        return [b""] * len(records)
    pieces: list[bytes] = records.view(f"V{records.dtype.itemsize}").tolist()
    return pieces


def _encode_cell(value: Any, column: Column) -> bytes:
    if column.dtype == "text":
        return str(value).encode()
    if column.dtype == "bytes":
        return bytes(value)
    return np.array(value, dtype=_wire_dtype(column)).tobytes()


def _wire_dtype(column: Column) -> str:
    return "u1" if column.dtype == "bool" else f">{column.dtype}"


_ARRAY_HEADER_BYTES: Final = 20


def decode_array(wire: bytes | memoryview | None, dtype: str) -> Array:
    """Decode a binary PostgreSQL array without NULLs, as `array_agg` sends it, into a one-dimensional array."""
    if wire is None:
        return np.empty(0, dtype="?" if dtype == "bool" else dtype)
    value = "u1" if dtype == "bool" else f">{dtype}"
    items = np.frombuffer(wire, np.dtype([("size", ">i4"), ("value", value)]), offset=_ARRAY_HEADER_BYTES)["value"]
    return items.astype("?" if dtype == "bool" else dtype)
