"""Between columns and the voice: nothing of what happened is lost on the way into words and back, however often it is told."""

from dataclasses import asdict
from functools import cache
from typing import Any

import pytest

from agents.life.columns import MindColumns
from agents.life.facts import (
    NOTHING,
    SECOND_HAND,
    Cells,
    Story,
    cells_of,
    cells_told,
    said_of,
    stance_of,
    story,
    story_of_heard,
    story_of_own,
    story_of_saying,
    tie_of,
)
from agents.life.sayings import Said
from agents.life.scene import Scene
from agents.models import Medium
from agents.voice import (
    Act,
    Dice,
    Errand,
    Fact,
    Occurrence,
    Purpose,
    Stage,
    Stance,
    Subject,
    Tie,
    comment,
    message,
    post,
    turn,
)
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.search.topics import Topic
from tests.agents.life.lived import LivedTown, found, scenario
from tests.agents.life.told_facts import fact_of_heard, fact_of_own
from world.ties import TieLevel

ANNA, BEN, CARA, DORA = 1, 2, 3, 4
TUESDAY_NOON = DAY_S + 12 * HOUR_S
ROOT = 4_711
LATE_ROOT = 2**31 + 5
"""Of a long run of a large town."""


@cache
def town(language: str = "en") -> LivedTown:
    return found(scenario(run={"language": language}))


def scene(language: str = "en") -> Scene:
    """A step of a town where nobody has anything on her mind."""
    here = town(language)
    here.mind = MindColumns(here.mind.count)
    return here.scene(here.context(here.now + 20))


def cafe(of: Scene) -> int:
    return next(number for number in range(1, 40) if of.places.kind(number) == "cafe")


def befell(of: Scene, resident: int = ANNA, **cells: int) -> Cells:
    """Put something on a resident's mind: a red packet from Ben in the cafe, unless told otherwise."""
    given = {
        "event": ROOT,
        "what": Occurrence.RED_PACKET,
        "owner": resident,
        "fact_place": cafe(of),
        "fact_other": BEN,
        "fact_time": TUESDAY_NOON,
        "valence": 2,
        "arousal": 1,
        "amount": 8_800,
        "count": 2,
    }
    given |= {name: int(value) for name, value in cells.items()}
    for name, value in given.items():
        column = getattr(of.mind, f"own_{name.removeprefix('fact_')}", None)
        if column is not None:
            column[resident] = value
    return Cells(**given)


def heard(of: Scene, resident: int, cells: Cells, source: int) -> None:
    """Let a resident have heard something."""
    values: dict[str, int] = asdict(cells) | {"from": source}
    for name, value in values.items():
        column = getattr(of.mind, f"heard_{name.removeprefix('fact_')}", None)
        if column is not None:
            column[resident] = value


def say(of: Scene, said: Said) -> Said:
    """Keep a saying as the run does, and take it out again."""
    number = of.sayings.add(of.context, said)
    if said.medium != Medium.TALK:
        return of.sayings[number]
    of.courses.hear(number, said)
    last = of.courses.of(said.item).last
    assert last is not None
    return last


def posted(of: Scene, told: Story | None, author: int, item: int = 1) -> Said:
    assert told is not None
    words = post(of.people.speaker(author), told.fact, Dice(7))
    return say(of, said_of(words, [told], sim_time=1, medium=Medium.POST, item=item, speaker=author))


def stance(of: Scene, said: Said) -> Stance:
    return stance_of(of, said, story_of_saying(of, said))


def test_nobody_has_anything_to_tell_at_first() -> None:
    here = scene()

    assert fact_of_own(here, ANNA) is None
    assert fact_of_heard(here, ANNA) is None


def test_own_news_says_what_where_with_whom_when_and_how_it_felt() -> None:
    here = scene()
    befell(here)

    fact = fact_of_own(here, ANNA)

    assert fact == Fact(
        what=Occurrence.RED_PACKET,
        place=here.places.name(cafe(here)),
        kind="cafe",
        who=(here.people.name(BEN),),
        when_s=12 * HOUR_S,
        weekday=1,
        valence=2,
        arousal=1,
        amount_cents=8_800,
        count=2,
        detail=ROOT,
    )


def test_names_in_a_fact_are_those_of_the_language_of_the_run() -> None:
    english, chinese = scene("en"), scene("zh")
    befell(english)
    befell(chinese)

    facts = [fact_of_own(english, ANNA), fact_of_own(chinese, ANNA)]

    assert [fact.place.isascii() for fact in facts if fact] == [True, False]
    assert facts[1] is not None
    assert post(chinese.people.speaker(ANNA), facts[1], Dice(3)).text


def test_what_happened_with_nobody_nowhere_has_no_names() -> None:
    here = scene()
    befell(here, what=Occurrence.FELL_ILL, fact_other=0, fact_place=0, amount=0)

    fact = fact_of_own(here, ANNA)

    assert fact is not None
    assert (fact.who, fact.place, fact.kind) == ((), "", "")


def test_a_post_keeps_every_cell_of_what_it_tells_of() -> None:
    here = scene()
    cells = befell(here)

    said = posted(here, story_of_own(here, ANNA), ANNA)

    assert cells_of(said) == cells
    assert (said.act, said.topic, said.speaker) == (Act.TELL, Topic.MONEY, ANNA)
    assert stance(here, said).fact == fact_of_own(here, ANNA)


def test_an_event_beyond_two_billion_is_kept() -> None:
    here = scene()
    befell(here, event=LATE_ROOT)

    assert posted(here, story_of_own(here, ANNA), ANNA).event == LATE_ROOT


def test_what_was_heard_is_told_of_its_owner_at_second_hand() -> None:
    here = scene()
    cells = befell(here)
    heard(here, CARA, cells, source=BEN)

    fact, own = fact_of_heard(here, CARA), fact_of_own(here, ANNA)

    assert fact is not None
    assert own is not None
    assert (fact.what, fact.who) == (Occurrence.HEARD, (here.people.name(ANNA),))
    assert fact.of is not None
    assert (fact.of.what, fact.of.who, fact.of.amount_cents) == (own.what, own.who, own.amount_cents)


def test_what_is_made_up_about_something_is_the_same_in_a_post_and_in_gossip_about_it() -> None:
    here = scene()
    cells = befell(here, what=Occurrence.MEAL, count=5)
    heard(here, CARA, cells, source=ANNA)

    own, gossip = fact_of_own(here, ANNA), fact_of_heard(here, CARA)

    assert own is not None
    assert gossip is not None
    assert gossip.of is not None
    assert own.seed == gossip.of.seed


def test_news_keeps_its_root_however_often_it_is_passed_on() -> None:
    here = scene()
    first = befell(here)
    by_anna = posted(here, story_of_own(here, ANNA), ANNA, item=1)

    heard(here, CARA, cells_of(by_anna), source=ANNA)
    by_cara = posted(here, story_of_heard(here, CARA), CARA, item=2)
    heard(here, DORA, cells_of(by_cara), source=CARA)
    by_dora = posted(here, story_of_heard(here, DORA), DORA, item=3)

    assert [said.event for said in (by_anna, by_cara, by_dora)] == [ROOT] * 3
    assert [said.owner for said in (by_anna, by_cara, by_dora)] == [ANNA] * 3
    assert [said.count for said in (by_anna, by_cara, by_dora)] == [first.count, SECOND_HAND, SECOND_HAND]
    assert stance(here, by_dora).fact == fact_of_heard(here, DORA)
    assert stance(here, by_dora).fact != fact_of_own(here, ANNA)


def test_a_comment_is_about_what_the_post_tells_of_and_its_answer_too() -> None:
    here = scene()
    cells = befell(here)
    told = story_of_saying(here, posted(here, story_of_own(here, ANNA), ANNA))
    assert told is not None
    base: dict[str, Any] = {"sim_time": 2, "medium": Medium.COMMENT}

    remark = comment(here.people.speaker(BEN), told.fact, here.people.name(ANNA), Tie.FRIEND, Dice(1))
    by_ben = say(here, said_of(remark, [told], item=1, speaker=BEN, hearer=ANNA, **base))
    parent = stance(here, by_ben)
    back = comment(here.people.speaker(ANNA), told.fact, here.people.name(ANNA), Tie.OWN, Dice(2), parent)
    by_anna = say(here, said_of(back, [told], item=2, speaker=ANNA, hearer=BEN, **base))

    assert parent == remark.stance
    assert cells_of(by_ben) == cells_of(by_anna) == cells
    assert stance(here, by_anna) == back.stance


def test_an_answer_keeps_whose_news_it_is_about_the_other_s_or_her_own() -> None:
    here = scene()
    befell(here)
    befell(here, BEN, event=9, what=Occurrence.EXERCISED, fact_other=0, amount=0)
    told, own = story_of_own(here, ANNA), story_of_own(here, BEN)
    assert told is not None
    assert own is not None
    anna, ben = here.people.speaker(ANNA), here.people.speaker(BEN)

    news = turn(anna, here.people.name(BEN), Stage.ACTIVE, Topic.CASUAL, None, told.fact, Dice(3))
    answer = turn(ben, here.people.name(ANNA), Stage.ACTIVE, news.topic, news.stance, own.fact, Dice(4))
    hers = turn(ben, here.people.name(ANNA), Stage.ACTIVE, Topic.CASUAL, None, own.fact, Dice(5))

    assert cells_told(answer.stance.fact, [own, told]).event == ROOT
    assert cells_told(hers.stance.fact, [own, told]).event == 9


def test_words_about_nothing_in_particular_keep_no_news() -> None:
    here = scene()
    befell(here)

    hello = turn(here.people.speaker(ANNA), "Ben Shaw", Stage.GREETING, Topic.CASUAL, None, None, Dice(3))
    said = say(
        here,
        said_of(hello, [story_of_own(here, ANNA)], sim_time=1, medium=Medium.TALK, item=1, speaker=ANNA, hearer=BEN),
    )

    assert cells_of(said) == NOTHING
    assert stance(here, said).fact is None
    assert stance(here, said).act == Act.GREET


def test_words_about_something_that_nobody_gave_them_are_an_error() -> None:
    here = scene()
    befell(here)

    with pytest.raises(ValueError, match="none of the stories"):
        cells_told(fact_of_own(here, ANNA), [None])


def test_an_invitation_keeps_its_place_and_time_and_is_answered_with_them() -> None:
    here = scene()
    place, at = cafe(here), 5 * DAY_S + 15 * HOUR_S
    errand = Errand(Purpose.INVITE, place=here.places.name(place), when_s=15 * HOUR_S, weekday=5)

    words = message(here.people.speaker(ANNA), here.people.name(BEN), errand, Dice(5))
    base: dict[str, Any] = {"sim_time": 1, "medium": Medium.MESSAGE, "item": 1, "speaker": ANNA, "hearer": BEN}
    said = say(here, said_of(words, [], meet_place=place, meet_at=at, **base))

    asked = stance(here, said)
    assert (said.act, said.meet_place, said.meet_at) == (Act.INVITE, place, at)
    assert asked == words.stance
    assert (asked.place, asked.when_s, asked.weekday) == (here.places.name(place), 15 * HOUR_S, 5)


def test_a_question_keeps_what_it_asks_for() -> None:
    here = scene()
    cells = befell(here)
    base: dict[str, Any] = {"sim_time": 1, "medium": Medium.COMMENT, "item": 1, "speaker": BEN, "hearer": ANNA}

    said = say(here, Said(act=Act.ASK, subject=Subject.WORTH, **base, **asdict(cells)))

    asked = stance(here, said)
    assert (asked.act, asked.subject) == (Act.ASK, Subject.WORTH)
    assert (asked.by, asked.to) == (here.people.name(BEN), here.people.name(ANNA))
    assert asked.fact == fact_of_own(here, ANNA)


def test_what_is_said_to_everybody_is_said_to_nobody_by_name() -> None:
    here = scene()
    befell(here)

    asked = stance(here, posted(here, story_of_own(here, ANNA), ANNA))

    assert (asked.to, asked.place, asked.when_s, asked.weekday) == ("", "", -1, -1)


def test_a_day_has_one_sky_whoever_tells_of_it() -> None:
    here = scene()
    morning = story(here, Cells(event=1, what=Occurrence.WEATHER, owner=ANNA, fact_time=DAY_S + 7 * HOUR_S)).fact
    evening = story(here, Cells(event=2, what=Occurrence.WEATHER, owner=BEN, fact_time=DAY_S + 20 * HOUR_S)).fact
    monday = story(here, Cells(event=3, what=Occurrence.WEATHER, owner=BEN, fact_time=7 * HOUR_S)).fact

    assert (monday.detail, morning.detail) == (1, 2)
    assert morning.seed == evening.seed != monday.seed


@pytest.mark.parametrize(
    ("level", "tie"),
    [
        (TieLevel.STRANGER, Tie.STRANGER),
        (TieLevel.ACQUAINTANCE, Tie.ACQUAINTANCE),
        (TieLevel.FRIEND, Tie.FRIEND),
        (TieLevel.CLOSE_FRIEND, Tie.CLOSE),
        (TieLevel.BEST_FRIEND, Tie.CLOSE),
    ],
)
def test_ties_are_graded_as_the_voice_knows_them(level: TieLevel, tie: Tie) -> None:
    assert tie_of(level) == tie
