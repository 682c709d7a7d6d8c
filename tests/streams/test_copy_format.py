"""What is sent to PostgreSQL's COPY, read back cell by cell as its manual describes the format."""

import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.kernel import columns
from streams.kernel.columns import Column, Mode, Table, TableBatch, encode_copy

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TABLE = Table(
    name="samples",
    columns=(
        Column(name="id", dtype="i8"),
        Column(name="name", dtype="text", nullable=True),
        Column(name="small", dtype="i2"),
        Column(name="is_open", dtype="bool"),
        Column(name="words", dtype="text", nullable=True),
        Column(name="blob", dtype="bytes", nullable=True),
        Column(name="chance", dtype="i4", nullable=True),
        Column(name="share", dtype="f8"),
    ),
)
Row = tuple[int, str | None, int, bool, str | None, bytes | None, int | None, float]
CELLS = st.tuples(
    st.none() | st.text(max_size=6),
    st.integers(-(2**15), 2**15 - 1),
    st.booleans(),
    st.none() | st.text(max_size=6),
    st.none() | st.binary(max_size=6),
    st.none() | st.integers(-(2**31), 2**31 - 1),
    st.floats(allow_nan=False),
)
FORMATS = {"id": "!q", "small": "!h", "is_open": "!?", "chance": "!i", "share": "!d"}


def batch_of(rows: list[Row]) -> TableBatch:
    made = {}
    for column, cells in zip(TABLE.columns, zip(*rows, strict=True), strict=True):
        values = np.empty(len(rows), dtype=object)
        values[:] = cells
        made[column.name] = values
    return TableBatch.of(TABLE, Mode.INSERT, made)


def decoded(wire: bytes) -> Iterator[tuple[Any, ...]]:
    at = len(HEADER)
    while (count := struct.unpack_from("!h", wire, at)[0]) != -1:
        at += 2
        assert count == len(TABLE.columns)
        row = []
        for column in TABLE.columns:
            size = struct.unpack_from("!i", wire, at)[0]
            at += 4
            cell = wire[at : at + max(size, 0)]
            at += len(cell)
            row.append(None if size == -1 else value_of(cell, column))
        yield tuple(row)
    assert at + 2 == len(wire)


def value_of(cell: bytes, column: Column) -> Any:
    if column.name in FORMATS:
        return struct.unpack(FORMATS[column.name], cell)[0]
    return cell.decode() if column.dtype == "text" else cell


@given(cells=st.lists(CELLS, min_size=1, max_size=20))
def test_every_row_can_be_read_back(cells: list[Any]) -> None:
    rows: list[Row] = [(number, *row) for number, row in enumerate(cells)]

    wire = b"".join(encode_copy(batch_of(rows)))

    assert wire.startswith(HEADER)
    assert sorted(decoded(wire), key=lambda row: row[0]) == rows


def test_rows_beyond_one_helping_are_all_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_AT_ONCE", 3)
    rows: list[Row] = [
        (number, f"n{number}" if number % 2 else None, 1, True, None, None, None, 0.5) for number in range(20)
    ]

    read = list(decoded(b"".join(encode_copy(batch_of(rows)))))

    assert sorted(read, key=lambda row: row[0]) == rows


def test_a_table_without_rows_is_header_and_end() -> None:
    empty = {column.name: np.array([], dtype=object) for column in TABLE.columns}

    assert b"".join(encode_copy(TableBatch.of(TABLE, Mode.INSERT, empty))) == HEADER + b"\xff\xff"


def test_a_batch_is_a_copy_of_plain_values() -> None:
    table = Table(name="words", columns=(Column(name="id", dtype="i8"), Column(name="word", dtype="text")))
    words = np.full(2, "agent")

    batch = TableBatch.of(table, Mode.INSERT, {"id": np.arange(2), "word": words})
    words[:] = "other"

    assert [(type(word), word) for word in batch.columns["word"]] == [(str, "agent"), (str, "agent")]
