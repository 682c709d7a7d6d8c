"""What the driver does when the database, or a Part, fails under it: memory that may be ahead is never written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection

from society.parts import assemble
from streams.errors import NotHolder
from streams.models import Run, RunHead
from streams.writer import driver as driving
from streams.writer import lease as leases
from streams.writer.driver import Driver
from streams.writer.lease import claim
from streams.writer.session import RunSession
from streams.writer.verify import verify_run

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


class KeptConnection:
    """The test's own connection: closing it would end the test's transaction."""

    def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def kept_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "connection", KeptConnection())


@pytest.fixture
def driver(town: Run) -> Driver:
    return Driver(assemble=assemble, publish=lambda run_id, seq: None)


def failing(error: BaseException) -> Callable[..., Any]:
    def fail(*args: object, **options: object) -> None:
        raise error

    return fail


def test_a_database_that_is_away_when_runs_are_claimed_is_outlived(
    town: Run, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(leases, "claim", failing(OperationalError("the server closed the connection")))
        driver.serve(0.3)

    driver.serve(0.3)

    assert driver.held_runs == (town.pk,)


def test_a_database_that_goes_away_in_a_turn_costs_the_session_and_not_the_process(
    town: Run, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RunSession, "turn", failing(OperationalError("the server closed the connection")))

    driver.serve(0.3)

    assert driver.held_runs == ()


def test_a_database_that_is_away_when_leases_are_given_back_does_not_stop_the_stopping(
    town: Run, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.hold(town)
    monkeypatch.setattr(leases, "release", failing(OperationalError("the server closed the connection")))

    driver.release_all()

    assert driver.held_runs == ()


def test_a_session_whose_step_failed_half_way_is_never_used_again(
    town: Run, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.hold(town)
    head = RunHead.objects.get(pk=town.pk).step
    monkeypatch.setattr("streams.writer.session.commit", failing(KeyError("a fault in a Part")))

    with pytest.raises(KeyError):
        driver.serve(0.3)

    assert driver.held_runs == ()
    assert RunHead.objects.get(pk=town.pk).step == head


def advance(driver: Driver, session: RunSession) -> None:
    driver.advance_until(session, session.head_sim_time + 3_600)


def apply_waiting(driver: Driver, session: RunSession) -> None:
    driver.apply_waiting(session)


@pytest.mark.parametrize("work", [advance, apply_waiting])
@pytest.mark.parametrize("fault", [KeyError("a fault in a Part"), OperationalError("disk full"), KeyboardInterrupt()])
def test_batch_work_that_fails_gives_the_run_back_and_the_next_goes_on_from_what_is_committed(
    town: Run,
    driver: Driver,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[[Driver, RunSession], None],
    fault: BaseException,
) -> None:
    ahead = driver.hold(town)
    with monkeypatch.context() as broken:
        broken.setattr("streams.writer.session.commit", failing(fault))
        with pytest.raises(type(fault)):
            work(driver, ahead)

    assert ahead.head_sim_time > town.start_sim_time
    assert town.pk not in driver.held_runs
    with pytest.raises(NotHolder, match="hold it again"):
        work(driver, ahead)
    fresh = driver.hold(town)
    assert fresh.head_sim_time == RunHead.objects.get(pk=town.pk).sim_time == town.start_sim_time
    work(driver, fresh)
    assert town.pk in driver.held_runs
    assert list(verify_run(town, assemble)) == []


def test_a_claim_that_was_overtaken_before_it_was_written_is_no_claim(town: Run) -> None:
    def overtake(execute: Callable[..., Any], query: str, *rest: Any) -> Any:
        done = execute(query, *rest)
        with connection.cursor() as cursor:
            cursor.cursor.execute("UPDATE streams_runlease SET holder = 'another', epoch = epoch + 1")
        return done

    with connection.execute_wrapper(overtake):
        lease = claim(town.pk, holder="me", wall_ms=1)

    assert lease is None
