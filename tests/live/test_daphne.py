"""A real server and real sockets: cut connections, and a server that stops."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from asgiref.sync import sync_to_async
from autobahn.asyncio.websocket import WebSocketClientFactory, WebSocketClientProtocol
from django.db import connection

from streams.models import Run, RunHead
from tests.live.conftest import Advance, told_to_everybody

pytestmark = pytest.mark.django_db(transaction=True)


class Watcher(WebSocketClientProtocol):
    """A client that subscribes since where it stands, acknowledges, and writes down what it gets."""

    def __init__(self, position: int) -> None:
        super().__init__()
        self.position = position
        self.seqs: list[int] = []
        self.code: int | None = None

    def onOpen(self) -> None:
        self._say({"type": "subscribe", "channels": ["all"], "since": self.position, "batch": True})

    def onMessage(self, payload: bytes, _: bool) -> None:
        frame = orjson.loads(payload)
        if frame["type"] == "events":
            assert frame["from"] == self.position + 1
            self.position = frame["to"]
            self.seqs += [event["seq"] for event in frame["events"]]
            self._say({"type": "ack", "seq": self.position})

    def onClose(self, _: bool, code: int | None, reason: str | None) -> None:
        self.code = code

    def _say(self, frame: dict[str, Any]) -> None:
        self.sendMessage(orjson.dumps(frame))  # type: ignore[no-untyped-call]  # autobahn is half typed


@pytest.fixture
def server(town: Run, root: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Start Daphne on a free port over the test's database file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "DJANGO_SETTINGS_MODULE": "society.settings.test",
    }
    command = [
        sys.executable,
        "-m",
        "daphne",
        "-v",
        "0",
        "-b",
        "127.0.0.1",
        "-p",
        str(port),
        "society.asgi:application",
    ]
    with subprocess.Popen(command, cwd=root, env=environment) as process:
        yield port, process
        process.terminate()


async def watch(port: int, position: int) -> Watcher:
    """Connect, once the server answers."""
    factory: Any = WebSocketClientFactory(f"ws://127.0.0.1:{port}/api/stream")  # type: ignore[no-untyped-call]
    factory.protocol = lambda: Watcher(position)
    async with asyncio.timeout(20):
        while True:
            try:
                _, watcher = await asyncio.get_running_loop().create_connection(factory, "127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                assert isinstance(watcher, Watcher)
                return watcher


async def until(watcher: Watcher, seq: int) -> None:
    """Wait until a watcher has got so far."""
    async with asyncio.timeout(10):
        while watcher.position < seq:
            await asyncio.sleep(0.01)


async def test_a_viewer_who_is_cut_off_again_and_again_misses_nothing(
    server: tuple[int, Any], town: Run, advance: Advance
) -> None:
    port, _ = server
    dice = Random(5)
    position = 0
    seqs: list[int] = []

    for _ in range(8):
        watcher = await watch(port, position)
        await sync_to_async(advance)(1_800)
        await asyncio.sleep(dice.uniform(0, 0.4))
        watcher.transport.abort()
        position, seqs = watcher.position, seqs + watcher.seqs
    last_seq = (await RunHead.objects.aget(pk=town.pk)).seq
    watcher = await watch(port, position)
    await until(watcher, last_seq)
    watcher.transport.abort()

    assert sorted(set(seqs + watcher.seqs)) == await sync_to_async(told_to_everybody)(town)


async def test_a_server_that_stops_says_that_it_is_restarting(server: tuple[int, Any], town: Run) -> None:
    port, process = server
    watcher = await watch(port, 0)
    await until(watcher, 12)

    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(10):
        while watcher.code is None:
            await asyncio.sleep(0.01)

    assert watcher.code == 1012
