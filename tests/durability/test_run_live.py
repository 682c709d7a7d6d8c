"""One command, as a person starts it: the town lives, survives its engine's death, stops cleanly, and continues."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.durability.engines import ENGINE, wait_until
from tests.durability.players import ROOT


class Town:
    """A running `manage.py run_live`."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process = process
        self.port = port

    def status(self) -> dict[str, Any]:
        with urlopen(f"http://127.0.0.1:{self.port}/api/world/status", timeout=10) as answer:
            data: dict[str, Any] = json.load(answer)["data"]
        return data

    def wait_for(self, holds: Callable[[dict[str, Any]], bool], within_s: float) -> dict[str, Any]:
        deadline = time.monotonic() + within_s
        while True:
            try:
                status = self.status()
                if holds(status):
                    return status
            except OSError:
                status = {}
            assert time.monotonic() < deadline, f"not in time; the last status was {status}"
            assert self.process.poll() is None, "it ended by itself"
            time.sleep(0.3)

    def engine_pid(self) -> int:
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")  # whichever thread started it
        children = [child for thread in threads for child in thread.read_text().split()]
        return int(children[0])

    def stop(self) -> str:
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=30)
        return said


@contextmanager
def run_live(folder: Path) -> Iterator[Town]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_live", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/town.sqlite3", "TIME_SCALE": "60"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Town(process, port)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def test_a_town_starts_stops_and_continues_where_it_stopped(tmp_path: Path) -> None:
    with run_live(tmp_path) as town:
        before = town.wait_for(lambda status: status["seq"] > 60 and status["status"] == "running", within_s=90)
        engine = town.engine_pid()
        said = town.stop()

    assert town.process.returncode == 0
    assert "this link works once" in said
    assert "Nothing is lost" in said
    assert not Path(f"/proc/{engine}").exists()
    assert before["agent_count"] == 50
    with run_live(tmp_path) as town:
        after = town.wait_for(lambda status: status["status"] == "running", within_s=90)

        assert before["world_time"] <= after["world_time"] < "2024-01-01T09:00:00"
        assert after["seq"] >= before["seq"]


def test_a_killed_engine_is_started_again_and_the_town_goes_on(tmp_path: Path) -> None:
    with run_live(tmp_path) as town:
        town.wait_for(lambda status: status["seq"] > 55, within_s=90)
        first = town.engine_pid()

        os.kill(first, signal.SIGKILL)
        held = town.status()["seq"]
        town.wait_for(lambda status: status["seq"] > held + 5, within_s=90)

        assert town.engine_pid() != first
        assert "starting it again" in town.stop()


@pytest.mark.long
def test_a_web_process_that_is_killed_leaves_no_engine_behind(tmp_path: Path) -> None:
    with run_live(tmp_path) as town:
        town.wait_for(lambda status: status["seq"] > 55, within_s=90)
        engine = town.engine_pid()

        town.process.kill()
        town.process.communicate()
        wait_until(lambda: not Path(f"/proc/{engine}").exists(), within_s=10)

    assert town.process.returncode == -signal.SIGKILL


def test_a_taken_port_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = subprocess.run(
            [sys.executable, "manage.py", "run_live", "--port", str(taken.getsockname()[1])],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/town.sqlite3"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert done.returncode == 1
    assert "Choose another port: PORT=" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_the_shown_clock_runs_at_sixty_times_real_time_within_two_percent(tmp_path: Path) -> None:
    with run_live(tmp_path) as town:
        town.wait_for(lambda status: status["seq"] > 60, within_s=90)
        first, started = town.status()["world_time"], time.monotonic()
        time.sleep(60)
        last, passed_s = town.status()["world_time"], time.monotonic() - started

    shown_s = (_seconds(last) - _seconds(first)) % 86_400
    assert abs(shown_s / passed_s / 60 - 1) < 0.02


def _seconds(world_time: str) -> int:
    hours, minutes, seconds = world_time[11:].split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def test_an_engine_whose_parent_died_before_it_could_ask_ends_by_itself(tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True, timeout=120)
    parent = subprocess.Popen([sys.executable, "-c", ""])
    parent.wait(60)

    engine = subprocess.run([sys.executable, *ENGINE, str(parent.pid)], env=environment, timeout=120, check=False)

    assert engine.returncode == 0
