"""Frames: what viewers' sockets are sent, made once for all viewers with the same subscription. Plain Python.

A chunk is a gapless range of the record, already written as JSON. Its frames are kept as long as the chunk, so that a
hundred viewers of the same channels share one text. What concerns few carries its readers, and only they have frames
of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

import orjson

from streams.live.areas import Area, Way

CHUNK_ROWS: Final = 250
"""Rows read and framed at a time: one decision gives up to three events, and they must fit in half a window."""


class Channel(StrEnum):
    """What a viewer can subscribe to."""

    AGENTS = "agents"
    CONVERSATIONS = "conversations"
    WORLD = "world"
    ECONOMY = "economy"
    POSTS = "posts"
    PERSONAL = "personal"
    """What is told to nobody but the accounts that it concerns: messages, notices."""


Channels = frozenset[Channel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What a viewer wants to be told of: channels, what certain agents do or have done to them, moves in areas.

    agents: by number.
    """

    channels: Channels = frozenset()
    agents: frozenset[int] = frozenset()
    areas: frozenset[Area] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.channels or self.agents or self.areas)

    def __or__(self, other: "Interest") -> "Interest":
        return Interest(
            channels=self.channels | other.channels,
            agents=self.agents | other.agents,
            areas=self.areas | other.areas,
        )

    def __sub__(self, other: "Interest") -> "Interest":
        return Interest(
            channels=self.channels - other.channels,
            agents=self.agents - other.agents,
            areas=self.areas - other.areas,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedEvent:
    """An event in JSON without its last brace, so that a frame may add a field.

    agents: who did it and to whom, by number, 0 = nobody.   readers: the accounts that may have it, by number; empty =
    everybody.   way: where somebody walks, in metres.
    """

    channel: Channel
    text: str
    agents: tuple[int, int] = (0, 0)
    readers: frozenset[int] = field(default_factory=frozenset)
    way: Way = ()

    def is_for(self, interest: Interest, account: int) -> bool:
        """Whether a viewer with this account, 0 = nobody's, is to be told."""
        is_wanted = (
            self.channel in interest.channels
            or not interest.agents.isdisjoint(self.agents)
            or any(area.is_touched_by(self.way) for area in interest.areas)
        )
        return is_wanted and (not self.readers or account in self.readers)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedRow:
    """A row of the record with what it gives to viewers, in order."""

    seq: int
    events: Sequence[EncodedEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Frames for one subscription, and how many events they hold."""

    texts: Sequence[str]
    events: int


class Chunk:
    """A gapless range of encoded rows; never empty."""

    def __init__(self, rows: Sequence[EncodedRow]) -> None:
        self.rows = rows
        self._made: dict[tuple[Interest, int | None, int], Frames] = {}
        self._touched: dict[Area, bool] = {}

    @property
    def first_seq(self) -> int:
        """The first row's number."""
        return self.rows[0].seq

    @property
    def last_seq(self) -> int:
        """The last row's number."""
        return self.rows[-1].seq

    def after(self, seq: int) -> "Chunk":
        """Leave out rows up to seq; first_seq <= seq < last_seq."""
        return Chunk(self.rows[seq + 1 - self.first_seq :])

    @cached_property
    def readers(self) -> frozenset[int]:
        """Accounts that something here is for alone."""
        return frozenset().union(*(event.readers for row in self.rows for event in row.events))

    @cached_property
    def agents(self) -> frozenset[int]:
        """Whom something here is about."""
        return frozenset(agent for row in self.rows for event in row.events for agent in event.agents)

    @cached_property
    def ways(self) -> Sequence[Way]:
        """Where somebody walks here."""
        return [event.way for row in self.rows for event in row.events if event.way]

    def batch(self, interest: Interest, *, first_seq: int, account: int = 0) -> Frames:
        """Make one `events` frame that covers first_seq to the chunk's end; no frame if nothing of it is subscribed.

        account: the viewer's, 0 = nobody's.
        """
        return self._cached(interest, first_seq, account)

    def singles(self, interest: Interest, *, account: int = 0) -> Frames:
        """Make a frame for each subscribed event.   account: the viewer's, 0 = nobody's."""
        return self._cached(interest, None, account)

    def _cached(self, interest: Interest, first_seq: int | None, account: int) -> Frames:
        wanted = self._occurring(interest)
        reader = account if account in self.readers else 0
        key = (wanted, first_seq, reader)
        if key not in self._made:
            chosen = [[event.text for event in row.events if event.is_for(wanted, reader)] for row in self.rows]
            self._made[key] = _singles(chosen) if first_seq is None else _batch(chosen, first_seq, self.last_seq)
        return self._made[key]

    def _occurring(self, interest: Interest) -> Interest:
        """Leave out agents and areas that nothing here is about: they make no difference, so viewers share their frames."""
        if not interest.agents and not interest.areas:
            return interest
        is_of_all = Channel.AGENTS in interest.channels
        areas = () if is_of_all else (area for area in interest.areas if self._is_touched(area))
        return Interest(channels=interest.channels, agents=interest.agents & self.agents, areas=frozenset(areas))

    def _is_touched(self, area: Area) -> bool:
        if area not in self._touched:
            self._touched[area] = any(area.is_touched_by(way) for way in self.ways)
        return self._touched[area]


def _singles(chosen: Sequence[Sequence[str]]) -> Frames:
    """Mark all but the last event of a row: who is cut off between them has not got the row."""
    texts = [
        f"{text}}}" if i == len(row) else f'{text},"more":true}}'
        for row in chosen
        for i, text in enumerate(row, start=1)
    ]
    return Frames(texts=texts, events=len(texts))


def _batch(chosen: Sequence[Sequence[str]], first_seq: int, last_seq: int) -> Frames:
    events = [f"{text}}}" for row in chosen for text in row]
    if not events:
        return Frames(texts=(), events=0)
    return Frames(texts=(batch_frame(events, first_seq, last_seq),), events=len(events))


def batch_frame(events: Sequence[str], first_seq: int, last_seq: int) -> str:
    """Write an `events` frame; `from` and `to` also cover what is not subscribed."""
    return f'{{"type":"events","from":{first_seq},"to":{last_seq},"events":[{",".join(events)}]}}'


def control_frame(type_: str, values: Mapping[str, Any]) -> str:
    """Write a frame that is not an event."""
    return orjson.dumps({"type": type_, **values}).decode()
