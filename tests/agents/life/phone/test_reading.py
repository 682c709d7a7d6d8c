"""The feed on residents' phones: what they are shown, what they do with it, and what it does to them."""

from itertools import product

import pytest

from agents.models import Medium, MemoryKind
from agents.voice import Occurrence
from streams.kernel.simtime import HOUR_S
from streams.models.moderation import Subject
from streams.network.columns import pair
from tests.agents.life.phone.phones import FRIEND, ME, PLENTY, STRANGER, Act, Done, Phones, join, quiet_town
from world.contract import Trait
from world.events import WorldEvent

WORN_OUT = 400
"""A tie's strength that makes hardly anybody write."""


@pytest.fixture
def phones() -> Phones:
    return quiet_town()


def test_a_friends_post_is_liked_far_more_often_than_a_strangers(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 9_000)
    likes = {FRIEND: 0, STRANGER: 0}

    for _ in range(PLENTY):
        for author in likes:
            phones.tell(author, Occurrence.MEAL)
        for row in phones.look(ME).made("like"):
            likes[int(phones.network.posts.author[int(str(row[3]))])] += 1

    assert likes[FRIEND] > 2 * likes[STRANGER] > 0


def test_nobody_is_shown_a_post_twice_nor_her_own(phones: Phones) -> None:
    mine, theirs = phones.tell(ME, Occurrence.MEAL), phones.tell(FRIEND, Occurrence.FELL_ILL)
    phones.befriend(ME, FRIEND, 9_000)

    reacted = [_touched(phones.look(ME)) for _ in range(PLENTY)]

    assert mine not in set().union(*reacted)
    assert all(theirs not in touched for touched in reacted[1:])


def test_what_others_post_while_she_looks_is_there_the_next_time(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 10_000)
    seen = 0

    for _ in range(PLENTY):
        done = phones.look(ME, acts=[lambda network, at: network.post(FRIEND, "Just now", at=at)])
        newest = phones.network.posts.count
        assert newest not in _touched(done)
        seen += newest in _touched(phones.look(ME))

    assert seen


def test_posts_across_a_block_are_never_touched(phones: Phones) -> None:
    blocks: list[Act] = [
        lambda network, at: network.block(ME, 5, at=at),
        lambda network, at: network.block(6, ME, at=at),
    ]
    phones.look(acts=blocks)
    for author in (5, 6, 8):
        phones.befriend(ME, author, 10_000)

    touched: set[int] = set()
    for _ in range(PLENTY):
        for author in (5, 6, 8):
            phones.tell(author, Occurrence.FELL_ILL)
        touched |= _touched(phones.look(ME))

    assert {int(author) for author in phones.network.posts.author[list(touched)]} == {8}


def test_posts_that_are_hidden_or_removed_or_of_somebody_shut_out_are_never_touched(phones: Phones) -> None:
    readers = range(10, 50)
    for reader, author in product(readers, (5, 6, 7, 8)):
        phones.befriend(reader, author, 10_000)
    hidden, removed, shut_out, shown = (phones.tell(author, Occurrence.FELL_ILL) for author in (5, 6, 7, 8))
    acts: list[Act] = [
        lambda network, at: network.sanction(Subject.POST, hidden, "spam", actor=0, at=at),
        lambda network, at: network.remove_post(6, removed, at=at),
        lambda network, at: network.sanction(Subject.ACCOUNT, 7, "spam", actor=0, at=at),
    ]

    phones.look(acts=acts)

    assert shut_out
    assert _touched(phones.look(*readers)) == {shown}


def test_a_suspended_resident_reads_but_does_nothing(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 10_000)
    phones.look(acts=[lambda network, at: network.sanction(Subject.ACCOUNT, ME, "spam", actor=0, at=at)])
    phones.on_mind(ME, Occurrence.BONUS)

    for _ in range(PLENTY // 2):
        phones.tell(FRIEND, Occurrence.BONUS)
        assert not phones.look(ME).pending.events

    assert phones.town.mind.phone_at[ME] == phones.town.now


def test_a_comment_answers_what_the_post_tells_of(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 10_000)
    noted = []

    for _ in range(PLENTY):
        number = phones.tell(FRIEND, Occurrence.FELL_ILL)
        for row in phones.look(ME).made("comment"):
            saying = phones.town.sayings.of(Medium.COMMENT, int(str(row[0])))
            noted.append((phones.town.sayings[saying], phones.town.sayings.of(Medium.POST, number)))

    assert noted
    assert all(said.answers == answered and said.hearer == FRIEND for said, answered in noted)
    assert all(said.what == Occurrence.FELL_ILL and said.owner == FRIEND for said, _ in noted)


def test_whom_she_knows_from_town_is_followed_and_a_stranger_is_not(phones: Phones) -> None:
    known = range(2, 22)
    for other in known:
        phones.befriend(ME, other, 4_000)
    for _ in range(PLENTY):
        for other in (*known, 30):
            phones.tell(other, Occurrence.MEAL)
        phones.look(ME)

    followed = [other for other in known if phones.network.follows.get(pair(ME, other))]
    assert 4 <= len(followed) <= 16, "some of those she knows, not all of them"


def test_news_of_a_friend_stays_on_her_mind_and_is_remembered(phones: Phones) -> None:
    phones.befriend(ME, FRIEND, 8_000)
    number = phones.tell(FRIEND, Occurrence.LOST_JOB, event=4_711, valence=-2, arousal=2)

    done = phones.look(ME)

    mind = phones.town.mind
    assert (mind.heard_event[ME], mind.heard_owner[ME], mind.heard_from[ME]) == (4_711, FRIEND, FRIEND)
    noticed = done.events["kind"] == WorldEvent.NOTICED_ONLINE
    row = {name: done.events[name][noticed].tolist() for name in ("actor", "target", "object", "amount")}
    assert row == {"actor": [ME], "target": [FRIEND], "object": [number], "amount": [4_711]}
    remembered = done.memories["kind"] == MemoryKind.READING
    assert done.memories["item"][remembered].tolist() == [number]
    assert done.memories["event"][remembered].tolist() == [4_711]


def test_a_strangers_lunch_is_neither_remembered_nor_noticed(phones: Phones) -> None:
    phones.tell(STRANGER, Occurrence.MEAL)

    done = phones.look(ME)

    assert not phones.town.mind.heard_event[ME]
    assert not (done.events["kind"] == WorldEvent.NOTICED_ONLINE).any()


def test_an_occasion_that_is_posted_while_it_is_on_is_known_to_its_readers(phones: Phones) -> None:
    on, at, district_home = _free_coffee(phones)
    phones.town.now = at
    phones.befriend(ME, FRIEND, 8_000)
    phones.tell(FRIEND, Occurrence.FREE_COFFEE, fact_place=on, event=99)

    phones.look(ME)

    assert phones.town.mind.coffee_until[ME] > at
    assert phones.town.mind.coffee_until[STRANGER] == 0
    assert district_home


def test_an_occasion_that_is_over_is_nothing_to_go_to(phones: Phones) -> None:
    on, at, _ = _free_coffee(phones)
    phones.befriend(ME, FRIEND, 8_000)
    phones.town.now = at + 12 * HOUR_S
    phones.tell(FRIEND, Occurrence.FREE_COFFEE, fact_place=on, event=99)

    phones.look(ME)

    assert phones.town.mind.coffee_until[ME] == 0


def test_persons_posts_are_liked_but_not_answered_with_made_up_understanding(phones: Phones) -> None:
    phones.look(acts=[join("eve")])
    eve = phones.network.accounts.count
    likes = comments = 0

    for _ in range(PLENTY * 2):
        phones.look(acts=[lambda network, at: network.post(eve, "My garden is full of snails", at=at)])
        done = phones.look(ME)
        likes += len(done.made("like"))
        comments += len(done.made("comment"))

    assert likes
    assert not comments


def test_the_less_agreeable_like_less(phones: Phones) -> None:
    for number, agreeableness in ((10, 0), (11, 100)):
        phones.shape(number, Trait.AGREEABLENESS, agreeableness)
        phones.befriend(number, FRIEND, WORN_OUT)
    likes = {10: 0, 11: 0}

    for _ in range(PLENTY * 2):
        phones.tell(FRIEND, Occurrence.BONUS)
        done = phones.look(10, 11)
        for number in likes:
            likes[number] += len(done.by("like", 0, number))

    assert likes[11] > likes[10]


def test_people_who_look_together_are_shown_what_each_would_see_alone() -> None:
    together, apart = quiet_town(), quiet_town()
    for phones in (together, apart):
        for other in range(4, 30):
            phones.befriend(ME, other, 3_000)
            phones.tell(other, Occurrence.MEAL)

    both = together.look(ME, FRIEND, STRANGER)
    alone = apart.look(ME)

    mine = [row[2:] for row in both.by("like", 0, ME)]
    assert mine == [row[2:] for row in alone.by("like", 0, ME)]


def _touched(done: Done) -> set[int]:
    """List the posts that a step liked, commented or passed on."""
    liked = [row[3] for row in (*done.made("like"), *done.made("repost"))]
    return {int(str(post)) for post in (*liked, *(row[2] for row in done.made("comment")))}


def _free_coffee(phones: Phones) -> tuple[int, int, int]:
    """Find the next free coffee of the town: its place, a moment while it is on, and the home of ME."""
    happenings = phones.town.engine.happenings
    for moment in range(phones.town.now, phones.town.now + 60 * 24 * HOUR_S, HOUR_S):
        for occasion in happenings.on(moment, moment + 60):
            if occasion.is_free and occasion.place[0]:
                return int(occasion.place[0]), moment, int(phones.town.engine.around.persona.home[ME])
    raise AssertionError("two months without free coffee")
