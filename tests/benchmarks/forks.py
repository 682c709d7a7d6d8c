"""What it costs to fork a run at a step of its past."""

import time
from typing import Any, Final

from society.engine import make_driver
from society.parts import assemble
from streams.models import Run
from streams.writer.fork import fork_run
from tests.benchmarks.report import Spent

LATER_STEPS: Final = 80
"""The run goes on so far after the step: a fork of the present would need no history."""


def fork(*, run_id: int, step: int, rounds: int) -> dict[str, Any]:
    """Drive a new run past a step, then fork it there several times."""
    run = Run.objects.get(pk=run_id)
    driver = make_driver(lambda run_id, seq: None)
    session = driver.hold(run)
    # the first step is the founding, which takes no time
    driver.advance_until(session, run.start_sim_time + (step + LATER_STEPS) * run.step_s)
    driver.release_all()
    seconds = []
    for number in range(rounds):
        spent = Spent.start()
        fork_run(
            run,
            step=step,
            assemble=assemble,
            name=f"fork {number}",
            wall_ms=time.time_ns() // 1_000_000,
            is_paused=True,
        )
        seconds.append(spent.stop().wall_s)
    return {"seconds": seconds}
