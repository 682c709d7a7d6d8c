"""Talks ready for a template: who, where, when, how it went, and each line of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agents.selectors.talks import LineView, TalkView
from society.views.company.cast import Somebody, Somewhere, cast_of, settings_of, why_url
from society.views.frame import Frame
from society.views.words import moment_text, span_text, until_text
from streams.kernel.simtime import clock_text, world_time

MOODS: Final[Mapping[int, tuple[str, Promise | str]]] = {
    -2: ("bad", _("went badly")),
    -1: ("warn", _("a little cool")),
    0: ("", _("in passing")),
    1: ("good", _("friendly")),
    2: ("good", _("warm")),
}
"""Tone and word, by mood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """One turn.   side: which of those who talk speaks, 0 the one who began.   why: the page that says where it comes from."""

    who: Somebody
    side: int
    text: str
    time: str
    iso: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWords:
    """A talk in words; `lines` are empty where it stands in a list."""

    number: str
    href: str
    members: Sequence[Somebody]
    place: Somewhere | None
    time: str
    began: str
    iso: str
    lasted: str
    turns: int
    is_going_on: bool
    is_interrupted: bool
    tone: str
    mood: str
    topic: str
    summary: str
    lines: Sequence[LineWords] = ()


def talk_words(frame: Frame, talks: Sequence[TalkView], *, with_lines: bool = False) -> list[TalkWords]:
    """Put talks into words. Two queries: faces and places."""
    cast = cast_of(frame, (member for talk in talks for member in talk.members))
    places = settings_of(frame, (talk.place for talk in talks))
    return [_words(frame, talk, cast, places.get(talk.place), with_lines=with_lines) for talk in talks]


def _words(
    frame: Frame, talk: TalkView, cast: Mapping[int, Somebody], place: Somewhere | None, *, with_lines: bool
) -> TalkWords:
    tone, mood = MOODS[talk.mood] if talk.ended_at else ("", "")
    return TalkWords(
        number=str(talk.number),
        href=reverse("talk", args=[frame.run.pk, talk.number]) + frame.query(district=""),
        members=[cast[member] for member in talk.members],
        place=place,
        time=until_text(talk.sim_time, frame.moment.sim_time),
        began=moment_text(talk.sim_time),
        iso=world_time(talk.sim_time),
        lasted=span_text(talk.ended_at - talk.sim_time) if talk.ended_at else "",
        turns=talk.turns,
        is_going_on=not talk.ended_at,
        is_interrupted=talk.is_interrupted,
        tone=tone,
        mood=str(mood),
        topic=talk.topic,
        summary=talk.summary,
        lines=[_line(frame, line, cast, talk.members) for line in talk.lines] if with_lines else (),
    )


def _line(frame: Frame, line: LineView, cast: Mapping[int, Somebody], members: Sequence[int]) -> LineWords:
    return LineWords(
        who=cast[line.speaker],
        side=members.index(line.speaker),
        text=line.text,
        time=clock_text(line.sim_time),
        iso=world_time(line.sim_time),
        why=why_url(frame, "line", line.number) if line.event else "",
    )
