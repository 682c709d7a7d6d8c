"""Memories are noted one by one or as columns, and become rows in order."""

import numpy as np
import pytest

from agents.life.memories import MEMORIES, Memories, Remembered
from agents.models import MemoryKind
from streams.kernel.ids import key_of
from streams.writer.part import RunFacts, StepContext
from streams.writer.record import Numbers, Record

STEP = 9
LATE_EVENT = 2**31 + 5


def context() -> StepContext:
    run = RunFacts(run_id=1, seed=1, step_s=20, start_sim_time=0, language="en", scenario={}, engine_version=1)
    record = Record(run_id=1, step=STEP, numbers=Numbers({MEMORIES.name: 40}))
    return StepContext(run=run, step=STEP, since=0, until=20, is_grid=True, record=record)


def test_columns_and_single_memories_become_one_batch_of_rows_numbered_in_order() -> None:
    memories = Memories()
    memories.add(Remembered(sim_time=7, resident=3, kind=MemoryKind.RELATION, source=4, trust=20))
    memories.add_many(2, sim_time=np.array([5, 6]), resident=np.array([1, 2]), kind=MemoryKind.READING, count=-1)
    memories.add_many(1, sim_time=8, resident=5, kind=MemoryKind.OBSERVATION, event=LATE_EVENT)

    (batch,) = memories.take(context())

    rows = batch.columns
    assert rows["id"].tolist() == [key_of(1, number) for number in (41, 42, 43, 44)]
    assert rows["resident"].tolist() == [1, 2, 5, 3]
    assert rows["sim_time"].tolist() == [5, 6, 8, 7]
    assert rows["count"].tolist() == [-1, -1, 0, 0]
    assert rows["event"].tolist() == [0, 0, LATE_EVENT, 0]
    assert rows["trust"].tolist() == [100, 100, 100, 20]
    assert set(rows["step"].tolist()) == {STEP}


def test_nothing_is_handed_over_twice() -> None:
    memories = Memories()
    memories.add_many(1, sim_time=8, resident=5, kind=MemoryKind.OBSERVATION)
    memories.take(context())

    assert memories.take(context()) == []


def test_no_memories_at_all_leave_no_rows() -> None:
    memories = Memories()

    memories.add_many(0, resident=np.zeros(0, dtype=np.int64))

    assert memories.take(context()) == []


def test_a_column_that_memories_do_not_have_is_an_error() -> None:
    with pytest.raises(TypeError, match="no column \\['wait'\\]"):
        Memories().add_many(1, resident=1, wait=3)
