"""What talks do to those who talked: ties, moods, news, memories."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
import pytest

from agents.life.courses import Course
from agents.life.talking.ending import compatibility
from agents.models import MemoryKind
from agents.voice import Act, Occurrence
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.search.topics import Topic
from tests.agents.life import lived
from tests.agents.life.talking import spoken
from tests.agents.life.talking.spoken import TalkingTown
from world.contract import Trait
from world.events import WorldEvent
from world.ties import TieLevel, level_of_one

MIA, BEN = 3, 11
CALM, SOUR = (60, 60, 60, 95, 5), (60, 60, 60, 0, 100)


class SetTraits(Protocol):
    """Gives everybody the same character."""

    def __call__(self, *, everybody: tuple[int, ...]) -> None: ...


@pytest.fixture(scope="module")
def founded() -> TalkingTown:
    return spoken.found(lived.scenario())


@pytest.fixture
def town(founded: TalkingTown) -> TalkingTown:
    town = spoken.fresh(founded)
    for one in range(1, town.mind.count + 1):
        town.talks.ties._block[one] = 0
    return town


@pytest.fixture
def of_character(town: TalkingTown) -> Iterator[SetTraits]:
    """Give residents traits for the length of a test: the persona is shared by all tests."""
    traits = town.engine.around.persona.traits
    before = traits.copy()

    def set_traits(*, everybody: tuple[int, ...]) -> None:
        traits[1:] = everybody

    yield set_traits
    traits[...] = before


def strengths(town: TalkingTown, one: int, other: int) -> tuple[int, int]:
    return town.talks.ties.bond(one, other, town.now)[0], town.talks.ties.bond(other, one, town.now)[0]


def quarrels(town: TalkingTown) -> list[tuple[int, int]]:
    news = town.mind.own_what == Occurrence.QUARREL
    return [(n, int(town.mind.own_other[n])) for n in np.flatnonzero(news & (town.mind.own_event > 0)).tolist()]


def suits(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return int(compatibility(np.array([one]), np.array([other]))[0])


def test_the_alike_the_agreeable_and_the_calm_suit_each_other() -> None:
    alike = suits(CALM, CALM)

    assert alike > suits(CALM, (0, 60, 60, 95, 5)) > suits(CALM, (0, 0, 0, 95, 5))
    assert alike > suits(SOUR, SOUR)
    assert suits(CALM, SOUR) == suits(SOUR, CALM)
    assert all(-100 <= suits(one, other) <= 100 for one in (CALM, SOUR) for other in ((0,) * 5, (100,) * 5))


def test_good_talks_make_strangers_friends_over_days(town: TalkingTown, of_character: SetTraits) -> None:
    of_character(everybody=CALM)
    levels = []
    for day in range(8):
        town.now = town.run.start_sim_time + day * DAY_S
        town.talk(MIA, BEN, turns=8)
        levels.append(level_of_one(strengths(town, MIA, BEN)[0]))

    assert levels[0] < TieLevel.FRIEND <= levels[-1]
    assert levels == sorted(levels)
    rows = town.memories_made
    mine = np.flatnonzero((rows["kind"] == MemoryKind.RELATION) & (rows["resident"] == MIA))
    assert rows["amount"][mine].tolist() == sorted({level for level in levels if level})
    assert set(rows["source"][mine].tolist()) == {BEN}
    assert set(rows["event"][mine].tolist()) <= set(town.events_of(WorldEvent.TALK_ENDED)["seq"].tolist())


def test_ties_grow_less_the_stronger_they_are(town: TalkingTown, of_character: SetTraits) -> None:
    of_character(everybody=CALM)
    gains = []
    for _ in range(30):
        before = sum(strengths(town, MIA, BEN))
        town.talk(MIA, BEN, turns=8)
        gains.append(sum(strengths(town, MIA, BEN)) - before)

    good = [gain for gain in gains if gain > 0]
    assert sum(good[:8]) > sum(good[-8:])


def test_a_quarrel_lowers_both_ties_and_is_news_to_both(town: TalkingTown, of_character: SetTraits) -> None:
    of_character(everybody=SOUR)
    for one, other in ((MIA, BEN), (BEN, MIA)):
        town.talks.ties.change_one(one, other, strength=6_000, trust=0, at=town.now)
    before = strengths(town, MIA, BEN)
    talks = 0
    while not quarrels(town):
        before = strengths(town, MIA, BEN)
        town.talk(MIA, BEN, turns=6)
        talks += 1

    after = strengths(town, MIA, BEN)
    assert quarrels(town) == [(MIA, BEN), (BEN, MIA)]
    assert after[0] < before[0]
    assert after[1] < before[1]
    assert town.judged[town.talks.last][1] == -2
    assert talks < 60


def test_the_disagreeable_quarrel_more(town: TalkingTown, of_character: SetTraits) -> None:
    def fell_out(everybody: tuple[int, ...]) -> int:
        of_character(everybody=everybody)
        other = spoken.fresh(town)
        for n in range(250):
            number = n + 1
            other.end_talk(number, 1 + n % 49, 2 + n % 48, turns=6)
        return sum(mood == -2 for _, mood in other.judged.values())

    assert fell_out(SOUR) > 2 * fell_out(CALM)


def test_short_words_in_passing_change_little(town: TalkingTown, of_character: SetTraits) -> None:
    of_character(everybody=CALM)
    town.end_talk(1, MIA, BEN, turns=2)
    short = strengths(town, MIA, BEN)[0]
    town.end_talk(2, 20, 21, turns=8)

    assert 0 <= short < strengths(town, 20, 21)[0]


def test_everybody_who_talked_remembers_it(town: TalkingTown) -> None:
    event = town.befall(MIA, Occurrence.LOST_JOB, weight=1_000, valence=-2)

    town.talk(MIA, BEN, turns=6)

    rows = town.memories_made
    mine = [n for n in range(len(rows["kind"])) if rows["kind"][n] == MemoryKind.CONVERSATION]
    assert sorted(rows["resident"][mine].tolist()) == [MIA, BEN]
    by_whom = dict(zip(rows["resident"][mine].tolist(), mine, strict=True))
    assert int(rows["event"][by_whom[BEN]]) == event
    assert int(rows["source"][by_whom[BEN]]) == MIA
    assert rows["importance"][by_whom[BEN]] > rows["importance"][by_whom[MIA]]
    assert set(rows["item"][mine].tolist()) == {town.talks.last}
    assert town.mind.talked_at[MIA] == town.mind.talked_at[BEN] == town.now


def test_bad_news_shared_brings_closer(town: TalkingTown, of_character: SetTraits) -> None:
    of_character(everybody=CALM)
    one, other = spoken.fresh(town), spoken.fresh(town)
    for each in (one, other):
        for n in range(1, each.mind.count + 1):
            each.talks.ties._block[n] = 0
    one.befall(MIA, Occurrence.LOST_JOB, weight=1_000, valence=-2)
    other.befall(MIA, Occurrence.SHOPPED, weight=1_000, valence=0)

    gained = []
    for each in (one, other):
        for _ in range(5):
            each.mind.own_told[MIA] = 0
            each.mind.heard_event[BEN] = 0
            each.talk(MIA, BEN, turns=6)
        gained.append(sum(strengths(each, MIA, BEN)))

    assert gained[0] > gained[1]


def test_a_talk_is_about_what_was_told_in_it(town: TalkingTown) -> None:
    town.befall(MIA, Occurrence.FELL_ILL)
    said = town.talk(MIA, BEN, turns=6)

    course = Course()
    for number, one in enumerate(said, start=1):
        course.hear(number, one)
    assert course.topic == Topic.HEALTH
    assert town.judged[town.talks.last][0] == Topic.HEALTH
    assert [one.act for one in course.told] == [Act.TELL]


def test_gossip_about_somebody_ends_in_a_quarrel_more_often(town: TalkingTown, of_character: SetTraits) -> None:
    of_character(everybody=(50,) * 5)

    def fell_out(told: int) -> int:
        other = spoken.fresh(town)
        other.mind.heard_owner[MIA], other.mind.heard_valence[MIA], other.mind.heard_told[MIA] = BEN, -1, told
        for number in range(1, 301):
            other.end_talk(number, MIA, BEN, turns=6)
        return sum(mood == -2 for _, mood in other.judged.values())

    assert fell_out(told=1) > fell_out(told=0)


def test_what_one_is_like_is_what_one_feels_of_it(town: TalkingTown, of_character: SetTraits) -> None:
    of_character(everybody=CALM)
    town.engine.around.persona.traits[BEN, Trait.AGREEABLENESS] = 20
    town.now += HOUR_S
    for number in range(1, 6):
        town.end_talk(number, MIA, BEN, turns=8)

    there, back = strengths(town, MIA, BEN)
    assert there > back
