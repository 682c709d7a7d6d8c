"""What viewers get of a row of the record: exactly the documented fields."""

from typing import Any

import orjson

from society.live import ENCODERS
from streams.events import ClockAction, StreamEvent
from streams.kernel.ids import key_of
from streams.live.encoding import encode_rows
from streams.models import Event
from world.actions import Action
from world.contract import Reason
from world.events import WorldEvent

TIMESTAMP = "2026-01-01T00:00:00.000+00:00"
NOON = 12 * 3_600


def told(kind: int, **columns: Any) -> list[dict[str, Any]]:
    empty = {field.name: 0 for field in Event._meta.concrete_fields if field.name not in {"id", "payload"}}
    row = Event(**{**empty, "id": key_of(3, 77), "kind": kind, "sim_time": NOON, **columns})
    encoded = encode_rows([row], ENCODERS, timestamp=TIMESTAMP)[0]
    return [orjson.loads(event.text + "}") for event in encoded.events]


def test_a_decision_tells_what_ended_who_walks_and_what_begins() -> None:
    events = told(
        WorldEvent.ACTED,
        actor=5,
        action=Action.WORK,
        place=2,
        duration_s=7_200,
        amount=3_005,
        next_action=Action.EAT,
        next_place=4,
        arrive=NOON + 300,
        due=NOON + 1_500,
        reason=Reason.HUNGRY,
    )

    assert [event["type"] for event in events] == ["action_ended", "agent_move", "action_started"]
    assert [event["data"] for event in events] == [
        {"agent_id": 5, "action": "work", "place": 2, "duration_s": 7_200, "earned": "30.05"},
        {
            "legs": [
                {
                    "agent_id": 5,
                    "from": 2,
                    "to": 4,
                    "depart": "2024-01-01T12:00:00",
                    "arrive": "2024-01-01T12:05:00",
                    "depart_s": NOON,
                    "arrive_s": NOON + 300,
                }
            ]
        },
        {
            "agent_id": 5,
            "action": "eat",
            "place": 4,
            "arrive": "2024-01-01T12:05:00",
            "due": "2024-01-01T12:25:00",
            "arrive_s": NOON + 300,
            "due_s": NOON + 1_500,
            "reason": "hungry",
        },
    ]


def test_who_stays_does_not_walk() -> None:
    events = told(WorldEvent.ACTED, actor=5, place=2, next_place=2, next_action=Action.READ, arrive=NOON, due=NOON + 60)

    assert [event["type"] for event in events] == ["action_ended", "action_started"]


def test_every_event_has_the_same_frame() -> None:
    (event,) = told(WorldEvent.AGENT_CREATED, actor=5, place=9)

    assert event == {
        "type": "agent_created",
        "seq": 77,
        "timestamp": TIMESTAMP,
        "sim_time": "2024-01-01T12:00:00",
        "sim_s": NOON,
        "data": {"agent_id": 5, "place": 9},
    }


def test_a_refusal_says_what_was_wanted_and_why_not() -> None:
    (event,) = told(WorldEvent.REFUSED, actor=5, action=Action.SHOP, place=9, reason=Reason.PLACE_CLOSED)

    assert event["type"] == "action_rejected"
    assert event["data"] == {"agent_id": 5, "action": "shop", "place": 9, "reason": "place_closed"}


def test_the_towns_own_happenings_are_world_events() -> None:
    kinds = (WorldEvent.SUNRISE, WorldEvent.SUNSET, WorldEvent.SETTLED)

    events = [event for kind in kinds for event in told(kind)]

    assert [event["type"] for event in events] == ["world_event"] * 3
    assert [event["data"] for event in events] == [{"event": "sunrise"}, {"event": "sunset"}, {"event": "midnight"}]


def test_an_order_names_who_is_sent_where() -> None:
    (event,) = told(WorldEvent.DIRECTED, actor=5, action=Action.REST, place=9)

    assert event["data"] == {"event": "directed", "agent_id": 5, "action": "rest", "place": 9}


def test_a_change_of_the_clock_is_drawn_at_once() -> None:
    (event,) = told(StreamEvent.CLOCK_CHANGED, action=ClockAction.RATE, amount=2_500)

    assert event["type"] == "clock"
    assert event["now"] is True
    assert event["data"] == {"action": "rate", "rate": 2.5}


def test_the_end_of_a_run_is_drawn_at_once() -> None:
    (event,) = told(StreamEvent.RUN_ENDED)

    assert event["now"] is True
    assert event["data"] == {"event": "run_ended"}


def test_what_is_of_no_use_to_viewers_gives_no_event() -> None:
    assert told(StreamEvent.SNAPSHOT_TAKEN) == []


def test_every_kind_of_the_town_has_an_encoder() -> None:
    assert set(WorldEvent) <= set(ENCODERS)


def test_what_chance_brings_tells_who_where_how_much_and_until_when() -> None:
    (bonus,) = told(WorldEvent.BONUS, actor=5, place=9, amount=12_050)
    (gift,) = told(WorldEvent.RED_PACKET, actor=5, amount=8_800)
    (ill,) = told(WorldEvent.FELL_ILL, actor=5, due=NOON + 86_400)
    (fair,) = told(WorldEvent.FAIR, place=9, due=NOON + 3_600)

    assert bonus["data"] == {"event": "bonus", "agent_id": 5, "place": 9, "amount": "120.50"}
    assert gift["data"] == {"event": "red_packet", "agent_id": 5, "giver": 0, "amount": "88.00"}
    assert ill["data"] == {"event": "fell_ill", "agent_id": 5, "until": "2024-01-02T12:00:00", "until_s": NOON + 86_400}
    assert fair["data"] == {"event": "fair", "place": 9, "until": "2024-01-01T13:00:00", "until_s": NOON + 3_600}


def test_a_talk_is_told_from_its_beginning_to_its_end_without_its_words() -> None:
    kinds = (WorldEvent.TALK_STARTED, WorldEvent.TALK_JOINED, WorldEvent.SAID)
    told_of = [told(kind, actor=5, target=6, object=8, place=9)[0] for kind in kinds]
    (ended,) = told(WorldEvent.TALK_ENDED, actor=5, target=6, object=8, place=9, reason=2)

    who = {"conversation_id": 8, "agent_id": 5, "other": 6}
    assert [event["type"] for event in told_of] == [
        "conversation_started",
        "conversation_joined",
        "conversation_message",
    ]
    assert [event["data"] for event in told_of] == [who | {"place": 9}, who | {"place": 9}, who]
    assert ended["data"] == who | {"place": 9, "ending": "interrupted"}


def test_ties_appointments_and_what_was_read_name_both_sides() -> None:
    (tie,) = told(WorldEvent.TIE_CHANGED, actor=5, target=6, amount=2)
    (made,) = told(WorldEvent.APPOINTMENT_MADE, actor=5, target=6, object=3, place=9, due=NOON)
    (read,) = told(WorldEvent.NOTICED_ONLINE, actor=5, target=6, object=44, amount=17)

    assert (tie["type"], tie["data"]) == ("relationship_changed", {"agent_id": 5, "other": 6, "level": "friend"})
    assert made["data"]["event"] == "made"
    assert (made["data"]["place"], made["data"]["at_s"]) == (9, NOON)
    assert (read["type"], read["data"]) == ("post_noticed", {"agent_id": 5, "post_id": 44, "author_id": 6})
