"""The languages that are spoken, compiled when first asked for."""

from functools import cache

from agents.voice.chinese import chinese
from agents.voice.english import english
from agents.voice.scene import Language


@cache
def language(code: str) -> Language:
    """Return a language.   code: "zh" is Chinese, anything else English."""
    return chinese() if code == "zh" else english()
