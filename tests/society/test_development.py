"""The supervisor of `make dev`: what dies is started again, later and later; what will not stop is ended, with its own."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from society import development
from society.development import Child, Program, how_ended, programs


def wait_until(holds: Callable[[], bool], child: Child) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "not in time"
        child.keep_running()
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Tell whether there is such a process; one that only waits to be buried is none."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def has_gone(pid: int) -> bool:
    """Wait until a process that was killed is no more: the kernel ends it when it gets a turn, not at once."""
    deadline = time.monotonic() + 20
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(pid)


def test_a_process_that_dies_is_started_again_later_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(development, "RESTART_FIRST_S", 0.01)
    child = Child(Program(name="web", command=("sh", "-c", "exit 3")), said.append)

    wait_until(lambda: len(said) >= 3, child)
    child.end(0)

    assert said[:3] == [
        f"web ended (exit code 3); starting it again in {delay} s." for delay in ("0.01", "0.02", "0.04")
    ]


def test_each_line_of_the_log_says_who_wrote_it() -> None:
    said: list[str] = []
    child = Child(Program(name="web", command=("sh", "-c", "echo hello; echo trouble >&2; sleep 20")), said.append)

    wait_until(lambda: len(said) >= 2, child)
    child.end(0)

    assert said[:2] == ["web      | hello", "web      | trouble"]


KILLED_SUPERVISOR = """
import os, signal, time
import django
django.setup()
from society.development import Child, Program
said = []
child = Child(Program(name="web", command=("sh", "-c", "echo $$; exec sleep 60")), said.append)
child.keep_running()
while not said:
    time.sleep(0.01)
print(said[0].rpartition("|")[2], flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_a_process_whose_supervisor_is_killed_ends_too(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_SUPERVISOR], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    child = int(done.stdout)

    assert done.returncode == -signal.SIGKILL
    assert has_gone(child)


def test_a_process_that_will_not_stop_is_ended_with_whoever_it_started() -> None:
    said: list[str] = []
    stubborn = "trap '' TERM; sleep 60 & echo $!; wait; sleep 60"
    child = Child(Program(name="worker", command=("sh", "-c", stubborn)), said.append)
    wait_until(lambda: len(said) == 1, child)
    grandchild = int(said[0].rpartition("|")[2])

    child.ask_to_stop()
    child.end(0.3)

    assert said[1] == "worker did not stop in time and was ended."
    assert has_gone(grandchild)


@pytest.mark.parametrize(("code", "words"), [(-9, "killed by SIGKILL"), (70, "exit code 70")])
def test_an_end_is_said_in_words(code: int, words: str) -> None:
    assert how_ended(code) == words


def test_there_is_an_engine_for_each_of_engine_workers() -> None:
    names = [program.name for program in programs(host="127.0.0.1", port=8000, engine_workers=2)]

    assert names == ["web", "engine-1", "engine-2", "worker", "beat"]
