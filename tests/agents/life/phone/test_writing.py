"""Messages, answers under posts, posts and partings: each happens for its reason, and not without."""

from itertools import pairwise

import numpy as np
import pytest

from agents.life.columns import Told
from agents.life.facts import SECOND_HAND
from agents.life.phone.look import Look
from agents.life.phone.mail import answer_mail
from agents.life.phone.posting import GAP_S, PUBLIC_GAP_S
from agents.life.sayings import Said
from agents.models import Medium
from agents.voice import Act, Errand, Occurrence, Purpose, message
from streams.kernel.simtime import DAY_S, HOUR_S, weekday
from streams.network.columns import pair
from streams.network.pending import Cells as Row
from tests.agents.life.phone.phones import FRIEND, ME, PLENTY, STRANGER, Phones, join, quiet_town
from world.contract import Trait


@pytest.fixture
def phones() -> Phones:
    return quiet_town()


def test_who_is_asked_how_she_is_answers_mostly(phones: Phones) -> None:
    phones.befriend(ME, FRIEND)
    answered = 0

    for luck in range(PLENTY):
        _write(phones, FRIEND, ME, Errand(Purpose.GREET), luck)
        answered += bool(phones.look(ME).by("message", 1, ME))

    assert PLENTY // 2 < answered < PLENTY


def test_what_is_read_waits_no_longer(phones: Phones) -> None:
    _write(phones, FRIEND, ME, Errand(Purpose.GREET), 1)
    assert phones.town.mind.unread[ME] == 1

    phones.look(ME)

    assert phones.town.mind.unread[ME] == 0
    assert phones.letters(ME) == []
    assert phones.town.mind.read_to[ME] == 1


def test_a_message_that_comes_while_she_looks_waits_for_the_next_time(phones: Phones) -> None:
    phones.look(ME, acts=[lambda network, at: network.message_to(FRIEND, ME, "Hello?", at=at)])

    assert phones.town.mind.unread[ME] == 1
    assert len(phones.letters(ME)) == 1


def test_an_invitation_that_both_can_keep_becomes_an_appointment(phones: Phones) -> None:
    place, at = _meeting(phones)
    accepted = made = 0

    for luck in range(PLENTY // 2):
        fresh = _write(phones, FRIEND, ME, _invitation(phones, place, at), luck, meet_place=place, meet_at=at)
        done = phones.look(ME)
        acts = [
            phones.town.sayings[phones.town.sayings.of(Medium.MESSAGE, int(str(row[0])))]
            for row in done.made("message")
        ]
        accepted += any(said.act == Act.ACCEPT and said.meet_place == place and said.meet_at == at for said in acts)
        made = int(phones.town.mind.date_number[ME] > 0)
        if made:
            break
        assert fresh

    assert accepted == made == 1
    assert (phones.town.mind.date_place[ME], phones.town.mind.date_at[ME], phones.town.mind.date_with[ME]) == (
        place,
        at,
        FRIEND,
    )
    assert phones.town.mind.date_with[FRIEND] == ME


def test_an_invitation_that_cannot_be_kept_is_never_accepted(phones: Phones) -> None:
    place, _ = _meeting(phones)
    asleep = (phones.town.now // DAY_S + 1) * DAY_S + 3 * HOUR_S + HOUR_S // 2

    for luck in range(PLENTY // 2):
        _write(phones, FRIEND, ME, _invitation(phones, place, asleep), luck, meet_place=place, meet_at=asleep)
        phones.look(ME)

    said = [phones.town.sayings[number] for number in range(1, phones.town.sayings.last + 1)]
    assert any(one.act == Act.DECLINE for one in said)
    assert not any(one.act == Act.ACCEPT for one in said)
    assert phones.town.mind.date_number[ME] == 0


def test_who_is_blocked_gets_no_answer(phones: Phones) -> None:
    _write(phones, FRIEND, ME, Errand(Purpose.GREET), 1)
    phones.look(acts=[lambda network, at: network.block(ME, FRIEND, at=at)])

    letters = phones.letters(ME)
    done = [
        phones.hold(ME, luck, lambda look: answer_mail(look, letters, phones.appointments)) for luck in range(PLENTY)
    ]

    assert not any(one.made("message") for one in done)


def test_a_persons_question_is_answered_in_her_language_without_a_made_up_answer(phones: Phones) -> None:
    phones.look(acts=[join("eve")])
    eve = phones.network.accounts.count
    texts = []

    for _ in range(PLENTY // 2):
        phones.look(acts=[lambda network, at: network.message_to(eve, ME, "你今天吃了什么？", at=at)])
        texts += [str(row[4]) for row in phones.look(ME).by("message", 1, ME)]

    assert len(texts) > PLENTY // 4
    assert all(max(text) >= "一" for text in texts)
    assert len(set(texts)) > 4


def test_no_thread_of_thanks_goes_on_for_ever(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 9_000)
    _write(phones, FRIEND, ME, Errand(Purpose.THANKS), 1)

    letters = sum(len(phones.look(*pair_).made("message")) for pair_ in [(ME,), (FRIEND,)] * PLENTY)

    assert letters < PLENTY // 4


def test_a_comment_under_her_post_is_answered_and_its_answer_too(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 9_000)
    deepest = 0

    for _ in range(PLENTY * 2):
        phones.tell(ME, Occurrence.FELL_ILL, valence=-1)
        for _ in range(3):
            done = phones.look(FRIEND, ME)
            deepest = max([deepest, *(int(str(row[5])) for row in done.made("comment"))])

    assert deepest >= 3


def test_weighty_news_is_posted_once_and_told_of_what_happened(phones: Phones) -> None:
    phones.on_mind(ME, Occurrence.BONUS, event=4_711, place=9, amount=5_000, weight=800)

    posts = _posts(phones, PLENTY)

    about = [row[8] for row in posts]
    assert about.count(4_711) == 1
    assert phones.town.mind.own_told[ME] & Told.POST


def test_nobody_posts_twice_within_hours(phones: Phones) -> None:
    phones.on_mind(ME, Occurrence.BONUS, weight=900)
    posts = []

    for _ in range(PLENTY):
        phones.town.mind.own_told[ME] = 0
        posts += phones.look(ME).made("post")

    assert len(posts) == 1
    assert PLENTY * phones.town.run.step_s < GAP_S


def test_what_is_on_in_town_does_not_wait_that_long(phones: Phones) -> None:
    phones.on_mind(ME, Occurrence.FREE_COFFEE, weight=900)
    phones.town.mind.coffee_until[ME] = phones.town.now + DAY_S
    times: list[int] = []

    for _ in range(PLENTY):
        phones.town.mind.own_told[ME] = 0
        times += [int(str(row[1])) for row in phones.look(ME).made("post")]

    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert PUBLIC_GAP_S <= min(gaps) < GAP_S


def test_outgoing_and_open_people_post_more(phones: Phones) -> None:
    posts = {}
    for value in (0, 100):
        for trait in (Trait.EXTRAVERSION, Trait.OPENNESS):
            phones.shape(ME, trait, value)
        posts[value] = 0
        for _ in range(PLENTY * 2):
            phones.on_mind(ME, Occurrence.MET, weight=300)
            posts[value] += len(_posts(phones, 1))

    assert posts[100] > 2 * posts[0]


def test_gossip_tells_from_whom_the_news_is_about(phones: Phones) -> None:
    phones.shape(ME, Trait.AGREEABLENESS, 10)
    phones.on_mind(ME, Occurrence.FELL_ILL, kind="heard", owner=FRIEND, event=88, weight=900, valence=-2)

    rows = _posts(phones, PLENTY * 2)

    told = [row for row in rows if row[8] == 88]
    assert len(told) == 1
    said = phones.town.sayings[phones.town.sayings.of(Medium.POST, int(str(told[0][0])))]
    assert (said.owner, said.speaker, said.count) == (FRIEND, ME, SECOND_HAND)


def test_a_friend_with_bad_luck_is_comforted_once_and_a_stranger_never(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 8_000)
    written = {}

    for owner in (FRIEND, STRANGER):
        phones.on_mind(ME, Occurrence.FELL_ILL, kind="heard", owner=owner, valence=-2)
        rows = _messages(phones, PLENTY)
        written[owner] = sum(_act_of(phones, row) == Act.COMFORT for row in rows)

    assert written == {FRIEND: 1, STRANGER: 0}


def test_who_got_a_red_packet_thanks_for_it_once(phones: Phones) -> None:
    phones.on_mind(ME, Occurrence.RED_PACKET, other=FRIEND)

    rows = _messages(phones, PLENTY)

    assert [_act_of(phones, row) for row in rows] == [Act.THANK]


def test_an_invitation_names_a_place_that_is_open_and_a_time_at_which_both_can(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 9_000)
    phones.shape(ME, Trait.EXTRAVERSION, 100)

    rows = _messages(phones, PLENTY * 3)

    invited = [said for said in (_said_of(phones, row) for row in rows) if said.act == Act.INVITE]
    assert invited
    hours = phones.town.engine.around.town.hours
    assert all(hours.closes_in_s(np.array([said.meet_place]), np.array([said.meet_at]))[0] > 0 for said in invited)
    assert all(said.meet_at > said.sim_time and said.hearer == FRIEND for said in invited)


def test_who_knows_nobody_writes_to_nobody(phones: Phones) -> None:
    phones.on_mind(ME, Occurrence.BONUS)

    assert not _messages(phones, PLENTY)


def test_after_a_quarrel_some_follow_no_more_and_without_one_nobody_does(phones: Phones) -> None:
    phones.look(acts=[lambda network, at: network.follow(ME, FRIEND, at=at)])
    phones.on_mind(ME, Occurrence.MET, other=FRIEND)
    _messages(phones, PLENTY // 2)
    before = phones.network.follows.get(pair(ME, FRIEND))
    phones.on_mind(ME, Occurrence.QUARREL, other=FRIEND, valence=-2)

    _messages(phones, PLENTY // 2)

    assert before
    assert not phones.network.follows.get(pair(ME, FRIEND))


def test_only_the_harsh_block_and_only_whom_nothing_holds(phones: Phones) -> None:
    blocked = {}
    for number, (agreeableness, strength) in {10: (10, 0), 11: (90, 0), 12: (10, 5_000)}.items():
        phones.shape(number, Trait.AGREEABLENESS, agreeableness)
        if strength:
            phones.befriend(number, FRIEND, strength)
        phones.on_mind(number, Occurrence.QUARREL, other=FRIEND, valence=-2)
        for _ in range(PLENTY):
            phones.look(number)
        blocked[number] = bool(phones.network.blocks.get(pair(number, FRIEND)))

    assert blocked == {10: True, 11: False, 12: False}


def _posts(phones: Phones, looks: int) -> list[Row]:
    """List what ME posts in so many looks, as if each were hours after the last post."""
    rows = []
    for _ in range(looks):
        phones.town.mind.posted_at[ME] = 0
        rows += phones.look(ME).made("post")
    return rows


def _messages(phones: Phones, looks: int) -> list[Row]:
    """List what ME writes to others in so many looks."""
    return [row for _ in range(looks) for row in phones.look(ME).by("message", 1, ME)]


def _said_of(phones: Phones, row: Row) -> Said:
    return phones.town.sayings[phones.town.sayings.of(Medium.MESSAGE, int(str(row[0])))]


def _act_of(phones: Phones, row: Row) -> int:
    return _said_of(phones, row).act


def _write(phones: Phones, one: int, other: int, errand: Errand, luck: int, **meeting: int) -> int:
    """Have one write to another; return the message's number."""

    def write(look: Look) -> None:
        scene = look.scene
        words = message(look.speaker, scene.people.name(other), errand, look.dice)
        item = scene.network.message_to(one, other, words.text, at=look.at)
        assert isinstance(item, int)
        look.note(words, (), medium=Medium.MESSAGE, item=item, hearer=other, **meeting)

    return int(str(phones.hold(one, luck, write).made("message")[0][0]))


def _invitation(phones: Phones, place: int, at: int) -> Errand:
    name = phones.town.places.name(place)
    return Errand(Purpose.INVITE, place=name, when_s=at % DAY_S, weekday=weekday(at))


def _meeting(phones: Phones) -> tuple[int, int]:
    """Find a place and a time at which ME and FRIEND could meet tomorrow."""
    found: list[tuple[int, int]] = []

    def seek(look: Look) -> None:
        town = look.scene.town.around.town
        midnight = (look.at // DAY_S + 1) * DAY_S
        for at in range(midnight, midnight + DAY_S, HOUR_S):
            for place in range(1, town.place_count + 1):
                if phones.appointments.is_possible(look.scene, one=FRIEND, other=ME, place=place, at=at):
                    found.append((place, at))

    phones.hold(ME, 1, seek)
    return found[0]
