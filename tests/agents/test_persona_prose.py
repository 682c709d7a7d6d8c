"""Prose about residents fits their numbers, and no two read alike."""

import re
from dataclasses import replace

import pytest

from agents.persona_words import BOOKS
from agents.personas import PersonFacts, keep_written, write_prose
from streams.kernel.simtime import HOUR_S
from world.contract import Trait
from world.occupations import Occupation
from world.scenario import Gender, ResidentSpec

IRIS = PersonFacts(
    number=1,
    name="Iris Vale",
    age=34,
    gender=1,
    occupation=Occupation.NURSE,
    traits=(88, 52, 20, 75, 48),
    work="Willowbrook Hospital",
    shift_start_s=23 * HOUR_S,
    shift_length_s=8 * HOUR_S,
    bedtime_s=8 * HOUR_S,
    sleep_length_s=8 * HOUR_S + 1_800,
)
FIFTY = [replace(IRIS, number=number) for number in range(1, 51)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_fifty_colleagues_with_equal_traits_do_not_read_alike(language: str) -> None:
    prose = [write_prose(facts, language=language, seed=4) for facts in FIFTY]

    openings = [text.backstory.replace("Iris Vale", "")[:12] for text in prose]
    assert len({text.backstory for text in prose}) == 50
    assert len({text.daily_routine for text in prose}) == 50
    assert len({text.speaking_style for text in prose}) >= 45
    assert max(openings.count(opening) for opening in openings) <= 4


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_slot_is_left_open(language: str) -> None:
    prose = [write_prose(facts, language=language, seed=seed) for facts in FIFTY for seed in range(5)]

    assert not any(re.search(r"[{}]", str(text)) for text in prose)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("occupation", list(Occupation))
@pytest.mark.parametrize("gender", [0, 1, 2])
def test_everybody_has_every_kind_of_prose(language: str, occupation: Occupation, gender: int) -> None:
    prose = write_prose(replace(IRIS, occupation=occupation, gender=gender, work=""), language=language, seed=1)

    assert len(prose.goals) == 3
    assert all((*prose.goals, prose.traits, prose.speaking_style, prose.life_goal, prose.backstory))
    assert prose.daily_routine


def test_trait_words_name_the_marked_traits_and_no_others() -> None:
    words = write_prose(IRIS, language="en", seed=1).traits.split(", ")

    book = BOOKS["en"].trait_words
    assert words[0] in book[Trait.OPENNESS][1]
    assert words[1] in book[Trait.EXTRAVERSION][0]
    assert words[2] in book[Trait.AGREEABLENESS][1]
    assert len(words) == 3


def test_the_routine_tells_shift_and_sleep() -> None:
    routine = write_prose(IRIS, language="en", seed=1).daily_routine

    assert all(text in routine for text in ("Willowbrook Hospital", "23:00", "07:00", "08:00", "16:30"))


def test_pronouns_follow_the_gender() -> None:
    texts = " ".join(write_prose(facts, language="en", seed=1).backstory for facts in FIFTY).lower()

    assert re.search(r"\b(she|her)\b", texts)
    assert not re.search(r"\b(he|his|him)\b", texts)


def test_the_same_facts_and_seed_give_the_same_prose_and_another_seed_another() -> None:
    first, again, other = (write_prose(IRIS, language="en", seed=seed) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_what_the_author_wrote_stays_and_the_rest_is_filled() -> None:
    prose = write_prose(IRIS, language="en", seed=1)
    written = ResidentSpec(
        name="Iris Vale", age=34, gender=Gender.FEMALE, occupation=Occupation.NURSE, backstory="Came by boat."
    )

    kept = keep_written(prose, written)

    assert kept == replace(prose, backstory="Came by boat.")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_list_of_phrases_repeats_or_falls_in_step_with_the_dealing(language: str) -> None:
    book = BOOKS[language]
    lists = [
        book.origins,
        book.turns,
        book.evenings,
        book.own_goals,
        book.habits_of_speech,
        *book.manner,
        *book.present,
    ]

    assert all(len(set(phrases)) == len(phrases) for phrases in lists)
    assert all(len(phrases) % 7 for phrases in lists)


@pytest.mark.parametrize("occupation", [Occupation.STUDENT, Occupation.RETIRED, Occupation.UNEMPLOYED])
def test_who_has_no_trade_is_not_said_to_follow_one(occupation: Occupation) -> None:
    facts = [replace(person, occupation=occupation, work="") for person in FIFTY]

    stories = " ".join(write_prose(person, language="en", seed=3).backstory for person in facts)

    assert BOOKS["en"].trades[occupation] not in stories
