"""Packing rows: whatever stands in them comes back, and what can be derived costs next to nothing."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from streams.errors import BrokenBlock
from streams.log.codec import Layout, decode, encode
from streams.log.layouts import EVENTS
from streams.models import Event
from streams.writer.tables import table_of
from world.models import LedgerEntry
from world.models.ledger_archive import LEDGER_ARCHIVE

LIMITS = {"i2": 2**15 - 1, "i4": 2**31 - 1, "i8": 2**63 - 1}
MODELS = {"events": (EVENTS, Event), "ledger": (LEDGER_ARCHIVE.layout, LedgerEntry)}


def tables(model: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Any values that the columns of a table can hold, small ones often."""
    columns = [column for column in table_of(model).columns if column.is_fixed]

    def of_length(count: int) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries(
            {
                column.name: arrays(
                    np.int64,
                    count,
                    elements=st.one_of(st.integers(0, 3), st.integers(-LIMITS[column.dtype] - 1, LIMITS[column.dtype])),
                    unique=column.name == "id",
                )
                for column in columns
            }
        )

    return st.integers(0, 12).flatmap(of_length)


def in_stored_order(layout: Layout, columns: dict[str, Any]) -> Any:
    return np.lexsort([columns[name] for name in layout.order[::-1]])


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=150)
@given(drawn=st.data())
def test_any_rows_come_back_in_every_bit(name: str, drawn: st.DataObject) -> None:
    layout, model = MODELS[name]
    columns = drawn.draw(tables(model))

    read, _ = decode(layout, encode(layout, columns))

    order = in_stored_order(layout, columns)
    assert read.keys() == columns.keys()
    assert all(np.array_equal(columns[column][order], read[column]) for column in columns)


@settings(max_examples=50)
@given(texts=st.dictionaries(st.integers(0, 4), st.text(st.characters(exclude_categories=["Cs"]))))
def test_payloads_come_back_to_their_rows(texts: dict[int, str]) -> None:
    columns = {name: np.array([5, 1, 4, 2, 3]) for name, _ in EVENTS.columns}

    _, read = decode(EVENTS, encode(EVENTS, columns, texts))

    order = in_stored_order(EVENTS, columns)
    assert {int(order[row]): text for row, text in read.items()} == texts


def test_a_layout_names_every_column_of_its_table() -> None:
    for layout, model in MODELS.values():
        stored = {name for name, _ in layout.columns} | ({layout.text} if layout.text else set())

        assert stored == set(table_of(model).names)


def test_what_a_decision_repeats_of_the_one_before_costs_nothing() -> None:
    count = 1_000
    begun = np.arange(count) * 600
    columns = {name: np.zeros(count, dtype=np.int64) for name, _ in EVENTS.columns}
    columns |= {
        "id": np.arange(1, count + 1),
        "step": begun // 60,
        "sim_time": begun,
        "kind": np.full(count, 100),
        "actor": np.full(count, 7),
        "place": np.full(count, 3),
        "next_place": np.full(count, 3),
        "arrive": begun,
        "due": begun + 600,
        "duration_s": np.full(count, 600),
        "prev_id": np.arange(count),
    }

    body = encode(EVENTS, columns)

    assert len(body) < count


@pytest.mark.parametrize(
    "damage", [b"", b"\x07" + bytes(12), b"\x01\xff\x00\x00\x00" + bytes(8) + b"\x05\x00\x00\x00\x02junk!"]
)
def test_a_damaged_block_is_told_from_a_sound_one(damage: bytes) -> None:
    with pytest.raises(BrokenBlock):
        decode(EVENTS, damage)
