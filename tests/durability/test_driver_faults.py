"""What the driver does when the database, or a Part, fails under it: memory that may be ahead is never written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection

from society.parts import assemble
from streams.models import Run, RunHead
from streams.writer import driver as driving
from streams.writer import lease as leases
from streams.writer.driver import Driver
from streams.writer.lease import claim
from streams.writer.session import RunSession

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


def failing(error: Exception) -> Callable[..., Any]:
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


def test_a_claim_that_was_overtaken_before_it_was_written_is_no_claim(town: Run) -> None:
    def overtake(execute: Callable[..., Any], query: str, *rest: Any) -> Any:
        done = execute(query, *rest)
        with connection.cursor() as cursor:
            cursor.cursor.execute("UPDATE streams_runlease SET holder = 'another', epoch = epoch + 1")
        return done

    with connection.execute_wrapper(overtake):
        lease = claim(town.pk, holder="me", wall_ms=1)

    assert lease is None
