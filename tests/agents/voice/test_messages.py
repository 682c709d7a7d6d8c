"""Private messages do what they are for, and their answers answer it."""

import pytest

from agents.voice import Act, Dice, Errand, Fact, Occurrence, Purpose, Stance, Subject, Tie, Words, answer, message
from agents.voice.chinese.forms import FAVOURS as CHINESE_FAVOURS
from agents.voice.english.forms import FAVOURS as ENGLISH_FAVOURS
from agents.voice.names import called
from agents.voice.writing import FAVOURS
from tests.agents.voice.cast import fact, names, speakers
from tests.agents.voice.reading import faults

LANGUAGES = ["en", "zh"]
PURPOSES = [purpose for purpose in Purpose if purpose != Purpose.ANSWER]
PLACE = {"en": "The Corner Cup", "zh": "街角咖啡馆"}
MOMENT = {"en": "on Saturday at half past three", "zh": "周六下午三点半"}
INVITATION = {
    language: Errand(Purpose.INVITE, place=PLACE[language], when_s=15 * 3_600 + 1_800, weekday=5)
    for language in LANGUAGES
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_messages_of_each_purpose_are_whole_varied_and_name_their_reader(purpose: Purpose, language: str) -> None:
    dice = Dice(purpose)
    reader = names(language)[70]

    words = [
        message(dice.pick(speakers(language)), reader, Errand(purpose, fact=fact(language, dice)), dice)
        for _ in range(300)
    ]

    assert [(one.text, found) for one in words if (found := faults(one.text, language))] == []
    assert len({one.text for one in words}) >= 60
    assert all(_called(reader, language) in one.text for one in words)
    assert all(one.stance.to == reader for one in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_says_where_and_when(language: str) -> None:
    words = _sent(language, INVITATION[language])

    assert all(PLACE[language].removeprefix("The ") in one.text for one in words)
    assert sum(MOMENT[language] in one.text for one in words) > 0.9 * len(words)
    assert all(one.stance.act == Act.INVITE for one in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_without_place_or_time_names_none(language: str) -> None:
    words = _sent(language, Errand(Purpose.INVITE))

    assert [(one.text, found) for one in words if (found := faults(one.text, language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("yes", "act"), [(True, Act.ACCEPT), (False, Act.DECLINE)])
def test_whoever_decides_is_obeyed(yes: bool, act: Act, language: str) -> None:
    invitation = _sent(language, INVITATION[language])[0].stance

    answers = [answer(who, invitation, None, Dice(n), yes=yes) for n, who in enumerate(speakers(language)[:60])]

    assert {one.stance.act for one in answers} == {act}
    assert {one.stance.place for one in answers} == {PLACE[language]}
    assert any(PLACE[language].removeprefix("The ") in one.text for one in answers)
    assert all(faults(one.text, language) == [] for one in answers)


def test_friendly_people_come_more_often() -> None:
    invitation = _sent("en", INVITATION["en"])[0].stance
    dice = Dice(1)

    came = [
        sum(
            answer(speaker, invitation, None, dice, tie=tie).stance.act == Act.ACCEPT
            for speaker in speakers("en")[:300]
        )
        for tie in (Tie.STRANGER, Tie.CLOSE)
    ]

    assert came[0] + 30 < came[1] < 300


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("yes", "act"), [(True, Act.PROMISE), (False, Act.REFUSE)])
def test_a_favour_is_promised_or_refused(yes: bool, act: Act, language: str) -> None:
    requests = _sent(language, Errand(Purpose.FAVOUR))

    answers = [answer(speakers(language)[9], one.stance, None, Dice(5), yes=yes) for one in requests]

    assert len({one.stance.favour for one in requests}) == FAVOURS
    assert {one.stance.act for one in answers} == {act}
    assert all(faults(one.text, language) == [] for one in answers)


def test_both_languages_ask_the_same_number_of_favours() -> None:
    assert len(ENGLISH_FAVOURS) == len(CHINESE_FAVOURS) == FAVOURS


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_is_remarked_on(language: str) -> None:
    dice = Dice(2)
    news = message(speakers(language)[1], names(language)[2], Errand(Purpose.NEWS, Fact(Occurrence.BONUS)), dice)

    replies = [answer(speakers(language)[2], news.stance, None, dice) for _ in range(50)]

    assert news.stance.act == Act.TELL
    assert Act.CHEER in {reply.stance.act for reply in replies}
    assert all(reply.stance.fact == news.stance.fact for reply in replies)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_asked_how_she_is_tells_what_happened(language: str) -> None:
    asked = Stance(Act.ASK, Subject.HOW, names(language)[1], names(language)[2])

    telling = answer(speakers(language)[2], asked, Fact(Occurrence.BONUS), Dice(1))
    nothing = answer(speakers(language)[2], asked, None, Dice(1))

    assert telling.stance.act == Act.TELL
    assert nothing.stance.act == Act.ANSWER
    assert len(telling.text) > len(nothing.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", list(Act))
def test_every_act_can_be_answered(act: Act, language: str) -> None:
    subject = Subject.HOW if act == Act.ASK else Subject.NONE
    said = Stance(
        act, subject, names(language)[1], names(language)[2], Fact(Occurrence.MEAL) if act == Act.TELL else None
    )

    words = [answer(speakers(language)[number], said, None, Dice(number)) for number in range(60)]

    assert [(one.text, found) for one in words if (found := faults(one.text, language))] == []
    assert all(one.stance.to == names(language)[1] for one in words)


def test_an_errand_answers_as_answer_does() -> None:
    greeting = Stance(Act.GREET, by="Iris Vale")

    sent = message(speakers("en")[4], "Iris Vale", Errand(Purpose.ANSWER, to=greeting), Dice(6))

    assert sent == answer(speakers("en")[4], greeting, None, Dice(6))


@pytest.mark.parametrize(
    ("purpose", "missing"), [(Purpose.ANSWER, "needs the stance"), (Purpose.NEWS, "needs the fact")]
)
def test_an_errand_that_lacks_what_it_needs_is_refused(purpose: Purpose, missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        message(speakers("en")[0], "Iris Vale", Errand(purpose), Dice(1))


def _sent(language: str, errand: Errand) -> list[Words]:
    return [
        message(speaker, names(language)[70], errand, Dice(n)) for n, speaker in enumerate(speakers(language)[:120])
    ]


def _called(name: str, language: str) -> str:
    return called(name)
