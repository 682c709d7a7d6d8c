"""Words for writing people: one book of phrases a language, data only."""

from agents.persona_words.book import PhraseBook
from agents.persona_words.chinese import CHINESE
from agents.persona_words.english import ENGLISH

BOOKS: dict[str, PhraseBook] = {"en": ENGLISH, "zh": CHINESE}

__all__ = ["BOOKS", "PhraseBook"]
