"""The same town driven through Celery: beat, one engine worker and a Redis server, all processes counted."""

import os
import time
from contextlib import ExitStack
from typing import Any, Final

from society.development import programs
from society.schedule import entries, install_schedule
from streams.models import RunLease
from tests.benchmarks.apart import environment
from tests.benchmarks.cpu import processes_cpu_s
from tests.benchmarks.live_share import SETTLE_S, lived, progress, set_rate
from tests.benchmarks.processes import redis_server, running, wait_until
from tests.benchmarks.window import spending

CLAIM_WITHIN_S: Final = 120.0
PROGRAMS: Final = ("engine-1", "beat")


def live_through_celery(*, run_id: int, seconds: float) -> dict[str, Any]:
    """Let a worker serve a run for so long; say what all processes took, and whether the town kept up."""
    set_rate(run_id=run_id)
    install_schedule(entries(engine_workers=1))
    wanted = [program for program in programs(host="", port=0, engine_workers=1) if program.name in PROGRAMS]
    with redis_server() as (redis, redis_url), ExitStack() as stack:
        env = environment(os.environ["DATABASE_URL"], REDIS_URL=redis_url, BROKER_URL=redis_url, ENGINE_WORKERS="1")
        started = [stack.enter_context(running(program.command, env)) for program in wanted]
        wait_until(lambda: _is_held(run_id), CLAIM_WITHIN_S, started)
        time.sleep(SETTLE_S)
        pids = [process.pid for process in (redis, *started)]
        before, spent_before_s = progress(run_id), processes_cpu_s(pids)
        spent, server_cpu_s = spending(lambda: time.sleep(seconds))
        after, spent_after_s = progress(run_id), processes_cpu_s(pids)
        for process in started:
            process.insist()
    return lived(before, after, spent.wall_s, spent_after_s - spent_before_s, server_cpu_s)


def _is_held(run_id: int) -> bool:
    return bool(RunLease.objects.get(pk=run_id).holder)
