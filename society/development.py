"""The processes of production on one's own machine: started by one command, in one log, restarted when they die.

What a supervisor or `docker/` does for an installation that other people use, `Supervisor` does for a developer.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import IO, Final

from django.conf import settings

from society.celery import ENGINE_QUEUE, EXPORTS_QUEUE, HOUSEKEEPING_QUEUE

STOP_WITHIN_S: Final = 12.0
"""A slice and a page are long done by then; what still runs is ended."""
RESTART_FIRST_S: Final = 1.0
RESTART_MAX_S: Final = 30.0
STEADY_AFTER_S: Final = 60.0
"""A process that lived so long did not die of its start: the next restart is quick again."""
LAST_WORDS_S: Final = 1.0
"""Longest wait for what a process wrote before its end."""
_LOOK_EVERY_S: Final = 0.2
_PR_SET_PDEATHSIG: Final = 1
"""Of <linux/prctl.h>: the signal that a process gets when the thread that started it ends, here the main one."""

Say = Callable[[str], object]
Process = subprocess.Popen[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A process to be kept running: its name in the log, and its command."""

    name: str
    command: tuple[str, ...]


def programs(*, host: str, port: int, engine_workers: int) -> tuple[Program, ...]:
    """List what an installation runs: the web, the engine's workers, housekeeping and exports, beat."""
    celery = (sys.executable, "-m", "celery", "--quiet", "-A", "society")
    worker = (*celery, "worker", "--without-gossip", "--without-mingle")
    engines = (
        Program(
            name=f"engine-{number}",
            command=(*worker, "--concurrency=1", "-Q", ENGINE_QUEUE, "--pool=solo", "-n", f"engine-{number}@%h"),
        )
        for number in range(1, engine_workers + 1)
    )
    # one export is made at a time, so one of the two is always left for housekeeping
    queues = f"{HOUSEKEEPING_QUEUE},{EXPORTS_QUEUE}"
    daphne = (sys.executable, "-m", "daphne", "-v", "0", "--ping-interval", "5", "--ping-timeout", "10")
    return (
        Program(name="web", command=(*daphne, "-b", host, "-p", str(port), "society.asgi:application")),
        *engines,
        Program(name="worker", command=(*worker, "--concurrency=2", "-Q", queues, "-n", "worker@%h")),
        Program(name="beat", command=(*celery, "beat")),
    )


class Child:
    """One program's process: started, listened to, started again with a growing delay, stopped."""

    def __init__(self, program: Program, say: Say) -> None:
        self.name = program.name
        self._command = program.command
        self._say = say
        self._delay_s = RESTART_FIRST_S
        self._due_s = 0.0
        self._started_s = 0.0
        self._process: Process | None = None
        self._listener: threading.Thread | None = None

    def keep_running(self) -> None:
        """Notice that the process died, and start it when it is time."""
        now = time.monotonic()
        if self._process is not None and self._process.poll() is not None:
            self._note_death(self._process, now)
            self._process = None
        if self._process is None and now >= self._due_s:
            self._start(now)

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def end(self, within_s: float) -> None:
        """Wait for its end, and end it and its own children if it does not come."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, within_s))
        except subprocess.TimeoutExpired:
            self._say(f"{self.name} did not stop in time and was ended.")
        self._end_group(self._process)

    def _start(self, now: float) -> None:
        # a session of its own: Ctrl-C reaches the supervisor only, which then stops everybody in good order
        self._process = subprocess.Popen(
            self._command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=_ending_with(os.getpid()),  # noqa: PLW1509  it takes no lock, and only the child can ask for this
        )
        self._started_s = now
        assert self._process.stdout is not None
        self._listener = threading.Thread(
            target=self._listen, args=(self._process.stdout,), name=self.name, daemon=True
        )
        self._listener.start()

    def _listen(self, lines: IO[str]) -> None:
        with lines:
            for line in lines:
                self._say(f"{self.name:<9}| {line.rstrip()}")

    def _end_group(self, process: Process) -> None:
        """End a process and whoever it started: a killed prefork worker leaves its children behind."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if self._listener is not None:
            self._listener.join(LAST_WORDS_S)

    def _note_death(self, process: Process, now: float) -> None:
        self._end_group(process)
        if now - self._started_s > STEADY_AFTER_S:
            self._delay_s = RESTART_FIRST_S
        self._say(f"{self.name} ended ({how_ended(process.returncode)}); starting it again in {self._delay_s:g} s.")
        self._due_s = now + self._delay_s
        self._delay_s = min(2 * self._delay_s, RESTART_MAX_S)


class Supervisor:
    """Keeps programs running until it is told to stop."""

    def __init__(self, wanted: Sequence[Program], say: Say) -> None:
        self._children = [Child(program, say) for program in wanted]
        self._say = say
        self._is_told = False

    def run(self) -> None:
        """Keep every program running until SIGINT, SIGTERM or SIGHUP comes, then stop them all."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            while not self._is_told:
                for child in self._children:
                    child.keep_running()
                time.sleep(_LOOK_EVERY_S)
        finally:
            self._end_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._is_told = True

    def _end_all(self) -> None:
        self._say("Stopping: the engines finish their slices ...")
        deadline = time.monotonic() + STOP_WITHIN_S
        for child in self._children:
            child.ask_to_stop()
        for child in self._children:
            child.end(deadline - time.monotonic())


def _ending_with(parent: int) -> Callable[[], None] | None:
    """Make what a child does before its program begins: have Linux end it in good order should its parent be killed.

    Elsewhere there is no such thing: children of a killed supervisor go on, and have to be ended by hand.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)  # loaded before the fork

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it was killed before we asked
            os._exit(1)

    return ask


def how_ended(code: int) -> str:
    """Say in words how a process ended. code: as of subprocess, negative for a signal."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
