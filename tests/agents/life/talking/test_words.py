"""What is said answers what was said before, and tells of what happened, in both languages."""

import pytest

from agents.life.columns import Told
from agents.voice import Act, Occurrence
from streams.kernel.simtime import HOUR_S
from streams.kernel.text import text_hash
from tests.agents.life import lived
from tests.agents.life.talking import spoken
from tests.agents.life.talking.spoken import TalkingTown
from world.events import WorldEvent

MIA, BEN, CLEO, DAN = 3, 11, 20, 31
ANSWERS_TO_NEWS = {Act.ASK, Act.CHEER, Act.COMFORT, Act.TEASE, Act.OWN, Act.DOUBT}


@pytest.fixture(scope="module")
def founded() -> TalkingTown:
    return spoken.found(lived.scenario())


@pytest.fixture
def town(founded: TalkingTown) -> TalkingTown:
    return spoken.fresh(founded)


def strangers(town: TalkingTown, *people: int) -> None:
    """Let nobody of these know anybody."""
    for one in people:
        town.talks.ties._block[one] = 0


def test_a_talk_begins_with_a_greeting_that_is_answered_and_ends_with_goodbyes(town: TalkingTown) -> None:
    said = town.talk(MIA, BEN, turns=6)

    assert [one.act for one in said[:2]] == [Act.GREET, Act.ASK]
    assert [one.act for one in said[-2:]] == [Act.BYE, Act.BYE]
    assert [one.answers for one in said[:3]] == [0, 1, 2]
    assert [one.speaker for one in said] == [MIA, BEN] * 3


def test_who_is_asked_how_she_is_tells_her_news_and_is_answered(town: TalkingTown) -> None:
    event = town.befall(MIA, Occurrence.FELL_ILL)

    said = town.talk(MIA, BEN, turns=6)

    told = said[2]
    assert (told.act, told.event, told.owner, told.what) == (Act.TELL, event, MIA, Occurrence.FELL_ILL)
    assert said[3].act in ANSWERS_TO_NEWS
    assert said[3].answers == told.answers + 1
    assert said[3].event == event
    assert town.mind.own_told[MIA] & Told.TALK


def test_every_turn_is_an_event_with_the_hash_of_its_words(town: TalkingTown) -> None:
    town.talk(MIA, BEN, turns=4)

    events, rows = town.events_of(WorldEvent.SAID), town.sayings_made
    assert events["amount"].tolist() == [text_hash(text) for text in rows["text"]]
    assert events["actor"].tolist() == rows["speaker"].tolist()
    assert events["target"].tolist() == rows["hearer"].tolist()
    assert events["action"].tolist() == rows["act"].tolist()


def test_news_travels_from_mouth_to_mouth_and_keeps_its_event(town: TalkingTown) -> None:
    event = town.befall(MIA, Occurrence.LOST_JOB, weight=1_000, valence=-2)
    strangers(town, MIA, BEN, CLEO)

    town.talk(MIA, BEN)
    assert (town.mind.heard_event[BEN], town.mind.heard_owner[BEN], town.mind.heard_from[BEN]) == (event, MIA, MIA)
    for _ in range(6):  # whether one gossips is a matter of luck
        town.talk(BEN, CLEO)

    assert (town.mind.heard_event[CLEO], town.mind.heard_owner[CLEO], town.mind.heard_from[CLEO]) == (event, MIA, BEN)
    passed_on = [n for n, one in enumerate(town.sayings_made["event"].tolist()) if one == event]
    tellers = [int(town.sayings_made["speaker"][n]) for n in passed_on if town.sayings_made["act"][n] == Act.TELL]
    assert tellers[:2] == [MIA, BEN]
    remembered = town.memories_made
    sources = [
        (int(remembered["resident"][n]), int(remembered["source"][n]))
        for n in range(len(remembered["event"]))
        if remembered["event"][n] == event
    ]
    assert (BEN, MIA) in sources
    assert (CLEO, BEN) in sources


def test_nobody_is_told_what_she_told_herself(town: TalkingTown) -> None:
    event = town.befall(MIA, Occurrence.LOST_JOB, weight=1_000, valence=-2)
    town.talk(MIA, BEN)

    said = [one for _ in range(5) for one in town.talk(BEN, MIA)]

    assert not [one for one in said if one.act == Act.TELL and one.speaker == BEN and one.event == event]


def test_a_third_who_listens_hears_it_too(town: TalkingTown) -> None:
    event = town.befall(MIA, Occurrence.LOST_JOB, weight=1_000, valence=-2)

    town.talk(MIA, BEN, third=CLEO)

    assert town.mind.heard_event[BEN] == town.mind.heard_event[CLEO] == event


def test_whom_one_does_not_trust_one_does_not_believe(town: TalkingTown) -> None:
    event = town.befall(MIA, Occurrence.LOST_JOB, weight=1_000, valence=-2)
    town.talks.ties.change_one(BEN, MIA, strength=0, trust=-4_000, at=town.now)

    town.talk(MIA, BEN)

    assert town.mind.heard_event[BEN] != event


def test_old_news_is_not_told(town: TalkingTown) -> None:
    event = town.befall(MIA, Occurrence.PHONE_BROKE, weight=300)
    town.now += 48 * HOUR_S

    said = town.talk(MIA, BEN, turns=10)

    assert not [one for one in said if one.event == event]


def test_small_talk_does_not_come_back_to_a_topic(town: TalkingTown) -> None:
    strangers(town, MIA, BEN)
    said = town.talk(MIA, BEN, turns=10)

    asked = [one.topic for one in said if one.act == Act.ASK and one.turn > 1 and not one.event and one.topic]
    assert len(asked) == len(set(asked)) >= 2


def test_talks_are_chinese_in_a_chinese_town() -> None:
    town = spoken.found(lived.scenario(run={"language": "zh"}))
    event = town.befall(MIA, Occurrence.FELL_ILL)

    said = town.talk(MIA, BEN)

    texts = town.sayings_made["text"].tolist()
    assert event in [one.event for one in said]
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in texts)
