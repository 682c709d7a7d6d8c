"""Prose about a resident, written from the numbers: who they are, how they speak, what they want, how their day runs.

Pure: the same facts, language and seed give the same words. Phrases are dealt by the resident's number, so neighbours
in the list never share one, and fifty people do not read alike. Not for what they say: that is `agents.voice`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from agents.persona_words import BOOKS, PhraseBook
from streams.kernel.rng import draw
from streams.kernel.simtime import DAY_S, clock_text
from world.contract import Trait
from world.occupations import Occupation
from world.scenario.people import ResidentSpec

_PURPOSE: Final = 7_101
_STRIDE: Final = 7
"""From one resident to the next in a list of phrases; no list has a multiple of seven entries."""
_MARKED: Final = 10
"""A trait this far from 50 is worth a word."""
_MOST_WORDS: Final = 4
_LOW: Final = 40
_HIGH: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What the prose is written from. Places are names in the language of the prose; work "" = no workplace."""

    number: int
    name: str
    age: int
    gender: int  # 0 male, 1 female, 2 other
    occupation: Occupation
    traits: tuple[int, ...]  # by Trait, 0-100
    work: str
    shift_start_s: int
    shift_length_s: int
    bedtime_s: int
    sleep_length_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The words about a resident."""

    traits: str
    speaking_style: str
    life_goal: str
    goals: tuple[str, ...]
    backstory: str
    daily_routine: str


@lru_cache(maxsize=1_024)
def _offset(seed: int, dealt: int) -> int:
    """Draw where a list begins: the same for everybody of a town, so it is kept."""
    return int(draw(seed, 0, _PURPOSE, dealt) >> 40)


class _Dealer:
    """Deals phrases: a list of its own offset each time, a step of `_STRIDE` from resident to resident."""

    def __init__(self, facts: PersonFacts, book: PhraseBook, seed: int) -> None:
        self._number, self._seed, self._dealt = facts.number, seed, 0
        pronouns = book.pronouns[facts.gender]
        self._slots = pronouns | {
            "His": pronouns["his"].capitalize(),
            "himself": {"he": "himself", "she": "herself"}.get(pronouns["he"], "themselves"),
            "name": facts.name,
            "trade": book.trades[facts.occupation],
            "work": facts.work,
            "years": str(2 + facts.age // 4),
            "start": clock_text(facts.shift_start_s),
            "end": clock_text(facts.shift_start_s + facts.shift_length_s),
            "wake": clock_text(facts.bedtime_s + facts.sleep_length_s),
            "bed": clock_text(facts.bedtime_s % DAY_S),
        }

    def deal(self, phrases: Sequence[str]) -> str:
        """Return the next phrase with its slots filled."""
        self._dealt += 1
        return phrases[(_offset(self._seed, self._dealt) + self._number * _STRIDE) % len(phrases)].format_map(
            self._slots
        )


def write_prose(facts: PersonFacts, *, language: str, seed: int) -> Prose:
    """Write about a resident.   language: "en" or "zh"."""
    book = BOOKS[language]
    dealer = _Dealer(facts, book, seed)
    goals = (
        dealer.deal(book.work_goals[facts.occupation]),
        dealer.deal(book.social_goals[_level(facts.traits[Trait.EXTRAVERSION])]),
        dealer.deal(book.own_goals),
    )
    story = (
        dealer.deal(book.origins),
        dealer.deal(book.turns_without_trade.get(facts.occupation, book.turns)),
        dealer.deal(book.present[_level(facts.traits[Trait.NEUROTICISM])]),
    )
    return Prose(
        traits=_trait_words(facts, book, dealer),
        speaking_style=_speaking_style(facts, book, dealer),
        life_goal=dealer.deal(book.life_goals[facts.occupation]),
        goals=goals,
        backstory=book.sentence_gap.join(story),
        daily_routine=_routine(facts, book, dealer),
    )


def keep_written(prose: Prose, resident: ResidentSpec) -> Prose:
    """Return the prose with everything that the scenario's author wrote for this resident put in its place."""
    names = ("traits", "speaking_style", "life_goal", "goals", "backstory", "daily_routine")
    return replace(prose, **{name: value for name in names if (value := getattr(resident, name))})


def _level(value: int) -> int:
    """Return 0 for low, 1 for middle, 2 for high."""
    return (value >= _LOW) + (value > _HIGH)


def _trait_words(facts: PersonFacts, book: PhraseBook, dealer: _Dealer) -> str:
    """Name the most marked traits, most marked first."""
    by_mark = sorted(Trait, key=lambda trait: (-abs(facts.traits[trait] - 50), trait))
    marked = [trait for trait in by_mark if abs(facts.traits[trait] - 50) >= _MARKED][:_MOST_WORDS]
    words = [dealer.deal(book.trait_words[trait][facts.traits[trait] > 50]) for trait in marked]
    return book.comma.join(words if len(words) > 1 else [*words, dealer.deal(book.even_tempered)])


def _speaking_style(facts: PersonFacts, book: PhraseBook, dealer: _Dealer) -> str:
    manner = dealer.deal(book.manner[_level(facts.traits[Trait.EXTRAVERSION])])
    warmth = dealer.deal(book.warmth[_level(facts.traits[Trait.AGREEABLENESS])])
    habit = dealer.deal(book.habits_of_speech)
    return book.style.format(manner=manner, Manner=manner[0].upper() + manner[1:], warmth=warmth, habit=habit)


def _routine(facts: PersonFacts, book: PhraseBook, dealer: _Dealer) -> str:
    day = dealer.deal(book.at_work if facts.work else book.at_home)
    parts = (dealer.deal(book.mornings), day, dealer.deal(book.evenings), dealer.deal(book.to_bed))
    return book.sentence_gap.join(parts)
