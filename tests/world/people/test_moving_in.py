"""Whom an operator lets in: made of what was asked for, living from then on, refused with the reason."""

import json
from typing import Any

import pytest

from society.parts import assemble
from streams.models import Account, AccountKind, Event, Run, RunHead
from streams.writer.past import state_at
from streams.writer.verify import verify_run
from tests.control import place_of
from tests.world.people.operated import refused, said, steps, tell, town
from world.events import WorldEvent
from world.models import Move, MoveKind, MoveReason, Resident, ResidentState
from world.occupations import Occupation
from world.selectors.moments import present
from world.selectors.residents import resident_view

pytestmark = pytest.mark.django_db


def test_somebody_who_is_described_moves_in_and_lives(run: Run) -> None:
    home = place_of(run, "lantern_row")
    came = tell(
        run,
        "add_agent",
        name="Ida Brandt",
        age=33,
        gender="female",
        occupation="unemployed",
        openness=91,
        home=home,
        money="123.45",
        life_goal="To see the sea.",
        goals=["Learn to swim.", "Write home."],
    )
    number = said_after(run, came)["agent"]
    steps(run, 240)

    view = resident_view(present(run), number)
    assert view is not None
    assert (view.name, view.age, view.gender, view.occupation) == ("Ida Brandt", 33, "female", "unemployed")
    assert (view.personality["openness"], view.home.number) == (91, home)
    assert Account.objects.of(run.pk).get(handle__startswith="ida-brandt").number == number
    agent = Resident.objects.numbered(run.pk, number).get().agent
    assert (agent.life_goal, agent.goal_list) == ("To see the sea.", ["Learn to swim.", "Write home."])
    assert ResidentState.objects.numbered(run.pk, number).get().decisions > 3
    move = Move.objects.of(run.pk).get()
    assert (move.resident, move.kind, move.reason) == (number, MoveKind.CAME, MoveReason.INVITED)
    assert list(verify_run(run, assemble)) == []


def said_after(run: Run, command: Any) -> dict[str, Any]:
    steps(run)
    return said(command)


def test_who_is_invited_with_a_trade_gets_a_post_of_it(run: Run) -> None:
    came = said_after(run, tell(run, "add_agent", occupation="nurse"))

    row = Resident.objects.numbered(run.pk, came["agent"]).get()
    assert (row.occupation, row.workplace) == (Occupation.NURSE, place_of(run, "willowbrook_hospital"))
    assert row.wage_per_hour > 0


def test_nobody_in_particular_is_drawn_as_newcomers_are(run: Run) -> None:
    commands = [tell(run, "add_agent") for _ in range(5)]
    steps(run)

    numbers = [said(command)["agent"] for command in commands]
    assert numbers == [17, 18, 19, 20, 21]
    assert len(set(Account.objects.of(run.pk).filter(kind=AccountKind.AGENT).values_list("handle", flat=True))) == 21
    steps(run, 60)
    assert list(verify_run(run, assemble)) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"home": 9_999}, "location_not_found"),
        ({"home": "corner_cup"}, "not_a_home"),
        ({"occupation": "doctor", "age": 20}, "age_does_not_fit"),
        ({"workplace": "wisteria_house"}, "no_open_post"),
        ({"occupation": "doctor", "workplace": "corner_cup"}, "no_open_post"),
        ({"occupation": "student", "workplace": "corner_cup"}, "no_open_post"),
    ],
)
def test_who_does_not_fit_is_refused_with_the_reason(body: dict[str, Any], reason: str, run: Run) -> None:
    numbers = {
        name: place_of(run, value) if isinstance(value, str) and "_" in value else value for name, value in body.items()
    }
    command = tell(run, "add_agent", **numbers)

    steps(run)

    assert refused(command) == reason
    assert not Move.objects.of(run.pk).exists()


def test_the_beds_of_a_home_are_given_once_each(run: Run) -> None:
    home = place_of(run, "wisteria_house")
    free = 5 - Resident.objects.of(run.pk).filter(home=home).count()
    commands = [tell(run, "add_agent", home=home) for _ in range(free + 1)]

    steps(run)

    assert [refused(command) for command in commands] == [""] * free + ["no_free_bed_there"]


def test_the_event_says_who_invited(run: Run) -> None:
    from streams.services.inbox import append_command
    from world.people import ADD_AGENT, AddBody

    append_command(run, ADD_AGENT, AddBody(), actor=3)
    steps(run)

    event = Event.objects.of(run.pk).filter(kind=WorldEvent.AGENT_CREATED).order_by("-pk")[0]
    assert (event.actor, event.target, event.reason) == (17, 3, MoveReason.INVITED)


def test_what_else_is_told_in_the_same_step_is_not_lost(run: Run) -> None:
    rule = said_after(run, tell(run, "set_rule", rule="free_day", hours=5))
    others = [
        tell(run, "end_measure", number=rule["measure"]),
        tell(run, "direct", resident=1, action="rest", far=True),
        tell(run, "add_agent"),
        tell(run, "direct", resident=17, action="rest", far=True),
        tell(run, "set_rule", rule="festival", hours=5),
        tell(run, "balance", is_on=True),
    ]

    head = steps(run)

    assert [refused(command) for command in others] == [""] * len(others)
    steps(run, 30)
    assert list(verify_run(run, assemble)) == []
    assert state_at(run, head.step, assemble).head.digest == head.digest


def test_in_a_town_without_talks_and_phones_people_move_in_too() -> None:
    run = town(social=False)
    steps(run, 3)
    command = tell(run, "add_agent", name="李 明")

    steps(run, 120)

    number = said(command)["agent"]
    assert ResidentState.objects.numbered(run.pk, number).get().decisions > 0
    assert list(verify_run(run, assemble)) == []
    assert json.loads(RunHead.objects.get(pk=run.pk).counters)["world_resident"] == number
