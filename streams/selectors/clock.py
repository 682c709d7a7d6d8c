"""What time it is in a run, as people are shown it, and whether anybody drives it."""

import time
from dataclasses import dataclass
from typing import Final

from streams.kernel.clock import ClockLine
from streams.models import Run, RunClock, RunHead, RunLease, RunStatus
from streams.writer.lease import LEASE_MS
from streams.writer.session import BEHIND_MAX_MS

_STALLED_AFTER_MS: Final = 5_000
"""Real milliseconds after the end of a lease in which a successor usually takes over."""
_COMMITS_NOTHING_MS: Final = BEHIND_MAX_MS + LEASE_MS
"""Real milliseconds of backlog that no holder has that commits at all: it gives up what exceeds five seconds."""
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

    Within a process it never goes back, whatever the host's clock does, and never beyond what is committed.
    """
    return clock_in(
        run,
        head=RunHead.objects.get(pk=run.pk),
        clock=RunClock.objects.get(pk=run.pk),
        lease=RunLease.objects.get(pk=run.pk),
    )


def clock_in(run: Run, *, head: RunHead, clock: RunClock, lease: RunLease) -> ShownClock:
    """Give a run's clock by rows that were read already, for whoever shows many runs at once. No query."""
    now_ms = time.time_ns() // 1_000_000
    line = ClockLine(
        sim_ms=clock.sim_ms,
        wall_ms=clock.wall_ms,
        rate_milli=clock.rate_milli,
        resume_rate_milli=clock.resume_rate_milli,
    )
    committed_ms = head.sim_time * 1000
    sim_ms = max(line.shown_ms(now_ms, committed_ms), min(_high_water.get(run.pk, 0), committed_ms))
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
        is_driven=_is_driven(line, now_ms=now_ms, committed_ms=committed_ms, lease=lease),
        has_ended=run.status == RunStatus.ENDED,
    )


def _is_driven(line: ClockLine, *, now_ms: int, committed_ms: int, lease: RunLease) -> bool:
    """Tell whether a holder is there and gets anything written: one whose disk is full claims the run again and again."""
    is_held = now_ms < lease.expires_wall_ms + _STALLED_AFTER_MS
    backlog_ms = line.wanted_ms(now_ms) - committed_ms
    return is_held and (line.is_paused or backlog_ms * 1000 < _COMMITS_NOTHING_MS * line.rate_milli)
