"""A voice follows from character, age, trade and mood, and is nobody else's."""

from dataclasses import astuple, replace
from typing import Any

import pytest

from agents.voice import Speaker, voice_of
from tests.agents.voice.cast import speakers

IRIS = Speaker("Iris Vale", age=34, gender=1, occupation="nurse")


def test_levels_are_percentages() -> None:
    levels = [level for speaker in speakers("en") for level in astuple(voice_of(speaker))[:6]]

    assert min(levels) >= 0
    assert max(levels) <= 100


def test_a_voice_is_the_same_each_time() -> None:
    assert voice_of(IRIS) == voice_of(replace(IRIS))


@pytest.mark.parametrize(
    ("trait", "level"),
    [
        ("agreeableness", "warmth"),
        ("extraversion", "energy"),
        ("extraversion", "wordiness"),
        ("openness", "humour"),
        ("neuroticism", "worry"),
        ("conscientiousness", "formality"),
        ("age", "formality"),
    ],
)
def test_character_is_heard(trait: str, level: str) -> None:
    low, high = ([getattr(voice_of(_with(trait, value, n)), level) for n in range(20)] for value in (15, 95))

    assert sum(high) > sum(low) + 20 * 20


def test_a_good_mood_is_warmer_livelier_and_less_worried() -> None:
    low, high = (voice_of(replace(IRIS, mood=mood)) for mood in (-2, 2))

    assert (high.warmth > low.warmth, high.energy > low.energy, high.worry < low.worry) == (True, True, True)


def test_two_people_of_one_character_still_differ() -> None:
    voices = {voice_of(replace(IRIS, name=f"Iris {n}")) for n in range(50)}

    assert len(voices) == 50
    assert len({voice.habit for voice in voices}) == 50


def test_careful_trades_speak_more_formally() -> None:
    assert voice_of(replace(IRIS, occupation="teacher")).formality > voice_of(IRIS).formality


def _with(trait: str, value: int, number: int) -> Speaker:
    """Return somebody like Iris of another name but for one trait."""
    changes: dict[str, Any] = {"name": f"Iris {number}", trait: value}
    return replace(IRIS, **changes)
