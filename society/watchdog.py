"""Ends the process when its engine hangs, so that its supervisor starts a new one and another holder takes over.

A solo worker ignores Celery's time limits, and a process whose thread hangs in a step cannot be asked to stop. What
counts is the absence of any sign of life within guarded work: neither did the slice come back nor was anything
committed.
"""

import faulthandler
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

import structlog

from streams.writer.lease import LEASE_MS

log = structlog.get_logger(__name__)

HUNG_AFTER_S: Final = LEASE_MS / 1000
"""Longer than any commit; and whoever says nothing for a whole lease has lost it, so nothing can come of waiting."""
EXIT_HUNG: Final = 70
"""The process's exit code: EX_SOFTWARE of sysexits.h."""
_CHECKS: Final = 20
_STDERR: Final = 2
_LAST_WORDS_S: Final = 2


def end_process() -> None:
    """End this process at once, saying where each thread stands."""
    # should the hung thread hold the log's lock, this thread of the interpreter's own ends the process all the same
    faulthandler.dump_traceback_later(_LAST_WORDS_S, exit=True, file=_STDERR)
    log.critical("engine.hung", after_s=HUNG_AFTER_S, holder_pid=os.getpid())
    faulthandler.dump_traceback(file=_STDERR)
    os._exit(EXIT_HUNG)


class Watchdog:
    """Watches guarded work from a thread of its own.

    It counts its own checks and reads no clock: a process that was stopped, or whose host slept, is not hung.
    """

    def __init__(self, *, hung_after_s: float = HUNG_AFTER_S, end: Callable[[], None] = end_process) -> None:
        self._check_every_s = hung_after_s / _CHECKS
        self._end = end
        self._signs = 0
        self._is_guarding = False
        self._thread: threading.Thread | None = None

    @contextmanager
    def guarding(self) -> Iterator[None]:
        """Watch what is done within; called by one thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
            self._thread.start()
        self.sign()
        self._is_guarding = True
        try:
            yield
        finally:
            self._is_guarding = False

    def sign(self) -> None:
        """Give a sign of life."""
        self._signs += 1

    def _watch(self) -> None:
        silent_checks, seen = 0, self._signs
        while silent_checks < _CHECKS:
            time.sleep(self._check_every_s)
            silent_checks = silent_checks + 1 if self._is_guarding and self._signs == seen else 0
            seen = self._signs
        self._end()


@cache
def process_watchdog() -> Watchdog:
    """Give this process its watchdog."""
    return Watchdog()
