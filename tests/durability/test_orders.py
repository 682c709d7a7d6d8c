"""Orders and commands at awkward moments: nothing that was acknowledged is lost, nothing happens after the end."""

import json
from collections.abc import Callable

import numpy as np
import pytest

from society.parts import assemble
from streams.events import StreamEvent
from streams.models import Event, Inbox, Outcome, Run, RunClock, RunHead
from streams.services.inbox import append_command
from streams.writer.clock_part import END_RUN, PAUSE, RESUME, SNAPSHOT, STEP_ONCE, Nothing
from streams.writer.driver import Driver
from streams.writer.part import CommandKind
from streams.writer.past import state_at
from streams.writer.runs import facts_of, load_stepper
from streams.writer.session import RunSession
from world.commands import DIRECT, DirectBody
from world.models import Resident, ResidentState

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

Hold = Callable[[int], RunSession]


def send(town: Run, *kinds: CommandKind) -> list[Inbox]:
    return [append_command(town, kind, Nothing()) for kind in kinds]


def outcomes(commands: list[Inbox]) -> list[tuple[str, str]]:
    for command in commands:
        command.refresh_from_db()
    return [(command.outcome, command.reason) for command in commands]


def wall_of(town: Run) -> int:
    return RunClock.objects.get(pk=town.pk).wall_ms


def committed(town: Run) -> int:
    return RunHead.objects.get(pk=town.pk).sim_time


def test_an_order_to_somebody_on_her_way_is_kept_when_the_engine_stops_in_an_idle_step(town: Run, hold: Hold) -> None:
    session = hold(wall_of(town))
    ResidentState.objects.of(town.pk).update(due=town.start_sim_time + 3_000, arrive=town.start_sim_time + 2_000)
    session = hold(wall_of(town))
    command = append_command(town, DIRECT, DirectBody(resident=3, action="read", place=1))

    session.run_steps(1, wall_ms=wall_of(town))

    command.refresh_from_db()
    told = ResidentState.objects.numbered(town.pk, 3).get()
    assert command.outcome == Outcome.APPLIED
    assert (told.told_place, told.due) == (1, town.start_sim_time + 2_000)


def test_after_an_order_in_an_idle_step_the_tables_equal_a_re_execution(town: Run, hold: Hold) -> None:
    session = hold(wall_of(town))
    session.run_steps(400, wall_ms=wall_of(town))
    for resident in range(1, 13):
        append_command(town, DIRECT, DirectBody(resident=resident, action="read", place=resident))
        session.run_steps(1, wall_ms=wall_of(town))

        present = load_stepper(town, assemble(facts_of(town)))
        past = state_at(town, present.head.step, assemble).state()
        differ = [name for name, values in present.state().items() if not np.array_equal(values, past[name])]
        assert differ == []


def test_the_receipt_of_an_order_says_whether_it_was_carried_out(town: Run, hold: Hold) -> None:
    session = hold(wall_of(town))
    home = Resident.objects.numbered(town.pk, 1).get().home
    wanted = [(1, "read", home), (1, "rest", home), (2, "work", home), (3, "read", 999)]
    bodies = [DirectBody(resident=resident, action=action, place=place) for resident, action, place in wanted]
    commands = [append_command(town, DIRECT, body) for body in bodies]

    session.run_steps(1, wall_ms=wall_of(town))

    assert outcomes(commands) == [("applied", "")] * 3 + [("refused", "location_not_found")]
    said = [json.loads(command.result).get("refused") for command in commands[:3]]
    assert said == ["another_order_came", None, "not_offered"]


def test_each_of_several_single_steps_sent_at_once_is_made(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)
    send(town, PAUSE)
    session.turn(wall_ms=wall_ms + 1_000, budget_s=10)
    before = session.clock.line.sim_ms

    send(town, *[STEP_ONCE] * 5)
    session.turn(wall_ms=wall_ms + 2_000, budget_s=10)

    first_boundary = before - before % (town.step_s * 1000) + town.step_s * 1000
    assert session.clock.line.sim_ms == first_boundary + 4 * town.step_s * 1000
    assert committed(town) * 1000 > session.clock.line.sim_ms


def test_single_steps_outlive_an_engine_that_died_right_after_the_receipt(town: Run, hold: Hold) -> None:
    wall_ms = wall_of(town)
    session = hold(wall_ms)
    send(town, PAUSE)
    session.turn(wall_ms=wall_ms, budget_s=10)
    wanted = session.clock.line.sim_ms + 5 * town.step_s * 1000
    send(town, *[STEP_ONCE] * 5)
    session.turn(wall_ms=wall_ms, budget_s=-1)

    successor = hold(wall_ms + 60_000)
    successor.turn(wall_ms=wall_ms + 60_000, budget_s=10)

    assert successor.clock.line.sim_ms == wanted
    assert committed(town) * 1000 > wanted


def test_a_single_step_right_behind_a_pause_is_made(town: Run, hold: Hold) -> None:
    session = hold(wall_of(town))

    commands = send(town, PAUSE, STEP_ONCE)
    session.turn(wall_ms=wall_of(town), budget_s=10)

    assert outcomes(commands) == [("applied", ""), ("applied", "")]


def test_a_single_step_right_behind_a_resume_is_refused(town: Run, hold: Hold) -> None:
    session = hold(wall_of(town))
    send(town, PAUSE)
    session.turn(wall_ms=wall_of(town), budget_s=10)

    commands = send(town, RESUME, STEP_ONCE)
    session.turn(wall_ms=wall_of(town), budget_s=10)

    assert outcomes(commands) == [("applied", ""), ("refused", "not_paused")]


def test_nothing_is_recorded_after_the_end(town: Run, hold: Hold) -> None:
    session = hold(wall_of(town))

    commands = send(town, END_RUN, END_RUN, PAUSE, SNAPSHOT)
    session.turn(wall_ms=wall_of(town), budget_s=10)

    ended = ("refused", "run_ended")
    assert outcomes(commands) == [("applied", ""), ended, ended, ended]
    assert Event.objects.of(town.pk).order_by("-pk")[0].kind == StreamEvent.RUN_ENDED
    assert Event.objects.of(town.pk).filter(kind=StreamEvent.RUN_ENDED).count() == 1


def test_what_waits_for_an_ended_run_is_answered_and_not_applied(town: Run, hold: Hold) -> None:
    waiting = append_command(town, SNAPSHOT, Nothing())
    Inbox.objects.filter(pk=waiting.pk).update(applied_step=0)
    session = hold(wall_of(town))
    send(town, END_RUN)
    session.turn(wall_ms=wall_of(town), budget_s=10)
    step = RunHead.objects.get(pk=town.pk).step
    Inbox.objects.filter(pk=waiting.pk).update(applied_step=None)

    session.turn(wall_ms=wall_of(town), budget_s=10)

    assert outcomes([waiting]) == [("refused", "run_ended")]
    assert RunHead.objects.get(pk=town.pk).step == step


def test_the_batch_driver_stops_at_the_end_of_the_run(town: Run) -> None:
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(town)
    command = append_command(town, DIRECT, DirectBody(resident=1, action="read", place=1))
    commands = [*send(town, END_RUN), command]

    driver.advance_until(session, town.start_sim_time + 3_600)

    assert outcomes(commands) == [("applied", ""), ("refused", "run_ended")]
    assert committed(town) == town.start_sim_time


def test_a_run_that_ended_while_an_engine_was_about_to_claim_it_is_not_driven_on(town: Run) -> None:
    Run.objects.filter(pk=town.pk).update(status="ended")

    session = Driver(assemble=assemble, publish=lambda run_id, seq: None).hold(town)

    assert session.is_over
