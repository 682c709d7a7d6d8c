"""The network's past: what is loaded is what was lived, a replay is the run again, a fork has its past and its future."""

from collections import deque
from collections.abc import Iterator
from itertools import groupby

import pytest

from streams.log.archive import EVENT_ARCHIVE
from streams.log.read import events_after
from streams.models import Account, AccountKind, Event, Inbox, Like, Outcome, Post, Run, RunHead
from streams.services.archive import delete_some, seal_some
from streams.writer.fork import fork_run
from streams.writer.past import replay, state_at
from streams.writer.runs import facts_of, load_stepper
from streams.writer.stepper import Stepper
from streams.writer.verify import verify_run
from tests.streams.network.talkers import (
    ANN,
    BEN,
    CAT,
    HOUR,
    Word,
    assemble,
    columns_of,
    counts_of,
    drive,
    follow,
    found,
    like,
    post,
    tell,
    unlike,
)

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

DAY_STEPS = 24 * HOUR
TALK: tuple[list[Word], ...] = (
    [post(ANN, "One"), post(BEN, "Two"), follow(CAT, ANN), follow(ANN, BEN)],
    [like(BEN, 1), like(CAT, 1), ("comment", CAT, {"post": 1, "text": "Oh"}), ("repost", CAT, {"post": 2})],
    [unlike(BEN, 1), ("message", ANN, {"to": CAT, "text": "Psst"}), ("block", BEN, {"account": ANN})],
    [like(BEN, 2), ("sanction", 0, {"kind": 1, "subject": 2, "reason": "dull"}), ("remove_post", ANN, {"post": 1})],
    [("begin_group", CAT, {"title": "Us", "accounts": [ANN, BEN]}), ("unblock", BEN, {"account": ANN})],
    [("leave_group", BEN, {"conversation": 2}), ("unrepost", CAT, {"post": 2}), like(CAT, 2)],
    [("join", 0, {"handle": "ann", "display_name": "Another Ann"}), ("remove_comment", CAT, {"comment": 1})],
)
GOLDEN = "055415c33fbd3a1bbda802ee266d33eb"
"""What the two stores make of the talk; changes with ENGINE_VERSION only, as tests/durability/test_golden_digest.py says."""


@pytest.fixture
def run() -> Run:
    return found("ann", "ben", "cat")


@pytest.fixture
def steps(run: Run) -> list[int]:
    """Have them talk, an hour between any two turns; give the step of each turn."""
    return list(talk(run))


def talk(run: Run) -> Iterator[int]:
    for words in TALK:
        receipts = tell(run, *words)
        yield receipts[0].applied_step or 0
        drive(run, HOUR)


def head_of(run: Run) -> RunHead:
    return RunHead.objects.get(pk=run.pk)


def fork(run: Run, step: int) -> Run:
    return fork_run(run, step=step, assemble=assemble, name=f"fork at {step}", wall_ms=0, is_paused=True)


def network_of(stepper: Stepper) -> dict[str, object]:
    return columns_of(stepper.parts[1])


def network_now(run: Run) -> dict[str, object]:
    return network_of(load_stepper(run, assemble(facts_of(run))))


def tell_again(run: Run, child: Run) -> None:
    """Send a fork what its parent was sent after it, at the same steps."""
    after = head_of(child).step
    applied = Inbox.objects.filter(run=run, applied_step__gt=after, outcome=Outcome.APPLIED)
    for step, commands in groupby(applied.order_by("applied_step", "position"), lambda command: command.applied_step):
        assert step is not None
        drive(child, step - 1 - head_of(child).step)
        for command in commands:
            Inbox.objects.create(run=child, kind=command.kind, body=command.body, actor=command.actor)
        drive(child, 1)
    drive(child, head_of(run).step - head_of(child).step)


def test_both_stores_make_the_same_history_of_the_same_talk(run: Run, steps: list[int]) -> None:
    assert head_of(run).digest == GOLDEN


def test_what_is_loaded_is_what_was_lived(run: Run, steps: list[int]) -> None:
    lived = {
        stepper.head.step: network_of(stepper)
        for stepper, _ in replay(run, assemble, from_step=1, to_step=head_of(run).step)
    }

    assert network_now(run) == lived[max(lived)]
    assert [network_of(state_at(run, step, assemble)) for step in steps] == [lived[step] for step in steps]


def test_a_replay_gives_the_same_digests(run: Run, steps: list[int]) -> None:
    outputs = [output for _, output in replay(run, assemble, from_step=1, to_step=head_of(run).step)]

    assert outputs[-1].head.digest == head_of(run).digest


def test_a_run_in_one_batch_is_the_run_in_many(run: Run, steps: list[int]) -> None:
    other = found("ann", "ben", "cat")

    for words in TALK:
        tell(other, *words)
        for _ in range(HOUR):
            drive(other, 1)

    assert head_of(other).digest == head_of(run).digest
    assert counts_of(other) == counts_of(run)


def test_a_fork_between_a_like_and_its_end_has_the_like_and_not_the_end(run: Run, steps: list[int]) -> None:
    child = fork(run, steps[1])

    likes = Like.objects.of(child.pk).order_by("pk")
    assert [(row.account.number, row.post.number, row.ended_step) for row in likes] == [(BEN, 1, 0), (CAT, 1, 0)]
    assert {row.account.run_id for row in likes} | {row.post.run_id for row in likes} == {child.pk}
    assert counts_of(child) == ([[1, 2, 0], [0, 0, 1]], {ANN: [1, 1, 1], BEN: [1, 1, 0], CAT: [0, 0, 1]})
    assert list(verify_run(child, assemble)) == []


@pytest.mark.parametrize("turn", range(len(TALK)))
def test_a_fork_has_an_equal_past_and_told_the_same_an_equal_future(run: Run, steps: list[int], turn: int) -> None:
    child = fork(run, steps[turn])
    assert network_now(child) == network_of(state_at(run, steps[turn], assemble))

    tell_again(run, child)

    assert (head_of(child).step, head_of(child).digest) == (head_of(run).step, head_of(run).digest)
    assert counts_of(child) == counts_of(run)
    assert network_now(child) == network_now(run)
    assert list(verify_run(child, assemble)) == []


def test_a_fork_of_a_fork_before_that_has_a_past_too(run: Run, steps: list[int]) -> None:
    grandchild = fork(fork(run, steps[4]), steps[1])

    assert network_now(grandchild) == network_of(state_at(run, steps[1], assemble))
    tell_again(run, grandchild)
    assert head_of(grandchild).digest == head_of(run).digest


def test_what_happens_in_a_fork_stays_there(run: Run, steps: list[int]) -> None:
    before = network_now(run)
    child = fork(run, steps[1])

    tell(child, unlike(CAT, 1), post(CAT, "Elsewhere"))

    assert network_now(run) == before
    assert list(verify_run(run, assemble)) == []


def test_after_weeks_what_is_loaded_is_what_was_lived(run: Run) -> None:
    Account.objects.numbered(run.pk, BEN).update(kind=AccountKind.AGENT)
    midnight = drive(run, 18 * HOUR - 1).step
    for _ in range(9):
        tell(run, post(ANN))
        number = Post.objects.of(run.pk).count()
        tell(run, like(BEN, number), like(CAT, number), unlike(CAT, max(1, number - 1)))
        drive(run, DAY_STEPS - 2)
    head = head_of(run)
    lived = network_of(deque(replay(run, assemble, from_step=midnight, to_step=head.step), maxlen=1).pop()[0])

    assert network_now(run) == lived == network_of(state_at(run, head.step, assemble))
    refused = tell(run, like(BEN, 1), unlike(BEN, 1), unlike(CAT, 9))
    assert [receipt.reason for receipt in refused] == ["too_old", "too_old", ""]
    assert list(verify_run(run, assemble)) == []


def test_sealed_events_of_the_network_are_the_events_that_happened(run: Run, steps: list[int]) -> None:
    drive(run, 2 * DAY_STEPS)
    happened = [(event.kind, event.amount, event.payload) for event in Event.objects.of(run.pk).order_by("pk")]

    while seal_some(run, EVENT_ARCHIVE, rows_max=100) or delete_some(run, EVENT_ARCHIVE, kept_days=0, rows_max=100):
        pass

    read = [(event.kind, event.amount, event.payload) for event in events_after(run, 0, limit=1_000)]
    assert not Event.objects.of(run.pk).exists()
    assert read == happened
    assert list(verify_run(run, assemble)) == []
