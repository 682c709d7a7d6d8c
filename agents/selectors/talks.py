"""Talks in town for readers: what was said, by whom, how it went, and where news in it came from.

A reader sees a talk as it was at the moment that she looks at: what was said later is not there yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from agents.models import Medium, Memory, MemoryKind, Saying
from agents.selectors.telling import talk_summary, topic_words
from agents.voice import Act
from streams.kernel.ids import key_of
from streams.models import Account, Run
from world.models import Talk
from world.selectors.map import places_of
from world.selectors.moments import Moment

RECENT: Final = 5_000
"""Talks that are looked through for those at one place: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One turn of a talk.   act: name of agents.voice.Act in small letters.   event: seq of what is told, 0 = nothing."""

    number: int
    sim_time: int
    speaker: int
    speaker_name: str
    hearer: int
    hearer_name: str
    text: str
    act: str
    answers: int
    event: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkView:
    """A talk.   mood: -2 bad to 2 good, topic: in words; 0 and "" while it goes on.   names: of `members`, in order."""

    number: int
    sim_time: int
    ended_at: int  # 0 = goes on
    place: int
    place_name: str
    members: Sequence[int]  # who began first
    names: Sequence[str]
    turns: int  # that were spoken
    is_interrupted: bool
    topic: str
    mood: int
    summary: str
    lines: Sequence[LineView]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPage:
    """Talks, newest first.   before: what to ask for the next page with, 0 = there is no more."""

    talks: Sequence[TalkView]
    before: int


def talk_with_lines(moment: Moment, number: int) -> TalkView | None:
    """Show a talk with everything that was said in it so far; None if there is none. Four queries."""
    found = Talk.objects.numbered(moment.run.pk, number).filter(sim_time__lte=moment.sim_time)
    return next(iter(_views(moment, list(found))), None)


def latest_talks(moment: Moment, *, before: int = 0, limit: int = 20) -> TalkPage:
    """List the talks of a run, newest first.   before: a talk's number, 0 = from the newest. Four queries."""
    rows = _older(moment, before).order_by("-pk")[: limit + 1]
    return _page(moment, list(rows), limit)


def talks_from(moment: Moment, after: int, *, limit: int) -> list[TalkView]:
    """List talks with everything said in them, the oldest first, behind a talk's number. Four queries."""
    rows = Talk.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time, pk__gt=moment.key(after))
    return _views(moment, list(rows.order_by("pk")[:limit]))


def talks_at(moment: Moment, place: int, *, before: int = 0, limit: int = 20) -> TalkPage:
    """List talks at a place, newest first, of the newest RECENT of the run. Five queries."""
    newest = Talk.objects.of(moment.run.pk).order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return TalkPage(talks=(), before=0)
    rows = _older(moment, before).filter(pk__gt=newest - RECENT, place=place).order_by("-pk")[: limit + 1]
    return _page(moment, list(rows), limit)


def talks_of(moment: Moment, resident: int, *, before: int = 0, limit: int = 20) -> TalkPage:
    """List the talks that a resident took part in, newest first, with the one that goes on. Six queries.

    What she took part in is found by what she remembers, because nobody's third part is indexed.
    """
    remembered = Memory.objects.of(moment.run.pk).filter(resident=resident, kind=MemoryKind.CONVERSATION)
    if before:
        remembered = remembered.filter(item__lt=before)
    numbers = set(remembered.order_by("-item").values_list("item", flat=True)[: limit + 1])
    is_hers = Q(one=resident) | Q(other=resident) | Q(third=resident)
    numbers |= {talk.number for talk in _older(moment, before).filter(is_hers, ended_step=0)}
    rows = _older(moment, before).filter(pk__in=moment.keys(numbers)).order_by("-pk")[: limit + 1]
    return _page(moment, list(rows), limit)


def talks_going_on(moment: Moment, *, limit: int = 50) -> list[TalkView]:
    """List the talks that go on at the moment, newest first, of the newest RECENT of the run. Five queries."""
    newest = _older(moment, 0).order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return []
    goes_on = Q(ended_step=0) | Q(ended_at__gt=moment.sim_time)
    return _views(moment, list(_older(moment, 0).filter(goes_on, pk__gt=newest - RECENT).order_by("-pk")[:limit]))


def talks_between(moment: Moment, one: int, other: int, *, before: int = 0, limit: int = 20) -> TalkPage:
    """List the talks that two began with each other, newest first; not those that one of them joined. Four queries."""
    began = Q(one=one, other=other) | Q(one=other, other=one)
    return _page(moment, list(_older(moment, before).filter(began).order_by("-pk")[: limit + 1]), limit)


def lines_of(moment: Moment, talks: Iterable[int]) -> list[Saying]:
    """Read what was said in some talks up to the moment, in order. One query."""
    return list(
        Saying.objects.of(moment.run.pk)
        .filter(medium=Medium.TALK, item__in=list(talks), sim_time__lte=moment.sim_time)
        .order_by("pk")
    )


def names_of(run: Run, numbers: Iterable[int]) -> dict[int, str]:
    """Name accounts by number; 0 is nobody. One query."""
    keys = [key_of(run.pk, number) for number in sorted(set(numbers)) if number]
    found = {account.number: account.display_name for account in Account.objects.filter(pk__in=keys)}
    return {0: ""} | found


def place_names(run: Run, numbers: Iterable[int]) -> dict[int, str]:
    """Name places by number, in the run's language; 0 is nowhere. One query."""
    rows = places_of(run, {number for number in numbers if number})
    return {0: ""} | {n: place.name_zh if run.language == "zh" else place.name for n, place in rows.items()}


def _older(moment: Moment, before: int) -> QuerySet[Talk]:
    rows = Talk.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time)
    return rows.filter(pk__lt=moment.key(before)) if before else rows


def _page(moment: Moment, rows: Sequence[Talk], limit: int) -> TalkPage:
    talks = _views(moment, rows[:limit])
    return TalkPage(talks=talks, before=rows[limit - 1].number if len(rows) > limit else 0)


def _views(moment: Moment, rows: Sequence[Talk]) -> list[TalkView]:
    if not rows:
        return []
    said: dict[int, list[Saying]] = {talk.number: [] for talk in rows}
    for one in lines_of(moment, said):
        said[one.item].append(one)
    sayings = [one for lines in said.values() for one in lines]
    members = {who for talk in rows for who in (talk.one, talk.other, talk.third)}
    names = names_of(moment.run, members | {who for one in sayings for who in (one.speaker, one.hearer, one.owner)})
    places = place_names(moment.run, {talk.place for talk in rows} | {one.meet_place for one in sayings})
    return [_view(moment, talk, said[talk.number], names, places) for talk in rows]


def _view(
    moment: Moment, talk: Talk, sayings: Sequence[Saying], names: Mapping[int, str], places: Mapping[int, str]
) -> TalkView:
    is_over = bool(talk.ended_step) and talk.ended_at <= moment.sim_time
    has_third = talk.third and talk.third_at <= moment.sim_time
    members = (talk.one, talk.other, talk.third) if has_third else (talk.one, talk.other)
    return TalkView(
        number=talk.number,
        sim_time=talk.sim_time,
        ended_at=talk.ended_at if is_over else 0,
        place=talk.place,
        place_name=places[talk.place],
        members=members,
        names=[names[member] for member in members],
        turns=len(sayings),
        is_interrupted=is_over and talk.ending == Talk.Ending.INTERRUPTED,
        topic=topic_words(talk.topic) if is_over else "",
        mood=talk.mood if is_over else 0,
        summary=talk_summary(sayings, names, places),
        lines=[_line(one, names) for one in sayings],
    )


def _line(said: Saying, names: Mapping[int, str]) -> LineView:
    return LineView(
        number=said.number,
        sim_time=said.sim_time,
        speaker=said.speaker,
        speaker_name=names[said.speaker],
        hearer=said.hearer,
        hearer_name=names[said.hearer],
        text=said.text,
        act=Act(said.act).name.lower(),
        answers=said.answers,
        event=said.event,
    )
