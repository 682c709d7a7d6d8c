"""Live engines as processes, without web or Celery; and what a disturbed run is compared with."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg

from tests.durability.players import ROOT
from tests.durability.workers import Environment

ENGINE: Final = ("manage.py", "run_live", "--engine")
Process = subprocess.Popen[str]


@contextmanager
def engine(environment: Environment, *command: str) -> Iterator[Process]:
    """Run an engine; its log can be read at the end, from `stderr`."""
    process = subprocess.Popen(
        [sys.executable, *(command or ENGINE)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def value(environment: Environment, query: str) -> Any:
    """Ask a run's database for one value; None while the server is away."""
    try:
        with psycopg.connect(environment["DATABASE_URL"], connect_timeout=2) as database:
            row = database.execute(query.encode()).fetchone()
    except psycopg.OperationalError:
        return None
    return row[0] if row else None


def step(environment: Environment) -> int:
    """Tell how far the only run is committed; -1 while the server is away."""
    found = value(environment, "select step from streams_runhead")
    return -1 if found is None else int(found)


def wait_until(reached: Callable[[], bool], *, within_s: float) -> None:
    """Look every fifth of a second."""
    deadline = time.monotonic() + within_s
    while not reached():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.2)


def tables_at(environment: Environment, sim_time: int) -> Any:
    """Advance the only run as a batch to a moment, and tell its step, digest and a hash of every table."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.durability.batch", str(sim_time)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def tables(environment: Environment) -> Any:
    """Tell the same of the run as it stands."""
    return tables_at(environment, int(value(environment, "select sim_time from streams_runhead")))


def set_rate(environment: Environment, rate: int) -> None:
    """Let the shown clock of the only run go at a rate, before anybody drives it."""
    with psycopg.connect(environment["DATABASE_URL"]) as database:
        database.execute("update streams_runclock set rate_milli = %s", [rate * 1000])
