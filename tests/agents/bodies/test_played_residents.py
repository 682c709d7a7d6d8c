"""Playing a resident: taking and giving back, deciding, what happens without a decision, and what is refused."""

import json
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from agents.models import Body
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import Event, Inbox, Run
from streams.models.moderation import Subject
from streams.network.commands import SANCTION, SanctionBody
from tests.agents.bodies.players import (
    ANN,
    BEN,
    HER,
    STEP_H,
    body_of,
    decide,
    give_back,
    offered,
    ruled,
    seen,
    send,
    take,
    taken,
)
from tests.control import advance, answer, events
from tests.kept_runs import kept
from world.contract import Reason
from world.events import Parting, WorldEvent
from world.models import ResidentState

pytestmark = pytest.mark.django_db
LIBRARY_FULL_OF_NOTHING = 999


@pytest.fixture(scope="module")
def run_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Have one town in which Ann plays somebody for all tests of the module."""
    with kept(taken, lambda run: run, django_db_blocker) as run:
        yield run


@pytest.fixture
def run(run_of_the_module: Run, db: None) -> Run:
    """Give that run; what a test changes in it is undone."""
    return run_of_the_module


def state(run: Run) -> ResidentState:
    return ResidentState.objects.numbered(run.pk, HER).get()


def result(command: Inbox) -> dict[str, object]:
    command.refresh_from_db()
    found: dict[str, object] = json.loads(command.result)
    return found


def her_turns(run: Run, since: WorldEvent = WorldEvent.BODY_DECIDED) -> list[Event]:
    """Read her decisions since the first event of a kind."""
    first = events(run, since)[0].sim_time
    return [event for event in events(run, WorldEvent.ACTED) if event.actor == HER and event.sim_time > first]


def test_whoever_takes_a_resident_is_told_of_and_shown_what_she_perceives(run: Run) -> None:
    (told,) = events(run, WorldEvent.BODY_TAKEN)
    shown = seen(run)

    assert (told.actor, told.target) == (ANN, HER)
    assert body_of(run).player == ANN
    assert shown["moment"] == body_of(run).seen_at
    assert {"eat", "sleep", "rest"} & {offer["action"] for offer in shown["offered"]}
    assert all(0 <= level <= 10_000 for level in shown["needs"].values())


def test_a_decision_is_carried_out_at_once_and_the_record_says_whose_it_was(run: Run) -> None:
    home = seen(run)["home"]
    command = decide(run, "read", home, duration_s=HOUR_S)

    advance(run, STEP_H)
    now = state(run)

    assert (answer(command), result(command)["until"]) == ("applied", now.due)
    assert (now.place, Reason(now.reason), now.due - now.arrive) == (home, Reason.PLAYED, HOUR_S)
    (told,) = events(run, WorldEvent.BODY_DECIDED)
    assert (told.actor, told.target, told.place, told.duration_s) == (ANN, HER, home, HOUR_S)
    assert body_of(run).decisions == 1


def test_without_a_length_she_stays_as_long_as_she_would_herself(run: Run) -> None:
    command = decide(run, "read", seen(run)["home"])

    advance(run, STEP_H)

    stay_s = state(run).due - state(run).arrive
    assert answer(command) == "applied"
    assert 20 * 60 <= stay_s < 150 * 60


def test_a_decision_for_later_waits_until_she_has_finished(run: Run) -> None:
    home = seen(run)["home"]
    decide(run, "read", home, duration_s=HOUR_S)
    advance(run, STEP_H)
    ends = state(run).due

    later = decide(run, "rest", home, is_at_once=False, duration_s=HOUR_S)
    advance(run, STEP_H)
    waits = body_of(run).next_action
    advance(run, 1.5)

    assert (answer(later), set(result(later))) == ("applied", {"event"})
    assert waits > 0
    turn = next(event for event in her_turns(run) if event.sim_time == ends)
    assert Reason(turn.reason) == Reason.PLAYED
    assert body_of(run).next_action == 0


def test_of_two_decisions_for_one_moment_the_last_is_done(run: Run) -> None:
    home = seen(run)["home"]
    first, last = decide(run, "read", home), decide(run, "rest", home)

    advance(run, STEP_H)

    assert result(first)["refused"] == "another_order_came"
    assert "until" in result(last)


def test_what_is_not_offered_is_refused_and_changes_nothing(run: Run) -> None:
    before, elsewhere = state(run).due, next(n for n in range(1, 36) if n not in offered(run, "sleep"))

    command = decide(run, "sleep", elsewhere)
    nowhere = decide(run, "sleep", LIBRARY_FULL_OF_NOTHING)
    alone = decide(run, "talk", seen(run)["now"]["place"], partner=ANN)
    advance(run, STEP_H)

    assert [answer(command), answer(nowhere)] == ["not_offered", "location_not_found"]
    assert answer(alone) in ("not_here", "not_offered", "place_closed")
    assert state(run).due == before
    assert body_of(run).decisions == 0


def test_without_a_decision_she_waits_then_decides_herself_and_after_a_while_waits_no_more(run: Run) -> None:
    decide(run, "rest", seen(run)["home"], duration_s=15 * 60)
    advance(run, 9)

    turns, missed = her_turns(run), events(run, WorldEvent.DECISION_MISSED)

    waits = [turn for turn in turns if turn.reason == Reason.AWAITS_PLAYER]
    assert [turn.due - turn.sim_time for turn in waits] == [300] * 3
    assert body_of(run).missed == body_of(run).missed_in_row == len(missed) > 3
    assert {(event.actor, event.target) for event in missed} == {(ANN, HER)}
    whose = {event.sim_time for event in missed}
    assert {turn.sim_time for turn in turns if turn.reason not in (Reason.AWAITS_PLAYER, Reason.PLAYED)} <= whose
    assert [turn.sim_time in whose for turn in turns if turn.sim_time in {wait.due for wait in waits}] == [True] * 3


def test_a_decision_lets_her_wait_again(run: Run) -> None:
    decide(run, "rest", seen(run)["home"], duration_s=15 * 60)
    advance(run, 6)
    before = len([turn for turn in her_turns(run) if turn.reason == Reason.AWAITS_PLAYER])

    decide(run, "rest", seen(run)["home"], duration_s=15 * 60)
    advance(run, 1)

    assert len([turn for turn in her_turns(run) if turn.reason == Reason.AWAITS_PLAYER]) == before + 1


def test_she_is_given_back_by_whoever_plays_her_and_lives_on_by_herself(run: Run) -> None:
    others, hers = give_back(run, actor=BEN), give_back(run)
    late = decide(run, "rest", seen(run)["home"])
    advance(run, 3)

    assert [answer(others), answer(hers), answer(late)] == ["not_your_body", "applied", "not_played"]
    (told,) = events(run, WorldEvent.BODY_RETURNED)
    assert (told.actor, told.target, Parting(told.reason)) == (ANN, HER, Parting.GIVEN_BACK)
    assert not {turn.reason for turn in her_turns(run, WorldEvent.BODY_RETURNED)} & {
        Reason.PLAYED,
        Reason.AWAITS_PLAYER,
    }
    assert not events(run, WorldEvent.DECISION_MISSED)


def test_an_operator_takes_her_away(run: Run) -> None:
    command = give_back(run, actor=0)
    again = take(run, actor=BEN)
    advance(run, STEP_H)

    assert [answer(command), answer(again)] == ["applied", "applied"]
    assert Parting(events(run, WorldEvent.BODY_RETURNED)[0].reason) == Parting.TAKEN_AWAY
    assert body_of(run).player == BEN


def test_who_may_not_play_is_told_why(run: Run) -> None:
    asked = {
        "played_by_another": take(run, actor=BEN),
        "yours_already": take(run),
        "agent_not_found": take(run, resident=BEN),
        "no_account": take(run, resident=4, actor=99),
        "not_your_body": decide(run, "rest", seen(run)["home"], actor=BEN),
        "not_played": decide(run, "rest", 1, resident=5, actor=BEN),
    }
    send(run, SANCTION, SanctionBody(kind=Subject.ACCOUNT, subject=BEN, reason="x"), 0)
    asked["suspended"] = take(run, resident=4, actor=BEN)
    advance(run, STEP_H)

    assert {answer(command): command for command in asked.values()} == asked


def test_one_person_plays_no_more_than_the_scenario_says(run: Run) -> None:
    ruled(run, per_person=1)
    commands = [take(run, resident=4), take(run, resident=5, actor=BEN), give_back(run), take(run, resident=4)]
    advance(run, STEP_H)

    assert [answer(command) for command in commands] == ["too_many_bodies", "applied", "applied", "applied"]


def test_a_scenario_can_let_nobody_be_played(run: Run) -> None:
    ruled(run, per_person=0)
    command = take(run, resident=4, actor=BEN)
    advance(run, STEP_H)

    assert answer(command) == "nobody_is_played"


@pytest.mark.parametrize(("patience_s", "give_up_after", "waits"), [(600, 1, [600]), (120, 0, [])])
def test_the_scenario_says_how_long_and_how_often_she_waits(
    patience_s: int, give_up_after: int, waits: list[int], run: Run
) -> None:
    ruled(run, patience_s=patience_s, give_up_after=give_up_after)
    decide(run, "rest", seen(run)["home"], duration_s=15 * 60)
    advance(run, 4)

    turns = [turn for turn in her_turns(run) if turn.reason == Reason.AWAITS_PLAYER]
    assert [turn.due - turn.sim_time for turn in turns] == waits


@pytest.mark.parametrize(("idle_days", "player"), [(1, 0), (0, ANN)])
def test_somebody_for_whom_nobody_decides_for_a_day_is_her_own_again(idle_days: int, player: int, run: Run) -> None:
    ruled(run, idle_days=idle_days)
    Body.objects.of(run.pk).update(decided_at=run.start_sim_time - DAY_S)

    advance(run, STEP_H)

    returned = [(event.actor, Parting(event.reason)) for event in events(run, WorldEvent.BODY_RETURNED)]
    assert returned == ([] if player else [(ANN, Parting.IDLE)])
    assert body_of(run).player == player
