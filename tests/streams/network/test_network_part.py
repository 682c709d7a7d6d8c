"""A run that is nothing but a network: what is asked through the inbox, its receipts, its rows and its counts."""

from typing import Any

import pytest
from pydantic import ValidationError

from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario, load_scenario
from society.parts import assemble as assemble_town
from streams.events import StreamEvent
from streams.kernel.ids import key_of, number_of
from streams.kernel.text import text_hash
from streams.models import (
    Account,
    Comment,
    Event,
    Follow,
    Inbox,
    Like,
    Message,
    Notice,
    Participant,
    Post,
    PostCount,
    PostToken,
    Run,
    RunHead,
    Sanction,
)
from streams.models.social import STANDS
from streams.network.notices import NoticeKind
from streams.search.tokens import tokens_of
from streams.writer.verify import verify_run
from tests.streams.network.plain_network import PlainNetwork
from tests.streams.network.random_acts import random_acts
from tests.streams.network.talkers import (
    ANN,
    BEN,
    CAT,
    HOUR,
    assemble,
    counts_of,
    drive,
    follow,
    found,
    like,
    post,
    tell,
    unlike,
    word_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def run() -> Run:
    return found("ann", "ben", "cat")


def said(receipts: list[Inbox]) -> list[tuple[str, str]]:
    return [(receipt.reason, receipt.result) for receipt in receipts]


def test_a_receipt_says_what_was_made_or_why_not(run: Run) -> None:
    receipts = tell(run, post(ANN), like(BEN, 1), like(BEN, 1), like(BEN, 9), unlike(CAT, 1), post(99))

    assert said(receipts) == [
        ("", '{"post":1}'),
        ("", '{"like":1}'),
        ("already_liked", "{}"),
        ("post_not_found", "{}"),
        ("not_liked", "{}"),
        ("account_not_found", "{}"),
    ]


def test_a_post_is_kept_with_its_words_its_counts_and_an_event(run: Run) -> None:
    text = "Rain at the 图书馆 again"

    (receipt,) = tell(run, post(ANN, text))

    row = Post.objects.numbered(run.pk, 1).get()
    event = Event.objects.of(run.pk).get(kind=StreamEvent.POST_CREATED)
    assert (row.text, row.author.number, row.ended_step) == (text, ANN, 0)
    assert (row.step, row.sim_time) == (event.step, event.sim_time)
    assert row.step == receipt.applied_step
    assert (event.actor, event.object, event.amount) == (ANN, 1, text_hash(text))
    assert set(PostToken.objects.of(run.pk).values_list("token", flat=True)) == set(tokens_of(text))
    assert counts_of(run) == ([[0, 0, 0]], {ANN: [1, 0, 0]})


def test_a_like_taken_back_and_given_again_in_one_step_is_two_rows(run: Run) -> None:
    tell(run, post(ANN))

    first = tell(run, like(BEN, 1), unlike(BEN, 1), like(BEN, 1))[0].applied_step
    second = tell(run, unlike(BEN, 1), like(BEN, 1))[0].applied_step

    assert list(Like.objects.of(run.pk).order_by("pk").values_list("ended_step", flat=True)) == [first, second, 0]
    assert counts_of(run)[0] == [[0, 1, 0]]


def test_people_are_told_of_what_others_do_with_theirs(run: Run) -> None:
    tell(run, post(ANN), ("comment", BEN, {"post": 1, "text": "True"}), like(ANN, 1), like(CAT, 1), follow(CAT, ANN))
    tell(run, ("comment", ANN, {"post": 1, "text": "Thanks", "parent": 1}))

    told = [(row.account.number, row.kind, row.actor, row.post, row.comment) for row in Notice.objects.order_by("pk")]
    assert told == [
        (ANN, NoticeKind.COMMENT, BEN, 1, 1),
        (ANN, NoticeKind.LIKE, CAT, 1, 0),
        (ANN, NoticeKind.FOLLOW, CAT, 0, 0),
        (BEN, NoticeKind.REPLY, ANN, 1, 2),
    ]


def test_a_block_ends_the_follows_both_ways_and_stands_between_the_two(run: Run) -> None:
    tell(run, post(ANN), follow(ANN, BEN), follow(BEN, ANN))

    receipts = tell(run, ("block", ANN, {"account": BEN}), like(BEN, 1), follow(BEN, ANN))

    assert [receipt.reason for receipt in receipts] == ["", "blocked", "blocked"]
    assert Follow.objects.of(run.pk).filter(STANDS).count() == 0
    assert counts_of(run)[1] == {ANN: [1, 0, 0]}


def test_two_write_to_each_other_in_one_conversation(run: Run) -> None:
    first = tell(run, ("message", ANN, {"to": BEN, "text": "Hi"}))
    again = tell(run, ("message", BEN, {"to": ANN, "text": "Ho"}), ("message", ANN, {"conversation": 1, "text": "Hm"}))

    assert [receipt.result for receipt in first + again] == [
        f'{{"conversation":1,"message":{number}}}' for number in (1, 2, 3)
    ]
    assert [row.account.number for row in Participant.objects.of(run.pk)] == [ANN, BEN]
    targets = Event.objects.of(run.pk).filter(kind=StreamEvent.MESSAGE_CREATED).order_by("pk")
    assert [event.target for event in targets] == [BEN, ANN, BEN]


def test_a_message_has_one_address(run: Run) -> None:
    with pytest.raises(ValidationError, match="exactly one of them"):
        tell(run, ("message", ANN, {"text": "Hi"}))


def test_a_sanction_and_its_end_are_kept(run: Run) -> None:
    tell(run, post(ANN, "Rude"))
    hidden = tell(run, ("sanction", 0, {"kind": 1, "subject": 1, "reason": "rude"}), like(BEN, 1))
    suspended = tell(run, ("sanction", 0, {"kind": 3, "subject": ANN, "reason": "rude again"}), post(ANN))
    lifted = tell(run, ("lift_sanction", 0, {"kind": 3, "subject": ANN}), post(ANN))

    assert [receipt.reason for receipt in hidden + suspended + lifted] == [
        "",
        "post_not_found",
        "",
        "suspended",
        "",
        "",
    ]
    assert [row.ended_step > 0 for row in Sanction.objects.of(run.pk).order_by("pk")] == [False, True]


def test_a_profile_is_changed_and_the_rest_of_the_account_stays(run: Run) -> None:
    tell(run, ("change_profile", ANN, {"bio": "I bake."}))
    tell(run, ("change_profile", ANN, {"display_name": "Anna"}))

    account = Account.objects.numbered(run.pk, ANN).get()
    assert (account.handle, account.display_name, account.bio) == ("ann", "Anna", "I bake.")


def test_somebody_who_joins_and_says_who_she_is_in_one_step_is_one_row(run: Run) -> None:
    tell(run, ("join", 0, {"handle": "dot", "display_name": "Dot"}), ("change_profile", 4, {"bio": "New."}))

    assert Account.objects.numbered(run.pk, 4).get().bio == "New."


@pytest.mark.parametrize("seed", range(3))
def test_random_commands_are_answered_and_kept_as_a_plain_network_would(seed: int) -> None:
    run, plain = found(), PlainNetwork(0)
    acts = [("join", ())] * 6 + [act for act in random_acts(seed, 700, accounts=8) if is_sendable(act)]

    for first in range(0, len(acts), 60):
        some = acts[first : first + 60]
        receipts = tell(run, *map(word_of, some))
        at = RunHead.objects.get(pk=run.pk).sim_time - run.step_s
        assert [receipt.reason for receipt in receipts] == [plain.do(act, *given, at=at) for act, given in some]
        drive(run, HOUR)

    likes = Like.objects.of(run.pk).filter(STANDS).values_list("post_id", "account_id")
    follows = Follow.objects.of(run.pk).filter(STANDS).values_list("follower_id", "followed_id")
    comments = Comment.objects.of(run.pk).order_by("pk").values_list("depth", flat=True)
    assert {tuple(map(number_of, row)) for row in likes} == plain.likes
    assert {tuple(map(number_of, row)) for row in follows} == plain.follows
    assert list(comments) == [comment.depth for comment in plain.comments]
    assert counts_of(run) == (plain.counts_of_posts(), plain.counts_of_accounts())
    assert list(verify_run(run, assemble)) == []


def is_sendable(act: tuple[str, tuple[Any, ...]]) -> bool:
    """Whether the door lets it through: numbers of things begin at 1."""
    kind, arguments = act
    return (
        (kind == "comment" and arguments[1] > 0)
        or kind == "begin_group"
        or (0 not in arguments[1:] and kind != "comment")
    )


def test_a_wrong_count_is_found(run: Run) -> None:
    tell(run, post(ANN), like(BEN, 1))
    PostCount.objects.of(run.pk).update(likes=7)

    faults = list(verify_run(run, assemble))

    assert "streams_postcount 1: comments / likes / reposts are kept as [0, 7, 0], its rows [0, 1, 0]" in faults


def test_a_like_that_was_taken_out_is_found(run: Run) -> None:
    tell(run, post(ANN), like(BEN, 1))
    Like.objects.of(run.pk).delete()

    assert any("likes" in fault for fault in verify_run(run, assemble))


def test_a_reference_to_nothing_is_found(run: Run) -> None:
    tell(run, post(ANN), ("message", BEN, {"to": ANN, "text": "Hi"}))
    Message.objects.of(run.pk).update(sender=key_of(run.pk, 99))

    assert "streams_message 1: sender_id is 99, which nothing is" in list(verify_run(run, assemble))


def test_a_town_without_a_network_says_so(db: None) -> None:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["population"]["count"] = 12
    table["social"] = {"enabled": False}
    town = found_scenario(checked_scenario(table, file="test"), is_paused=True)

    receipts = tell(town, post(ANN), ("join", 0, {"handle": "dot", "display_name": "Dot"}), parts=assemble_town)

    assert [receipt.reason for receipt in receipts] == ["social_off", "social_off"]
    assert Account.objects.of(town.pk).count() == 12


def test_residents_and_people_of_a_town_share_a_network(db: None) -> None:
    table = load_scenario("willowbrook").model_dump(mode="json")
    table["population"]["count"] = 12
    town = found_scenario(checked_scenario(table, file="test"), is_paused=True)

    joined = tell(town, ("join", 0, {"handle": "dot", "display_name": "Dot"}), parts=assemble_town)
    others = tell(town, post(13, "Hello town"), like(3, 1), follow(4, 13), parts=assemble_town)
    drive(town, 2 * HOUR, parts=assemble_town)

    assert joined[0].result == '{"account":13,"handle":"dot"}'
    assert [receipt.reason for receipt in others] == ["", "", ""]
    notices = Notice.objects.of(town.pk).values_list("account", "kind", "actor")
    told = {(number_of(account), kind, actor) for account, kind, actor in notices}
    assert told >= {(13, NoticeKind.LIKE, 3), (13, NoticeKind.FOLLOW, 4)}  # residents may like it too, by themselves
    assert list(verify_run(town, assemble_town)) == []
