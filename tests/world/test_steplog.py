"""Events of a step: in order of time, and chained by who did them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from world.engine.steplog import StepLog, chain_actors


def test_events_come_in_order_of_time_and_then_of_adding() -> None:
    log = StepLog()
    log.add(3, kind=1, sim_time=[30, 10, 20], actor=[1, 2, 3])
    log.add(1, kind=2, sim_time=10, actor=4)

    events = log.ordered()

    assert events["actor"].tolist() == [2, 4, 3, 1]
    assert events["kind"].tolist() == [1, 2, 1, 1]
    assert events["amount"].tolist() == [0, 0, 0, 0]


def test_a_step_without_events_says_nothing() -> None:
    assert StepLog().ordered() == {}


@given(actors=st.lists(st.integers(0, 5), min_size=1, max_size=60))
def test_each_event_knows_its_actors_event_before_it(actors: list[int]) -> None:
    last = {number: 100 + number for number in range(1, 6)}
    last_event = np.array([0, *last.values()], dtype=np.int64)
    expected = []
    for seq, actor in enumerate(actors, start=1000):
        expected.append(last.get(actor, 0))
        if actor:
            last[actor] = seq

    chained = chain_actors(np.array(actors), 1000, last_event)

    assert chained.tolist() == expected
    assert last_event.tolist() == [0, *last.values()]
