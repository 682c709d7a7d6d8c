"""Puts a language together from its phrases."""

from collections.abc import Callable, Mapping

from agents.voice.conditions import BITS
from agents.voice.dice import Dice
from agents.voice.facts import Occurrence
from agents.voice.grammar import Grammar
from agents.voice.scene import Language, Scene, Thing

_REFS = {"told": "news"}


def assemble(
    *,
    blocks: Mapping[Occurrence, str],
    plain: Mapping[Occurrence, str],
    answers: Mapping[Occurrence, str],
    shared: str,
    things: Mapping[Occurrence, Mapping[str, str]],
    slots: Mapping[str, str],
    forms: Mapping[str, Callable[[Scene], str]],
    gap: str,
    short: int,
    ease: int,
    aside: int,
    finish: Callable[[str, Scene, Dice], str],
) -> Language:
    """Compile the phrases of a language.

    blocks: sections of each occurrence; plain: its section of that name; answers: more sections, of some.
    PhraseError for one that cannot be read, KeyError for an occurrence without any.
    """
    grammar = Grammar(flags=BITS, slots=slots, refs=_REFS)
    return Language(
        blocks={
            what: grammar.sections(f"{blocks[what]}\n= plain\n{plain[what]}\n{answers.get(what, '')}")
            for what in Occurrence
        },
        shared=grammar.sections(shared),
        things={what: {kind: _things(text) for kind, text in kinds.items()} for what, kinds in things.items()},
        forms=forms,
        gap=gap,
        short=short,
        ease=ease,
        aside=aside,
        finish=finish,
    )


def _things(text: str) -> tuple[Thing, ...]:
    """Read `name; with its article | conditions`, separated by strokes; a star after the name makes it a plural."""
    return tuple(_thing(one) for one in text.split(" / "))


def _thing(text: str) -> Thing:
    words, _, conditions = text.partition("|")
    name, _, one = words.partition(";")
    flags = sum(BITS[condition] for condition in conditions.split())
    if name.strip().endswith("*"):
        flags |= BITS["plural"]
    return Thing(name.strip().rstrip("*"), one.strip() or name.strip().rstrip("*"), flags)
