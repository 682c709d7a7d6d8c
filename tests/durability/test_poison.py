"""A command that no step can bear: tried three times, answered `failed`, buried where an operator looks; the run lives on."""

from collections.abc import Callable

import pytest
from django.db import DataError, OperationalError
from pydantic import BaseModel

from society.engine import bury_command
from society.models import FailedTask
from society.parts import assemble
from streams.errors import CommandFailed
from streams.kernel.columns import TableBatch
from streams.models import Inbox, Outcome, Run, RunClock, RunHead, RunLease
from streams.services.inbox import append_command
from streams.writer import driver as driving
from streams.writer.clock_part import RESUME, SNAPSHOT, ClockPart, Nothing
from streams.writer.driver import Driver
from streams.writer.part import Answer, Command, CommandKind, Part, Queue, RunFacts, StepContext
from streams.writer.session import RunSession
from tests.durability.test_driver_faults import KeptConnection, failing

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


class Dose(BaseModel):
    """How much of it."""

    drops: int = 1


class PoisonedPart(ClockPart):
    """Serves the commands to the run, and two that it cannot bear."""

    name = "poisoned"
    commands = (
        CommandKind(name="poison", body=Dose, queue=Queue.AT_ONCE),
        CommandKind(name="drink", body=Dose, queue=Queue.GRID),
    )

    def apply(self, context: StepContext, command: Command) -> Answer:
        raise KeyError(f"{command.body['drops']} drops")


class DoomedPart(ClockPart):
    """Fails in every grid step after a run's second step, whoever asked for whatever."""

    name = "doomed"
    commands = (CommandKind(name="drink", body=Dose, queue=Queue.GRID),)

    def apply(self, context: StepContext, command: Command) -> Answer:
        return Answer()

    def step(self, context: StepContext) -> list[TableBatch]:
        if context.is_grid and context.step > 2:
            raise KeyError("a fault of its own")
        return []


@pytest.fixture(autouse=True)
def kept_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "connection", KeptConnection())


@pytest.fixture
def driver(town: Run) -> Driver:
    def with_poison(run: RunFacts) -> list[Part]:
        return [*assemble(run), PoisonedPart()]

    return Driver(assemble=with_poison, publish=lambda run_id, seq: None, give_up=bury_command)


def send(town: Run, kind: str, body: BaseModel | None = None) -> Inbox:
    queue = Queue.GRID if kind == "drink" else Queue.AT_ONCE
    return append_command(town, CommandKind(name=kind, body=Dose, queue=queue), body or Dose())


def serve_until_answered(driver: Driver, *commands: Inbox) -> None:
    """Serve slices until all are answered; a slice in which a run is loaded may have no time left for a turn."""
    for _ in range(50):
        driver.serve(0.05)
        if all(told(command)[0] != Outcome.PENDING for command in commands):
            return


def told(command: Inbox) -> tuple[str, str, int]:
    command.refresh_from_db()
    return command.outcome, command.reason, command.tries


@pytest.mark.parametrize("kind", ["poison", "drink"])
def test_a_poisonous_command_is_given_up_after_three_tries_and_the_run_lives_on(
    town: Run, driver: Driver, kind: str
) -> None:
    poison = send(town, kind)
    serve_until_answered(driver, poison)
    behind = append_command(town, SNAPSHOT, Nothing())

    serve_until_answered(driver, behind)

    assert told(poison) == (Outcome.FAILED, "command_failed", 3)
    assert told(behind) == (Outcome.APPLIED, "", 0)
    assert RunHead.objects.get(pk=town.pk).step > 1
    assert driver.held_runs == (town.pk,)


def test_a_poisonous_command_is_a_dead_letter_that_an_operator_sees(town: Run, driver: Driver) -> None:
    poison = send(town, "poison", Dose(drops=7))

    serve_until_answered(driver, poison)

    letter = FailedTask.objects.get()
    assert (letter.task, letter.error, letter.times) == ("inbox: poison", "KeyError", 1)
    assert "7 drops" in letter.message
    assert "in apply" in letter.traceback
    assert letter.arguments == "{'drops': 7}"


def test_commands_beside_a_poisonous_one_are_applied(town: Run, driver: Driver) -> None:
    before, poison, behind = (
        append_command(town, RESUME, Nothing()),
        send(town, "poison"),
        append_command(town, SNAPSHOT, Nothing()),
    )

    serve_until_answered(driver, before, poison, behind)

    assert told(before) == (Outcome.APPLIED, "", 1)
    assert told(poison) == (Outcome.FAILED, "command_failed", 3)
    assert told(behind) == (Outcome.APPLIED, "", 1)


def test_a_command_whose_rows_the_database_refuses_is_given_up_too(
    town: Run, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = append_command(town, SNAPSHOT, Nothing())
    with monkeypatch.context() as broken:
        broken.setattr("streams.writer.session.commit", failing(DataError("value out of range")))
        serve_until_answered(driver, refused)

    assert told(refused) == (Outcome.FAILED, "command_failed", 3)


def test_a_database_that_is_away_is_no_commands_fault(
    town: Run, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    innocent = append_command(town, SNAPSHOT, Nothing())
    with monkeypatch.context() as broken:
        broken.setattr("streams.writer.session.commit", failing(OperationalError("the server closed the connection")))
        driver.serve(1)
    RunLease.objects.update(expires_wall_ms=0)

    serve_until_answered(driver, innocent)

    assert told(innocent) == (Outcome.APPLIED, "", 0)


def test_the_batch_driver_says_that_a_command_failed_and_counts_it(town: Run, driver: Driver) -> None:
    poison = send(town, "drink")
    session = driver.hold(town)

    with pytest.raises(CommandFailed, match="drink"):
        driver.advance_until(session, town.start_sim_time + 3_600)

    assert told(poison) == (Outcome.PENDING, "", 1)


def advance(driver: Driver, session: RunSession) -> None:
    driver.advance_until(session, session.head_sim_time + 3_600)


def turn(driver: Driver, session: RunSession) -> None:
    driver.apply_waiting(session)


@pytest.mark.parametrize("work", [advance, turn])
def test_a_command_that_is_tried_again_is_kept_whatever_fails_after_its_own_step(
    town: Run, monkeypatch: pytest.MonkeyPatch, work: Callable[[Driver, RunSession], None]
) -> None:
    monkeypatch.setattr(driving, "_TURN_BUDGET_S", 60)
    RunClock.objects.filter(run=town).update(rate_milli=1_000_000)
    doomed = Driver(assemble=lambda run: [*assemble(run), DoomedPart()], publish=lambda run_id, seq: None)
    innocent = send(town, "drink")
    with pytest.raises(CommandFailed):
        work(doomed, doomed.hold(town))
    assert told(innocent) == (Outcome.PENDING, "", 1)

    with pytest.raises(KeyError, match="of its own"):
        work(doomed, doomed.hold(town))

    assert told(innocent) == (Outcome.APPLIED, "", 1)
    assert RunHead.objects.get(pk=town.pk).step == innocent.applied_step == 2


def test_a_stale_holder_counts_nothing(town: Run, driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    poison = send(town, "poison")
    hold = driver.hold(town)
    RunLease.objects.update(epoch=hold.lease.epoch + 1)

    driver.serve(0.05)

    assert told(poison) == (Outcome.PENDING, "", 0)
