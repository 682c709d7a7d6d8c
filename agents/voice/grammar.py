"""A small grammar of phrases: written as text, compiled once, expanded with dice.

A section begins with `= name`; each line after it is one way to say it:

    [good !home] {Had|It was} $a$at. <aside>

    [..]     what must hold (or, with `!`, must not) for the line to be used; a line that asks for something is preferred
    {a|b|}   one of these, which may nest
    $word    a slot, filled by the language's forms; a line with a slot that has nothing to fill it is never used
    <name>   another section, of the same occurrence or of the language; <Name> gives it a capital
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from agents.voice.dice import Dice

_TRIES: Final = 10
_LEANING: Final = 3
_TOKEN: Final = re.compile(r"\$[A-Za-z_]+|<[A-Za-z][a-z_.]*>|[{|}]")
_GUARD: Final = re.compile(r"\[([^\]]*)\]\s*")


class PhraseError(ValueError):
    """A phrase is written wrongly; it says which."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a phrase for a word from the facts."""

    name: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in a phrase for a line of another section; with a capital when it begins a sentence."""

    name: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives within a line."""

    options: tuple["Parts", ...]


Part = str | Slot | Ref | Choice
Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)  # a line is looked for in its section as itself
class Line:
    """One way to say something.   needs, bars: bits of flags that must and must not be set."""

    parts: Parts
    needs: int
    bars: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A section: lines to choose from."""

    name: str
    lines: tuple[Line, ...]

    def pick(self, flags: int, dice: Dice, lean: int = 0) -> Line | None:
        """Draw a line whose conditions hold, None if there is none.

        Trying one after the other is quicker than sifting all: most lines fit. Lines without conditions pass every other time.
        lean: conditions of which a line should ask for one; others pass one time in three.
        """
        lines = self.lines
        count = len(lines)
        for _ in range(_TRIES):
            line = lines[dice.below(count)]
            needs = line.needs
            if flags & needs != needs or flags & line.bars or (not needs and dice.below(2)):
                continue
            if not lean or needs & lean or not dice.below(_LEANING):
                return line
        fitting = [line for line in lines if flags & line.needs == line.needs and not flags & line.bars]
        return fitting[dice.below(len(fitting))] if fitting else None


Section = Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiles phrases.

    flags: the bit of each condition.   slots: the condition under which each slot can be filled, "" = always.
    refs: the condition under which some sections can be referred to.
    """

    flags: Mapping[str, int]
    slots: Mapping[str, str]
    refs: Mapping[str, str] = field(default_factory=dict)

    def sections(self, text: str) -> dict[str, Rule]:
        """Compile a text of sections. PhraseError names the line that cannot be read."""
        found: dict[str, list[Line]] = {}
        lines: list[Line] | None = None
        for raw in text.splitlines():
            written = raw.strip()
            if written.startswith("= "):
                lines = found.setdefault(written[2:].strip(), [])
            elif written:
                if lines is None:
                    raise PhraseError(f"a line before the first section: {written!r}")
                lines.append(self._line(written))
        return {name: Rule(name, tuple(lines)) for name, lines in found.items()}

    def _line(self, written: str) -> Line:
        needs = bars = 0
        text = written
        if guard := _GUARD.match(written):
            text = written[guard.end() :]
            for word in guard[1].split():
                if word.startswith("!"):
                    bars |= self._bit(word[1:], written)
                else:
                    needs |= self._bit(word, written)
        parts, rest = self._parts(text, 0, inside=False)
        if rest != len(text):
            raise PhraseError(f"a bracket too many: {written!r}")
        for name in _names(parts, Slot):
            if name not in self.slots:
                raise PhraseError(f"no slot ${name}: {written!r}")
            needs |= self._bit(self.slots[name], written) if self.slots[name] else 0
        for name in _names(parts, Ref):
            needs |= self._bit(self.refs[name], written) if name in self.refs else 0
        return Line(parts, needs, bars)

    def _bit(self, name: str, written: str) -> int:
        if name not in self.flags:
            raise PhraseError(f"no condition {name!r}: {written!r}")
        return self.flags[name]

    def _parts(self, text: str, at: int, *, inside: bool) -> tuple[Parts, int]:
        """Read parts from a position up to the end or to the | or } that ends them; return them and where they end."""
        parts: list[Part] = []
        while at < len(text):
            token = _TOKEN.search(text, at)
            start = token.start() if token else len(text)
            if start > at:
                parts.append(text[at:start])
            if token is None:
                at = start
            elif token[0] == "{":
                choice, at = self._choice(text, token.end())
                parts.append(choice)
            elif token[0] in "|}":
                if not inside:
                    raise PhraseError(f"{token[0]!r} outside of a choice: {text!r}")
                return tuple(parts), start
            else:
                parts.append(Slot(token[0][1:]) if token[0][0] == "$" else _ref(token[0][1:-1]))
                at = token.end()
        if inside:
            raise PhraseError(f"a choice is not closed: {text!r}")
        return tuple(parts), at

    def _choice(self, text: str, at: int) -> tuple[Choice, int]:
        options: list[Parts] = []
        while True:
            parts, end = self._parts(text, at, inside=True)
            options.append(parts)
            at = end + 1
            if text[end] == "}":
                return Choice(tuple(options)), at


def _ref(name: str) -> Ref:
    return Ref(name.lower(), name[0].isupper())


def _names(parts: Parts, kind: type[Slot] | type[Ref]) -> list[str]:
    """Name all slots or references of some parts, those within choices too."""
    names: list[str] = []
    for part in parts:
        if isinstance(part, Choice):
            for option in part.options:
                names += _names(option, kind)
        elif isinstance(part, kind):
            names.append(part.name)
    return names
