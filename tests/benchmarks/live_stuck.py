"""What viewers who stop reading cost: the server's memory, and how soon the others are told. A test asks for it."""

import asyncio
import time
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.live_delivery import serving, watch
from tests.benchmarks.live_viewers import open_viewers
from tests.benchmarks.processes import Process

LOOK_EVERY_S: Final = 0.25


def measure(*, run_id: int, good: int, stuck: int, seconds: float) -> dict[str, Any]:
    """Watch without them, then with them from the moment on when they come."""
    with serving(run_id) as (server, port, engine):
        return asyncio.run(_measure(server, port, engine, good, stuck, seconds))


async def _measure(server: Process, port: int, engine: Any, good: int, stuck: int, seconds: float) -> dict[str, Any]:
    viewers = await open_viewers(port, good, is_batch=True)
    without = await watch(server, engine, viewers, seconds)
    memory_mib = _memory_mib(server.pid)
    looking = asyncio.create_task(_look_after(server.pid))
    came_s = time.monotonic()
    # half of them are told of all that ever happened, at once
    deaf = await open_viewers(port, stuck // 2, is_batch=True, since=0, is_deaf=True)
    deaf += await open_viewers(port, stuck - len(deaf), is_batch=False, since=0, is_deaf=True)
    ending = asyncio.create_task(_until_all_ended(port, good, came_s))
    beside = await watch(server, engine, viewers, seconds)
    ended_s = await ending
    looking.cancel()
    for viewer in (*viewers, *deaf):
        viewer.close()
    return {
        "p99_without_ms": without["p99_ms"],
        "p99_beside_ms": beside["p99_ms"],
        "grown_mib": _most_mib[0] - memory_mib,
        "ended_s": ended_s,
        "closed_good": [viewer.closed for viewer in viewers if viewer.closed],
    }


_most_mib: Final = [0.0]


async def _look_after(pid: int) -> None:
    while True:
        _most_mib[0] = max(_most_mib[0], _memory_mib(pid))
        await asyncio.sleep(LOOK_EVERY_S)


async def _until_all_ended(port: int, good: int, came_s: float) -> float:
    """Wait until the server holds no connections but those of the good ones; who does not read hears of no end."""
    while _connections(port) > good:
        if time.monotonic() - came_s > 60:
            break
        await asyncio.sleep(LOOK_EVERY_S)
    return time.monotonic() - came_s


def _connections(port: int) -> int:
    """Count established connections to a local port, from the server's side."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    found = (line.split() for line in lines)
    return sum(fields[1].endswith(f":{port:04X}") and fields[3] == "01" for fields in found)


def _memory_mib(pid: int) -> float:
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(lines["VmRSS"].split()[0]) / 1024
