"""Who speaks, and how: a voice made of character, age, trade and mood."""

from dataclasses import dataclass, field
from typing import Final

from agents.voice.dice import mix


@dataclass(slots=True)  # not frozen: see agents.voice.facts.Fact
class Speaker:
    """Somebody who writes.   gender 0 male, 1 female, 2 other; occupation: its label ("nurse"); traits 0-100; mood -2..2."""

    name: str
    language: str = "en"
    age: int = 35
    gender: int = 2
    occupation: str = ""
    openness: int = 50
    conscientiousness: int = 50
    extraversion: int = 50
    agreeableness: int = 50
    neuroticism: int = 50
    mood: int = 0
    character: "tuple[Voice, int] | None" = field(default=None, init=False, repr=False, compare=False)
    """Her voice and the conditions that she meets, once they were asked for: see agents.voice.scene."""


@dataclass(slots=True, unsafe_hash=True)  # not frozen: see agents.voice.facts.Fact
class Voice:
    """How somebody sounds: 0-100 each.   habit: 32 bits of her own, which choose her pet phrases and her full stops."""

    warmth: int
    energy: int
    wordiness: int
    humour: int
    worry: int
    formality: int
    habit: int


_CAREFUL_TRADES: Final = frozenset({"teacher", "doctor", "retired", "writer", "owner"})
_OWN_TURN: Final = 14
"""How far two people of one character may differ in each respect, either way."""
_TURNS: Final = tuple(bits * 2 * _OWN_TURN // 31 - _OWN_TURN for bits in range(32))
_SHIFTS: Final = (0, 5, 10, 15, 20, 25)


def voice_of(speaker: Speaker) -> Voice:
    """Derive a voice. Weighted sums of integers, so it is the same everywhere."""
    who = speaker
    spelt = 0
    for letter in map(ord, who.name):
        spelt = spelt * 31 + letter
    habit = mix(
        (((who.age * 101 + who.openness) * 101 + who.conscientiousness) * 101 + who.extraversion) * 101
        + who.agreeableness * 7
        + who.neuroticism
        + spelt * 1_000_003
    )
    turn = [_TURNS[habit >> shift & 31] for shift in _SHIFTS]
    years = min(max(who.age, 15), 80)
    return Voice(
        warmth=_level(7 * who.agreeableness + 2 * who.extraversion + 50 + 40 * who.mood, turn[0]),
        energy=_level(7 * who.extraversion + 2 * who.openness + (60 - years) * 2 + 50 + 50 * who.mood, turn[1]),
        wordiness=_level(5 * who.extraversion + 3 * who.openness + 2 * who.neuroticism, turn[2]),
        humour=_level(5 * who.openness + 2 * (100 - who.agreeableness) + 3 * (100 - who.neuroticism), turn[3]),
        worry=_level(9 * who.neuroticism + 50 - 50 * who.mood, turn[4]),
        formality=_level(
            4 * who.conscientiousness + 5 * years + (80 if who.occupation in _CAREFUL_TRADES else 0), turn[5]
        ),
        habit=habit >> 32,
    )


def _level(tenfold: int, turn: int) -> int:
    level = tenfold // 10 + turn
    return 0 if level < 0 else 100 if level > 100 else level
