"""Two people talk turn by turn: they greet, tell and ask, and part."""

import pytest

from agents.voice import Act, Dice, Fact, Occurrence, Stage, Words, turn
from agents.voice.books import language as book
from streams.search.topics import Topic
from tests.agents.voice.cast import fact, speakers
from tests.agents.voice.reading import faults

LANGUAGES = ["en", "zh"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_talks_are_whole(language: str) -> None:
    turns = [one for number in range(300) for one in _talk(language, number)]

    assert [(one.text, found) for one in turns if (found := faults(one.text, language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_talk_begins_with_greetings_and_ends_with_goodbyes(language: str) -> None:
    acts = [[one.stance.act for one in _talk(language, number)] for number in range(100)]

    assert {first for first, *_ in acts} == {Act.GREET}
    assert {tuple(talk[-2:]) for talk in acts} == {(Act.BYE, Act.BYE)}
    assert all(Act.TELL in talk for talk in acts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", list(Topic))
def test_there_is_something_to_say_about_every_topic_without_news(topic: Topic, language: str) -> None:
    speaker, other = speakers(language)[5:7]

    asked = [turn(speaker, other.name, Stage.ACTIVE, topic, None, None, Dice(n)) for n in range(20)]
    answered = [turn(other, speaker.name, Stage.ACTIVE, topic, one.stance, None, Dice(3)) for one in asked]

    assert len({one.text for one in asked}) > 2
    assert {one.stance.act for one in asked} == {Act.ASK}
    assert {one.stance.act for one in answered} == {Act.ANSWER}
    assert {one.topic for one in answered} == {topic}
    assert {f"talk.{topic.name.lower()}", f"talk.{topic.name.lower()}.re"} <= set(book(language).shared)


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_told_face_to_face_is_remarked_on(language: str) -> None:
    speaker, other = speakers(language)[5:7]
    ill = Fact(Occurrence.FELL_ILL, valence=-1)

    told = turn(speaker, other.name, Stage.ACTIVE, Topic.CASUAL, None, ill, Dice(1))
    heard = [turn(other, speaker.name, Stage.ACTIVE, told.topic, told.stance, None, Dice(n)) for n in range(40)]

    assert (told.stance.act, told.topic) == (Act.TELL, Topic.HEALTH)
    assert {one.stance.act for one in heard} & {Act.ASK, Act.COMFORT}
    assert all(one.stance.fact == ill for one in heard)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_to_go_answers_a_question_first(language: str) -> None:
    speaker, other = speakers(language)[5:7]

    asked = turn(speaker, other.name, Stage.ACTIVE, Topic.FOOD, None, None, Dice(2))
    left = [turn(other, speaker.name, Stage.CLOSING, Topic.FOOD, asked.stance, None, Dice(n)) for n in range(40)]
    goodbyes = [turn(other, speaker.name, Stage.CLOSING, Topic.FOOD, None, None, Dice(n)) for n in range(40)]

    assert {one.stance.act for one in left} == {Act.BYE}
    assert sum(len(one.text) for one in left) > 1.3 * sum(len(one.text) for one in goodbyes)
    assert [(one.text, found) for one in left if (found := faults(one.text, language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", list(Topic))
def test_small_talk_has_an_answer_to_each_of_its_lines(topic: Topic, language: str) -> None:
    shared, name = book(language).shared, f"talk.{topic.name.lower()}"

    assert len(shared[name].lines) == len(shared[f"{name}.re"].lines)
    assert len(shared["say.greeting"].lines) == len(shared["say.greeting.re"].lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_greeting_is_answered_by_the_line_that_goes_with_it(language: str) -> None:
    speaker, other = speakers(language)[5:7]
    greetings = [turn(speaker, other.name, Stage.GREETING, Topic.CASUAL, None, None, Dice(n)) for n in range(60)]
    answers = {
        one.stance.favour: turn(other, speaker.name, Stage.GREETING, Topic.CASUAL, one.stance, None, Dice(9)).text
        for one in greetings
    }

    assert len(set(answers.values())) == len(answers) > 2


def _talk(language: str, number: int) -> list[Words]:
    """Let two people say three turns each and part."""
    dice = Dice(number)
    pair = dice.pick(speakers(language)), dice.pick(speakers(language))
    news = [fact(language, dice), fact(language, dice)]
    stages = (Stage.GREETING, Stage.GREETING, Stage.ACTIVE, Stage.ACTIVE, Stage.ACTIVE, Stage.CLOSING, Stage.CLOSING)
    said: list[Words] = []
    for count, stage in enumerate(stages):
        speaker, other = pair[count % 2], pair[1 - count % 2]
        last = said[-1].stance if said else None
        own = news[count % 2] if stage == Stage.ACTIVE else None
        said.append(turn(speaker, other.name, stage, Topic.CASUAL, last, own, dice))
    return said
