"""Where something that was said came from: who told whom, back to the one to whom it happened, and its event."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agents.models import Memory, MemoryKind, Saying
from agents.selectors.talks import names_of
from agents.selectors.telling import about
from streams.log.read import events_numbered
from streams.models import Event
from world.selectors.moments import Moment

HOPS: Final = 8
"""Tellers that are followed back, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HopView:
    """One who knew of it.   source: from whom, 0 = lived through it herself.   item: number of the talk or of the post.

    is_read: whether it was read online.
    """

    knower: int
    name: str
    sim_time: int
    source: int
    item: int
    is_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Why something was said.   what: in words.   event: what it goes back to, None where that day is pruned or it tells nothing.

    hops: from the speaker back; the last is the one to whom it happened, unless the way was too long or nobody remembers it.
    """

    what: str
    owner: int
    owner_name: str
    event_seq: int
    event: Event | None
    hops: Sequence[HopView]


def why_said(moment: Moment, number: int) -> OriginView | None:
    """Say where what somebody said, wrote or posted came from; None if there is no such saying, or it tells of nothing.

    number: of the saying. Four queries and one for each who passed it on; more where the event is archived.
    """
    said: Saying | None = Saying.objects.numbered(moment.run.pk, number).first()
    if said is None or not said.event or said.sim_time > moment.sim_time:
        return None
    found = _way_back(moment, said)
    names = names_of(moment.run, {said.owner, *(row.resident for row in found)})
    return OriginView(
        what=about(said),
        owner=said.owner,
        owner_name=names[said.owner],
        event_seq=said.event,
        event=events_numbered(moment.run, actors={said.event: said.owner}).get(said.event),
        hops=[
            HopView(
                knower=row.resident,
                name=names[row.resident],
                sim_time=row.sim_time,
                source=row.source,
                item=row.item,
                is_read=row.kind == MemoryKind.READING,
            )
            for row in found
        ],
    )


def _way_back(moment: Moment, said: Saying) -> list[Memory]:
    """Follow who remembers the event from whom, from the speaker to the one to whom it happened."""
    found: list[Memory] = []
    knower, known_by = said.speaker, said.sim_time
    while len(found) < HOPS:
        rows = Memory.objects.of(moment.run.pk).filter(resident=knower, event=said.event, sim_time__lte=known_by)
        row = rows.exclude(kind=MemoryKind.RELATION).order_by("pk").first()
        if row is None:
            return found
        found.append(row)
        if knower == said.owner or not row.source or row.source == knower:
            return found
        knower, known_by = row.source, row.sim_time
    return found
