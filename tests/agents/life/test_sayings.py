"""What was said lately: kept for two days, found by post, comment or message, and the same after a reload."""

import numpy as np
import pytest

from agents.life.memories import Memories, Remembered
from agents.life.sayings import KEPT_S, Said, Sayings
from agents.models import Medium, Memory, MemoryKind, Saying
from streams.kernel.simtime import DAY_S
from streams.writer.part import RunFacts, StepContext
from streams.writer.record import Numbers, Record
from streams.writer.store import Store
from streams.writer.stores import open_store

pytestmark = pytest.mark.django_db
RUN = RunFacts(run_id=7, seed=1, step_s=20, start_sim_time=0, language="en", scenario={}, engine_version=1)


def context(numbers: Numbers, step: int = 3, until: int = 60) -> StepContext:
    record = Record(run_id=RUN.run_id, step=step, numbers=numbers)
    return StepContext(run=RUN, step=step, since=until - 20, until=until, is_grid=True, record=record)


def said(at: int = 50, **cells: int) -> Said:
    return Said(**({"sim_time": at, "medium": Medium.POST, "item": 1, "speaker": 4, "act": 0} | cells))


def store() -> Store:
    return open_store()


def test_a_post_is_found_by_its_number_and_shows_what_it_tells_of() -> None:
    sayings, step = Sayings(), context(Numbers({}))

    number = sayings.add(step, said(item=12, event=2**33 + 5, what=20, owner=9))

    assert sayings.of(Medium.POST, 12) == number == 1
    assert sayings[number] == said(item=12, event=2**33 + 5, what=20, owner=9)
    assert sayings.of(Medium.COMMENT, 12) == 0


def test_turns_of_a_talk_are_not_found_by_the_talk() -> None:
    sayings = Sayings()

    sayings.add(context(Numbers({})), said(medium=Medium.TALK, item=12), "Good morning!")

    assert sayings.of(Medium.TALK, 12) == 0


def test_many_are_found_at_once() -> None:
    sayings, step = Sayings(), context(Numbers({}))
    for item in (5, 9):
        sayings.add(step, said(item=item, topic=item))

    found = sayings.of_many(Medium.POST, np.array([[9, 1], [5, 9]]))

    assert found.tolist() == [[2, 0], [1, 2]]
    assert sayings.column("topic", found[:, 0]).tolist() == [9, 5]


def test_a_saying_is_written_once_with_its_text() -> None:
    sayings, step = Sayings(), context(Numbers({}), step=8)
    sayings.add(step, said(medium=Medium.TALK, item=3, turn=1, hearer=5, event=77), "Have you heard?")

    store().write(sayings.take(step))

    row = Saying.objects.of(RUN.run_id).get()
    assert (row.number, row.step, row.item, row.turn, row.hearer, row.event) == (1, 8, 3, 1, 5, 77)
    assert row.text == "Have you heard?"
    assert sayings.take(step) == []


def test_after_two_days_a_saying_is_forgotten() -> None:
    sayings, numbers = Sayings(), Numbers({})
    old = sayings.add(context(numbers), said(at=DAY_S - 1, item=1, event=11))
    new = sayings.add(context(numbers), said(at=DAY_S, item=2, event=12))

    sayings.forget(DAY_S + KEPT_S)

    assert sayings.of(Medium.POST, 1) == 0
    assert sayings[new].event == 12
    with pytest.raises(KeyError, match="none of the last days"):
        sayings[old]


def test_numbers_go_on_after_everything_was_forgotten() -> None:
    sayings, numbers = Sayings(), Numbers({})
    sayings.add(context(numbers), said(at=5))

    sayings.forget(30 * DAY_S)
    number = sayings.add(context(numbers), said(at=30 * DAY_S, item=8))

    assert number == 2
    assert sayings[2].item == 8


@pytest.mark.parametrize("days", [1, 3, 9])
def test_a_reloaded_run_remembers_the_same(days: int) -> None:
    sayings, numbers = Sayings(), Numbers({})
    for i in range(days * 40):
        at = i * DAY_S // 40
        step = context(numbers, step=i + 1, until=at + 20)
        if i % 40 == 0:
            sayings.forget(at)
        medium = (Medium.POST, Medium.COMMENT, Medium.TALK)[i % 3]
        sayings.add(step, said(at=at, medium=medium, item=i + 1, event=i * 10**8))
        store().write(sayings.take(step))

    loaded = Sayings()
    loaded.load(store(), RUN.run_id, last=sayings.last, now=days * DAY_S - 30)

    known = [n for n in range(1, sayings.last + 1) if _is_known(sayings, n)]
    assert known == [n for n in range(1, sayings.last + 1) if _is_known(loaded, n)]
    assert [sayings[n] for n in known] == [loaded[n] for n in known]
    items = np.arange(1, sayings.last + 2)
    for medium in (Medium.POST, Medium.COMMENT):
        assert loaded.of_many(medium, items).tolist() == sayings.of_many(medium, items).tolist()


def _is_known(sayings: Sayings, number: int) -> bool:
    try:
        return bool(sayings[number])
    except KeyError:
        return False


def test_a_past_moment_ends_with_its_last_saying() -> None:
    sayings, step = Sayings(), context(Numbers({}))
    for item in (1, 2, 3):
        sayings.add(step, said(item=item))
    store().write(sayings.take(step))

    past = Sayings()
    past.load(store(), RUN.run_id, last=2, now=60)

    assert past.last == 2
    assert past.of(Medium.POST, 3) == 0


def test_memories_given_singly_and_as_columns_become_rows_in_one_order() -> None:
    memories, step = Memories(), context(Numbers({}), step=4)
    memories.add(Remembered(sim_time=9, resident=2, kind=MemoryKind.CONVERSATION, item=5, importance=40))
    memories.add_many(2, sim_time=np.array([7, 8]), resident=np.array([1, 3]), kind=MemoryKind.OBSERVATION, event=6)

    store().write(memories.take(step))

    rows = list(Memory.objects.of(RUN.run_id).order_by("pk"))
    assert [(row.number, row.resident, row.kind) for row in rows] == [(1, 1, 0), (2, 3, 0), (3, 2, 1)]
    assert [row.trust for row in rows] == [100, 100, 100]
    assert [row.event for row in rows] == [6, 6, 0]
    assert memories.take(step) == []
