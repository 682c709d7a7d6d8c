"""What viewers are told of the town: one row of the record becomes the events that a client draws.

A decision's row gives up to three: what ended, the way to the next place if there is one, what begins. Times are given
as ISO and, where something is drawn by them, in whole simulated seconds (`*_s`). Places, agents and events are numbers.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from streams.kernel.simtime import world_time
from streams.live.areas import Way
from streams.live.encoding import ClientEvent, Encoder
from streams.live.frames import Channel
from streams.models import Event
from world.actions import ACTIONS
from world.contract import Reason
from world.events import BODIES, BY_CHANCE, DEALINGS, MAP_CHANGES, Parting, WorldEvent
from world.models import MoveReason
from world.sentences import has_lost_the_place, measure_name
from world.weather import Sky

_HAPPENINGS: Final = {
    WorldEvent.SUNRISE: "sunrise",
    WorldEvent.SUNSET: "sunset",
    WorldEvent.SETTLED: "midnight",
}


def acted(row: Event, way: Way = ()) -> Iterable[ClientEvent]:
    """Tell a decision: what ended, who walks where, what begins on arrival.   way: where she walks, in metres."""
    yield _of_agent("action_ended", row, _ended(row))
    if has_moved(row):
        yield ClientEvent(type="agent_move", channel=Channel.AGENTS, data={"legs": [_leg(row)]}, way=way)
    yield _of_agent("action_started", row, _started(row))


def has_moved(row: Event) -> bool:
    """Whether a decision leads to another place."""
    return row.next_place != row.place


def refused(row: Event) -> Iterable[ClientEvent]:
    """Tell what somebody wanted and could not do."""
    wanted = {"action": ACTIONS[row.action].name, "place": row.place, "reason": _reason(row)}
    yield _of_agent("action_rejected", row, wanted)


def created(row: Event) -> Iterable[ClientEvent]:
    """Tell of somebody new, at home."""
    yield _of_agent("agent_created", row, {"place": row.place})


def changed(row: Event) -> Iterable[ClientEvent]:
    """Tell what an operator changed of somebody: new numbers, and which words."""
    yield _of_agent("agent_changed", row, {"by": row.target, **json.loads(row.payload or "{}")})


def removed(row: Event) -> Iterable[ClientEvent]:
    """Tell that an operator sends somebody away, and why; she leaves when she is in no talk."""
    data = {"event": "agent_removed", "agent_id": row.actor, "by": row.target, **json.loads(row.payload or "{}")}
    yield ClientEvent(type="world_event", channel=Channel.WORLD, data=data)


def departed(row: Event) -> Iterable[ClientEvent]:
    """Tell who moved away, from where and why."""
    why = {"place": row.place, "reason": MoveReason(row.reason).name.lower(), "days_lived": row.amount}
    yield _of_agent("agent_departed", row, why)


def balance_changed(row: Event) -> Iterable[ClientEvent]:
    """Tell that people come and go from now on, or stay."""
    data = {"event": "balance_started" if row.amount else "balance_stopped"}
    yield ClientEvent(type="world_event", channel=Channel.WORLD, data=data)


def directed(row: Event) -> Iterable[ClientEvent]:
    """Tell an operator's order."""
    order = {"event": "directed", "agent_id": row.actor, "action": ACTIONS[row.action].name, "place": row.place}
    said = {"by": row.target, "other": row.object, **json.loads(row.payload or "{}")}
    yield ClientEvent(
        type="world_event", channel=Channel.WORLD, data=order | {name: value for name, value in said.items() if value}
    )


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


def dealt(row: Event) -> Iterable[ClientEvent]:
    """Tell what residents had to do with each other over work, money and things."""
    data: dict[str, Any] = {"event": WorldEvent(row.kind).name.lower(), "agent_id": row.actor}
    if row.target:
        data["other"] = row.target
    if row.place:
        data["place"] = row.place
    if row.object:
        data["number"] = row.object
    if has_lost_the_place(row):
        data["reason"] = "place_deleted"
    if row.amount and row.kind != WorldEvent.THINGS_SWAPPED:
        data["amount"] = _decimal(row.amount)
    if row.due:
        data |= {"until": world_time(row.due), "until_s": row.due}
    yield ClientEvent(type="world_event", channel=Channel.ECONOMY, data=data)


def played(row: Event) -> Iterable[ClientEvent]:
    """Tell who plays a resident, who no longer does, and whose a decision was."""
    data: dict[str, Any] = {"event": WorldEvent(row.kind).name.lower(), "agent_id": row.target, "player_id": row.actor}
    if row.kind == WorldEvent.BODY_RETURNED:
        data["reason"] = Parting(row.reason).name.lower()
    if row.place:
        data |= {"action": ACTIONS[row.action].name, "place": row.place}
    yield ClientEvent(type="body", channel=Channel.AGENTS, data=data)


def weather_changed(row: Event) -> Iterable[ClientEvent]:
    """Tell what it is like outside from now on."""
    data = {"event": "weather", "sky": Sky(row.amount).name.lower(), "temperature": row.object / 10}
    yield ClientEvent(type="world_event", channel=Channel.WORLD, data=data)


def map_changed(row: Event) -> Iterable[ClientEvent]:
    """Tell what an operator did to a place: what it is called, where it is and whom it has room for from now on."""
    change = WorldEvent(row.kind).name.lower().removeprefix("place_")
    data: dict[str, Any] = {"change": change, "place": row.place, **json.loads(row.payload or "{}")}
    yield ClientEvent(type="place_changed", channel=Channel.WORLD, data=data)


def uprooted(row: Event) -> Iterable[ClientEvent]:
    """Tell who has to go elsewhere, or to live elsewhere, because a place is gone."""
    data: dict[str, Any] = {"event": WorldEvent(row.kind).name.lower(), "place": row.next_place or row.place}
    yield ClientEvent(type="world_event", channel=Channel.WORLD, data={"agent_id": row.actor, **data})


def measure(row: Event) -> Iterable[ClientEvent]:
    """Tell what came into force, or ended."""
    has_begun = row.kind == WorldEvent.MEASURE_BEGAN
    data: dict[str, Any] = {
        "event": "measure_began" if has_begun else "measure_ended",
        "measure": measure_name(row),
        "number": row.object,
        "district": row.next_place,
        "place": row.place,
    }
    if has_begun:
        data |= {"until": world_time(row.due), "until_s": row.due, **json.loads(row.payload or "{}")}
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
    WorldEvent.AGENT_CHANGED: changed,
    WorldEvent.AGENT_REMOVED: removed,
    WorldEvent.AGENT_DEPARTED: departed,
    WorldEvent.BALANCE_CHANGED: balance_changed,
    WorldEvent.SUNRISE: happened,
    WorldEvent.SUNSET: happened,
    WorldEvent.SETTLED: happened,
    WorldEvent.DIRECTED: directed,
    WorldEvent.WEATHER_CHANGED: weather_changed,
    WorldEvent.MEASURE_BEGAN: measure,
    WorldEvent.MEASURE_ENDED: measure,
    **dict.fromkeys(MAP_CHANGES, map_changed),
    WorldEvent.HAD_TO_LEAVE: uprooted,
    WorldEvent.REHOUSED: uprooted,
    **dict.fromkeys(BODIES, played),
    **dict.fromkeys(BY_CHANCE, befell),
    **dict.fromkeys(DEALINGS, dealt),
}
