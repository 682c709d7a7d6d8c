"""Celery on services of its own: workers that are started and ended, and messages sent as beat sends them."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from celery import Celery

from society.celery import ADVANCE_RUNS, ENGINE_QUEUE
from tests.durability.players import ROOT

Environment = dict[str, str]
Process = subprocess.Popen[str]
SOLO = ("worker", "-Q", ENGINE_QUEUE, "--pool=solo", "--concurrency=1", "--without-gossip", "--without-mingle")


def manage(environment: Environment, *command: str) -> str:
    """Run a management command and return what it said."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


@contextmanager
def celery(environment: Environment, *arguments: str) -> Iterator[Process]:
    """Run Celery, and see to it that it ends."""
    command = [sys.executable, "-m", "celery", "--quiet", "-A", "society", *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


class Sender:
    """Sends messages as beat does, and looks at what the workers wrote."""

    def __init__(self, environment: Environment) -> None:
        self._app = Celery(broker=environment["BROKER_URL"])
        self._address = environment["DATABASE_URL"]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with psycopg.connect(self._address) as database:
            return database.execute(query.encode()).fetchall()

    def value(self, query: str) -> Any:
        """Ask for one value."""
        return self.rows(query)[0][0]

    def send(self, task: str, queue: str, **options: Any) -> None:
        """Send one message."""
        with self._app.connection_for_write() as connection:
            self._app.send_task(task, queue=queue, connection=connection, **options)

    def send_until(self, reached: Callable[[], bool], within_s: float, *, workers: int = 1) -> None:
        """Send a slice a second for each worker until something holds."""
        deadline = time.monotonic() + within_s
        while not reached():
            assert time.monotonic() < deadline, "the workers did not get there in time"
            for _ in range(workers):
                self.send(ADVANCE_RUNS, ENGINE_QUEUE, expires=1)
            time.sleep(1)

    def wait_until(self, reached: Callable[[], bool], within_s: float) -> None:
        """Wait, sending nothing."""
        deadline = time.monotonic() + within_s
        while not reached():
            assert time.monotonic() < deadline, "it did not come about in time"
            time.sleep(0.2)

    def step(self) -> int:
        """Tell how far the only run is committed."""
        return int(self.value("select step from streams_runhead"))

    def holder(self) -> str:
        """Tell who holds the only run."""
        return str(self.value("select holder from streams_runlease"))
