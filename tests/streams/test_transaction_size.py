"""How many steps share a transaction: enough to be quick, few enough for memory and for the pages of a small town."""

import numpy as np
import pytest

from streams.kernel.columns import Column, Mode, Table, TableBatch
from streams.writer.session import GROUP_EVENTS, GROUP_STEPS, is_full
from streams.writer.stepper import Head, StepOutput

STATES = Table(name="states", columns=(Column(name="id", dtype="i8", is_key=True),))


def step(beings: int, *, changed: int = 0, said: int = 0, events: int = 0, snapshot: bytes | None = None) -> StepOutput:
    head = Head(step=1, sim_time=0, digest="", counters={"streams_account": beings})
    batches = [rows(Mode.UPDATE, changed // 2), rows(Mode.INSERT, said), rows(Mode.UPDATE, changed)]
    return StepOutput(head=head, events=events, batches=batches, snapshot=None if snapshot is None else [snapshot])


def rows(mode: Mode, count: int) -> TableBatch:
    return TableBatch.of(STATES, mode, {"id": np.arange(count)})


@pytest.mark.parametrize(
    ("beings", "enough"),
    [(50, 200), (1_000, 200), (10_000, 2_000), (50_000, 10_000), (100_000, 20_000), (1_000_000, 20_000)],
)
def test_a_transaction_changes_a_fifth_of_the_people_at_most(beings: int, enough: int) -> None:
    half = step(beings, changed=enough // 2, said=enough)
    assert not is_full([half, step(beings, changed=enough // 2 - 1)])
    assert is_full([half, half])


def test_a_transaction_holds_no_more_events_than_memory_allows() -> None:
    assert not is_full([step(1_000_000, events=GROUP_EVENTS - 1)])
    assert is_full([step(1_000_000, events=GROUP_EVENTS)])


def test_a_snapshot_or_a_hundred_steps_end_a_transaction() -> None:
    assert is_full([step(1_000, snapshot=b"packed")])
    assert not is_full([step(1_000)] * (GROUP_STEPS - 1))
    assert is_full([step(1_000)] * GROUP_STEPS)
