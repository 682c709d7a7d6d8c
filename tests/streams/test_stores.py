"""The two stores: what is written is read back, column by column, whatever the widths and texts."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from streams.kernel.columns import Mode, TableBatch, merge
from streams.kernel.ids import key_of
from streams.models import Account, AccountCount, Event, Like, PostToken, Step
from streams.writer.stores import open_store
from streams.writer.tables import table_of

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

EVENTS = table_of(Event)
ACCOUNTS = table_of(Account)
COUNTS = table_of(AccountCount)
LIKES = table_of(Like)
TEXTS = [None, "", "茶馆 ☕", 'quo"te\\, tab\t', "{}"]


def events(run_id: int, numbers: list[int], payloads: list[str | None], amount: int = 7) -> TableBatch:
    count = len(numbers)
    columns = {name: np.full(count, 3) for name in EVENTS.names}
    columns["id"] = key_of(run_id, 0) + np.array(numbers)
    columns["amount"] = np.full(count, amount)
    columns["payload"] = np.array([*payloads, None], dtype=object)[:count]
    return TableBatch.of(EVENTS, Mode.INSERT, columns)


def test_rows_are_read_back_as_they_were_written() -> None:
    store = open_store()
    batch = events(1, [1, 2, 3, 4, 5], TEXTS, amount=-(2**62))

    store.write([batch, events(2, [1], ["other"])])
    read = store.read_run(EVENTS, 1)

    assert {name: values.tolist() for name, values in read.items()} == {
        name: values.tolist() for name, values in batch.columns.items()
    }
    assert read["kind"].dtype == np.dtype("i2")


def test_an_empty_run_reads_as_empty_columns() -> None:
    read = open_store().read_run(EVENTS, 99)

    assert {len(values) for values in read.values()} == {0}


def test_updates_change_their_rows_only() -> None:
    store = open_store()
    steps = table_of(Step)
    columns = {
        "id": key_of(1, 0) + np.arange(1, 4),
        "sim_time": np.arange(3),
        "seq": np.arange(3),
        "events": np.arange(3),
    }
    texts = {name: np.array(["a", "b", "c"], dtype=object) for name in ("digest", "state_digest")}
    store.write([TableBatch.of(steps, Mode.INSERT, {**columns, **texts})])
    changed = {name: values[1:2] for name, values in {**columns, **texts}.items()} | {"sim_time": np.array([50])}

    store.write([TableBatch.of(steps, Mode.UPDATE, changed)])

    assert store.read_run(steps, 1)["sim_time"].tolist() == [0, 50, 2]


def test_two_updates_in_one_transaction_each_change_their_own_rows() -> None:
    store, steps = open_store(), table_of(Step)
    columns = {"id": key_of(1, 0) + np.arange(1, 3), "seq": np.arange(2), "events": np.arange(2)}
    texts = {name: np.array(["a", "b"], dtype=object) for name in ("digest", "state_digest")}
    rows = {**columns, **texts, "sim_time": np.array([0, 0])}
    store.write([TableBatch.of(steps, Mode.INSERT, rows)])

    for sim_time in (10, 20):
        one = {name: values[:1] for name, values in rows.items()} | {"sim_time": np.array([sim_time])}
        store.write([TableBatch.of(steps, Mode.UPDATE, one)])

    assert store.read_run(steps, 1)["sim_time"].tolist() == [20, 0]


def test_a_fork_copies_rows_up_to_a_number() -> None:
    store = open_store()
    store.write([events(1, [1, 2, 3], ["a", "b", "c"])])

    store.copy_rows(EVENTS, from_run=1, to_run=7, last_number=2, last_step=9)

    copied = store.read_run(EVENTS, 7)
    assert copied["id"].tolist() == [key_of(7, 1), key_of(7, 2)]
    assert copied["payload"].tolist() == ["a", "b"]


def counts(numbers: list[int], posts: list[int]) -> TableBatch:
    columns = {name: np.array(posts) * (name == "posts") for name in COUNTS.names[1:]}
    return TableBatch.of(COUNTS, Mode.ADD, {"id": key_of(1, 0) + np.array(numbers), **columns})


def likes(numbers: list[int], ended_step: int = 0) -> TableBatch:
    made = {"step": 3, "sim_time": 60, "ended_step": ended_step}
    keys = {name: key_of(1, 0) + np.array(numbers) for name in ("id", "account_id", "post_id")}
    return TableBatch.of(
        LIKES, Mode.INSERT, keys | {name: np.full(len(numbers), value) for name, value in made.items()}
    )


def endings(numbers: list[int], step: int) -> TableBatch:
    columns = {"id": key_of(1, 0) + np.array(numbers), "ended_step": np.full(len(numbers), step)}
    return TableBatch.of(LIKES.only("ended_step"), Mode.UPDATE, columns)


def test_what_is_added_goes_to_the_rows_that_are_there_and_makes_the_others() -> None:
    store = open_store()
    store.write([counts([1, 2], [5, 0])])

    store.write([counts([2, 1], [3, -1]), counts([3], [1])])

    read = store.read_run(COUNTS, 1)
    assert (read["id"] - key_of(1, 0)).tolist() == [1, 2, 3]
    assert read["posts"].tolist() == [4, 3, 1]
    assert read["followers"].tolist() == [0, 0, 0]


def test_merged_additions_to_one_row_are_summed() -> None:
    (added,) = merge([counts([2, 1, 2], [1, 10, 2]), counts([1], [-3])])

    assert ((added.columns["id"] - key_of(1, 0)).tolist(), added.columns["posts"].tolist()) == ([1, 2], [7, 3])


def test_an_update_of_one_column_leaves_the_others() -> None:
    with rows_without_their_targets():
        store = open_store()
        store.write([likes([1, 2, 3])])

        store.write([endings([2], 9)])

        read = store.read_run(LIKES, 1)
        assert read["ended_step"].tolist() == [0, 9, 0]
        assert read["sim_time"].tolist() == [60, 60, 60]


def test_updates_of_rows_inserted_beside_them_go_into_the_inserts_and_the_others_come_first() -> None:
    merged = merge([likes([5]), endings([4, 5], 7), likes([6]), endings([6], 8), counts([1], [1])])

    assert [batch.mode for batch in merged] == [Mode.UPDATE, Mode.INSERT, Mode.ADD]
    assert (merged[0].columns["id"] - key_of(1, 0)).tolist() == [4]
    assert merged[1].columns["ended_step"].tolist() == [7, 8]


def test_a_fork_shifts_references_and_lets_stand_what_ended_later() -> None:
    with rows_without_their_targets():
        store = open_store()
        store.write([likes([1]), likes([2], ended_step=5), likes([3], ended_step=6)])

        store.copy_rows(LIKES, from_run=1, to_run=7, last_number=3, last_step=5)

        read = store.read_run(LIKES, 7)
        assert (read["post_id"] - key_of(7, 0)).tolist() == (read["account_id"] - key_of(7, 0)).tolist() == [1, 2, 3]
        assert read["ended_step"].tolist() == [0, 5, 0]


@contextmanager
def rows_without_their_targets() -> Iterator[None]:
    """Take back at the end what refers to nothing: a relation is checked when the transaction ends."""
    with suppress(_TakenBackError), transaction.atomic():
        yield
        raise _TakenBackError


class _TakenBackError(Exception):
    """Nothing is to be kept."""


def test_relations_to_history_are_keys_and_numbers_are_not() -> None:
    assert [column.name for column in LIKES.columns if column.is_key] == ["id", "account_id", "post_id"]
    assert [column.name for column in table_of(PostToken).columns if column.is_key] == ["id", "post_id"]


def test_merged_updates_keep_the_last_and_inserts_all() -> None:
    first, second = events(1, [1, 2], ["a", "b"], amount=1), events(1, [2, 3], ["c", "d"], amount=2)
    updates = [TableBatch.of(EVENTS, Mode.UPDATE, batch.columns) for batch in (first, second)]

    (inserted,) = merge([first, events(1, [3], ["c"])])
    (updated,) = merge(updates)

    assert len(inserted) == 3
    assert dict(zip(updated.columns["id"].tolist(), updated.columns["payload"].tolist(), strict=True)) == {
        key_of(1, 1): "a",
        key_of(1, 2): "c",
        key_of(1, 3): "d",
    }


def test_a_batch_is_a_frozen_copy() -> None:
    counter = np.array([1, 2])
    batch = events(1, [1, 2], ["a", "b"])
    frozen = TableBatch.of(EVENTS, Mode.INSERT, {**batch.columns, "amount": counter})

    counter[:] = 99

    assert frozen.columns["amount"].tolist() == [1, 2]


def test_columns_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="do not match"):
        TableBatch.of(ACCOUNTS, Mode.INSERT, {"id": np.array([1])})


def test_a_row_that_is_there_already_is_refused_as_djangos_error_on_both_stores() -> None:
    store = open_store()
    store.write([events(1, [1], [None])])

    with pytest.raises(IntegrityError), transaction.atomic():
        store.write([events(1, [1], [None])])
