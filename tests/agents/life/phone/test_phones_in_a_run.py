"""Phones in a run that is driven, loaded again, looked at in its past, forked and audited."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from agents import part as agents_part
from agents.life.phone import feed
from agents.life.talking import words
from agents.models import Medium, Memory, MemoryKind, Saying
from society.experiments.founding import found_scenario
from society.parts import assemble
from streams.kernel.ids import key_of, number_of
from streams.models import Comment, Conversation, Event, Follow, Like, Message, Post, Run, RunHead
from streams.network.columns import PAIR_BITS
from streams.writer.fork import fork_run
from streams.writer.part import Command
from streams.writer.past import state_at
from streams.writer.runs import facts_of, load_stepper
from streams.writer.stepper import Stepper
from streams.writer.verify import verify_run
from tests.agents.life.phone.phone_run import (
    Waiting,
    fond_of_phones,
    life_of,
    live,
    town,
    unread_by_reader,
    unread_shown,
    waiting_in,
)
from tests.streams.network.talkers import send
from world.events import WorldEvent

pytestmark = pytest.mark.django_db

PEOPLE = 30
EVE, FAY = PEOPLE + 1, PEOPLE + 2
MORNING = "2024-01-01T09:00:00"


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A run of ten hours with phones, and what waited on them when it was at half time and at its end."""

    run: Run
    step_then: int
    waiting_then: Waiting
    unread_then: dict[int, int]
    waiting_now: Waiting
    unread_now: dict[int, int]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Lived]:
    """Let thirty residents live, to whom two people write; nothing of it is left afterwards."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(agents_part, "MINDS", {"rules": fond_of_phones})
        yield _live_ten_hours()
        transaction.set_rollback(True)


def _live_ten_hours() -> Lived:
    run = found_scenario(town(residents=PEOPLE, start=MORNING))
    for name in ("eve", "fay"):
        send(run, ("join", 0, {"handle": name, "display_name": name.title()}))
    live(run, 2)
    for number in range(1, PEOPLE + 1):
        send(run, ("message", EVE, {"to": number, "text": "How is work today?"}))
    for number in range(6, 12):
        send(run, ("message", FAY, {"to": number, "text": "你好，晚饭吃了吗？"}))
    send(run, ("begin_group", FAY, {"title": "We", "accounts": [3, 4, 5]}))
    then = live(run, 1)
    step_then, waiting_then, unread_then = then.head.step, waiting_in(then), unread_shown(then)
    now = live(run, 6)
    return Lived(
        run=run,
        step_then=step_then,
        waiting_then=waiting_then,
        unread_then=unread_then,
        waiting_now=waiting_in(now),
        unread_now=unread_shown(now),
    )


def test_what_waits_on_phones_is_the_same_after_a_reload(lived: Lived) -> None:
    loaded = _loaded(lived.run)

    assert waiting_in(loaded) == lived.waiting_now
    assert unread_by_reader(loaded) == unread_shown(loaded) == lived.unread_now
    assert sum(map(len, lived.waiting_now.values())), "nothing waits: the test sees nothing"


def test_what_waited_at_a_past_moment_is_what_waits_there(lived: Lived) -> None:
    past = state_at(lived.run, lived.step_then, assemble)

    assert waiting_in(past) == lived.waiting_then
    assert unread_by_reader(past) == unread_shown(past) == lived.unread_then
    assert lived.unread_then


def test_a_fork_goes_on_with_the_same_phones(lived: Lived) -> None:
    fork = fork_run(lived.run, step=lived.step_then, assemble=assemble, name="Fork", wall_ms=0)

    loaded = _loaded(fork)

    assert waiting_in(loaded) == lived.waiting_then
    assert unread_shown(loaded) == lived.unread_then


def test_a_group_that_somebody_left_leaves_nothing_unread(lived: Lived) -> None:
    group = Conversation.objects.of(lived.run.pk).get(is_group=True).number
    stepper = _loaded(lived.run)
    stepper.inbox_step([_command("message", FAY, conversation=group, text="All there?")])
    in_group = _readers_of(stepper, group)

    stepper.inbox_step([_command("leave_group", 3, conversation=group)])

    assert in_group == {3, 4, 5}
    assert _readers_of(stepper, group) == {4, 5}
    assert unread_by_reader(stepper) == unread_shown(stepper)


def test_steps_in_which_phones_are_looked_at_ask_no_database(lived: Lived) -> None:
    stepper = _loaded(lived.run)
    looked = life_of(stepper).mind.phone_at.copy()

    with CaptureQueriesContext(connection) as queries:
        for _ in range(90):
            stepper.grid_step()

    assert (life_of(stepper).mind.phone_at != looked).any()
    assert len(queries) == 0


def test_the_network_of_residents_stands_an_audit(lived: Lived) -> None:
    assert list(verify_run(lived.run, assemble)) == []
    assert Post.objects.of(lived.run.pk).exists()
    assert Like.objects.of(lived.run.pk).exists()


def test_residents_answer_people_who_write_to_them(lived: Lived) -> None:
    assert _answers_to(lived, EVE).count() > PEOPLE // 2


def test_a_person_who_writes_chinese_is_answered_in_chinese(lived: Lived) -> None:
    texts = list(_answers_to(lived, FAY).values_list("text", flat=True))

    assert texts
    assert all(any("一" <= letter <= "鿿" for letter in text) for text in texts)


def test_whoever_reads_news_remembers_of_what_event_it_was(lived: Lived) -> None:
    memories = list(Memory.objects.of(lived.run.pk).filter(kind=MemoryKind.READING))

    assert memories
    for memory in memories:
        noticed = Event.objects.of(lived.run.pk).get(
            kind=WorldEvent.NOTICED_ONLINE, actor=memory.resident, object=memory.item
        )
        post = Post.objects.get(pk=key_of(lived.run.pk, memory.item))
        assert noticed.amount == memory.event == post.about
        assert number_of(post.author_id) == memory.source


def test_everything_that_residents_write_is_noted_as_a_saying(lived: Lived) -> None:
    by_residents = Message.objects.of(lived.run.pk).filter(sender__lte=key_of(lived.run.pk, PEOPLE))
    written = Post.objects.of(lived.run.pk).count() + Comment.objects.of(lived.run.pk).count() + by_residents.count()

    assert Saying.objects.of(lived.run.pk).exclude(medium=Medium.TALK).count() == written


@pytest.mark.usefixtures("phones")
def test_no_size_of_batches_and_no_reload_changes_what_residents_do_online(monkeypatch: pytest.MonkeyPatch) -> None:
    digests = set()
    for group_steps, spans, at_once in ((1, (4,), 4_096), (100, (4,), 1), (37, (2, 1, 1), 2)):
        monkeypatch.setattr(feed, "_AT_ONCE", at_once)
        monkeypatch.setattr(words, "_AT_ONCE", at_once)
        run = found_scenario(town(residents=15, start=MORNING))
        for hours in spans:
            live(run, hours, group_steps=group_steps)
        digests.add(RunHead.objects.get(pk=run.pk).digest)
        assert {Medium.TALK, Medium.POST} <= set(Saying.objects.of(run.pk).values_list("medium", flat=True))

    assert len(digests) == 1


def test_a_new_town_follows_three_to_five_each_and_not_all_are_followed_back() -> None:
    run = found_scenario(town(residents=50))
    follows = Follow.objects.of(run.pk)

    pairs = {(number_of(one), number_of(other)) for one, other in follows.values_list("follower", "followed")}
    mutual = sum((other, one) in pairs for one, other in pairs)
    assert 2.5 <= len(pairs) / 50 <= 5
    assert 20 <= 100 * mutual / len(pairs) <= 80
    assert np.bincount([one for one, _ in pairs]).max() <= 5
    assert list(verify_run(run, assemble)) == []


def _loaded(run: Run) -> Stepper:
    return load_stepper(run, assemble(facts_of(run)))


def _answers_to(lived: Lived, person: int) -> QuerySet[Message]:
    theirs = Message.objects.filter(sender=key_of(lived.run.pk, person))
    answers = Message.objects.of(lived.run.pk).filter(conversation__in=theirs.values("conversation"))
    return answers.filter(sender__lte=key_of(lived.run.pk, PEOPLE))


def _command(kind: str, actor: int, **body: object) -> Command:
    return Command(inbox_id=0, kind=kind, actor=actor, body=body)


def _readers_of(stepper: Stepper, conversation: int) -> set[int]:
    keys, conversations = life_of(stepper).inbox._messages.entries()
    return set((keys[conversations == conversation] >> PAIR_BITS).tolist())
