"""The words of a text as search keeps them: hashes of words, and of pairs of Chinese characters.

Both stores search by the same rows, so a text is taken apart here and by neither of them. Chinese has no spaces: each two
neighbouring characters are a word, so every word of two characters or more is found by its pairs, without a dictionary.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import Final

TOKENS_MAX: Final = 200
"""Tokens kept of one text."""

# Han with its extensions, and the two kana that are mixed with it.
_HAN: Final = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_LETTER: Final = rf"[^\W_{_HAN}]"
_PIECE: Final = re.compile(rf"(?P<han>[{_HAN}]+)|{_LETTER}+(?:'{_LETTER}+)*")
_PLAIN_WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
"""What _PIECE finds in small letters of ASCII."""

_STOPPED: Final = (
    "a am an and are as at be been but by can could did do does don't for from had has have he her hers him his how i i'm "
    "i've if in into is it it's its just me my no not of on or our she so than that the their them then there these they "
    "this those to too up us very was we were what when which who will with would you your"
)
STOP_WORDS: Final = frozenset(_STOPPED.split())
"""English words that nearly every text has: not kept, and not asked for."""
_PARTICLES: Final = frozenset("的了是在我你他她它们这那有和就不都也很吗呢吧啊呀着过把被一个还又再没真太")
"""Characters that stand between words more often than in them."""


def tokens_of(text: str) -> list[int]:
    """List the distinct tokens of a text in the order in which they first appear, at most TOKENS_MAX; each in [0, 2**63)."""
    return list(map(token_of, words_of(text)))


def words_of(text: str) -> list[str]:
    """List the distinct words that the tokens stand for, in the same order: `tokens_of` without the hashes."""
    if text.isascii():
        return _plain_words(text.lower())
    found: dict[str, None] = {}
    for piece in _PIECE.finditer(normal(text)):
        if piece["han"]:
            found.update(dict.fromkeys(_pairs(piece["han"])))
        elif (word := piece[0].removesuffix("'s")) not in STOP_WORDS:
            found[word] = None
        if len(found) >= TOKENS_MAX:
            break
    return list(found)[:TOKENS_MAX]


@lru_cache(maxsize=1 << 16)
def token_of(word: str) -> int:
    """Hash one word, as `words_of` gives it, to 63 bits: the same on every machine and forever."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest()) >> 1


def normal(text: str) -> str:
    """Write a text in one way: full-width letters as plain ones, no capitals, one kind of apostrophe."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).replace("\u2019", "'")


def is_han(word: str) -> bool:
    """Whether a word of `words_of` is Chinese: one or two characters."""
    return _HAN_WORD.fullmatch(word) is not None


def is_telling(word: str) -> bool:
    """Whether a word of `words_of` says something by itself, alone on a list of words."""
    if is_han(word):
        return len(word) == 2 and _PARTICLES.isdisjoint(word)
    return len(word) > 2 and not word.isdecimal()


_HAN_WORD: Final = re.compile(rf"[{_HAN}]{{1,2}}")


def _plain_words(text: str) -> list[str]:
    """List the words of a text in small letters of ASCII, as most are in English: a third of the way of all others."""
    words = dict.fromkeys(_PLAIN_WORD.findall(text))
    if "'" in text:
        words = dict.fromkeys(word.removesuffix("'s") for word in words)
    return [word for word in words if word not in STOP_WORDS][:TOKENS_MAX]


def _pairs(run: str) -> list[str]:
    """Cut a run of Chinese characters into neighbouring pairs; one alone stays itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
