"""The shape of a book of phrases. Slots in braces are filled by `agents.personas`."""

from dataclasses import dataclass

from world.contract import Trait
from world.occupations import Occupation

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseBook:
    """Phrases of one language. Levels are low, middle, high; slots: name, trade, work, years, he, his, him, He, His."""

    comma: str
    trades: dict[Occupation, str]
    pronouns: tuple[dict[str, str], ...]  # by gender number
    trait_words: dict[Trait, tuple[Phrases, Phrases]]  # low, high
    even_tempered: Phrases
    manner: tuple[Phrases, Phrases, Phrases]  # by extraversion
    warmth: tuple[Phrases, Phrases, Phrases]  # by agreeableness
    habits_of_speech: Phrases
    style: str  # slots manner, warmth, habit
    life_goals: dict[Occupation, Phrases]
    work_goals: dict[Occupation, Phrases]
    social_goals: tuple[Phrases, Phrases, Phrases]  # by extraversion
    own_goals: Phrases
    origins: Phrases
    turns: Phrases  # how the trade was come by
    turns_without_trade: dict[Occupation, Phrases]  # of those who study, look for work or have retired
    present: tuple[Phrases, Phrases, Phrases]  # by neuroticism
    mornings: Phrases  # slot wake
    at_work: Phrases  # slots start, end, work
    at_home: Phrases
    evenings: Phrases
    to_bed: Phrases  # slot bed
    sentence_gap: str
