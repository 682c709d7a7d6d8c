"""What a town costs that lives at ten times real time: the share of a processor core that its engine and server take."""

import time
from dataclasses import dataclass
from typing import Any, Final

from society.engine import SLICE_S, make_driver
from streams.models import Run, RunClock, RunHead
from tests.benchmarks.window import spending

RATE_MILLI: Final = 10_000
SETTLE_S: Final = 3.0
"""Real seconds before the measurement: the claim, the load and the first steps ahead of the clock are over then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is at a moment."""

    sim_time: int
    lag_ms: int
    slipped_ms: int


def set_rate(*, run_id: int) -> None:
    """Let a run that nobody holds live at ten times real time from its next claim on."""
    RunClock.objects.filter(pk=run_id).update(rate_milli=RATE_MILLI, resume_rate_milli=RATE_MILLI)


def live(*, run_id: int, seconds: float) -> dict[str, Any]:
    """Serve a run in slices as the embedded engine does; say what that took, and whether it kept up."""
    set_rate(run_id=run_id)
    driver = make_driver(lambda run_id, seq: None)
    driver.hold(Run.objects.get(pk=run_id))

    def serve(for_s: float) -> None:
        until = time.monotonic() + for_s
        while time.monotonic() < until:
            driver.serve(SLICE_S)

    try:
        serve(SETTLE_S)
        before = progress(run_id)
        spent, server_cpu_s = spending(lambda: serve(seconds))
        after = progress(run_id)
    finally:
        driver.release_all()
    return lived(before, after, spent.wall_s, spent.cpu_s, server_cpu_s)


def lived(
    before: Progress, after: Progress, wall_s: float, client_cpu_s: float, server_cpu_s: float | None
) -> dict[str, Any]:
    """Put together what was measured while a town lived."""
    return {
        "wall_s": wall_s,
        "client_cpu_s": client_cpu_s,
        "server_cpu_s": server_cpu_s,
        "simulated_s": after.sim_time - before.sim_time,
        "behind_s": after.lag_ms / 1000,
        "slipped_s": (after.slipped_ms - before.slipped_ms) / 1000,
    }


def progress(run_id: int) -> Progress:
    """Tell how far a run is, how far behind its clock, and how much simulated time was given up so far."""
    clock = RunClock.objects.get(pk=run_id)
    sim_time = RunHead.objects.get(pk=run_id).sim_time
    return Progress(sim_time=sim_time, lag_ms=clock.lag_ms, slipped_ms=clock.slipped_ms)
