"""What viewers are told of the social network: exactly the documented fields, read once a flush, and nothing private."""

from typing import Any

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from society.live import ENCODERS
from streams.events import StreamEvent
from streams.live.encoding import encode_rows
from streams.live.frames import Channel
from streams.live.network import TOLD, network_encoders
from streams.live.personal import PERSONAL
from streams.log.read import rows_after
from streams.models import Run, RunHead, Subject
from tests.streams.network.talkers import ANN, BEN, CAT, follow, found, like, post, tell, unlike
from tests.streams.selectors.eyes import block, comment, group, hide, lift, message

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

PRIVATE = {
    StreamEvent.BLOCK_CREATED,
    StreamEvent.BLOCK_REMOVED,
    StreamEvent.CONVERSATION_CREATED,
    StreamEvent.PARTICIPANT_LEFT,
}
OF_THE_RECORD = {StreamEvent.CLOCK_CHANGED, StreamEvent.SNAPSHOT_TAKEN, StreamEvent.RUN_ENDED}


@pytest.fixture
def run() -> Run:
    run = found("ann", "ben", "cat")
    tell(run, post(ANN, "First"))
    return run


def told_since(run: Run, seq: int) -> list[tuple[str, dict[str, Any]]]:
    rows = rows_after(run, seq, limit=1_000)
    encoded = encode_rows(rows, {**ENCODERS, **network_encoders(rows)}, timestamp="2026-01-01T00:00:00.000+00:00")
    events = [event for row in encoded for event in row.events]
    assert {event.channel for event in events} <= {Channel.POSTS}
    return [(said["type"], said["data"]) for said in (orjson.loads(event.text + "}") for event in events)]


def told(run: Run, *words: Any) -> list[tuple[str, dict[str, Any]]]:
    """Do something and give what viewers are told of it."""
    seq = RunHead.objects.get(pk=run.pk).seq
    tell(run, *words)
    return told_since(run, seq)


def face(number: int, name: str, *, is_suspended: bool = False) -> dict[str, Any]:
    return {"id": number, "handle": name, "name": name.title(), "is_suspended": is_suspended}


def test_a_post_and_a_comment_are_told_with_their_words(run: Run) -> None:
    events = told(run, post(BEN, "Hello 早"), comment(CAT, 1, text="Hi"), comment(BEN, 1, 1, text="Ho"))

    assert events == [
        ("post_created", {"id": 2, "author": face(BEN, "ben"), "text": "Hello 早", "topic": 0, "place": 0}),
        ("comment_created", {"id": 1, "post_id": 1, "parent_id": None, "author": face(CAT, "cat"), "text": "Hi"}),
        ("comment_created", {"id": 2, "post_id": 1, "parent_id": 1, "author": face(BEN, "ben"), "text": "Ho"}),
    ]


def test_reactions_and_follows_are_told_by_numbers(run: Run) -> None:
    repost = ("repost", CAT, {"post": 1})

    events = told(run, like(BEN, 1), repost, follow(CAT, BEN), unlike(BEN, 1), ("unfollow", CAT, {"account": BEN}))

    on_post = {"post_id": 1, "author_id": ANN}
    assert events == [
        ("like_created", {**on_post, "account_id": BEN}),
        ("repost_created", {**on_post, "account_id": CAT}),
        ("follow_created", {"follower_id": CAT, "followed_id": BEN}),
        ("like_removed", {**on_post, "account_id": BEN}),
        ("follow_removed", {"follower_id": CAT, "followed_id": BEN}),
    ]


def test_messages_groups_and_blocks_are_told_to_nobody_where_no_person_is_but_the_follow_that_a_block_ends(
    run: Run,
) -> None:
    tell(run, follow(BEN, ANN))

    events = told(run, message(ANN, BEN), group(ANN, CAT), block(ANN, BEN), ("unblock", ANN, {"account": BEN}))

    assert events == [("follow_removed", {"follower_id": BEN, "followed_id": ANN})]


def test_what_is_hidden_is_told_as_removed_and_what_is_shown_again_as_created(run: Run) -> None:
    tell(run, comment(BEN, 1, text="Hi"))

    hidden = told(run, hide(Subject.POST, 1), hide(Subject.COMMENT, 1))
    shown = told(run, lift(Subject.POST, 1), lift(Subject.COMMENT, 1))

    assert [(name, data["text"]) for name, data in hidden] == [("post_removed", None), ("comment_removed", None)]
    assert [(name, data["text"]) for name, data in shown] == [("post_created", "First"), ("comment_created", "Hi")]


def test_an_account_is_told_when_it_is_opened_renamed_and_suspended(run: Run) -> None:
    opened = told(run, ("join", 0, {"handle": "dan", "display_name": "Dan"}))
    renamed = told(run, ("change_profile", BEN, {"display_name": "Benny"}))
    suspended = told(run, hide(Subject.ACCOUNT, CAT))

    assert opened == [("account_changed", face(4, "dan"))]
    assert renamed == [("account_changed", {**face(BEN, "ben"), "name": "Benny"})]
    assert suspended == [("account_changed", face(CAT, "cat", is_suspended=True))]


def test_who_catches_up_later_is_not_told_words_that_were_taken_back(run: Run) -> None:
    tell(run, post(BEN, "Regretted"), post(CAT, "Insulting"))
    tell(run, ("remove_post", BEN, {"post": 2}), hide(Subject.POST, 3))

    texts = [(name, data["text"]) for name, data in told_since(run, 0) if name == "post_created"]

    assert texts == [("post_created", "First"), ("post_created", None), ("post_created", None)]


def test_every_kind_of_the_network_is_told_to_all_or_to_few_or_is_private() -> None:
    assert set(StreamEvent) == TOLD | PERSONAL | PRIVATE | OF_THE_RECORD


def test_a_flush_reads_what_it_is_about_once(run: Run) -> None:
    tell(run, *(post(BEN, f"{n}") for n in range(50)), *(comment(CAT, 1) for _ in range(50)), follow(CAT, ANN))
    rows = rows_after(run, 0, limit=1_000)

    with CaptureQueriesContext(connection) as captured:
        network_encoders(rows)

    assert len(captured) == 8  # seven for what everybody is told, one to find that no person is concerned


def test_a_flush_without_the_network_reads_nothing(run: Run) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert network_encoders([]) == {}

    assert len(captured) == 0
