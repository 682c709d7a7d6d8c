"""What people in a benchmark's network say: written by the program's own grammar, in both languages, about a drawn town."""

from functools import cache
from typing import Final

from agents.voice import Dice, Errand, Purpose, Stance, Tie, Words, comment, message, post
from tests.agents.voice.cast import fact, names, speakers

LANGUAGES: Final = ("en", "zh")
CORPUS: Final = 20_000
_PURPOSES: Final = tuple(purpose for purpose in Purpose if purpose != Purpose.ANSWER)
_TIES: Final = (Tie.STRANGER, Tie.ACQUAINTANCE, Tie.FRIEND, Tie.CLOSE)


def write_post(number: int) -> Words:
    """Write a post; another number, another text. Every second one is Chinese."""
    language, dice = LANGUAGES[number % 2], Dice(number)
    return post(dice.pick(speakers(language)), fact(language, dice), dice)


def write_comment(number: int, *, of: int, about: Stance) -> Words:
    """Write a comment on a post in its language.   of: the post's number here.   about: its stance."""
    language, dice = LANGUAGES[of % 2], Dice(number)
    assert about.fact is not None, "posts tell of facts"
    return comment(dice.pick(speakers(language)), about.fact, about.by, dice.pick(_TIES), dice)


def write_message(number: int) -> Words:
    """Write a private message."""
    language, dice = LANGUAGES[number % 2], Dice(number)
    errand = Errand(dice.pick(_PURPOSES), fact=fact(language, dice))
    return message(dice.pick(speakers(language)), dice.pick(names(language)), errand, dice)


@cache
def corpus() -> tuple[Words, ...]:
    """Write the posts that large networks are filled with."""
    return tuple(write_post(number) for number in range(CORPUS))
