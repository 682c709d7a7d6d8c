"""Wall time that does not go back and does not leap: for the process that moves the shown clock."""

import time
from typing import Final

_DRIFT_MS: Final = 1_000


class SteadyWall:
    """Wall milliseconds carried on by the monotonic clock; a step of the host's clock is noticed, not followed."""

    def __init__(self) -> None:
        self._wall_ms = self._host_ms()
        self._started_ns = time.monotonic_ns()

    @staticmethod
    def _host_ms() -> int:
        return time.time_ns() // 1_000_000

    def now_ms(self) -> int:
        """Milliseconds since 1970 by the host's clock at the start plus the time that really passed."""
        return self._wall_ms + (time.monotonic_ns() - self._started_ns) // 1_000_000

    def resync(self) -> int | None:
        """Follow the host's clock if it was set or slept; return the new time then, None if there was no need."""
        host_ms = self._host_ms()
        if abs(host_ms - self.now_ms()) < _DRIFT_MS:
            return None
        self._wall_ms, self._started_ns = host_ms, time.monotonic_ns()
        return host_ms
