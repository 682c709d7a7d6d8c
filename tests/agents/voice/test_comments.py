"""Comments answer the post that they stand under, and replies answer the comment before them."""

from collections import Counter

import pytest

from agents.voice import Act, Dice, Fact, Occurrence, Speaker, Stance, Subject, Tie, Words, comment
from agents.voice.books import language as book
from agents.voice.grammar import Choice, Parts, Slot
from agents.voice.names import called
from tests.agents.voice.cast import fact, names, speakers
from tests.agents.voice.reading import digits, faults

LANGUAGES = ["en", "zh"]
REMARKS = {Act.ASK, Act.CHEER, Act.COMFORT, Act.TEASE, Act.OWN, Act.DOUBT}
LUNCH = {
    "en": Fact(Occurrence.MEAL, "Red Bean Kitchen", "restaurant", ("Leo Hale",), valence=1, amount_cents=4_250),
    "zh": Fact(Occurrence.MEAL, "红豆小馆", "restaurant", ("林晓东",), valence=1, amount_cents=4_250),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_threads_of_four_are_whole_and_short(language: str) -> None:
    words = [one for number in range(1_000) for one in _thread(language, number)]

    assert [(one.text, found) for one in words if (found := faults(one.text, language))] == []
    assert max(len(one.text) for one in words) < 300
    assert all(one.stance.by and one.stance.to for one in words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", list(Occurrence))
def test_each_occurrence_is_remarked_on_in_many_ways(what: Occurrence, language: str) -> None:
    told = fact(language, Dice(what), what)

    texts = {
        comment(speakers(language)[number % 50], told, names(language)[60], Tie.FRIEND, Dice(number)).text
        for number in range(150)
    }

    assert len(texts) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comment_is_about_this_post_and_no_other(language: str) -> None:
    said = {
        what: {
            comment(speakers(language)[number % 50], Fact(what), names(language)[60], Tie.FRIEND, Dice(number)).text
            for number in range(100)
        }
        for what in Occurrence
    }
    shared = Counter(text for texts in said.values() for text in texts)

    assert [text for text, count in shared.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_answers_a_comment_names_who_wrote_it(language: str) -> None:
    sections = (
        rule for section in (book(language).shared, *book(language).blocks.values()) for rule in section.values()
    )
    answers = [rule for rule in sections if rule.name.split(".")[0] in {"answer", "re", "by", "invite", "favour"}]

    nameless = [line.parts for rule in answers for line in rule.lines if not {"dear", "by"} & _slots(line.parts)]

    assert len(answers) > 60
    assert nameless == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", sorted(REMARKS))
def test_the_author_answers_each_remark_by_name(act: Act, language: str) -> None:
    author, other = speakers(language)[3], names(language)[44]
    subject = Subject.HOW if act == Act.ASK else Subject.NONE
    remark = Stance(act, subject, other, author.name, LUNCH[language])

    replies = [comment(author, LUNCH[language], author.name, Tie.OWN, Dice(n), remark) for n in range(40)]

    assert all(_called(other, language) in reply.text for reply in replies)
    assert all(reply.stance.to == other for reply in replies)
    assert {reply.stance.act for reply in replies} <= set(Act) - {Act.ASK}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_about_the_price_is_answered_with_the_price(language: str) -> None:
    replies = _answers(language, Subject.WORTH, LUNCH[language])

    assert sum(bool(digits(reply.text)) for reply in replies) > 0.5 * len(replies)
    assert {number for reply in replies for number in digits(reply.text)} <= {"42.50", "42", "5"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_about_company_is_answered_about_them(language: str) -> None:
    (companion,) = LUNCH[language].who
    replies = _answers(language, Subject.THEM, LUNCH[language])

    assert sum(_called(companion, language) in reply.text for reply in replies) > 0.6 * len(replies)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", [subject for subject in Subject if subject != Subject.NONE])
@pytest.mark.parametrize("what", list(Occurrence))
def test_every_question_has_an_answer(what: Occurrence, subject: Subject, language: str) -> None:
    replies = _answers(language, subject, Fact(what), count=4)

    assert all(len(reply.text) > 3 and reply.stance.act == Act.ANSWER for reply in replies)


@pytest.mark.parametrize("language", LANGUAGES)
def test_strangers_do_not_joke_about_a_lost_job(language: str) -> None:
    lost = Fact(Occurrence.LOST_JOB, valence=-2)

    acts = {
        comment(speakers(language)[number % 200], lost, names(language)[60], tie, Dice(number)).stance.act
        for number in range(600)
        for tie in (Tie.STRANGER, Tie.ACQUAINTANCE)
    }

    assert acts <= REMARKS - {Act.TEASE, Act.CHEER}
    assert Act.COMFORT in acts


def test_good_news_is_cheered_and_bad_news_comforted() -> None:
    kind = Speaker("A B", agreeableness=95, mood=2)

    good, bad = (
        Counter(
            comment(kind, Fact(Occurrence.MEAL, valence=valence), "C D", Tie.FRIEND, Dice(n)).stance.act
            for n in range(300)
        )
        for valence in (1, -1)
    )

    assert (good[Act.CHEER] > 80, good[Act.COMFORT]) == (True, 0)
    assert (bad[Act.COMFORT] > 80, bad[Act.CHEER] < 8) == (True, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_person_speaks_of_the_author_not_as_the_author(language: str) -> None:
    author, asker, third = (speakers(language)[number] for number in (3, 4, 5))
    question = Stance(Act.ASK, Subject.HOW, asker.name, author.name, LUNCH[language])

    replies = [comment(third, LUNCH[language], author.name, Tie.FRIEND, Dice(n), question) for n in range(40)]

    assert {reply.stance.act for reply in replies} == {Act.AGREE}
    assert all(_called(asker.name, language) in reply.text for reply in replies)


def _answers(language: str, subject: Subject, told: Fact, count: int = 60) -> list[Words]:
    author, other = speakers(language)[3], names(language)[44]
    question = Stance(Act.ASK, subject, other, author.name, told)
    return [comment(author, told, author.name, Tie.OWN, Dice(number), question) for number in range(count)]


def _thread(language: str, number: int) -> list[Words]:
    """Write a comment, the author's reply, what a third person says to that, and a fourth's word to the comment."""
    dice = Dice(number)
    author, first, second, third = (dice.pick(speakers(language)) for _ in range(4))
    told = fact(language, dice)
    opened = comment(first, told, author.name, dice.pick([Tie.STRANGER, Tie.FRIEND, Tie.CLOSE]), dice)
    answered = comment(author, told, author.name, Tie.OWN, dice, opened.stance)
    return [
        opened,
        answered,
        comment(second, told, author.name, Tie.FRIEND, dice, answered.stance),
        comment(third, told, author.name, Tie.ACQUAINTANCE, dice, opened.stance),
    ]


def _called(name: str, language: str) -> str:
    return called(name)


def _slots(parts: Parts) -> set[str]:
    slots = {part.name for part in parts if isinstance(part, Slot)}
    return slots.union(*(_slots(option) for part in parts if isinstance(part, Choice) for option in part.options))
