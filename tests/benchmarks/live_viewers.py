"""Many viewers in one process, lean enough not to be what is measured: they take frames and note when, and acknowledge.

A frame is not parsed as JSON but for the two numbers that count. They acknowledge as the pages do: after 500 events, or
five seconds after the first that was not.
"""

import asyncio
import json
import re
import time
from functools import partial
from typing import Final

BROADCAST: Final = "/bench/broadcast"
"""Where the benchmark's server takes what it is to send to all of them, over and over."""
ACK_EVENTS: Final = 500
ACK_AFTER_S: Final = 5.0
OPENED_AT_ONCE: Final = 25
_TO: Final = re.compile(rb'"to":(\d+)')
_SEQ: Final = re.compile(rb'"seq":(\d+)')
_EVENT: Final = b'"sim_s":'
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10


class LeanViewer(asyncio.Protocol):
    """One viewer. `frames`: the last seq of each frame of events, its events, and the second at which it came."""

    def __init__(self, port: int, subscription: bytes, *, is_deaf: bool = False) -> None:
        """is_deaf: it reads nothing once it has subscribed."""
        self.frames: list[tuple[int, int, float]] = []
        self.acknowledges = True
        self.last = b""
        self.closed: int | None = None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._port = port
        self._subscription = subscription
        self._is_deaf = is_deaf
        self._buffer = b""
        self._is_open = False
        self._unacknowledged = 0
        self._unacknowledged_s = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(
            f"GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        now_s = time.monotonic()
        self._buffer += data
        if not self._is_open:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self.opened.set_exception(RuntimeError(f"the server refused a viewer: {head[:200]!r}"))
                return
            self._is_open, self._buffer = True, rest
            self._send(_TEXT, self._subscription)
            self._send(_TEXT, b'{"type":"ping"}')  # answered once the subscription stands
            if self._is_deaf and self._transport is not None:
                self.opened.set_result(None)
                self._transport.pause_reading()
        self._take_frames(now_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = self.closed or 1006
        if not self.opened.done():
            self.opened.set_exception(RuntimeError("the server ended a viewer's connection"))

    def close(self) -> None:
        """Leave."""
        if self._transport is not None:
            self._transport.abort()

    def _take_frames(self, now_s: float) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            opcode, size, begins = buffer[at] & 15, buffer[at + 1] & 127, at + 2
            if size >= 126:
                width = 2 if size == 126 else 8
                size, begins = int.from_bytes(buffer[begins : begins + width], "big"), begins + width
            if len(buffer) < begins + size:
                break
            self._take(opcode, buffer[begins : begins + size], now_s)
            at = begins + size
        self._buffer = buffer[at:]

    def _take(self, opcode: int, payload: bytes, now_s: float) -> None:
        if opcode == _PING:
            self._send(_PONG, payload)
        elif opcode == _CLOSE:
            self.closed = int.from_bytes(payload[:2], "big")
        elif payload.startswith(b'{"type":"events"'):
            found = _TO.search(payload, 0, 100)
            assert found is not None
            self._note(int(found[1]), payload.count(_EVENT), payload, now_s)
        elif _EVENT in payload:
            found = _SEQ.search(payload)
            assert found is not None
            self._note(int(found[1]), 1, payload, now_s)
        elif payload.startswith(b'{"type":"pong"') and not self.opened.done():
            self.opened.set_result(None)

    def _note(self, seq: int, events: int, payload: bytes, now_s: float) -> None:
        self.frames.append((seq, events, now_s))
        self.last = payload
        if not self.acknowledges:
            return
        if not self._unacknowledged:
            self._unacknowledged_s = now_s
        self._unacknowledged += events
        if self._unacknowledged >= ACK_EVENTS or now_s - self._unacknowledged_s >= ACK_AFTER_S:
            self._unacknowledged = 0
            self._send(_TEXT, b'{"type":"ack","seq":%d}' % seq)

    def _send(self, opcode: int, payload: bytes) -> None:
        """Send a short frame; a mask of zeros is as good as another, and need not be computed."""
        assert self._transport is not None
        assert len(payload) < 126
        self._transport.write(bytes((0x80 | opcode, 0x80 | len(payload))) + bytes(4) + payload)


async def open_viewers(
    port: int, count: int, *, is_batch: bool, since: int | None = None, is_deaf: bool = False
) -> list[LeanViewer]:
    """Connect and subscribe to everything, a few at a time."""
    loop = asyncio.get_running_loop()
    wanted = {"type": "subscribe", "channels": ["all"], "batch": is_batch}
    subscription = json.dumps(wanted if since is None else {**wanted, "since": since}).encode()
    make = partial(LeanViewer, port, subscription, is_deaf=is_deaf)
    viewers: list[LeanViewer] = []
    while len(viewers) < count:
        more = min(OPENED_AT_ONCE, count - len(viewers))
        opening = [loop.create_connection(make, "127.0.0.1", port) for _ in range(more)]
        opened = [viewer for _, viewer in await asyncio.gather(*opening)]
        async with asyncio.timeout(30):
            await asyncio.gather(*(viewer.opened for viewer in opened))
        viewers += opened
    return viewers
