"""Stopping early in good order: Ctrl-C or SIGTERM at any moment leaves no database and no process behind.

A signal that raises anywhere can come between making a thing and noting that it must be removed. So whoever makes things
holds signals off, and looks for them where nothing is half made.
"""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

_LOOK_EVERY_S: Final = 1.0
_told: Final[list[int]] = []
_held_off: Final[list[None]] = []


def heed_signals() -> None:
    """Have SIGINT and SIGTERM end this process by SystemExit, at once or when they are held off no more."""
    signal.signal(signal.SIGINT, _hear)
    signal.signal(signal.SIGTERM, _hear)


@contextmanager
def holding_off() -> Iterator[None]:
    """Let a signal wait until the end of the block, or until a process is waited for within it."""
    _held_off.append(None)
    try:
        yield
    finally:
        _held_off.pop()
    if not _held_off:
        _leave_if_told()


def wait_for(process: subprocess.Popen[Any]) -> int:
    """Wait for a process's end and return its exit code; if we are told to stop, so is the process, and we leave."""
    while True:
        try:
            return process.wait(_LOOK_EVERY_S)
        except subprocess.TimeoutExpired:
            if _told:
                process.terminate()
                process.wait()
                _leave_if_told()


def _hear(number: int, frame: FrameType | None) -> None:
    _told.append(number)
    if not _held_off:
        _leave_if_told()


def _leave_if_told() -> None:
    if _told:
        raise SystemExit(128 + _told[0])
