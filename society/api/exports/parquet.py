"""The record as Parquet: columns with types, written a row group at a time. Needs pyarrow, which need not be installed.

Types are those of the tables; `world_time` is a timestamp without zone, `kind` a dictionary (a category in pandas).
"""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from society.api.exports.formats import Row
from society.api.exports.rows import EVENT_COLUMNS
from society.errors import NoParquet
from streams.kernel.simtime import EPOCH
from streams.models import Event
from streams.writer.tables import table_of

if TYPE_CHECKING:
    import pyarrow

ROWS_A_GROUP: Final = 20_000
"""Held at a time: about 20 MB as rows. A reader may take groups apart, so they should not be small either."""
_EPOCH_MS: Final = int(EPOCH.replace(tzinfo=UTC).timestamp()) * 1_000
_OF_EVENTS: Final = {"seq": "id", "prev_seq": "prev_id"}
"""What an event's column is called in the table, where it is not called the same."""


def is_there() -> bool:
    """Whether Parquet can be written here."""
    return find_spec("pyarrow") is not None


def as_parquet(rows: Iterable[Row]) -> Iterator[bytes]:
    """Write events (EVENT_COLUMNS) as a Parquet file. NoParquet, before anything is read, without pyarrow."""
    if not is_there():
        raise NoParquet("pyarrow is not installed: pip install --require-hashes -r requirements/parquet.txt")
    return _written(iter(rows))


def _written(rows: Iterator[Row]) -> Iterator[bytes]:
    import pyarrow  # half a second and 60 MB of memory, for nothing but this
    from pyarrow import parquet

    schema = _schema(pyarrow)
    sink = _Sink()
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS_A_GROUP)):
            writer.write_table(_table(pyarrow, schema, group), row_group_size=ROWS_A_GROUP)
            yield sink.taken()
    yield sink.taken()  # what says where each group is


class _Sink(io.RawIOBase):
    """Takes what is written until somebody takes it away."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        self._written += len(self._pieces[-1])
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        """Give what was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _schema(arrow: Any) -> "pyarrow.Schema":
    """Say which column has which type: that of the table, but for what is shown otherwise than it is kept."""
    types = {"i2": arrow.int16(), "i4": arrow.int32(), "i8": arrow.int64(), "text": arrow.string()}
    kept = {column.name: types[column.dtype] for column in table_of(Event).columns}
    shown = {
        "world_time": arrow.timestamp("ms"),
        "kind": arrow.dictionary(arrow.int32(), arrow.string()),
    }
    return arrow.schema([(name, shown.get(name) or kept[_OF_EVENTS.get(name, name)]) for name in EVENT_COLUMNS])


def _table(arrow: Any, schema: "pyarrow.Schema", group: list[Row]) -> "pyarrow.Table":
    columns = {name: [row[name] for row in group] for name in EVENT_COLUMNS if name != "world_time"}
    columns["world_time"] = [_EPOCH_MS + row["sim_time"] * 1_000 for row in group]
    arrays = [arrow.array(columns[field.name], type=field.type) for field in schema]
    return arrow.Table.from_arrays(arrays, schema=schema)
