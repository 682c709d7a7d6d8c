"""How long the engine takes: measured where steps are made and committed, kept in the run's clock for operators."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MICROSECOND_NS: Final = 1_000


class EngineTimes:
    """Real time of the steps since the last commit, and of the last commit; outside everything that a digest sees."""

    def __init__(self) -> None:
        self.commit_us = 0
        self._step_us = 0
        self._spent_ns = 0
        self._steps = 0

    @contextmanager
    def step(self) -> Iterator[None]:
        """Measure one step in memory."""
        began_ns = time.perf_counter_ns()
        yield
        self._spent_ns += time.perf_counter_ns() - began_ns
        self._steps += 1

    @contextmanager
    def commit(self) -> Iterator[None]:
        """Measure a commit; the next one writes how long it took."""
        began_ns = time.perf_counter_ns()
        yield
        self.commit_us = (time.perf_counter_ns() - began_ns) // _MICROSECOND_NS

    def take_step_us(self) -> int:
        """Return the mean of the steps since this was last asked, or what it was then; 0 before the first step."""
        if self._steps:
            self._step_us = self._spent_ns // self._steps // _MICROSECOND_NS
            self._spent_ns = self._steps = 0
        return self._step_us
