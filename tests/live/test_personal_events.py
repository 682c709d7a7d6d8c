"""What is told to single people: messages and notices, to those whom they concern and to nobody else."""

from collections.abc import Sequence
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from society.live import ENCODERS
from streams.live.encoding import encode_rows
from streams.live.frames import Channel, EncodedEvent
from streams.live.network import network_encoders
from streams.live.personal import read_personal
from streams.log.read import rows_after
from streams.models import Run, RunHead
from tests.streams.network.talkers import ANN, BEN, CAT, Word, follow, found, like, post, tell
from tests.streams.selectors.eyes import block, comment, eyes, group, message, say

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

DAN = 4
Told = list[tuple[str, dict[str, Any], set[int]]]


@pytest.fixture
def run() -> Run:
    """Found a network of Ann, Ben and Cat, who are people at browsers, and Dan, who is not."""
    run = found("ann", "ben", "cat", "dan")
    for account in (ANN, BEN, CAT):
        eyes(run, account)
    tell(run, post(ANN, "First"))
    return run


def personal_since(run: Run, seq: int) -> Told:
    rows = rows_after(run, seq, limit=1_000)
    encoded = encode_rows(rows, {**ENCODERS, **network_encoders(rows)}, timestamp="2026-01-01T00:00:00.000+00:00")
    return [_read(event) for row in encoded for event in row.events if event.channel == Channel.PERSONAL]


def _read(event: EncodedEvent) -> tuple[str, dict[str, Any], set[int]]:
    said = orjson.loads(event.text + "}")
    return said["type"], said["data"], set(event.readers)


def told(run: Run, *words: Word) -> Told:
    """Do something and give what single people are told of it."""
    seq = head_of(run)
    tell(run, *words)
    return personal_since(run, seq)


def head_of(run: Run) -> int:
    return RunHead.objects.get(pk=run.pk).seq


def readers(told: Sequence[tuple[str, dict[str, Any], set[int]]]) -> list[set[int]]:
    return [who for _, _, who in told]


def test_a_message_is_told_to_both_sides_with_its_words(run: Run) -> None:
    events = told(run, message(ANN, BEN, "Between us"))

    sender = {"id": ANN, "handle": "ann", "name": "Ann"}
    data = {"id": 1, "conversation_id": 1, "sender": sender, "text": "Between us"}
    assert events == [("message_created", data, {ANN, BEN})]


def test_in_a_group_those_are_told_who_are_in_it_and_came_before_the_message(run: Run) -> None:
    begun = told(run, group(ANN, BEN))
    early = told(run, say(ANN, 1, "Who else?"))
    seq = head_of(run) - len(early)
    grown = told(run, ("add_to_group", ANN, {"conversation": 1, "account": CAT}))
    late = told(run, say(BEN, 1, "Welcome"))

    assert begun == [("notice_created", {"kind": "group"}, {BEN})]
    assert grown == [("notice_created", {"kind": "group"}, {CAT})]
    assert (readers(early), readers(late)) == ([{ANN, BEN}], [{ANN, BEN, CAT}])
    assert readers(personal_since(run, seq))[0] == {ANN, BEN}


def test_whoever_left_a_group_is_not_told_any_more_not_even_when_she_catches_up(run: Run) -> None:
    tell(run, group(ANN, BEN, CAT))
    seq = head_of(run)
    tell(run, say(ANN, 1, "A secret"), ("leave_group", CAT, {"conversation": 1}))

    assert readers(personal_since(run, seq)) == [{ANN, BEN}]


def test_a_block_stands_between_two_in_a_group(run: Run) -> None:
    tell(run, group(ANN, BEN, CAT), block(BEN, CAT))

    assert readers(told(run, say(CAT, 1), say(BEN, 1), say(ANN, 1))) == [{ANN, CAT}, {ANN, BEN}, {ANN, BEN, CAT}]


def test_each_act_that_leaves_a_notice_is_told_to_its_reader(run: Run) -> None:
    repost = ("repost", CAT, {"post": 1})

    events = told(run, like(BEN, 1), repost, comment(BEN, 1), comment(CAT, 1, 1), follow(CAT, ANN))

    assert [(data["kind"], who) for _, data, who in events] == [
        ("like", {ANN}),
        ("repost", {ANN}),
        ("comment", {ANN}),
        ("comment", {BEN}),
        ("follow", {ANN}),
    ]


def test_nobody_is_told_of_her_own_acts(run: Run) -> None:
    assert told(run, like(ANN, 1), comment(ANN, 1), post(BEN)) == []


def test_an_account_without_a_person_is_told_nothing(run: Run) -> None:
    tell(run, post(DAN))

    events = told(run, like(ANN, 2), message(BEN, DAN, "Hello"), group(DAN, ANN))

    assert [(name, who) for name, _, who in events] == [("message_created", {BEN}), ("notice_created", {ANN})]


def test_talk_that_concerns_no_person_costs_one_query(run: Run) -> None:
    tell(run, ("join", 0, {"handle": "eve", "display_name": "Eve"}), post(DAN))
    seq = head_of(run)
    tell(run, *(message(DAN, 5) for _ in range(20)), *(comment(5, 2) for _ in range(20)))
    rows = rows_after(run, seq, limit=1_000)

    with CaptureQueriesContext(connection) as captured:
        personal = read_personal(rows)

    assert (len(captured), personal.members) == (1, frozenset())


def test_more_messages_cost_no_more_queries(run: Run) -> None:
    tell(run, group(ANN, BEN, CAT), block(BEN, CAT))

    def queries(count: int) -> int:
        seq = head_of(run)
        tell(run, *(say(ANN, 1) for _ in range(count)), *(message(ANN, BEN) for _ in range(count)), group(BEN, ANN))
        rows = rows_after(run, seq, limit=1_000)
        with CaptureQueriesContext(connection) as captured:
            read_personal(rows)
        return len(captured)

    assert queries(1) == queries(20) <= 8
