"""The last events of a run as sentences, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass

from society.views.frame import Frame
from streams.kernel.simtime import clock_text
from streams.log.read import events_after
from streams.models import Event
from streams.selectors.record import seq_at
from world.models import Place
from world.selectors.districts import District, latest_of
from world.selectors.scene import faces_of
from world.sentences import Told, say, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as a sentence, with what it selects on the map (empty = nothing)."""

    seq: int
    time: str
    sentence: str
    sel: str
    href: str


def latest(frame: Frame, places: Mapping[int, Place], district: District, *, limit: int) -> list[Happening]:
    """Tell what happened last before the shown moment; in one district of several, the last of each of its people.

    Queries: the place in the record or the people, the events, the names.
    """
    if district.count > 1:
        return tell(frame, places, latest_of(frame.moment, district, limit=limit))
    until = seq_at(frame.run, frame.moment.sim_time)
    events = events_after(frame.run, max(0, until - limit), limit=limit)
    return tell(frame, places, [event for event in reversed(events) if event.seq <= until])


def tell(frame: Frame, places: Mapping[int, Place], events: list[Event]) -> list[Happening]:
    """Put events into sentences, in the given order. One query for the names."""
    read = [(event, told(event)) for event in events]
    faces = faces_of(frame.run, sorted({number for _, said in read for number in (said.who, said.other) if number}))
    names = {number: face.name for number, face in faces.items()}
    return [_happening(frame, event, said, names, places) for event, said in read]


def _happening(
    frame: Frame, event: Event, said: Told, names: Mapping[int, str], places: Mapping[int, Place]
) -> Happening:
    place = places.get(said.place)
    sel = f"resident-{said.who}" if said.who else f"place-{said.place}" if place else ""
    return Happening(
        seq=event.seq,
        time=clock_text(event.sim_time),
        sentence=say(
            said.key,
            who=names.get(said.who, ""),
            other=names.get(said.other, ""),
            place=place.label if place else "",
            rate=said.rate,
            text=said.text,
        ),
        sel=sel,
        href=frame.query(sel=sel) if sel else "",
    )
