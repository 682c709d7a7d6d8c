"""Notices: they wake a hub, and their loss costs the engine nothing."""

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Iterator

import pytest

from streams.live import feed
from streams.live.notices import PipePublisher, RedisPublisher, listen_to_pipe, parse_notice
from streams.live.redis_listener import RedisListener
from tests.durability.own_redis import OwnRedis, own_redis
from tests.live.records import Client, MemoryRecord, hub_of

CONVERGED_WITHIN_S = 5
NEVER_S = 1_000
"""What comes within a test has not waited for a poll."""


@pytest.fixture
def redis_alone() -> Iterator[OwnRedis]:
    """Give a Redis that nobody else uses: a notice is heard by whoever listens to its server, whatever the database."""
    with own_redis() as server:
        yield server


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """Give the reading and the writing end of a pipe."""
    reading, writing = os.pipe()
    yield reading, writing
    for descriptor in (reading, writing):
        if not _is_closed(descriptor):
            os.close(descriptor)


def _is_closed(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return True
    return False


def test_notices_come_through_a_pipe_in_order(pipe: tuple[int, int]) -> None:
    publish = PipePublisher(pipe[1])
    heard: list[tuple[int, int]] = []

    publish(1, 10)
    publish(2, 11)
    os.close(pipe[1])
    with os.fdopen(os.dup(pipe[0]), "rb") as stream:
        listen_to_pipe(stream, lambda run_id, seq: heard.append((run_id, seq)))

    assert heard == [(1, 10), (2, 11)]


@pytest.mark.parametrize("line", [b"", b"\n", b"1\n", b"1 2 3\n", b"run 7\n", b"1 -2\n", b"\xff\xfe 1\n"])
def test_other_output_of_the_engine_is_not_a_notice(line: bytes) -> None:
    assert parse_notice(line) is None


def test_a_pipe_that_nobody_reads_never_holds_up_the_engine(pipe: tuple[int, int]) -> None:
    publish = PipePublisher(pipe[1])
    started = time.monotonic()

    for seq in range(20_000):
        publish(1, seq)

    assert publish.lost > 0
    assert time.monotonic() - started < 2


def test_a_reader_that_is_gone_is_counted_and_nothing_fails(pipe: tuple[int, int]) -> None:
    publish = PipePublisher(pipe[1])
    os.close(pipe[0])

    publish(1, 1)
    publish(1, 2)

    assert publish.lost == 2


def test_a_redis_that_is_away_is_counted_and_asked_again_only_later() -> None:
    publish = RedisPublisher("redis://127.0.0.1:1/0")
    started = time.monotonic()

    for seq in range(1_000):
        publish(1, seq)

    assert publish.lost == 1_000
    assert time.monotonic() - started < 1
    publish.close()


async def test_the_pipe_wakes_the_hub_from_its_thread(pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "POLL_S", NEVER_S)
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        client = Client(hub, 1)
        await client.open()
        with os.fdopen(os.dup(pipe[0]), "rb") as stream:
            thread = threading.Thread(target=listen_to_pipe, args=(stream, hub.notice_threadsafe))
            thread.start()

            record.happen(1, 3)
            PipePublisher(pipe[1])(1, 3)
            await client.until(lambda: len(client.seen) == 3)
            os.close(pipe[1])
            await asyncio.to_thread(thread.join)

    assert client.seqs == [1, 2, 3]


@pytest.mark.services
@pytest.mark.own_servers
async def test_notices_come_through_redis(redis_alone: OwnRedis) -> None:
    heard: list[tuple[int, int]] = []
    connected = asyncio.Event()
    listener = RedisListener(redis_alone.url)
    listening = asyncio.create_task(listener.listen(lambda run_id, seq: heard.append((run_id, seq)), connected.set))
    publish = RedisPublisher(redis_alone.url)

    async with asyncio.timeout(5):
        await connected.wait()
        publish(7, 42)
        while not heard:
            await asyncio.sleep(0.01)
    listening.cancel()
    publish.close()

    assert heard == [(7, 42)]
    assert publish.lost == 0


@pytest.mark.services
@pytest.mark.own_servers
async def test_viewers_converge_while_redis_is_killed_and_when_it_is_back(redis_alone: OwnRedis) -> None:
    record = MemoryRecord(1)
    publish = RedisPublisher(redis_alone.url)

    def happen(client: Client) -> Awaitable[None]:
        record.happen(1, 40)
        publish(1, len(record.rows[1]))
        return client.until(lambda: len(client.seen) == len(record.rows[1]), within_s=CONVERGED_WITHIN_S)

    async with hub_of(record, RedisListener(redis_alone.url)) as hub:
        client = Client(hub, 1)
        await client.open()
        await happen(client)
        redis_alone.flush()
        await happen(client)
        redis_alone.kill()
        await happen(client)
        await happen(client)
        redis_alone.start()
        await happen(client)
    publish.close()

    assert client.seqs == list(range(1, 201))


async def test_a_listener_keeps_trying_while_redis_is_away() -> None:
    listener = RedisListener("redis://127.0.0.1:1/0")
    listening = asyncio.create_task(listener.listen(lambda run_id, seq: None, lambda: None))

    async with asyncio.timeout(5):
        while listener.interruptions < 2:
            await asyncio.sleep(0.01)
    still_listens = not listening.done()
    listening.cancel()

    assert still_listens
