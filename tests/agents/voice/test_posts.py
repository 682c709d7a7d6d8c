"""Ten thousand posts read like a town: varied, short, whole, and true to what happened."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from agents.voice import Act, Dice, Fact, Occurrence, Speaker, post
from agents.voice.books import language as book
from agents.voice.chinese.forms import sum_of as chinese_sum
from agents.voice.english.forms import sum_of as english_sum
from agents.voice.names import called
from agents.voice.scene import Scene
from streams.search.topics import Topic
from tests.agents.voice.cast import PLACES, fact, names, speakers
from tests.agents.voice.reading import digits, faults, opening, spellings

LANGUAGES = ["en", "zh"]
_PLACES = {name for places in PLACES.values() for name in places.values()}
POSTS = 10_000
ROUTINE = """
from hashlib import sha256
from agents.voice import Dice, post
from tests.agents.voice.cast import fact, speakers
dice = Dice(9)
texts = [post(dice.pick(speakers(l)), fact(l, dice), Dice(i)).text for l in ("en", "zh") for i in range(100)]
print(sha256(repr(texts).encode()).hexdigest())
"""


@cache
def corpus(language: str) -> tuple[str, ...]:
    dice = Dice(3)
    return tuple(
        post(dice.pick(speakers(language)), fact(language, dice), Dice(number)).text for number in range(POSTS)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_hardly_two_posts_are_equal(language: str) -> None:
    assert len(set(corpus(language))) > 0.99 * POSTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_opening_is_common(language: str) -> None:
    (_, most), *_ = Counter(opening(text, language) for text in corpus(language)).most_common(1)

    assert most < 0.05 * POSTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_posts_are_as_long_as_people_write_them(language: str) -> None:
    lengths = [len(text) for text in corpus(language)]

    assert 40 <= sum(lengths) / POSTS <= 140
    assert max(lengths) < 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_posts_are_whole(language: str) -> None:
    assert [(text, found) for text in corpus(language) if (found := faults(text, language))] == []


def test_chinese_is_written_in_chinese() -> None:
    assert [text for text in corpus("zh") if re.search("[A-Za-z]", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", list(Occurrence))
def test_one_person_tells_of_a_bare_fact_in_thirty_ways(what: Occurrence, language: str) -> None:
    speaker = speakers(language)[7]

    texts = {post(speaker, Fact(what), Dice(number)).text for number in range(250)}

    assert len(texts) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", list(Occurrence))
def test_one_person_tells_of_a_full_fact_in_thirty_ways(what: Occurrence, language: str) -> None:
    told = replace(
        fact(language, Dice(what + 1), what), who=names(language)[:1], count=3, amount_cents=2_600, valence=1
    )

    texts = {post(speakers(language)[12], told, Dice(number)).text for number in range(250)}

    assert len(texts) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_opposite_people_tell_the_same_thing_differently(language: str) -> None:
    sunny = Speaker("A B", language, 24, 1, "student", 80, 20, 95, 90, 10, mood=2)
    grey = Speaker("C D", language, 66, 0, "retired", 20, 90, 5, 10, 90, mood=-2)
    facts = [fact(language, Dice(number)) for number in range(300)]

    equal = [
        told for number, told in enumerate(facts) if post(sunny, told, Dice(number)) == post(grey, told, Dice(number))
    ]
    first, second = ({post(who, told, Dice(3)).text for told in facts} for who in (sunny, grey))

    assert equal == []
    assert len(first & second) <= 3
    assert sum(map(len, first)) > 1.2 * sum(map(len, second))


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_people_and_places_of_the_fact_are_named(language: str) -> None:
    dice = Dice(8)
    facts = [fact(language, dice) for _ in range(1_500)]
    texts = [post(speakers(language)[number % 500], told, dice).text for number, told in enumerate(facts)]
    known = {_called(name) for name in (*PLACES[language].values(), *names(language))}

    strange = [
        (text, name)
        for told, text in zip(facts, texts, strict=True)
        for name in known - {_called(name) for name in _given(told)}
        if re.search(rf"\b{name}\b" if language == "en" else name, text)
    ]
    named = [
        text
        for told, text in zip(facts, texts, strict=True)
        if any(_called(name) in text for name in _given(told) if name)
    ]

    assert strange == []
    assert len(named) > 0.3 * len(texts)


@pytest.mark.parametrize(("language", "written"), [("en", english_sum), ("zh", chinese_sum)])
def test_figures_are_the_sum_of_the_fact_or_there_are_none(language: str, written: Callable[[int], str]) -> None:
    dice = Dice(13)
    facts = [fact(language, dice) for _ in range(3_000)]
    texts = [post(speakers(language)[number % 500], told, dice).text for number, told in enumerate(facts)]

    wrong = [
        (text, told)
        for told, text in zip(facts, texts, strict=True)
        if digits(text) and not set(digits(text)) <= set(digits(written((told.of or told).amount_cents)))
    ]

    assert sum(bool(digits(text)) for text in texts) > 50
    assert wrong == []


@pytest.mark.parametrize(
    ("cents", "english", "chinese"),
    [(2_600, "26", "26块"), (450, "4.50", "4块5"), (120_400, "1,204", "1204块"), (1_338, "13.38", "13.38元")],
)
def test_sums_are_written_as_they_are_said(cents: int, english: str, chinese: str) -> None:
    assert (english_sum(cents), chinese_sum(cents)) == (english, chinese)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_post_names_what_it_is_about_so_that_comments_may(language: str) -> None:
    dice = Dice(21)
    drawn = [
        (dice.pick(speakers(language)), fact(language, dice, what)) for what in book(language).things for _ in range(60)
    ]

    silent = [
        told
        for number, (speaker, told) in enumerate(drawn)
        if not _is_named(language, speaker, told, post(speaker, told, Dice(number)).text)
    ]

    assert len(silent) < 0.05 * len(drawn)


def test_what_is_made_up_is_the_same_in_both_languages() -> None:
    english, chinese = book("en").things, book("zh").things

    sizes = {
        language: {(what, kind): len(things) for what, kinds in all_things.items() for kind, things in kinds.items()}
        for language, all_things in (("en", english), ("zh", chinese))
    }

    assert sizes["en"] == sizes["zh"]


def test_a_detail_settles_what_is_made_up() -> None:
    weathers = {Fact(Occurrence.WEATHER, when_s=second, detail=3).seed for second in range(0, 86_400, 3_600)}

    assert len(weathers) == 1
    assert len({Fact(Occurrence.WEATHER, detail=day).seed for day in range(1, 40)}) == 39


def test_the_same_dice_give_the_same_posts_in_another_process() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", ROUTINE],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1] != ""


def test_a_post_says_its_topic_and_its_stance() -> None:
    told = Fact(Occurrence.PLAYED, "Moonrise Cinema", "cinema")

    words = post(speakers("en")[0], told, Dice(1))

    assert words.topic == Topic.CULTURE
    assert post(speakers("en")[0], replace(told, kind="bar"), Dice(1)).topic == Topic.HOBBY
    assert (words.stance.act, words.stance.by, words.stance.fact) == (Act.TELL, names("en")[0], told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_person_is_known_by_at_most_two_pet_beginnings(language: str) -> None:
    pets = {text for line in book(language).shared["open"].lines for text in spellings(line.parts)}
    told = Fact(Occurrence.SHOPPED, valence=1)

    used = [
        {pet for number in range(300) for pet in pets if post(speaker, told, Dice(number)).text.startswith(pet)}
        for speaker in speakers(language)[:12]
    ]

    assert all(1 <= len(mine) <= 2 for mine in used)
    assert len(set().union(*used)) >= 6


def _called(name: str) -> str:
    """Call a place or a person as one does in a text; dwellings are not named but called home."""
    return name.removeprefix("The ") if name in _PLACES else called(name)


def _given(told: Fact) -> set[str]:
    inner = told.of or told
    return {told.place, inner.place, *told.who, *inner.who}


def _is_named(language: str, speaker: Speaker, told: Fact, text: str) -> bool:
    thing = Scene(book(language), speaker, told).thing
    return thing is None or any(word.lower() in text.lower() for word in (thing.name, thing.one))
