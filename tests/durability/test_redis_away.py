"""Redis is flushed, and killed and started again, under a town that Celery drives: it goes on, and viewers see everything."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from tests.durability.engines import set_rate, value
from tests.durability.own_redis import OwnRedis, own_redis
from tests.durability.test_run_dev import run_dev
from tests.durability.test_run_live import Town
from tests.durability.workers import Environment
from tests.live.daphnes import Watcher, watch

pytestmark = [pytest.mark.services, pytest.mark.own_servers, pytest.mark.long]

CONVERGED_WITHIN_S = 5
BACK_WITHIN_S = 15
"""Celery waits up to six seconds before it connects again."""
SEQ = "select seq from streams_runhead"


@pytest.fixture
def server() -> Iterator[OwnRedis]:
    with own_redis() as started:
        yield started


@pytest.fixture
def driven(one_town: Environment, server: OwnRedis) -> Iterator[Town]:
    """Run every process of production on that Redis."""
    set_rate(one_town, 1000)
    with run_dev(DATABASE_URL=one_town["DATABASE_URL"], REDIS_URL=server.url) as town:
        town.wait_for(lambda status: status["status"] == "running" and status["seq"] > 30, within_s=120)
        yield town


@pytest.fixture
async def watcher(driven: Town) -> AsyncIterator[Watcher]:
    """Watch the town from its first event."""
    connected = await watch(driven.port, 0)
    yield connected
    if connected.transport is not None:  # None once the server has closed it
        connected.transport.abort()


async def until(holds: Callable[[], bool], within_s: float) -> None:
    async with asyncio.timeout(within_s):
        while not holds():
            await asyncio.sleep(0.1)


async def test_viewers_and_the_town_outlive_a_flushed_redis_and_one_that_is_killed(
    one_town: Environment, server: OwnRedis, driven: Town, watcher: Watcher
) -> None:
    def seq() -> int:
        return int(value(one_town, SEQ))

    async def goes_on() -> None:
        before = seq()
        await until(lambda: seq() > before + 20, BACK_WITHIN_S)
        reached = seq()
        await until(lambda: watcher.position >= reached, CONVERGED_WITHIN_S)

    entries = value(one_town, "select count(*) from django_celery_beat_periodictask where enabled")
    await goes_on()

    server.flush()
    await goes_on()

    server.kill()
    at_death = seq()
    await until(lambda: watcher.position >= at_death, CONVERGED_WITHIN_S)
    server.start()
    await goes_on()

    assert sorted(set(watcher.seqs)) == list(range(1, watcher.position + 1))  # a row may be several events
    assert value(one_town, "select count(*) from django_celery_beat_periodictask where enabled") == entries > 0
    said = await asyncio.to_thread(driven.stop)
    assert "starting it again" not in said
    assert "Traceback" not in said
