"""How the tests read a text: what must never stand in one, and what a phrase can become."""

import re
from typing import Final

from agents.voice.grammar import Choice, Parts

_BROKEN: Final = {
    "en": re.compile(
        r"[{}<>|$\[\]]|\bNone\b|  | [.,!?;:]|\.{4,}|,[.!?]|[!?][.,]|\.,|\n|^[^\w\"'(]|\s$"
        r"|(?<!\.\.)(?<=[.!?]) [a-z]|^[a-z]|\b[Aa] [aeiou](?!ne\b|niv|se)|\b[Aa]n [bcdfgjklmnpqrstvwxyz]|\b[Tt]he (the|a|an) "
    ),
    "zh": re.compile(r"[{}<>|$\[\] ]|\n|None|[,;:?!]|[。，、：；？！]{2,}(?<!！！)|^[，。？！]|[，、：]$"),
}


def faults(text: str, language: str) -> list[str]:
    """List what is wrong with a text: something left of the grammar, a gap, a small letter, a wrong article, a stray mark."""
    return [match[0] for match in _BROKEN[language].finditer(text)]


def digits(text: str) -> list[str]:
    """List the numbers written in figures."""
    return re.findall(r"\d[\d.,]*\d|\d", text)


def opening(text: str, language: str) -> str:
    """Return the first four words, of a Chinese text the first six characters."""
    return text[:6] if language == "zh" else " ".join(text.split()[:4])


def spellings(parts: Parts) -> list[str]:
    """Write out everything that a phrase without slots can become."""
    texts = [""]
    for part in parts:
        if isinstance(part, Choice):
            endings = [text for option in part.options for text in spellings(option)]
            texts = [text + ending for text in texts for ending in endings]
        elif isinstance(part, str):
            texts = [text + part for text in texts]
    return texts
