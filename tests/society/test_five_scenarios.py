"""Five things that people and residents do, each followed through the whole product.

From the page, the API or a resident's own mind to the row, the event, the counter, the notice, the receipt, and what pages
and API show then. The town is the small one of the tests, founded as any other, after eight hours of a Saturday.
"""

import json
import tomllib
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.core.cache import cache
from pytest_django import DjangoDbBlocker

from agents.models import Medium, Memory, MemoryKind, Saying
from agents.voice import Act
from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario
from society.parts import assemble
from streams.events import StreamEvent
from streams.kernel.ids import key_of
from streams.kernel.simtime import HOUR_S, MINUTE_S, SimTime
from streams.models import (
    Account,
    AccountCount,
    Comment,
    Conversation,
    Event,
    Inbox,
    Like,
    Membership,
    Message,
    Notice,
    Outcome,
    Post,
    PostCount,
    Role,
    Run,
)
from streams.network.notices import NoticeKind
from streams.search.tokens import is_han
from streams.search.topics import Topic
from streams.writer.driver import Driver
from streams.writer.verify import verify_run
from tests.kept_runs import forget
from tests.lived_town import EngineAtHand, LivedTown
from tests.society.network.cast import Person, person, text_of, the_post
from tests.society.social_api.caller import Caller
from tests.towns import SMALL_TOWN_FILE
from world.events import WorldEvent
from world.models import Place, Talk, Tie
from world.ties import TIES_MAX

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

RESIDENTS: Final = 20
ANN, BEN = 1, 2


@pytest.fixture(scope="module")
def town_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LivedTown]:
    """Found the small town, and let its residents live from eight until four."""
    tables = tomllib.loads(SMALL_TOWN_FILE.read_text(encoding="utf-8"))
    tables["run"] |= {"start": "2024-01-06T08:00:00", "step_s": MINUTE_S}
    with django_db_blocker.unblock():
        run = found_scenario(checked_scenario(tables, file="scenarios"), is_default=True)
        driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
        then = SimTime(run.start_sim_time + 8 * HOUR_S)
        driver.advance_until(driver.hold(run), then)
        driver.release_all()
    yield LivedTown(run=run, then=then, residents_then=(), places_then=())
    with django_db_blocker.unblock():
        forget(run)


@pytest.fixture
def run(lived_town: LivedTown, engine_at_hand: EngineAtHand) -> Run:
    """Give the run, with an engine that answers."""
    cache.clear()
    return lived_town.run


@pytest.fixture
def mia(run: Run) -> Person:
    """Give a member who has chosen her name."""
    mia = person(run, "mia", Role.MEMBER)
    mia.join()
    return mia


@pytest.fixture
def ben(run: Run) -> Person:
    """Give another."""
    ben = person(run, "ben", Role.MEMBER)
    ben.join()
    return ben


def of(who: Person) -> int:
    """Say which account is a person's."""
    return Membership.objects.get(run=who.run, user__email=f"{who.name}@example.org").number


def api(who: Person) -> Caller:
    """Let a person's program call the API with her login."""
    return Caller(client=who.client)


def handle_of(run: Run, number: int) -> str:
    return Account.objects.numbered(run.pk, number).get().handle


def receipt_of(who: Person, kind: str) -> dict[str, Any]:
    """Read the receipt of the last command of a kind as its sender gets it."""
    command = Inbox.objects.filter(run=who.run, kind=kind, user__email=f"{who.name}@example.org").latest("pk")
    receipt: dict[str, Any] = api(who).data(f"receipts/{command.pk}")
    return receipt


def the_event(run: Run, kind: int, **cells: int) -> Event:
    return Event.objects.of(run.pk).get(kind=kind, **cells)


def is_sound(run: Run) -> bool:
    return list(verify_run(run, assemble)) == []


def test_post(run: Run, mia: Person, ben: Person, engine_at_hand: EngineAtHand) -> None:
    ben.act(f"follow-{of(mia)}", next_path="people/mia/")
    page = mia.act("post", next_path="feed/?ranking=new", text="Fresh bread at the cafe, who comes along?")
    post = Post.objects.of(run.pk).get(author_id=key_of(run.pk, of(mia)))
    receipt = receipt_of(mia, "post")

    assert (post.text, post.topic, post.step) == (
        "Fresh bread at the cafe, who comes along?",
        Topic.FOOD,
        receipt["applied_step"],
    )
    assert (receipt["outcome"], receipt["result"]) == (Outcome.APPLIED, {"post": post.number})
    event = the_event(run, StreamEvent.POST_CREATED, actor=of(mia), object=post.number)
    assert (event.step, event.sim_time) == (post.step, post.sim_time)
    assert AccountCount.objects.numbered(run.pk, of(mia)).get().posts == 1
    assert "Fresh bread at the cafe" in text_of(page)
    assert "Fresh bread at the cafe" in text_of(ben.page("feed/", ranking="following"))
    assert api(ben).data(f"posts/{post.number}")["author"]["handle"] == "mia"

    engine_at_hand.let_pass(6 * HOUR_S)

    # residents read it and liked it, and wrote posts of their own about what befell them
    fans = Notice.objects.of(run.pk).filter(account_id=key_of(run.pk, of(mia)), kind=NoticeKind.LIKE, post=post.number)
    assert {fan.actor for fan in fans} <= set(range(1, RESIDENTS + 1))
    assert f"{display_name(run, fans[0].actor)} likes your post" in text_of(mia.page("notices/"))
    said = Saying.objects.of(run.pk).filter(medium=Medium.POST, sim_time__gt=post.sim_time, event__gt=0).latest("pk")
    own = Post.objects.numbered(run.pk, said.item).get()
    assert (own.author.number, own.about) == (said.speaker, said.event)
    assert Event.objects.numbered(run.pk, said.event).exists()
    assert the_event(run, StreamEvent.POST_CREATED, actor=said.speaker, object=own.number).step == own.step
    written = Post.objects.of(run.pk).filter(author=own.author).count()
    assert AccountCount.objects.numbered(run.pk, said.speaker).get().posts == written
    assert text_of(own.text) in text_of(mia.page(f"feed/{own.number}/"))
    assert is_sound(run)


def test_like(run: Run, mia: Person, ben: Person, engine_at_hand: EngineAtHand) -> None:
    mia.act("post", text="Somebody for a game of chess?")
    post = the_post()
    liked = api(ben).done(f"posts/{post}/like")
    again = api(ben).post(f"posts/{post}/like")
    like = Like.objects.of(run.pk).get(post_id=key_of(run.pk, post))
    first, second = Inbox.objects.filter(run=run, kind="like").order_by("pk")

    assert (liked["likes"], liked["is_liked"]) == (1, True)
    assert (like.account.number, like.ended_step, like.step) == (of(ben), 0, first.applied_step)
    assert (first.outcome, json.loads(first.result)) == (Outcome.APPLIED, {"like": like.number})
    assert (second.outcome, second.reason, again.status_code) == (Outcome.REFUSED, "already_liked", 409)
    event = the_event(run, StreamEvent.LIKE_CREATED, object=like.number)
    assert (event.actor, event.target, event.amount) == (of(ben), of(mia), post)
    assert PostCount.objects.numbered(run.pk, post).get().likes == 1
    notice = Notice.objects.of(run.pk).get(account_id=key_of(run.pk, of(mia)))
    assert (notice.kind, notice.actor, notice.post) == (NoticeKind.LIKE, of(ben), post)
    assert "ben likes your post" in text_of(mia.page("notices/"))
    assert [who["handle"] for who in api(mia).data(f"posts/{post}/like")["items"]] == ["ben"]

    engine_at_hand.let_pass(6 * HOUR_S)
    rows = list(Like.objects.of(run.pk).filter(post_id=key_of(run.pk, post)))
    assert len(rows) > 1, "no resident liked it"
    assert PostCount.objects.numbered(run.pk, post).get().likes == len(rows)
    assert Notice.objects.of(run.pk).filter(kind=NoticeKind.LIKE, post=post).count() == len(rows)
    assert api(ben).data(f"posts/{post}")["likes"] == len(rows)

    ben.act(f"unlike-{post}")
    like.refresh_from_db()
    assert like.ended_step == receipt_of(ben, "unlike")["applied_step"]
    assert the_event(run, StreamEvent.LIKE_REMOVED, object=like.number).actor == of(ben)
    assert api(ben).data(f"posts/{post}")["likes"] == len(rows) - 1
    assert is_sound(run)


def test_comment(run: Run, mia: Person, ben: Person, engine_at_hand: EngineAtHand) -> None:
    mia.act("post", text="Rain all day long")
    post = the_post()
    page = ben.act(f"comment-{post}", next_path=f"feed/{post}/", text="Take an umbrella")
    top = Comment.objects.of(run.pk).get(post_id=key_of(run.pk, post))
    mia.act(f"comment-{post}", next_path=f"feed/{post}/", text="I have none", parent=str(top.number))
    below = Comment.objects.of(run.pk).get(parent=top.number, post_id=key_of(run.pk, post))
    receipt = receipt_of(ben, "comment")

    assert (top.author.number, top.depth, top.text, top.step) == (
        of(ben),
        0,
        "Take an umbrella",
        receipt["applied_step"],
    )
    assert (below.author.number, below.depth) == (of(mia), 1)
    assert (receipt["outcome"], receipt["result"]) == (Outcome.APPLIED, {"comment": top.number})
    assert the_event(run, StreamEvent.COMMENT_CREATED, object=top.number).target == of(mia)
    assert PostCount.objects.numbered(run.pk, post).get().comments == 2
    assert [(row.kind, row.actor, row.comment) for row in Notice.objects.of(run.pk).filter(post=post)] == [
        (NoticeKind.COMMENT, of(ben), top.number),
        (NoticeKind.REPLY, of(mia), below.number),
    ]
    assert "Take an umbrella" in text_of(page)
    assert "mia answered you" in text_of(ben.page("notices/"))
    assert [item["text"] for item in api(mia).data(f"posts/{post}/comments")["items"]] == [
        "Take an umbrella",
        "I have none",
    ]

    # residents whose posts are asked about answer by themselves
    engine_at_hand.let_pass(4 * HOUR_S)
    theirs = [row.number for row in Post.objects.of(run.pk) if row.author.number <= RESIDENTS]
    for number in theirs:
        ben.act(f"comment-{number}", text="How did that feel?")
    engine_at_hand.let_pass(14 * HOUR_S)
    said = Saying.objects.of(run.pk).filter(medium=Medium.COMMENT, hearer=of(ben)).latest("pk")
    answer = Comment.objects.numbered(run.pk, said.item).get()
    asked = Comment.objects.numbered(run.pk, answer.parent).get()
    assert (asked.author.number, asked.text, said.act) == (of(ben), "How did that feel?", Act.ANSWER)
    assert answer.author.number == answer.post.author.number == said.speaker
    notice = Notice.objects.of(run.pk).get(comment=answer.number)
    assert (notice.kind, notice.account.number) == (NoticeKind.REPLY, of(ben))
    assert text_of(answer.text) in text_of(ben.page(f"feed/{answer.post.number}/"))
    assert is_sound(run)


def test_private_chat(run: Run, mia: Person, ben: Person, engine_at_hand: EngineAtHand) -> None:
    words = {True: "今天的面包很好吃。", False: "Where do you eat the best noodles?"}
    for number in range(1, 9):
        mia.act("message", next_path="messages/", to=handle_of(run, number), text=words[number % 2 == 0])
    receipt = receipt_of(mia, "message")
    last = Message.objects.numbered(run.pk, receipt["result"]["message"]).get()

    assert (receipt["outcome"], last.sender.number, last.text) == (Outcome.APPLIED, of(mia), words[True])
    event = the_event(run, StreamEvent.MESSAGE_CREATED, object=last.number)
    assert (event.actor, event.target, event.step) == (of(mia), 8, receipt["applied_step"])
    assert Conversation.objects.of(run.pk).filter(creator=last.sender).count() == 8
    assert receipt["result"]["conversation"] == last.conversation.number

    engine_at_hand.let_pass(5 * HOUR_S)

    answers = list(Saying.objects.of(run.pk).filter(medium=Medium.MESSAGE, hearer=of(mia)))
    written = {said.speaker: Message.objects.numbered(run.pk, said.item).get() for said in answers}
    assert {number % 2 for number in written} == {0, 1}, "nobody answered one of the two"
    for said in answers:
        # what is asked is answered as a question, in the language that it was asked in, and about what was asked
        is_chinese = said.speaker % 2 == 0
        assert (said.act, said.topic) == (Act.AGREE if is_chinese else Act.ANSWER, Topic.FOOD)
        assert any(map(is_han, written[said.speaker].text)) == is_chinese
    texts = " ".join(message.text for message in written.values())
    assert ("food" in texts, "吃" in texts) == (True, True)
    assert api(mia).data("messages/unread_count") == {"messages": len(answers), "notices": 0}
    conversation = written[answers[0].speaker].conversation.number
    page = text_of(mia.page(f"messages/{conversation}/"))
    assert (words[answers[0].speaker % 2 == 0] in page, text_of(written[answers[0].speaker].text) in page) == (
        True,
        True,
    )
    assert [message["sender"]["handle"] for message in api(mia).data(f"messages/{conversation}")["items"]] == [
        "mia",
        handle_of(run, answers[0].speaker),
    ]
    assert ben.client.get(f"/w/{run.pk}/messages/{conversation}/").status_code == 404
    assert api(ben).get(f"messages/{conversation}").status_code == 404
    assert is_sound(run)


def test_meeting_in_town(run: Run, engine_at_hand: EngineAtHand) -> None:
    olga = person(run, "olga", Role.OPERATOR)
    meadow = Place.objects.of(run.pk).get(key="meadow").number
    times = {tie: count for tie, count in times_met(run).items() if ANN in tie}
    for who in (ANN, BEN):
        api(olga).post(f"agents/{who}/command", {"action": "move", "location_id": meadow})
    engine_at_hand.let_pass(30 * MINUTE_S)
    api(olga).post(f"agents/{ANN}/command", {"action": "talk", "location_id": meadow})
    engine_at_hand.let_pass(30 * MINUTE_S)
    orders = Inbox.objects.filter(run=run, kind="direct")
    talk = Talk.objects.of(run.pk).filter(place=meadow, one=ANN).latest("pk")
    other = talk.other

    assert [order.outcome for order in orders] == [Outcome.APPLIED] * 3
    assert Event.objects.of(run.pk).filter(kind=WorldEvent.DIRECTED).count() == 3
    assert (talk.turns > 1, talk.ended_at > talk.sim_time) == (True, True)
    began = the_event(run, WorldEvent.TALK_STARTED, object=talk.number)
    ended = the_event(run, WorldEvent.TALK_ENDED, object=talk.number, actor=ANN)
    assert (began.actor, began.target, began.place, ended.amount) == (ANN, other, meadow, talk.turns)

    lines = list(Saying.objects.of(run.pk).filter(medium=Medium.TALK, item=talk.number).order_by("pk"))
    assert [line.turn for line in lines] == list(range(talk.turns))
    assert {line.speaker for line in lines} >= {ANN, other}
    assert Event.objects.of(run.pk).filter(kind=WorldEvent.SAID, object=talk.number).count() == talk.turns
    memories = Memory.objects.of(run.pk).filter(kind=MemoryKind.CONVERSATION, item=talk.number)
    assert {memory.resident for memory in memories} >= {ANN, other}
    for tie in ((ANN, other), (other, ANN)):
        assert times_met(run)[tie] == times.get(tie, 0) + 1

    page = text_of(olga.page(f"talks/{talk.number}/"))
    assert [line.text for line in lines if text_of(line.text) not in page] == []
    shown = api(olga).data(f"conversations/{talk.number}")
    assert [line["text"] for line in shown["lines"]] == [line.text for line in lines]
    assert shown["location"]["id"] == meadow
    relation = api(olga).data(f"agents/{ANN}/relationships/{other}")
    assert relation["there"]["interactions"] == times.get((ANN, other), 0) + 1
    assert f"talks/{talk.number}/" in olga.page("talks/", place="meadow")
    assert is_sound(run)


def display_name(run: Run, number: int) -> str:
    return Account.objects.numbered(run.pk, number).get().display_name


def times_met(run: Run) -> dict[tuple[int, int], int]:
    """Say of each tie how often the first had to do with the other."""
    return {(tie.number // TIES_MAX, tie.other): tie.count for tie in Tie.objects.of(run.pk)}
