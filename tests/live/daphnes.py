"""A real server over the test's database file, and clients of its sockets."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from autobahn.asyncio.websocket import WebSocketClientFactory, WebSocketClientProtocol
from django.db import connection


class Watcher(WebSocketClientProtocol):
    """A client that subscribes since where it stands, acknowledges, and writes down what it gets.

    Of single events it keeps a row's only once they have all come: who is cut off between them has not got the row.
    """

    def __init__(self, position: int, *, is_batch: bool = True) -> None:
        super().__init__()
        self.position = position
        self.events: list[dict[str, Any]] = []
        self.code: int | None = None
        self._is_batch = is_batch
        self._of_row: list[dict[str, Any]] = []

    @property
    def seqs(self) -> list[int]:
        """Seqs of the events, in the order of their coming."""
        return [event["seq"] for event in self.events]

    def onOpen(self) -> None:
        self._say({"type": "subscribe", "channels": ["all"], "since": self.position, "batch": self._is_batch})

    def onMessage(self, payload: bytes, _: bool) -> None:
        frame = orjson.loads(payload)
        if frame["type"] == "events":
            assert frame["from"] == self.position + 1
            self._take(frame["events"], frame["to"])
        elif "seq" in frame and "data" in frame:
            self._of_row.append(frame)
            if not frame.pop("more", False):
                self._take(self._of_row, frame["seq"])
                self._of_row = []

    def onClose(self, _: bool, code: int | None, reason: str | None) -> None:
        self.code = code

    def _take(self, events: list[dict[str, Any]], position: int) -> None:
        assert all(event["seq"] > self.position for event in events)
        self.events += events
        self.position = position
        self._say({"type": "ack", "seq": position})

    def _say(self, frame: dict[str, Any]) -> None:
        self.sendMessage(orjson.dumps(frame))  # type: ignore[no-untyped-call]  # autobahn is half typed


@contextmanager
def daphne(root: Path, **settings: str) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Start Daphne on a free port over the test's database file.   settings: of the environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "DJANGO_SETTINGS_MODULE": "society.settings.test",
        **settings,
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
        try:
            yield port, process
        finally:
            process.terminate()


async def watch(port: int, position: int, *, is_batch: bool = True) -> Watcher:
    """Connect, once the server answers."""
    factory: Any = WebSocketClientFactory(f"ws://127.0.0.1:{port}/api/stream")  # type: ignore[no-untyped-call]
    factory.protocol = lambda: Watcher(position, is_batch=is_batch)
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


async def leave(*clients: WebSocketClientProtocol) -> None:
    """Cut connections, and let their sockets be closed before the test ends."""
    for client in clients:
        if client.transport is not None:  # None once the server has closed it
            client.transport.abort()
    await asyncio.sleep(0)
