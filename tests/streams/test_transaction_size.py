"""How many steps share a transaction: enough to be quick, few enough for memory and for the pages of a small town."""

import pytest

from streams.writer.session import GROUP_STEPS, is_full
from streams.writer.stepper import Head, StepOutput


def step(events: int, beings: int, snapshot: bytes | None = None) -> StepOutput:
    head = Head(step=1, sim_time=0, digest="", counters={"streams_account": beings})
    return StepOutput(head=head, events=events, snapshot=None if snapshot is None else [snapshot])


@pytest.mark.parametrize(
    ("beings", "enough"),
    [(50, 200), (1_000, 200), (10_000, 2_000), (50_000, 10_000), (100_000, 20_000), (1_000_000, 20_000)],
)
def test_a_transaction_changes_a_fifth_of_the_people_at_most_and_never_more_than_memory_allows(
    beings: int, enough: int
) -> None:
    assert not is_full([step(enough // 2, beings), step(enough // 2 - 1, beings)])
    assert is_full([step(enough // 2, beings), step(enough // 2, beings)])


def test_a_snapshot_or_a_hundred_steps_end_a_transaction() -> None:
    assert is_full([step(0, 1_000, b"packed")])
    assert not is_full([step(0, 1_000)] * (GROUP_STEPS - 1))
    assert is_full([step(0, 1_000)] * GROUP_STEPS)
