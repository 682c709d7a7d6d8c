"""The shown clock as arithmetic: a line through (simulated, wall) with a rate, capped at what is committed.

Only a change of rate, and the holder when it takes over or falls behind, move the line; time never goes back.
"""

from dataclasses import dataclass, replace
from typing import Final

RATE_MIN_MILLI: Final = 100
RATE_MAX_MILLI: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """sim_ms at wall_ms, then rate_milli thousandths of simulated per real time; rate 0 is a pause."""

    sim_ms: int
    wall_ms: int
    rate_milli: int
    resume_rate_milli: int

    def wanted_ms(self, wall_ms: int) -> int:
        """Follow the line alone to a simulated time; a wall clock that went back counts as standing still."""
        return self.sim_ms + max(0, wall_ms - self.wall_ms) * self.rate_milli // 1000

    def shown_ms(self, wall_ms: int, committed_ms: int) -> int:
        """Give the simulated time that people see: never past what is committed, never before the line's start."""
        return max(min(self.wanted_ms(wall_ms), committed_ms), min(self.sim_ms, committed_ms))

    def rebased(self, wall_ms: int, committed_ms: int) -> "ClockLine":
        """Start a new line at what is shown now, with the same rate.

        A paused line stays where it is: single steps put it ahead of what is committed, and they are owed.
        """
        sim_ms = self.sim_ms if self.is_paused else self.shown_ms(wall_ms, committed_ms)
        return replace(self, sim_ms=sim_ms, wall_ms=wall_ms)

    @property
    def is_paused(self) -> bool:
        """Whether simulated time stands still."""
        return self.rate_milli == 0

    def paused(self, wall_ms: int, committed_ms: int) -> "ClockLine":
        """Stop at what is shown now and remember the rate."""
        if self.is_paused:
            return self
        return replace(self.rebased(wall_ms, committed_ms), rate_milli=0, resume_rate_milli=self.rate_milli)

    def resumed(self, wall_ms: int, committed_ms: int) -> "ClockLine":
        """Go on with the rate from before the pause."""
        if not self.is_paused:
            return self
        return replace(self.rebased(wall_ms, committed_ms), rate_milli=self.resume_rate_milli)

    def at_rate(self, rate_milli: int, wall_ms: int, committed_ms: int) -> "ClockLine":
        """Change the rate without a jump; while paused, the rate that a resume restores."""
        if not RATE_MIN_MILLI <= rate_milli <= RATE_MAX_MILLI:
            raise ValueError(
                f"rate {rate_milli / 1000:g} is outside {RATE_MIN_MILLI / 1000:g} to {RATE_MAX_MILLI / 1000:g}"
            )
        if self.is_paused:
            return replace(self, resume_rate_milli=rate_milli)
        return replace(self.rebased(wall_ms, committed_ms), rate_milli=rate_milli, resume_rate_milli=rate_milli)

    def at(self, sim_ms: int, wall_ms: int) -> "ClockLine":
        """Put the line at a moment; an earlier one than its start is refused."""
        if sim_ms < self.sim_ms:
            raise ValueError(f"time does not go back from {self.sim_ms} ms to {sim_ms} ms")
        return replace(self, sim_ms=sim_ms, wall_ms=wall_ms)
