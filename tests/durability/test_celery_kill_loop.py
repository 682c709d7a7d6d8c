"""Celery's worker is killed (-9) at random moments, again and again: every table equals an undisturbed run's, row by row.

A live run follows the wall clock, so it is compared at the moment that it has reached when the last worker is gone.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.durability.engines import set_rate, step, tables, tables_at
from tests.durability.players import ROOT
from tests.durability.workers import SOLO, Environment, Sender, celery
from tests.services import temporary_database

pytestmark = [pytest.mark.services, pytest.mark.long]


def kill_again_and_again(town: Environment, times: int, *, within_s: float) -> None:
    """Let a worker serve, kill it within a moment, start the next; messages come each second, as from beat."""
    sender = Sender(town)
    dice = random.Random(times)
    for _ in range(times):
        reached = step(town)
        # beyond: the killed one's lease runs out, the next one loads
        with celery(town, *SOLO):
            sender.send_until(lambda before=reached: sender.step() > before, within_s=within_s)  # type: ignore[misc]
            time.sleep(dice.uniform(0, 1))


def test_workers_killed_at_random_lose_and_repeat_nothing(
    celery_town: Environment, undisturbed_town: Environment
) -> None:
    set_rate(celery_town, 1000)

    kill_again_and_again(celery_town, 2, within_s=60)

    killed = tables(celery_town)
    assert killed == tables_at(undisturbed_town, killed["sim_time"])


@pytest.fixture
def large_towns(redis_url: str) -> Iterator[tuple[Environment, Environment]]:
    """Found a town of ten thousand twice: one to be disturbed, one to compare with."""
    with temporary_database() as first:
        town = {**os.environ, "DATABASE_URL": first, "BROKER_URL": redis_url}
        subprocess.run([sys.executable, "-m", "tests.durability.large", "10000"], cwd=ROOT, env=town, check=True)
        set_rate(town, 100)
        with temporary_database(copy_of=first.rsplit("/", 1)[1]) as second:
            yield town, {**town, "DATABASE_URL": second}


def test_twenty_killed_workers_of_ten_thousand_residents_lose_and_repeat_nothing(
    large_towns: tuple[Environment, Environment],
) -> None:
    town, undisturbed = large_towns

    kill_again_and_again(town, 20, within_s=120)

    killed = tables(town)
    assert killed["step"] > 20
    assert killed == tables_at(undisturbed, killed["sim_time"])
