"""Processes that a benchmark starts, watches and stops, and a Redis server among them."""

import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Final

from tests.benchmarks.apart import ROOT
from tests.benchmarks.stopping import holding_off
from tests.services import answers

STOP_WITHIN_S: Final = 15.0
REDIS_WITHIN_S: Final = 10.0


@contextmanager
def redis_server() -> Iterator[tuple["Process", str]]:
    """Run a Redis server of our own on a free port, which keeps nothing on disk."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ("--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no")
    with running(("redis-server", *options)) as process:
        wait_until(lambda: answers(port), REDIS_WITHIN_S, [process])
        yield process, f"redis://127.0.0.1:{port}/0"


@contextmanager
def running(command: Sequence[str], env: dict[str, str] | None = None) -> Iterator["Process"]:
    """Run a process, and see to it that it ends. What it says is kept for the case that it ends by itself."""
    process = None
    with tempfile.TemporaryFile() as log:
        try:
            with holding_off():
                process = Process(command, env, log)
            yield process
        finally:
            if process is not None:
                process.stop()


class Process:
    """A process that should run as long as we want it to."""

    def __init__(self, command: Sequence[str], env: dict[str, str] | None, log: IO[bytes]) -> None:
        self._log = log
        self._command = " ".join(command)
        # a session of its own: Ctrl-C reaches the benchmark only, which then stops it
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def insist(self) -> None:
        """Fail with its last words if it ended."""
        if self._process.poll() is not None:
            self._log.seek(0)
            said = self._log.read()[-2_000:].decode(errors="replace")
            raise RuntimeError(f"{self._command} ended by itself ({self._process.returncode}):\n{said}")

    def stop(self) -> None:
        """Ask it to end, and end it if it does not."""
        self._process.terminate()
        try:
            self._process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def wait_until(reached: Callable[[], bool], within_s: float, processes: Sequence[Process]) -> None:
    """Wait until something holds; fail if a process ends meanwhile or it takes too long."""
    deadline = time.monotonic() + within_s
    while not reached():
        for process in processes:
            process.insist()
        if time.monotonic() > deadline:
            raise RuntimeError(f"The processes of the benchmark were not ready within {within_s:g} s.")
        time.sleep(0.1)
