"""Delivery measured: a server, viewers and an engine's flushes; beside it a bare broadcast over the same connections."""

import asyncio
import json
import os
import sys
import tempfile
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.request import Request, urlopen

from tests.benchmarks.apart import environment
from tests.benchmarks.cpu import process_cpu_s
from tests.benchmarks.live_flushes import EVENTS_PER_FLUSH, FLUSHES_PER_S
from tests.benchmarks.live_viewers import BROADCAST, LeanViewer, open_viewers
from tests.benchmarks.processes import Process, redis_server, running, wait_until
from tests.durability.webs import free_port
from tests.services import answers

READY_WITHIN_S: Final = 60.0
WARM_UP_S: Final = 3.0
ARRIVE_WITHIN_S: Final = 5.0
"""Longest wait, after a window, for what was committed within it."""


class Lost(Exception):
    """A viewer did not get what was committed, or got it twice."""


def found_town(*, hours: int) -> int:
    """Make the schema and a town that has lived for some hours; return its run."""
    from django.core.management import call_command

    from society.experiments.founding import found_scenario
    from society.experiments.scenario import load_scenario
    from tests.benchmarks.window import advance

    call_command("migrate", verbosity=0)
    run = found_scenario(load_scenario("willowbrook"), is_default=True)
    advance(run_id=run.pk, hours=hours)
    return run.pk


def deliver(*, run_id: int, viewers: int, is_batch: bool, seconds: float, rounds: int) -> list[dict[str, Any]]:
    """Let viewers watch for some rounds, each followed by a round of bare broadcast; say what each of the two cost."""
    with serving(run_id) as (server, port, engine):
        return asyncio.run(_rounds(server, port, engine, viewers, is_batch, seconds, rounds))


@contextmanager
def serving(run_id: int) -> Iterator[tuple[Process, int, "Engine"]]:
    """Run Daphne as production does, and a Redis; give both, and what commits to a run."""
    with redis_server() as (_, redis_url), tempfile.TemporaryDirectory(prefix="bench-") as folder:
        port = free_port()
        web = (sys.executable, "-m", "daphne", "-v", "0", "--ping-interval", "5", "--ping-timeout", "10")
        command = (*web, "-b", "127.0.0.1", "-p", str(port), "tests.benchmarks.live_app:application")
        env = environment(os.environ["DATABASE_URL"], REDIS_URL=redis_url, BROKER_URL=redis_url)
        with running(command, env) as server:
            wait_until(lambda: answers(port), READY_WITHIN_S, [server])
            yield server, port, Engine(env, run_id=run_id, redis_url=redis_url, commits=Path(folder) / "commits")


async def _rounds(
    server: Process, port: int, engine: "Engine", count: int, is_batch: bool, seconds: float, rounds: int
) -> list[dict[str, Any]]:

    viewers = await open_viewers(port, count, is_batch=is_batch)
    found = []
    for _ in range(rounds):
        ours = await watch(server, engine, viewers, seconds)
        bare = await _broadcast(server, port, viewers, seconds, is_batch=is_batch)
        found.append({**ours, "bare_cpu_s": bare["cpu_s"], "bare_frames": bare["frames"]})
        server.insist()
        closed = {viewer.closed for viewer in viewers} - {None}
        if closed:
            raise Lost(f"viewers were closed with {sorted(closed)}")  # type: ignore[type-var]  # None was taken out
    for viewer in viewers:
        viewer.close()
    return found


async def watch(server: Process, engine: "Engine", viewers: Sequence[LeanViewer], seconds: float) -> dict[str, Any]:
    """Have an engine commit for so long; say what the server spent, and how soon viewers were told."""
    for viewer in viewers:
        viewer.frames.clear()
        viewer.acknowledges = True
    with engine.at_work() as process:
        await asyncio.to_thread(wait_until, lambda: bool(engine.commits()), READY_WITHIN_S, [server, process])
        await asyncio.sleep(WARM_UP_S)
        began_s, cpu_s = time.monotonic(), process_cpu_s(server.pid)
        await asyncio.sleep(seconds)
        ended_s, cpu_s = time.monotonic(), process_cpu_s(server.pid) - cpu_s
    commits = engine.commits()
    await _all_have(viewers, commits[-1][0])
    insist_on_each(viewers, commits)
    delivered = [frame for viewer in viewers for frame in viewer.frames if began_s <= frame[2] < ended_s]
    seqs = [seq for seq, _ in commits]
    latencies_ms = sorted((at_s - commits[bisect_left(seqs, seq)][1]) * 1e3 for seq, _, at_s in delivered)
    return {
        "cpu_s": cpu_s,
        "wall_s": ended_s - began_s,
        "frames": len(delivered),
        "events": sum(events for _, events, _ in delivered),
        "p50_ms": _share(latencies_ms, 0.5),
        "p99_ms": _share(latencies_ms, 0.99),
        "max_ms": latencies_ms[-1],
        "flushes_per_s": sum(began_s <= at_s < ended_s for _, at_s in commits) / (ended_s - began_s),
    }


async def _broadcast(
    server: Process, port: int, viewers: Sequence[LeanViewer], seconds: float, *, is_batch: bool
) -> dict[str, Any]:
    """Send the last frame that a viewer got to all of them, as many as in a round of ours."""
    await asyncio.sleep(0.5)
    for viewer in viewers:
        viewer.frames.clear()
        viewer.acknowledges = False
    per_s = FLUSHES_PER_S if is_batch else FLUSHES_PER_S * EVENTS_PER_FLUSH
    address = f"http://127.0.0.1:{port}{BROADCAST}?per_s={per_s}&seconds={seconds}"
    asked = Request(address, data=viewers[0].last)
    cpu_s = process_cpu_s(server.pid)
    sent = await asyncio.to_thread(lambda: json.loads(urlopen(asked, timeout=seconds * 10).read())["frames"])
    cpu_s = process_cpu_s(server.pid) - cpu_s
    await _until(lambda: sum(len(viewer.frames) for viewer in viewers) >= sent)
    return {"cpu_s": cpu_s, "frames": sent}


async def _all_have(viewers: Sequence[LeanViewer], seq: int) -> None:
    try:
        await _until(lambda: all(viewer.frames and viewer.frames[-1][0] >= seq for viewer in viewers))
    except Lost as fault:
        where = Counter(viewer.frames[-1][0] if viewer.frames else 0 for viewer in viewers)
        ends = Counter(viewer.closed for viewer in viewers)
        raise Lost(f"{fault}: of {seq}, viewers have {where.most_common(5)}; closed {ends}") from None


async def _until(holds: Any) -> None:
    try:
        async with asyncio.timeout(ARRIVE_WITHIN_S):
            while not holds():
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise Lost(f"not everything had come {ARRIVE_WITHIN_S:g} s after it was sent") from None


def insist_on_each(viewers: Sequence[LeanViewer], commits: Sequence[tuple[int, float]]) -> None:
    """Fail unless each viewer got every event once."""
    expected = len(commits) * EVENTS_PER_FLUSH
    for viewer in viewers:
        got = sum(events for _, events, _ in viewer.frames)
        if got != expected:
            raise Lost(f"a viewer got {got} events instead of {expected}")


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Engine:
    """The process that commits, started anew for each round."""

    def __init__(self, env: dict[str, str], *, run_id: int, redis_url: str, commits: Path) -> None:
        self._env = env
        self._asked = {"run_id": run_id, "redis_url": redis_url, "commits": str(commits)}
        self._commits = commits

    @contextmanager
    def at_work(self) -> Iterator[Process]:
        """Commit and tell while the block lasts."""
        self._commits.unlink(missing_ok=True)
        command = (sys.executable, "-m", "tests.benchmarks.live_flushes", json.dumps(self._asked))
        with ExitStack() as stack:
            yield stack.enter_context(running(command, self._env))

    def commits(self) -> list[tuple[int, float]]:
        """Read the commits of this round: the last seq and the moment of each."""
        if not self._commits.exists():
            return []
        whole = [line.split() for line in self._commits.read_text(encoding="utf-8").split("\n")[:-1]]
        return [(int(seq), float(at_s)) for seq, at_s in whole]
