"""Operators at work by API, page, admin and terminal: the same commands, receipts, refusals and notes, whichever door."""

import json
import time
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client

from agents.models import Watch
from agents.part import AgentsPart
from society.identity.audit import told
from society.operations.steering import COMMANDS
from society.parts import assemble
from streams.models import Event, Inbox, Membership, Role, Run, RunClock, User
from streams.writer.runs import facts_of
from tests.api_client import matches, read, write
from tests.lived_town import EngineAtHand, LivedTown
from world.actions import Action
from world.events import WorldEvent
from world.models import Move, ResidentState
from world.population_part import PopulationPart

WHO: Final = 5
STEP_S: Final = 20
WRITES: Final = {
    "agents": {},
    "agents/generate": {"count": 1},
    "agents/import": {"format": "json", "text": "[]"},
    f"agents/{WHO}/watch": {},
}


def operate(*arguments: str) -> str:
    out = StringIO()
    call_command("operate", *arguments, stdout=out, stderr=out)
    return out.getvalue()


class Paced(EngineAtHand):
    """The same engine, in a world in which some seconds pass between two commands."""

    def monotonic(self) -> float:
        """Let time pass before a command is waited for."""
        self.let_pass(2 * STEP_S)
        return super().monotonic()


@pytest.fixture
def engine_at_hand(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> EngineAtHand:
    """Have such an engine answer commands to the lived town."""
    engine = Paced(lived_town.run, wall_ms=lambda: time.time_ns() // 1_000_000)
    monkeypatch.setattr("streams.services.inbox.time", engine)
    return engine


def delete(client: Client, path: str) -> Any:
    return client.delete(f"/api/{path}")


def put(client: Client, path: str, body: object) -> Any:
    return client.put(f"/api/{path}", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(("role", "status"), [(None, 401), (Role.OBSERVER, 403), (Role.MEMBER, 403)])
def test_only_operators_operate(
    path: str, role: Role | None, status: int, client: Client, lived_town: LivedTown
) -> None:
    if role is not None:
        client.force_login(User.objects.create_user("person@example.org", role=role))

    answers = [
        write(client, path, WRITES[path]),
        put(client, f"agents/{WHO}", {"age": 40}),
        delete(client, f"agents/{WHO}?reason=x"),
    ]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert not Inbox.objects.exists()


def test_somebody_is_let_in_changed_and_sent_away(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown, schema: Any
) -> None:
    came = write(
        operator, "agents", {"name": "Ida Brandt", "age": 33, "life_goal": "To see the sea.", "money": "10.50"}
    )
    number = came.json()["data"]["object"]["id"]
    changed = put(operator, f"agents/{number}", {"extraversion": 7, "goals": ["Swim."]})
    gone = delete(operator, f"agents/{number}?reason=She+wanted+to.")

    matches(came, schema, "agents", method="post")
    matches(changed, schema, "agents/{number}", method="put")
    matches(gone, schema, "agents/{number}", method="delete")
    assert came.json()["data"]["object"]["name"] == "Ida Brandt"
    assert changed.json()["data"]["object"]["personality"]["extraversion"] == 7
    assert changed.json()["data"]["object"]["goals"] == ["Swim."]
    assert (gone.status_code, gone.json()["data"]["object"]) == (200, None)
    assert gone.json()["data"]["receipt"]["result"]["has_left"]
    assert read(operator, f"agents/{number}").status_code == 404
    moves = read(operator, "population/report").json()["data"]["moves"]
    assert [(move["reason"], move["text"]) for move in moves] == [("sent_away", "She wanted to."), ("invited", "")]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"age": 3}, "age"),
        ({"occupation": "wizard"}, "occupation"),
        ({"money": "lots"}, "money"),
        ({"home_id": 0}, "home_id"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(body: Any, field: str, operator: Client, lived_town: LivedTown) -> None:
    answer = write(operator, "agents", body)

    assert (answer.status_code, list(answer.json()["error"]["details"])) == (400, [field])
    assert not Inbox.objects.exists()


def test_a_refusal_has_a_sentence_in_the_readers_language(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    english = write(operator, "agents", {"home_id": 9})
    chinese = write(operator, "agents", {"home_id": 9}, **{"Accept-Language": "zh-hans"})
    nobody = put(operator, "agents/999", {"age": 40})

    assert (english.status_code, english.json()["error"]["details"]["reason"]) == (409, "not_a_home")
    assert english.json()["error"]["message"] == "This is no home: name a place where people live."
    assert "住宅" in chinese.json()["error"]["message"]
    assert nobody.json()["error"]["code"] == "AGENT_NOT_FOUND"


def test_bodies_are_not_commanded_while_the_world_is_paused(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    write(operator, "world/control", {"action": "pause"})

    answers = [
        write(operator, "agents", {}),
        write(operator, f"agents/{WHO}/command", {"text": "eat"}),
        delete(operator, f"agents/{WHO}?reason=x"),
    ]

    assert {(answer.status_code, answer.json()["error"]["code"]) for answer in answers} == {(409, "WORLD_PAUSED")}


def test_many_are_drawn_or_come_from_a_file(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown, schema: Any
) -> None:
    file = json.dumps([{"name": "Ann Lee", "age": 30, "gender": "female", "occupation": "unemployed"}])
    drawn = write(operator, "agents/generate", {"count": 3, "gender": "male"})
    imported = write(operator, "agents/import", {"format": "json", "text": file})
    wrong = write(operator, "agents/import", {"format": "csv", "text": "name,age\nAnn,3\n"})

    matches(drawn, schema, "agents/generate", method="post")
    assert (drawn.status_code, drawn.json()["data"]["applied"]) == (201, 3)
    assert (imported.status_code, imported.json()["data"]["applied"]) == (201, 1)
    assert wrong.status_code == 400
    assert "the column 'gender' is missing" in str(wrong.json()["error"]["details"]["text"])
    names = {item["name"] for item in read(operator, "agents?search=Ann").json()["data"]["items"]}
    assert "Ann Lee" in names


def test_an_order_in_plain_words_is_carried_out(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown, schema: Any
) -> None:
    answer = write(operator, f"agents/{WHO}/command", {"text": "go to Fountain Square"})
    unclear = write(operator, f"agents/{WHO}/command", {"text": "lorem ipsum"})
    both = write(operator, f"agents/{WHO}/command", {"text": "eat", "action": "eat"})

    matches(answer, schema, "agents/{number}/command", method="post")
    assert answer.status_code == 201
    event = Event.objects.of(lived_town.run.pk).get(kind=WorldEvent.DIRECTED)
    assert (event.actor, json.loads(event.payload or "")) == (WHO, {"text": "go to Fountain Square"})
    assert ResidentState.objects.numbered(lived_town.run.pk, WHO).get().told_action or (
        ResidentState.objects.numbered(lived_town.run.pk, WHO).get().action == Action.MOVE
    )
    assert [answer.status_code for answer in (unclear, both)] == [400, 400]


def test_orders_are_by_the_operators_account_and_in_the_audit_log(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    user = User.objects.get(email="operator@example.org")
    Membership.objects.create(user=user, run=lived_town.run, number=7)

    receipt = write(operator, f"agents/{WHO}/command", {"action": "rest"}).json()["data"]["receipt"]

    assert Inbox.objects.get(pk=receipt["id"]).actor == 7
    entry = LogEntry.objects.latest("pk")
    assert (entry.actor, entry.object_repr, entry.remote_addr) == (user, str(lived_town.run), "127.0.0.1")
    assert told(entry).startswith('direct {"action":"rest"')
    assert told(entry).endswith(f"(receipt {receipt['id']})")


def test_what_members_do_is_not_in_the_audit_log(engine_at_hand: EngineAtHand, lived_town: LivedTown) -> None:
    member = Client()
    member.force_login(User.objects.create_user("member@example.org", role=Role.MEMBER))

    write(member, "posts", {"text": "hello"})

    assert not LogEntry.objects.filter(additional_data__what__startswith="post").exists()


def test_an_operator_watches_residents(operator: Client, lived_town: LivedTown, schema: Any) -> None:
    watched = write(operator, f"agents/{WHO}/watch", {})
    listed = read(operator, "agents/watched")
    delete(operator, f"agents/{WHO}/watch")

    matches(watched, schema, "agents/{number}/watch", method="post")
    assert [agent["id"] for agent in listed.json()["data"]] == [WHO]
    assert read(operator, "agents/watched").json()["data"] == []
    assert write(operator, "agents/999/watch", {}).status_code == 404


def test_pages_offer_what_operators_may_do(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    run = lived_town.run
    view = lived_town.residents_then[WHO - 1]
    page = f"/w/{run.pk}/residents/{view.handle}/"
    form = {"resident": WHO, "next": page}

    said = [
        operator.post(f"/w/{run.pk}/operate/", {**form, **fields}, follow=True).content.decode()
        for fields in (
            {"command": "direct", "text": "go to Fountain Square"},
            {"command": "direct", "text": "lorem"},
            {"command": "edit_agent", "age": view.age, "openness": 12, "goals": "One.\nTwo."},
            {"command": "add_agent", "name": "Ida Brandt"},
        )
    ]
    operator.post(f"/w/{run.pk}/watch/", {**form, "do": "watch"})
    residents = operator.get(f"/w/{run.pk}/residents/").content.decode()
    gone = operator.post(
        f"/w/{run.pk}/operate/", {**form, "command": "remove_agent", "reason": "The sea."}, follow=True
    )

    assert "She was told." in said[0]
    assert "Something in the form is not right." in said[1]
    assert "It is changed." in said[2]
    assert "Two." in said[2]
    assert "Somebody has moved in." in said[3]
    assert "Whom you watch" in residents
    assert "“The sea.”" in gone.content.decode() or "She leaves as soon as" in gone.content.decode()


def test_pages_offer_nothing_of_it_to_others(client: Client, lived_town: LivedTown) -> None:
    run, view = lived_town.run, lived_town.residents_then[WHO - 1]

    page = client.get(f"/w/{run.pk}/residents/{view.handle}/").content.decode()
    answer = client.post(f"/w/{run.pk}/operate/", {"command": "add_agent"})

    assert "Operate this resident" not in page
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("where", "key", "kind", "form"),
    [
        ("world/resident", WHO, "direct", {"action": "rest", "far": "true"}),
        ("world/resident", WHO, "edit_agent", {"openness": "11"}),
        ("world/resident", WHO, "remove_agent", {"reason": "x"}),
        ("world/place", 9, "edit_place", {"capacity": "30"}),
        ("streams/run", 0, "add_agent", {"name": "Ida Brandt"}),
        ("streams/run", 0, "broadcast", {"text": "Hello!", "priority": "high"}),
        ("streams/run", 0, "set_rule", {"rule": "free_day", "hours": "5"}),
        ("streams/run", 0, "create_place", {"type": "park", "name": "P", "name_zh": "P", "x": "1", "y": "1"}),
    ],
)
def test_the_admin_sends_commands_of_rows(
    where: str,
    key: int,
    kind: str,
    form: dict[str, str],
    operator: Client,
    engine_at_hand: EngineAtHand,
    lived_town: LivedTown,
) -> None:
    run = lived_town.run
    row = (run.pk << 40 | key) if key else run.pk
    asked = operator.post(f"/admin/{where}/", {"action": f"command_{kind}", "_selected_action": [row]})
    told_ = operator.post(
        f"/admin/{where}/",
        {"action": f"command_{kind}", "_selected_action": [row], "answered": "yes"}
        | {f"of-{name}": value for name, value in form.items()},
        follow=True,
    )

    assert asked.status_code == 200
    assert 'name="answered"' in asked.content.decode()
    command = Inbox.objects.get()
    messages = [str(message) for message in told_.context["messages"]]
    assert (command.kind, command.user) == (kind, User.objects.get(email="operator@example.org"))
    assert [f"(receipt {command.pk})" in message for message in messages] == [True]
    assert (command.outcome == "applied") == ("done" in messages[0])


def test_a_form_of_the_admin_that_makes_no_sense_is_shown_again(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    form = {"action": "command_edit_agent", "_selected_action": [lived_town.run.pk << 40 | WHO], "answered": "yes"}

    nothing = operator.post("/admin/world/resident/", form)
    wrong = operator.post("/admin/world/resident/", {**form, "of-age": "3"})

    assert "nothing is to be changed" in nothing.content.decode()
    assert wrong.status_code == 200
    assert not Inbox.objects.exists()


def test_every_command_of_the_terminal_is_one_that_a_run_serves_and_none_is_missing(lived_town: LivedTown) -> None:
    parts: Sequence[Any] = assemble(facts_of(lived_town.run))
    steering = {kind.name for part in parts for kind in part.commands if kind.is_steering}

    assert set(COMMANDS) == steering
    assert any(isinstance(part, PopulationPart) for part in parts)
    assert any(isinstance(part, AgentsPart) for part in parts)


def test_the_terminal_operates(engine_at_hand: EngineAtHand, lived_town: LivedTown, tmp_path: Path) -> None:
    user = User.objects.create_user("operator@example.org", role=Role.OPERATOR)
    file = tmp_path / "people.json"
    file.write_text(json.dumps([{"name": "Ann Lee", "age": 30, "gender": "female", "occupation": "unemployed"}]))

    said = [
        operate("add_agent", "--name", "Ida Brandt", "--by", user.email),
        operate("direct", "--resident", "5", "--action", "rest", "--far", "yes"),
        operate("tell", "6", "eat"),
        operate("generate", "2", "--gender", "male"),
        operate("import", str(file)),
        operate("remove_agent", "--resident", "7", "--reason", "The sea."),
        operate("watch", "8", "--by", user.email),
    ]

    assert [("is done" in line or "moved in" in line or "watches" in line) for line in said] == [True] * len(said)
    assert Inbox.objects.order_by("pk")[0].user == user
    assert Watch.objects.get().number == 8
    assert Move.objects.of(lived_town.run.pk).count() == 5
    assert LogEntry.objects.filter(object_repr=str(lived_town.run)).count() == Inbox.objects.count()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add_agent", "--age", "3"), "age: Input should be greater than or equal to 18"),
        (("remove_agent", "--resident", "999", "--reason", "x"), "There is no such resident in town."),
        (("add_agent", "--home", "9"), "This is no home"),
        (("tell", "5", "lorem"), "try 'go to the park'"),
        (("tell", "999", "eat"), "no resident 999"),
        (("add_agent", "--by", "nobody@example.org"), "create_operator makes one"),
        (("watch", "5"), "Give --by"),
        (("generate", "0"), "give 1 to"),
        (("import", "people.txt"), "neither .csv nor .json"),
        (
            ("create_place", "--type", "park", "--name", "P", "--name-zh", "P", "--x", "1", "--y", "1", "--jobs", "[}"),
            "is not JSON",
        ),
    ],
)
def test_a_refusal_on_the_terminal_says_why(
    arguments: tuple[str, ...], sentence: str, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    with pytest.raises(CommandError, match=sentence):
        operate(*arguments)


def test_the_terminal_says_that_the_world_is_paused_or_that_nobody_drives(
    lived_town: LivedTown, nobody_drives: None
) -> None:
    waiting = operate("add_agent")
    RunClock.objects.filter(pk=lived_town.run.pk).update(rate_milli=0)

    assert "no engine has answered yet" in waiting
    with pytest.raises(CommandError, match="is paused: resume it"):
        operate("add_agent")
    assert Run.objects.get(pk=lived_town.run.pk).inbox.count() == 1
