"""What a day was about: what went round most, who became friends or fell out, who met whom, whose work changed.

Everything is read from rows in the order of time: their numbers at a midnight are found by the snapshots around it. Of a
day that left more than LOOKED_AT rows of a kind, only the last ones are looked through.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db import models
from django.db.models import Count, F, Min, Q, QuerySet

from agents.models import Appointment, Medium, Memory, MemoryKind, Saying
from agents.voice import Occurrence
from streams.kernel.simtime import DAY_S
from streams.models import Snapshot
from streams.writer.tables import table_of
from world.economy.employment import Cause
from world.models import Employment
from world.selectors.moments import Moment
from world.ties import TieLevel

M = TypeVar("M", bound=models.Model)

LOOKED_AT: Final = 20_000
"""Rows of a kind and a day that are looked through, the last ones."""
NEWS_MAX: Final = 8
CHANGES_MAX: Final = 12
_AHEAD: Final = 2
"""Days before which nobody agrees to meet."""
_NEWS_KINDS: Final = (MemoryKind.CONVERSATION, MemoryKind.READING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Something that went round.   event: seq.   heard, read: by how many.   passed_on: how often it was told or written.

    medium, item: of who told it first that day: number of the talk, the post, the comment; None, 0 = nobody.
    """

    event: int
    what: int
    owner: int
    other: int
    place: int
    time: int
    heard: int
    read: int
    passed_on: int
    medium: Medium | None
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Two came to another level, as one of them sees it.   is_mutual: both did, that day.   talk: in which, 0 = none."""

    one: int
    other: int
    level: TieLevel
    is_up: bool
    is_mutual: bool
    sim_time: int
    talk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarrel:
    """Two fell out.   talk: in which, 0 = not known."""

    one: int
    other: int
    place: int
    sim_time: int
    talk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTurn:
    """Somebody's work changed."""

    resident: int
    cause: Cause
    occupation: int
    workplace: int
    sim_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day in what it was about.   is_cut: more happened than was looked through."""

    news: Sequence[Spread]
    turns: Sequence[Turn]
    quarrels: Sequence[Quarrel]
    appointments: Sequence[Appointment]
    work: Sequence[WorkTurn]
    is_cut: bool


def day_in_short(moment: Moment, midnight: int) -> Day:
    """Say what the day that begins at a midnight was about, up to the moment. Eleven queries."""
    memories, is_cut = _of_day(moment, Memory, midnight)
    sayings, is_more = _of_day(moment, Saying, midnight)
    return Day(
        news=_news(memories, sayings),
        turns=_turns(memories),
        quarrels=_quarrels(memories),
        appointments=_appointments(moment, midnight),
        work=_work(moment, midnight),
        is_cut=is_cut or is_more,
    )


def _of_day(moment: Moment, model: type[M], midnight: int, *, days_before: int = 0) -> tuple[QuerySet[M], bool]:
    """Select the rows that a day left, up to the moment; whether there were more than are looked through."""
    table = table_of(model).name
    first = _given(moment, table, midnight - days_before * DAY_S, is_before=True) + 1
    last = _given(moment, table, midnight + DAY_S, is_before=False)
    is_cut = last - first >= LOOKED_AT
    rows: QuerySet[M] = model._default_manager.filter(
        pk__gte=moment.key(max(first, last - LOOKED_AT + 1)), pk__lte=moment.key(last), sim_time__lte=moment.sim_time
    )
    if days_before:
        return rows, is_cut
    return rows.filter(sim_time__gte=midnight, sim_time__lt=midnight + DAY_S), is_cut


def _given(moment: Moment, table: str, at: int, *, is_before: bool) -> int:
    """Say how many rows a table had at the snapshot at or before a moment, or at the one after it; the record's if none is."""
    rows = Snapshot.objects.of(moment.run.pk)
    rows = rows.filter(sim_time__lte=at).order_by("-pk") if is_before else rows.filter(sim_time__gte=at).order_by("pk")
    counters = rows.values_list("counters", flat=True).first()
    if counters is None:
        return 0 if is_before else moment.counters.get(table, 0)
    return int(json.loads(counters).get(table, 0))


def _news(memories: QuerySet[Memory], sayings: QuerySet[Saying]) -> list[Spread]:
    """Find what most people heard or read of others."""
    told = memories.filter(kind__in=_NEWS_KINDS, event__gt=0).exclude(owner=F("resident")).order_by()
    counted: Any = told.values("event").annotate(
        people=Count("resident", distinct=True),
        read=Count("resident", distinct=True, filter=Q(kind=MemoryKind.READING)),
        heard=Count("resident", distinct=True, filter=Q(kind=MemoryKind.CONVERSATION)),
        first=Min("pk"),
    )
    top = list(counted.order_by("-people", "event")[:NEWS_MAX])
    facts = Memory.objects.in_bulk([row["first"] for row in top])
    said: Any = sayings.filter(event__in=[row["event"] for row in top]).order_by()
    passed_on = {row["event"]: row for row in said.values("event").annotate(times=Count("pk"), first=Min("pk"))}
    firsts = Saying.objects.in_bulk([row["first"] for row in passed_on.values()])
    return [_spread(row, facts[row["first"]], passed_on.get(row["event"]), firsts) for row in top]


def _spread(
    row: Mapping[str, int], fact: Memory, passed_on: Mapping[str, int] | None, firsts: Mapping[int, Saying]
) -> Spread:
    said = firsts[passed_on["first"]] if passed_on else None
    return Spread(
        event=fact.event,
        what=fact.what,
        owner=fact.owner,
        other=fact.fact_other,
        place=fact.fact_place,
        time=fact.fact_time,
        heard=row["heard"],
        read=row["read"],
        passed_on=passed_on["times"] if passed_on else 0,
        medium=Medium(said.medium) if said else None,
        item=said.item if said else 0,
    )


def _turns(memories: QuerySet[Memory]) -> list[Turn]:
    """Find who came to be friends, or more, and who no longer is; the closest first, of two the earlier side."""
    rows = list(memories.filter(kind=MemoryKind.RELATION).order_by("pk"))
    is_friendship = [row for row in rows if max(row.amount, row.count) >= TieLevel.FRIEND]
    sides = {(row.resident, row.source, row.amount > row.count) for row in is_friendship}
    turns: dict[tuple[int, int, bool], Turn] = {}
    for row in is_friendship:
        is_up = row.amount > row.count
        turns.setdefault(
            (min(row.resident, row.source), max(row.resident, row.source), is_up),
            Turn(
                one=row.resident,
                other=row.source,
                level=TieLevel(row.amount),
                is_up=is_up,
                is_mutual=(row.source, row.resident, is_up) in sides,
                sim_time=row.sim_time,
                talk=row.item,
            ),
        )
    ordered = sorted(turns.values(), key=lambda turn: (not turn.is_mutual, -turn.level, turn.sim_time, turn.one))
    return ordered[:CHANGES_MAX]


def _quarrels(memories: QuerySet[Memory]) -> list[Quarrel]:
    """Find who fell out: both remember it, and the talk that it happened in."""
    rows = memories.filter(kind=MemoryKind.OBSERVATION, what=Occurrence.QUARREL, owner=F("resident")).order_by("pk")
    found = {(row.event, frozenset((row.owner, row.fact_other))): row for row in reversed(rows[: 2 * CHANGES_MAX])}
    talks = _talks_at(memories, [row.sim_time for row in found.values()])
    return [
        Quarrel(
            one=row.owner,
            other=row.fact_other,
            place=row.fact_place,
            sim_time=row.fact_time,
            talk=talks.get((row.owner, row.sim_time), 0),
        )
        for row in sorted(found.values(), key=lambda row: row.pk)
    ]


def _talks_at(memories: QuerySet[Memory], times: Sequence[int]) -> dict[tuple[int, int], int]:
    """Say in which talk each resident was that ended at one of these times."""
    rows = memories.filter(kind=MemoryKind.CONVERSATION, sim_time__in=times)
    return {(who, at): talk for who, at, talk in rows.values_list("resident", "sim_time", "item")}


def _appointments(moment: Moment, midnight: int) -> list[Appointment]:
    """Find whose time was that day, in order of time."""
    rows, _ = _of_day(moment, Appointment, midnight, days_before=_AHEAD)
    return list(rows.filter(at__gte=midnight, at__lt=midnight + DAY_S).order_by("at", "pk")[:CHANGES_MAX])


def _work(moment: Moment, midnight: int) -> list[WorkTurn]:
    rows, _ = _of_day(moment, Employment, midnight)
    return [
        WorkTurn(
            resident=row.resident,
            cause=Cause(row.cause),
            occupation=row.occupation if row.workplace else row.occupation_before,
            workplace=row.workplace or row.workplace_before,
            sim_time=row.sim_time,
        )
        for row in rows.order_by("pk")[:CHANGES_MAX]
    ]
