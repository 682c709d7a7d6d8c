"""What viewers are told of residents' life together: talks, ties, appointments, and what was read online. No words.

The words of a talk are read at `/api/conversations/N`; a message is nobody's business but its readers'.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from streams.kernel.simtime import world_time
from streams.live.encoding import ClientEvent, Encoder
from streams.live.frames import Channel
from streams.models import Event
from world.events import WorldEvent
from world.talks.talks import Ending
from world.ties import TieLevel

_APPOINTMENTS: Final = {
    WorldEvent.APPOINTMENT_MADE: "made",
    WorldEvent.APPOINTMENT_KEPT: "kept",
    WorldEvent.APPOINTMENT_MISSED: "missed",
    WorldEvent.APPOINTMENT_CALLED_OFF: "called_off",
}


def talk_started(row: Event) -> Iterable[ClientEvent]:
    """Tell who begins to talk with whom, and where."""
    yield _of_talk("conversation_started", row, {"place": row.place})


def talk_joined(row: Event) -> Iterable[ClientEvent]:
    """Tell who joins a talk."""
    yield _of_talk("conversation_joined", row, {"place": row.place})


def said(row: Event) -> Iterable[ClientEvent]:
    """Tell who says something to whom."""
    yield _of_talk("conversation_message", row, {})


def talk_ended(row: Event) -> Iterable[ClientEvent]:
    """Tell how a talk ended."""
    yield _of_talk("conversation_ended", row, {"place": row.place, "ending": Ending(row.reason).name.lower()})


def tie_changed(row: Event) -> Iterable[ClientEvent]:
    """Tell what somebody is to herself about another from now on."""
    data = {"agent_id": row.actor, "other": row.target, "level": TieLevel(row.amount).name.lower()}
    yield ClientEvent(type="relationship_changed", channel=Channel.CONVERSATIONS, data=data)


def appointment(row: Event) -> Iterable[ClientEvent]:
    """Tell who agreed to meet whom, and what came of it."""
    data: dict[str, Any] = {
        "event": _APPOINTMENTS[WorldEvent(row.kind)],
        "number": row.object,
        "agent_id": row.actor,
        "other": row.target,
        "place": row.place,
    }
    if row.due:
        data |= {"at": world_time(row.due), "at_s": row.due}
    yield ClientEvent(type="appointment", channel=Channel.CONVERSATIONS, data=data)


def noticed_online(row: Event) -> Iterable[ClientEvent]:
    """Tell who read whose post with interest."""
    data = {"agent_id": row.actor, "post_id": row.object, "author_id": row.target}
    yield ClientEvent(type="post_noticed", channel=Channel.POSTS, data=data)


def _of_talk(type_: str, row: Event, more: Mapping[str, Any]) -> ClientEvent:
    data = {"conversation_id": row.object, "agent_id": row.actor, "other": row.target, **more}
    return ClientEvent(type=type_, channel=Channel.CONVERSATIONS, data=data)


COMPANY_ENCODERS: Final[Mapping[int, Encoder]] = {
    WorldEvent.TALK_STARTED: talk_started,
    WorldEvent.TALK_JOINED: talk_joined,
    WorldEvent.SAID: said,
    WorldEvent.TALK_ENDED: talk_ended,
    WorldEvent.TIE_CHANGED: tie_changed,
    **dict.fromkeys(_APPOINTMENTS, appointment),
    WorldEvent.NOTICED_ONLINE: noticed_online,
}
