"""Operators set weather, rules, events and broadcasts over the API and on the town's page; everybody reads what is in force."""

import json
import time
from itertools import count
from typing import Any, Final

import pytest
from django.test import Client

from streams.models import Event, Inbox, Role, Run, User
from tests.api_client import matches, read, write
from tests.lived_town import EngineAtHand, LivedTown
from world.engine.measures import MeasureKind
from world.events import WorldEvent
from world.live import WORLD_ENCODERS
from world.sentences import SENTENCES, told
from world.weather import Sky

SENT: Final[dict[str, dict[str, Any]]] = {
    "world/rules": {"rule": "curfew", "hours": 5},
    "world/events": {"event": "money", "cents": 500},
    "world/broadcasts": {"text": "Hello"},
    "world/weather": {"sky": "rain"},
}


@pytest.mark.parametrize("path", SENT)
@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.OBSERVER, 403), (Role.MEMBER, 403)])
def test_only_operators_command_the_town(
    path: str, role: Role | None, status: int, client: Client, lived_town: LivedTown
) -> None:
    if role is not None:
        client.force_login(User.objects.create_user("person@example.org", role=role))

    assert write(client, path, SENT[path]).status_code == status
    assert not Inbox.objects.exists()


def test_a_rule_is_set_read_and_ended_over_the_api(
    operator: Client, lived_town: LivedTown, schema: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walls = count(time.time_ns() // 1_000_000, 4_000)  # each look at the clock is a grid step later
    engine = EngineAtHand(lived_town.run, wall_ms=lambda: next(walls))
    monkeypatch.setattr("streams.services.inbox.time", engine)
    begun = write(operator, "world/rules", {"rule": "free_day", "hours": 48})
    number = begun.json()["data"]["receipt"]["result"]["measure"]
    seen = read(operator, "world/measures")
    ended = operator.delete(f"/api/world/measures/{number}")

    matches(begun, schema, "world/rules", method="post")
    matches(seen, schema, "world/measures")
    assert begun.json()["data"]["receipt"]["outcome"] == "applied"
    assert [row["kind"] for row in seen.json()["data"]["in_force"]] == ["free_day"]
    assert (ended.status_code, ended.json()["data"]["object"]["in_force"]) == (200, [])


def test_a_refusal_says_why(operator: Client, engine_at_hand: EngineAtHand) -> None:
    answer = write(operator, "world/events", {"event": "celebration"})

    assert (answer.status_code, answer.json()["error"]["details"]["reason"]) == (409, "needs_a_place")
    assert answer.json()["error"]["message"] == "Say at which place."


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("world/rules", {"rule": "siesta"}),
        ("world/rules", {"rule": "curfew", "from_s": 0, "until_s": 0}),
        ("world/broadcasts", {"text": ""}),
        ("world/weather", {"sky": "frogs"}),
        ("world/events", {"event": "money", "hours": 0}),
    ],
)
def test_what_is_no_command_is_named(path: str, body: dict[str, Any], operator: Client, lived_town: LivedTown) -> None:
    assert write(operator, path, body).status_code == 400
    assert not Inbox.objects.exists()


def test_an_operator_announces_on_the_page_and_everybody_reads_it(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    run = lived_town.run.pk
    form = operator.get(f"/w/{run}/town/").content.decode()

    sent = operator.post(
        f"/w/{run}/measures/", {"command": "broadcast", "text": "Soup for <all>", "hours": "3"}, follow=True
    )
    page = Client().get(f"/w/{run}/town/").content.decode()

    assert f'action="/w/{run}/measures/"' in form
    assert "The announcement is out." in sent.content.decode()
    assert "Soup for &lt;all&gt;" in page
    assert 'value="end_measure"' not in page


@pytest.mark.parametrize(
    ("form", "told_as"),
    [
        ({"command": "set_rule", "rule": "curfew", "from_s": "25:00"}, "Check what you entered"),
        ({"command": "start_event", "event": "celebration", "place": ""}, "Say at which place."),
        ({"command": "dance"}, "There is no such command."),
        ({"command": "set_rule", "rule": "curfew", "from_s": "21:30", "until_s": "05:00"}, "The rule is in force."),
    ],
)
def test_a_form_tells_what_became_of_it(
    form: dict[str, str], told_as: str, operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    answer = operator.post(f"/w/{lived_town.run.pk}/measures/", form, follow=True)

    assert told_as in answer.content.decode()


def test_a_paused_town_refuses_on_the_page_with_a_sentence(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    write(operator, "world/control", {"action": "pause"})

    answer = operator.post(
        f"/w/{lived_town.run.pk}/measures/", {"command": "set_rule", "rule": "free_day"}, follow=True
    )

    assert "The world is paused" in answer.content.decode()


def test_a_visitor_can_neither_see_nor_send_the_forms(client: Client, lived_town: LivedTown) -> None:
    run = lived_town.run.pk

    page = client.get(f"/w/{run}/town/").content.decode()
    sent = client.post(f"/w/{run}/measures/", {"command": "broadcast", "text": "Boo"})

    assert 'class="steer-town"' not in page
    assert sent.status_code == 403
    assert not Inbox.objects.exists()


@pytest.mark.django_db
def test_a_town_without_weather_says_so_in_its_status(client: Client, lived_town: LivedTown) -> None:
    scenario = json.loads(lived_town.run.scenario) | {"weather": {"enabled": False}}
    Run.objects.filter(pk=lived_town.run.pk).update(scenario=json.dumps(scenario))

    assert read(client, "world/status").json()["data"]["weather"] is None


EVENTS: Final = [
    *({"kind": WorldEvent.WEATHER_CHANGED, "amount": sky, "object": 37} for sky in Sky),
    *(
        {"kind": kind, "action": measure, "amount": amount, "place": place, "payload": '{"text":"Hi"}'}
        for kind in (WorldEvent.MEASURE_BEGAN, WorldEvent.MEASURE_ENDED)
        for measure in MeasureKind
        for amount in (1, -1)
        for place in (0, 4)
        if kind == WorldEvent.MEASURE_BEGAN or measure != MeasureKind.MONEY
    ),
]


@pytest.mark.parametrize("columns", EVENTS, ids=range(len(EVENTS)))
def test_every_event_has_a_sentence_and_is_told_live(columns: dict[str, Any]) -> None:
    names = ("actor", "target", "place", "object", "action", "amount", "next_place", "due")
    event = Event(**dict.fromkeys(names, 0) | {"sim_time": 0} | columns)

    said = told(event)
    [live] = WORLD_ENCODERS[event.kind](event)

    assert said.key in SENTENCES
    assert live.type == "world_event"
    assert said.text == ("" if event.kind == WorldEvent.WEATHER_CHANGED else "Hi")
