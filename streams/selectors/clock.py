"""What time it is in a run, as people are shown it, and whether anybody drives it."""

import time
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

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
_CLOCK_ROW: Final = f"""
SELECT run.id, run.status, head.seq, head.step, head.sim_time, clock.sim_ms, clock.wall_ms, clock.rate_milli,
       clock.resume_rate_milli, clock.lag_ms, clock.slipped_ms, lease.expires_wall_ms
FROM {Run._meta.db_table} AS run
JOIN {RunHead._meta.db_table} AS head ON head.run_id = run.id
JOIN {RunClock._meta.db_table} AS clock ON clock.run_id = run.id
JOIN {RunLease._meta.db_table} AS lease ON lease.run_id = run.id"""
"""In words of our own, because making the statement anew takes the framework ten times as long as the server the answer."""


class ClockRow(NamedTuple):
    """What of a run's row, head, clock and lease the shown clock is worked out from."""

    run: int
    status: str
    seq: int
    step: int
    sim_time: int
    sim_ms: int
    wall_ms: int
    rate_milli: int
    resume_rate_milli: int
    lag_ms: int
    slipped_ms: int
    expires_wall_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClock:
    """The shown clock at one real moment."""

    run: int
    line: ClockLine
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
    return clock_of(
        ClockRow(
            run=run.pk,
            status=run.status,
            seq=head.seq,
            step=head.step,
            sim_time=head.sim_time,
            sim_ms=clock.sim_ms,
            wall_ms=clock.wall_ms,
            rate_milli=clock.rate_milli,
            resume_rate_milli=clock.resume_rate_milli,
            lag_ms=clock.lag_ms,
            slipped_ms=clock.slipped_ms,
            expires_wall_ms=lease.expires_wall_ms,
        )
    )


def clock_now(run_id: int | None, using: BaseDatabaseWrapper | None = None) -> ShownClock | None:
    """Read a run's clock, without an id the default run's; None if there is no such run. One query, and a quick one.

    using: the connection to read by, else this thread's.
    """
    with (using or connection).cursor() as cursor:
        if run_id is None:
            cursor.execute(f"{_CLOCK_ROW} WHERE run.is_default")
        else:
            cursor.execute(f"{_CLOCK_ROW} WHERE run.id = %s", [run_id])
        row = cursor.fetchone()
    return None if row is None else clock_of(ClockRow(*row))


def clock_of(row: ClockRow) -> ShownClock:
    """Work the shown clock out at this real moment."""
    now_ms = time.time_ns() // 1_000_000
    line = ClockLine(
        sim_ms=row.sim_ms, wall_ms=row.wall_ms, rate_milli=row.rate_milli, resume_rate_milli=row.resume_rate_milli
    )
    committed_ms = row.sim_time * 1000
    sim_ms = max(line.shown_ms(now_ms, committed_ms), min(_high_water.get(row.run, 0), committed_ms))
    _high_water[row.run] = sim_ms
    return ShownClock(
        run=row.run,
        line=line,
        sim_ms=sim_ms,
        wall_ms=now_ms,
        rate_milli=row.rate_milli,
        resume_rate_milli=row.resume_rate_milli,
        committed_sim_time=row.sim_time,
        lag_ms=row.lag_ms,
        slipped_ms=row.slipped_ms,
        seq=row.seq,
        step=row.step,
        is_driven=_is_driven(line, now_ms=now_ms, committed_ms=committed_ms, expires_wall_ms=row.expires_wall_ms),
        has_ended=row.status == RunStatus.ENDED,
    )


def _is_driven(line: ClockLine, *, now_ms: int, committed_ms: int, expires_wall_ms: int) -> bool:
    """Tell whether a holder is there and gets anything written: one whose disk is full claims the run again and again."""
    is_held = now_ms < expires_wall_ms + _STALLED_AFTER_MS
    backlog_ms = line.wanted_ms(now_ms) - committed_ms
    return is_held and (line.is_paused or backlog_ms * 1000 < _COMMITS_NOTHING_MS * line.rate_milli)
