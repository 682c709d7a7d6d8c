"""`make dev`: every process of production by one command; one that dies comes back, Ctrl-C leaves none."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.durability.engines import wait_until
from tests.durability.players import ROOT
from tests.durability.test_run_live import Town
from tests.services import TEST_DATABASE_URL

pytestmark = [pytest.mark.services]

NAME = "test_run_dev"


@pytest.fixture
def missing_database() -> Iterator[str]:
    """Give the address of a database that is not there yet, and drop it in the end."""
    parts = urlsplit(TEST_DATABASE_URL)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        yield urlunsplit(parts._replace(path=f"/{NAME}"))
        server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


@contextmanager
def run_dev(**environment: str) -> Iterator[Town]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_dev", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "TIME_SCALE": "60", "INITIAL_AGENT_COUNT": "12", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Town(process, port)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


def descendants(pid: int) -> dict[int, str]:
    """Find the processes that one started, and theirs: id and command."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for thread in threads for child in thread.read_text().split()]
    found = {child: Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ") for child in children}
    return {**found, **{pid: command for child in children for pid, command in descendants(child).items()}}


def test_all_processes_start_outlive_a_killed_engine_and_stop(missing_database: str, redis_url: str) -> None:
    with run_dev(DATABASE_URL=missing_database, REDIS_URL=redis_url) as town:
        first = town.wait_for(lambda status: status["status"] == "running" and status["seq"] > 12, within_s=150)
        started = descendants(town.process.pid)
        (engine,) = [pid for pid, command in started.items() if "--pool=solo" in command]

        os.kill(engine, signal.SIGKILL)
        held = town.status()["seq"]
        then = town.wait_for(lambda status: status["seq"] > held + 5, within_s=150)
        began_s = time.monotonic()
        said = town.stop()
        stopped_in_s = time.monotonic() - began_s

    assert town.process.returncode == 0
    assert first["agent_count"] == 12
    assert then["world_time"] > first["world_time"]
    assert len(started) >= 5
    assert "Created the database test_run_dev." in said
    assert "engine-1 ended (killed by SIGKILL); starting it again in 1 s." in said
    assert stopped_in_s < 15
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.long
def test_a_supervisor_that_is_killed_leaves_no_process_behind(missing_database: str, redis_url: str) -> None:
    with run_dev(DATABASE_URL=missing_database, REDIS_URL=redis_url) as town:
        town.wait_for(lambda status: status["status"] == "running", within_s=150)
        wait_until(lambda: len(descendants(town.process.pid)) >= 5, within_s=60)
        started = descendants(town.process.pid)

        town.process.kill()
        town.process.communicate()
        wait_until(lambda: not [pid for pid in started if Path(f"/proc/{pid}").exists()], within_s=15)
        with psycopg.connect(missing_database) as database:
            holder = database.execute("select holder from streams_runlease").fetchone()

    assert holder == ("",)


def test_without_redis_nothing_is_started_and_a_sentence_says_so(missing_database: str) -> None:
    with run_dev(DATABASE_URL=missing_database, REDIS_URL="redis://127.0.0.1:1/0") as town:
        said, _ = town.process.communicate(timeout=60)

    assert town.process.returncode == 1
    assert "Redis cannot be used" in said
    assert "Traceback" not in said


def test_without_postgresql_nothing_is_started_and_a_sentence_says_so(redis_url: str) -> None:
    with run_dev(DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing", REDIS_URL=redis_url) as town:
        said, _ = town.process.communicate(timeout=60)

    assert town.process.returncode == 1
    assert "PostgreSQL at 127.0.0.1:1 cannot be used" in said
    assert "Traceback" not in said


def test_a_sqlite_file_is_refused(tmp_path: Path, redis_url: str) -> None:
    with run_dev(DATABASE_URL=f"sqlite:///{tmp_path}/town.sqlite3", REDIS_URL=redis_url) as town:
        said, _ = town.process.communicate(timeout=60)

    assert town.process.returncode == 1
    assert "need PostgreSQL" in said
