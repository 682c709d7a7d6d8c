"""Celery drives a run on PostgreSQL through Redis: a solo worker serves steps, is killed, and another takes over."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from celery import Celery

from society.celery import ADVANCE_RUNS, ENGINE_QUEUE
from tests.durability.players import ROOT

pytestmark = [pytest.mark.services]

Environment = dict[str, str]


@pytest.fixture
def environment(postgres_url: str, redis_url: str) -> Environment:
    """A town of twelve at a hundred times real time, on services of its own."""
    made = {**os.environ, "DATABASE_URL": postgres_url, "BROKER_URL": redis_url, "TIME_SCALE": "100"}
    for command in (["migrate", "-v0"], ["seed_town", "--count", "12"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=made, check=True, capture_output=True)
    return made


@contextmanager
def worker(environment: Environment) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a solo worker of the engine's queue and see to it that it ends."""
    command = [sys.executable, "-m", "celery", "-A", "society", "worker", "-Q", ENGINE_QUEUE]
    command += ["--pool=solo", "--concurrency=1", "--loglevel=warning", "--without-gossip", "--without-mingle"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


class Sender:
    """Sends slices as beat does, and looks at what the workers wrote."""

    def __init__(self, environment: Environment) -> None:
        self._app = Celery(broker=environment["BROKER_URL"])
        self._address = environment["DATABASE_URL"]

    def value(self, query: str) -> Any:
        with psycopg.connect(self._address) as database:
            row = database.execute(query.encode()).fetchone()
        assert row is not None
        return row[0]

    def send_until(self, reached: Callable[[], bool], within_s: float) -> None:
        deadline = time.monotonic() + within_s
        while not reached():
            assert time.monotonic() < deadline, "the workers did not get there in time"
            with self._app.connection_for_write() as connection:
                self._app.send_task(ADVANCE_RUNS, queue=ENGINE_QUEUE, expires=1, connection=connection)
            time.sleep(1)

    def step(self) -> int:
        return int(self.value("select step from streams_runhead"))


def test_a_killed_worker_is_taken_over_and_nothing_is_lost(environment: Environment) -> None:
    sender = Sender(environment)
    with worker(environment):
        sender.send_until(lambda: sender.step() >= 10, within_s=60)
        first_holder = sender.value("select holder from streams_runlease")
    after_kill = sender.step()

    with worker(environment):
        sender.send_until(lambda: sender.step() >= after_kill + 10, within_s=90)

    assert sender.value("select holder from streams_runlease") != first_holder
    audit = subprocess.run(
        [sys.executable, "manage.py", "verify_run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "is sound" in audit.stdout, audit.stderr


def test_a_worker_that_is_told_to_stop_gives_its_run_back(environment: Environment) -> None:
    sender = Sender(environment)
    with worker(environment) as process:
        sender.send_until(lambda: sender.step() >= 3, within_s=60)

        process.terminate()
        process.wait(20)

    assert sender.value("select holder from streams_runlease") == ""
