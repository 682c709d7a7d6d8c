"""From rows of the record to events for viewers: a registry by kind, and each event written as JSON once.

streams knows its own kinds; other packages hand in encoders for theirs. A row may give several events (one decision
closes an action, moves somebody and opens an action) or none; they share the row's seq. Plain Python; no database.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from streams.events import ClockAction, StreamEvent
from streams.kernel.simtime import world_time
from streams.live.areas import Way
from streams.live.frames import Channel, EncodedEvent, EncodedRow
from streams.models import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientEvent:
    """One event as viewers get it.

    is_now: drawn when it comes, else when the shown clock reaches its simulated time.   readers: the accounts that are
    told, by number; empty = everybody.   way: where somebody walks, in metres, for those who watch a part of the map.
    """

    type: str
    channel: Channel
    data: Mapping[str, Any] = field(default_factory=dict)
    is_now: bool = False
    readers: frozenset[int] = frozenset()
    way: Way = ()


Encoder = Callable[[Event], Iterable[ClientEvent]]


def encode_rows(rows: Iterable[Event], encoders: Mapping[int, Encoder], *, timestamp: str) -> list[EncodedRow]:
    """Write rows as JSON, each once; kinds without an encoder give no events.

    timestamp: ISO 8601 wall time at which this process read the rows.
    """
    return [
        EncodedRow(seq=row.seq, events=[_encoded(row, event, timestamp) for event in _events_of(row, encoders)])
        for row in rows
    ]


def _events_of(row: Event, encoders: Mapping[int, Encoder]) -> Iterable[ClientEvent]:
    encoder = encoders.get(row.kind)
    return encoder(row) if encoder else ()


def _encoded(row: Event, event: ClientEvent, timestamp: str) -> EncodedEvent:
    values: dict[str, Any] = {
        "type": event.type,
        "seq": row.seq,
        "timestamp": timestamp,
        "sim_time": world_time(row.sim_time),
        "sim_s": row.sim_time,
    }
    if event.is_now:
        values["now"] = True
    values["data"] = event.data
    text = orjson.dumps(values).decode()[:-1]
    agents = (row.actor, row.target)
    return EncodedEvent(channel=event.channel, text=text, agents=agents, readers=event.readers, way=event.way)


def clock_changed(row: Event) -> Iterable[ClientEvent]:
    """Say how the clock was changed; the new line itself comes in a `clock` frame beside it."""
    action = ClockAction(row.action)
    data: dict[str, Any] = {"action": action.name.lower()}
    if action is ClockAction.RATE:
        data["rate"] = row.amount / 1000
    yield ClientEvent(type="clock", channel=Channel.WORLD, data=data, is_now=True)


def run_ended(row: Event) -> Iterable[ClientEvent]:
    """Say that nothing more will happen in the run."""
    yield ClientEvent(type="world_event", channel=Channel.WORLD, data={"event": "run_ended"}, is_now=True)


STREAM_ENCODERS: Final[Mapping[int, Encoder]] = {
    StreamEvent.CLOCK_CHANGED: clock_changed,
    StreamEvent.RUN_ENDED: run_ended,
}
