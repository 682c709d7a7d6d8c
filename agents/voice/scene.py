"""A scene: a speaker, what happened, and those it is said to; and the words that a phrase becomes in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from agents.voice.conditions import BITS, UNDATED, nature_of, of_fact, of_speaker, of_tie
from agents.voice.dice import Dice
from agents.voice.facts import Fact, Occurrence
from agents.voice.grammar import Choice, Line, Parts, Rule, Section, Slot
from agents.voice.speakers import Speaker, Voice, voice_of
from agents.voice.stances import Stance, Tie

NOTHING: Final = Fact(what=Occurrence.QUIET_DAY)
_BY, _AUTHOR, _TO, _HERO, _NEWS, _MOMENT = (BITS[name] for name in ("by", "author", "to", "hero", "news", "moment"))
_PLACE, _THING, _PLURAL = BITS["place"], BITS["thing"], BITS["plural"]
_HEARD: Final = Occurrence.HEARD  # to look a member up in its enumeration costs as much as a call
_FELT: Final = BITS["good"] | BITS["bad"]
_OUTER: Final = sum(BITS[name] for name in ("good", "bad", "great", "awful", "stirred", "calm"))
"""Every condition of a feeling."""
_OF_NOTHING: Final = of_fact(NOTHING) & UNDATED


@dataclass(frozen=True, slots=True)
class Thing:
    """What a fact is about, made up: a dish, a book, a chore.   one: with its article or measure; flags: what it implies."""

    name: str
    one: str
    flags: int


Things = Mapping[Occurrence, Mapping[str, tuple[Thing, ...]]]
"""By occurrence and type of place; "" = any other place."""


@dataclass(frozen=True, slots=True)
class Language:
    """All that one language needs.

    blocks: the sections of each occurrence.   shared: those of all.   things: what facts may be about.
    forms: how each slot is filled.   gap: what stands between sentences.   finish: what a speaker does to the end of a text.
    short: characters under which a post may want another sentence.
    ease, aside: percent of posts that begin with how they came to be written, and that tell what else there was to see.
    """

    blocks: Mapping[Occurrence, Section]
    shared: Section
    things: Things
    forms: "Mapping[str, Callable[[Scene], str]]"
    gap: str
    short: int
    ease: int
    aside: int
    finish: "Callable[[str, Scene, Dice], str]"


def _character_of(speaker: Speaker) -> tuple[Voice, int]:
    """Give a speaker's voice and the conditions that she meets."""
    if speaker.character is None:
        voice = voice_of(speaker)
        speaker.character = voice, of_speaker(speaker, voice)
    return speaker.character


class Scene:
    """What phrases are chosen by and filled from."""

    __slots__ = (
        "author",
        "block",
        "by",
        "fact",
        "flags",
        "hero",
        "invitation",
        "language",
        "speaker",
        "thing",
        "to",
        "told",
        "voice",
        "what",
        "words",
    )

    def __init__(
        self, language: Language, speaker: Speaker, fact: Fact | None, *, author: str = "", by: str = "", to: str = ""
    ) -> None:
        self.language, self.speaker = language, speaker
        self.voice, character = _character_of(speaker)
        self.author, self.by, self.to, self.hero = author, by, to, ""
        self.invitation: Stance | None = None
        self.words: dict[str, str] = {}
        self.told = fact
        told = fact or NOTHING
        self.what = told.what
        self.flags = character | (of_fact(told) if fact else _OF_NOTHING)
        self.block = language.blocks[told.what]
        if told.what == _HEARD:
            told = self._listen(told)
        self.fact = told
        if author:
            self.flags |= _AUTHOR
        if by:
            self.flags |= _BY
        if to:
            self.flags |= _TO
        self.thing = self._imagine()

    def _listen(self, heard: Fact) -> Fact:
        """Take the place, time and company of what was heard of."""
        if heard.who:
            self.hero = heard.who[0]
            self.flags |= _HERO
        if heard.of is None or heard.of.what == _HEARD:
            return heard
        # whether it is to be pitied or celebrated is in the nature of the thing, not in how it felt that day
        nature = nature_of(heard.of.what)
        self.flags = _character_of(self.speaker)[1] | (of_fact(heard.of) & ~_OUTER) | nature | _NEWS
        if self.hero:
            self.flags |= _HERO
        # what happened to somebody else is told in the third person; all else is said of the hearsay itself
        self.block = {**self.block, "told": self.language.blocks[heard.of.what]["told"]}
        return heard.of

    def _imagine(self) -> Thing | None:
        """Choose what the fact is about; the same for everybody who tells of it."""
        by_kind = self.language.things.get(self.fact.what)
        if not by_kind:
            return None
        things = by_kind.get(self.fact.kind) or by_kind[""]
        thing = things[self.fact.seed % len(things)]
        self.flags |= _THING | thing.flags
        return thing

    def meet(self, tie: Tie) -> None:
        """Say how well the speaker knows whom she speaks to."""
        self.flags |= of_tie(tie)

    def address(self, to: str) -> None:
        """Speak to somebody by name."""
        self.to = to
        self.flags |= _TO

    def invite(self, invitation: Stance) -> None:
        """Speak of an invitation: its place and time are what slots say."""
        self.invitation = invitation
        self.flags &= ~_PLACE
        if invitation.place:
            self.flags |= _PLACE
        if invitation.when_s >= 0:
            self.flags |= _MOMENT

    def section(self, name: str) -> Rule | None:
        """Find a section: of the occurrence, else of the language."""
        return self.block.get(name) or self.language.shared.get(name)

    def has(self, condition: str) -> bool:
        """Say whether a condition is met."""
        return bool(self.flags & BITS[condition])

    @property
    def glee(self) -> int:
        """Percent of texts that end in an exclamation mark: of something good, by temper and by how much it stirred."""
        if not self.has("good"):
            return 0
        return (30 if self.has("lively") else 5) + (25 if self.has("stirred") else 0) - (5 if self.has("calm") else 0)

    def join(self, parts: list[str]) -> str:
        """Put sentences together."""
        return self.language.gap.join([part for part in parts if part])

    def write(self, name: str, dice: Dice) -> str:
        """Write a line of a section; "" if there is no such section or none of its lines fits."""
        return self._write(self.section(name), dice)

    def write_counted(self, name: str, dice: Dice) -> tuple[str, int]:
        """Write a line of the language's own section that has one that fits; return which of its lines it is."""
        rule = self.language.shared[name]
        line = rule.pick(self.flags, dice)
        assert line is not None, f"{name} has a line for everybody"
        return self._written(line, dice), rule.lines.index(line)

    def write_nth(self, name: str, nth: int, dice: Dice) -> str:
        """Write the line of the language's own section that goes with the nth of another one."""
        lines = self.language.shared[name].lines
        return self._written(lines[nth % len(lines)], dice)

    def tell(self, name: str, dice: Dice) -> str:
        """Write a line of the occurrence's own that shows how it felt, if it felt like anything."""
        return self._write(self.block.get(name), dice, self.flags & _FELT)

    def write_of_block(self, name: str, dice: Dice) -> str:
        """Write a line of the occurrence's own section."""
        return self._write(self.block.get(name), dice)

    def _write(self, rule: Rule | None, dice: Dice, lean: int = 0) -> str:
        line = rule.pick(self.flags, dice, lean) if rule else None
        return "" if line is None else self._written(line, dice)

    def _written(self, line: Line, dice: Dice) -> str:
        out: list[str] = []
        self._expand(line.parts, dice, out)
        return "".join(out)

    def _expand(self, parts: Parts, dice: Dice, out: list[str]) -> None:
        words = self.words
        for part in parts:
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Slot):
                name = part.name
                word = words.get(name)
                if word is None:
                    word = words[name] = self.language.forms[name](self)
                out.append(word)
            elif isinstance(part, Choice):
                options = part.options
                self._expand(options[dice.below(len(options))], dice, out)
            else:
                text = self.write(part.name, dice)
                out.append(text[:1].upper() + text[1:] if part.is_first else text)
