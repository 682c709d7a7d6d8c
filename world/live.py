"""What viewers are told of the town: one row of the record becomes the events that a client draws.

A decision's row gives up to three: what ended, the way to the next place if there is one, what begins. Times are given
as ISO and, where something is drawn by them, in whole simulated seconds (`*_s`). Places, agents and events are numbers.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from streams.kernel.simtime import world_time
from streams.live.encoding import ClientEvent, Encoder
from streams.live.frames import Channel
from streams.models import Event
from world.actions import ACTIONS
from world.contract import Reason
from world.events import BY_CHANCE, WorldEvent

_HAPPENINGS: Final = {
    WorldEvent.SUNRISE: "sunrise",
    WorldEvent.SUNSET: "sunset",
    WorldEvent.SETTLED: "midnight",
}


def acted(row: Event) -> Iterable[ClientEvent]:
    """Tell a decision: what ended, who walks where, what begins on arrival."""
    yield _of_agent("action_ended", row, _ended(row))
    if row.next_place != row.place:
        yield ClientEvent(type="agent_move", channel=Channel.AGENTS, data={"legs": [_leg(row)]})
    yield _of_agent("action_started", row, _started(row))


def refused(row: Event) -> Iterable[ClientEvent]:
    """Tell what somebody wanted and could not do."""
    wanted = {"action": ACTIONS[row.action].name, "place": row.place, "reason": _reason(row)}
    yield _of_agent("action_rejected", row, wanted)


def created(row: Event) -> Iterable[ClientEvent]:
    """Tell of somebody new, at home."""
    yield _of_agent("agent_created", row, {"place": row.place})


def directed(row: Event) -> Iterable[ClientEvent]:
    """Tell an operator's order."""
    order = {"event": "directed", "agent_id": row.actor, "action": ACTIONS[row.action].name, "place": row.place}
    yield ClientEvent(type="world_event", channel=Channel.WORLD, data=order)


def happened(row: Event) -> Iterable[ClientEvent]:
    """Tell what happens to the whole town."""
    data = {"event": _HAPPENINGS[WorldEvent(row.kind)]}
    yield ClientEvent(type="world_event", channel=Channel.WORLD, data=data)


def befell(row: Event) -> Iterable[ClientEvent]:
    """Tell what chance brought to somebody or to a place."""
    data: dict[str, Any] = {"event": WorldEvent(row.kind).name.lower()}
    if row.actor:
        data["agent_id"] = row.actor
    if row.place:
        data["place"] = row.place
    if row.kind == WorldEvent.RED_PACKET:
        data["giver"] = row.target
    if row.amount:
        data["amount"] = _decimal(row.amount)
    if row.due:
        data |= {"until": world_time(row.due), "until_s": row.due}
    yield ClientEvent(type="world_event", channel=Channel.WORLD, data=data)


def _of_agent(type_: str, row: Event, data: Mapping[str, Any]) -> ClientEvent:
    return ClientEvent(type=type_, channel=Channel.AGENTS, data={"agent_id": row.actor, **data})


def _ended(row: Event) -> dict[str, Any]:
    return {
        "action": ACTIONS[row.action].name,
        "place": row.place,
        "duration_s": row.duration_s,
        "earned": _decimal(row.amount),
    }


def _decimal(cents: int) -> str:
    """Write an amount that is never negative."""
    return f"{cents // 100}.{cents % 100:02d}"


def _leg(row: Event) -> dict[str, Any]:
    return {
        "agent_id": row.actor,
        "from": row.place,
        "to": row.next_place,
        "depart": world_time(row.sim_time),
        "arrive": world_time(row.arrive),
        "depart_s": row.sim_time,
        "arrive_s": row.arrive,
    }


def _started(row: Event) -> dict[str, Any]:
    return {
        "action": ACTIONS[row.next_action].name,
        "place": row.next_place,
        "arrive": world_time(row.arrive),
        "due": world_time(row.due),
        "arrive_s": row.arrive,
        "due_s": row.due,
        "reason": _reason(row),
    }


def _reason(row: Event) -> str:
    return Reason(row.reason).name.lower()


WORLD_ENCODERS: Final[Mapping[int, Encoder]] = {
    WorldEvent.ACTED: acted,
    WorldEvent.REFUSED: refused,
    WorldEvent.AGENT_CREATED: created,
    WorldEvent.SUNRISE: happened,
    WorldEvent.SUNSET: happened,
    WorldEvent.SETTLED: happened,
    WorldEvent.DIRECTED: directed,
    **dict.fromkeys(BY_CHANCE, befell),
}
