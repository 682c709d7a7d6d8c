"""PostgreSQL stops hard in the middle of a run, or is away: nothing is lost, nothing is half done, everybody comes back."""

import random
import time

import pytest

from tests.durability.engines import ENGINE, engine, set_rate, step, tables, tables_at, wait_until
from tests.durability.own_postgres import OwnPostgres
from tests.durability.workers import Environment

pytestmark = [pytest.mark.services, pytest.mark.own_servers]

FULL_SPEED = 1000


def recoveries(server: OwnPostgres) -> int:
    """Count how often the server came back from a hard stop; other tests stop it too."""
    return server.log().count("database system was not properly shut down")


def stop_in_the_middle(server: OwnPostgres, town: Environment, times: int) -> str:
    """Drive a run as fast as it goes and stop the server hard now and then; return what the engine said."""
    set_rate(town, FULL_SPEED)
    dice = random.Random(times)
    with engine(town, *ENGINE) as process:
        for _ in range(times):
            reached = step(town)
            wait_until(lambda before=reached: step(town) > before + 40, within_s=60)  # type: ignore[misc]
            time.sleep(dice.uniform(0, 1))
            server.stop_hard()
            time.sleep(dice.uniform(0, 1.5))
            server.start()
        reached = step(town)
        wait_until(lambda: step(town) > reached + 40, within_s=60)
        assert process.poll() is None
        process.terminate()
        said: str = process.communicate(timeout=30)[1]
    return said


def test_a_server_that_stops_hard_under_a_running_engine_loses_and_repeats_nothing(
    own_server: OwnPostgres, breakable_town: Environment, unbroken_town: Environment
) -> None:
    before = recoveries(own_server)

    said = stop_in_the_middle(own_server, breakable_town, times=1)

    broken = tables(breakable_town)
    assert broken == tables_at(unbroken_town, broken["sim_time"])
    assert recoveries(own_server) == before + 1
    # whichever the engine was about to do: take a turn, or look for a run that nobody drives
    assert "run.dropped" in said or "run.unclaimed" in said


@pytest.mark.long
def test_a_server_that_stops_hard_twenty_times_loses_and_repeats_nothing(
    own_server: OwnPostgres, breakable_town: Environment, unbroken_town: Environment
) -> None:
    before = recoveries(own_server)

    stop_in_the_middle(own_server, breakable_town, times=20)

    broken = tables(breakable_town)
    assert recoveries(own_server) == before + 20
    assert broken == tables_at(unbroken_town, broken["sim_time"])
