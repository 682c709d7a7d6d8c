"""What time it is in a run, as people are shown it, and whether anybody drives it."""

import time
from dataclasses import dataclass
from typing import Final

from streams.kernel.clock import ClockLine
from streams.models import Run, RunClock, RunHead, RunLease, RunStatus

_STALLED_AFTER_MS: Final = 5_000
"""Real milliseconds after the end of a lease in which a successor usually takes over."""
_BEHIND_MS: Final = 1_500
"""Real milliseconds of lag from which a run is called behind."""
_high_water: dict[int, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClock:
    """The shown clock at one real moment."""

    sim_ms: int
    wall_ms: int
    rate_milli: int
    resume_rate_milli: int
    committed_sim_time: int
    lag_ms: int
    slipped_ms: int
    seq: int
    step: int
    is_driven: bool
    has_ended: bool

    @property
    def sim_time(self) -> int:
        """Whole simulated seconds."""
        return self.sim_ms // 1000

    @property
    def is_paused(self) -> bool:
        """Whether simulated time stands still by a command."""
        return self.rate_milli == 0

    @property
    def status(self) -> str:
        """One of ended, paused, stalled, behind, running."""
        if self.has_ended:
            return "ended"
        if not self.is_driven:
            return "stalled"
        if self.is_paused:
            return "paused"
        return "behind" if self.lag_ms * 1000 > _BEHIND_MS * self.rate_milli else "running"


def shown_clock(run: Run) -> ShownClock:
    """Read a run's clock. Three queries.

    Within a process it never goes back, whatever the host's clock does.
    """
    head = RunHead.objects.get(pk=run.pk)
    clock = RunClock.objects.get(pk=run.pk)
    lease = RunLease.objects.get(pk=run.pk)
    now_ms = time.time_ns() // 1_000_000
    line = ClockLine(
        sim_ms=clock.sim_ms,
        wall_ms=clock.wall_ms,
        rate_milli=clock.rate_milli,
        resume_rate_milli=clock.resume_rate_milli,
    )
    sim_ms = max(line.shown_ms(now_ms, head.sim_time * 1000), _high_water.get(run.pk, 0))
    _high_water[run.pk] = sim_ms
    return ShownClock(
        sim_ms=sim_ms,
        wall_ms=now_ms,
        rate_milli=clock.rate_milli,
        resume_rate_milli=clock.resume_rate_milli,
        committed_sim_time=head.sim_time,
        lag_ms=clock.lag_ms,
        slipped_ms=clock.slipped_ms,
        seq=head.seq,
        step=head.step,
        is_driven=now_ms < lease.expires_wall_ms + _STALLED_AFTER_MS,
        has_ended=run.status == RunStatus.ENDED,
    )
