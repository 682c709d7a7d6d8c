"""What a resident remembers, for readers: what befell her, whom she talked to, what she read, who became what to her."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agents.models import Memory, MemoryKind
from agents.selectors.occurrences import occurrence_text
from agents.selectors.relations import LEVELS
from agents.selectors.talks import names_of
from agents.voice import Occurrence
from world.selectors.map import labels_of
from world.selectors.moments import Moment
from world.ties import TieLevel

_FRAMES: Final[Mapping[MemoryKind, Promise | str]] = {
    MemoryKind.CONVERSATION: _("In a talk with {source}: {what}"),
    MemoryKind.READING: _("Read in a post by {source}: {what}"),
}
_BECAME: Final[Mapping[TieLevel, Promise | str]] = {
    TieLevel.STRANGER: _("{other} is a stranger again."),
    TieLevel.ACQUAINTANCE: _("{other} is an acquaintance now."),
    TieLevel.FRIEND: _("{other} is a friend now."),
    TieLevel.CLOSE_FRIEND: _("{other} is a close friend now."),
    TieLevel.BEST_FRIEND: _("{other} is one of the best friends now."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryView:
    """One memory.   text: a sentence.   event: seq, 0 = none.   item: number of the talk or the post, 0 = none.

    importance: 0-100.   valence: -2 bad to 2 good.   level: of a relation, the name of what it became.
    """

    number: int
    sim_time: int
    kind: MemoryKind
    text: str
    event: int
    source: int
    source_name: str
    item: int
    place: int
    place_name: str
    importance: int
    valence: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPage:
    """Memories, newest first.   before: what to ask for the next page with, 0 = there is no more."""

    memories: Sequence[MemoryView]
    before: int


def memories_of(
    moment: Moment, resident: int, *, kind: MemoryKind | None = None, before: int = 0, limit: int = 20
) -> MemoryPage:
    """List what a resident remembers, newest first.   before: a memory's number, 0 = from the newest. Three queries."""
    rows = Memory.objects.of(moment.run.pk).filter(resident=resident, sim_time__lte=moment.sim_time)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if before:
        rows = rows.filter(pk__lt=moment.key(before))
    found = list(rows.order_by("-pk")[: limit + 1])
    return MemoryPage(
        memories=_views(moment, found[:limit]), before=found[limit - 1].number if len(found) > limit else 0
    )


def _views(moment: Moment, rows: Sequence[Memory]) -> list[MemoryView]:
    people = {who for row in rows for who in (row.resident, row.source, row.owner, row.fact_other)}
    names = names_of(moment.run, people)
    places = labels_of(moment.run, {row.fact_place for row in rows})
    return [
        MemoryView(
            number=row.number,
            sim_time=row.sim_time,
            kind=MemoryKind(row.kind),
            text=_text(row, names),
            event=row.event,
            source=row.source,
            source_name=names[row.source],
            item=row.item,
            place=row.fact_place,
            place_name=places[row.fact_place],
            importance=row.importance,
            valence=row.valence,
            level=str(LEVELS[TieLevel(row.amount)]) if row.kind == MemoryKind.RELATION else "",
        )
        for row in rows
    ]


def _text(row: Memory, names: Mapping[int, str]) -> str:
    kind = MemoryKind(row.kind)
    if kind == MemoryKind.RELATION:
        return str(_BECAME[TieLevel(row.amount)]).format(other=names[row.source])
    what = occurrence_text(row.what, names[row.owner], names[row.fact_other])
    is_plain = kind not in _FRAMES or (row.owner == row.resident and row.what in (Occurrence.MET, Occurrence.QUARREL))
    return what if is_plain else str(_FRAMES[kind]).format(source=names[row.source], what=what)
