"""Whoever means no good, at a real server: each is closed with the code that the documentation says, and hurts nobody else."""

import asyncio
import http.client
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from autobahn.asyncio.websocket import WebSocketClientFactory, WebSocketClientProtocol
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from society.identity import tokens
from streams.live.protocol import INBOX_FRAMES, STREAM_FRAMES, BadFrameError, parse_frame
from streams.models import Run, User
from tests.live.daphnes import daphne, leave

pytestmark = pytest.mark.django_db(transaction=True)

MEGABYTE = 1_024 * 1_024
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Version": "13",
}


class Stranger(WebSocketClientProtocol):
    """A client that says whatever it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.open = asyncio.Event()
        self.closed = asyncio.Event()
        self.code: int | None = None
        self.said: list[dict[str, Any]] = []

    def onOpen(self) -> None:
        self.open.set()

    def onMessage(self, payload: bytes, _: bool) -> None:
        self.said.append(json.loads(payload))

    def onClose(self, _: bool, code: int | None, reason: str | None) -> None:
        self.code = code
        self.open.set()
        self.closed.set()

    def say(self, payload: bytes | str, *, is_binary: bool = False) -> None:
        sent = payload.encode() if isinstance(payload, str) else payload
        if self.state == self.STATE_OPEN:
            self.sendMessage(sent, is_binary)  # type: ignore[no-untyped-call]  # autobahn is half typed


Act = Callable[[Stranger], Awaitable[None]]


def says(payload: bytes | str, *, is_binary: bool = False) -> Act:
    async def act(stranger: Stranger) -> None:
        stranger.say(payload, is_binary=is_binary)

    return act


async def floods(stranger: Stranger) -> None:
    for i in range(20_000):
        stranger.say('{"type": "ping"}')
        if i % 100 == 0:
            await asyncio.sleep(0)  # it hears in between why it is closed


async def pings_without_end(stranger: Stranger) -> None:
    for _ in range(200):
        if stranger.state == stranger.STATE_OPEN:
            stranger.sendPing(b"still there?")


async def acknowledges_what_was_not_sent(stranger: Stranger) -> None:
    stranger.say('{"type": "subscribe", "channels": ["all"], "since": 0}')
    stranger.say('{"type": "ack", "seq": 1099511627775}')


async def sends_a_frame_in_pieces(stranger: Stranger) -> None:
    stranger.beginMessage()
    for _ in range(40):
        stranger.sendMessageFrame(b"x" * 65_000)
        await asyncio.sleep(0)


ATTACKS: dict[str, tuple[Act, int]] = {
    "no JSON": (says("hello"), 4400),
    "deep JSON": (says("[" * 60_000), 4400),
    "a deep object": (says('{"type":"ping","x":' + '{"a":' * 9_000 + "1" + "}" * 9_000 + "}"), 4400),
    "a binary frame": (says(b'{"type": "ping"}', is_binary=True), 4400),
    "more than 64 kB": (says('{"type": "ping", "x": "' + "x" * 65_536 + '"}'), 4400),
    "1 MiB": (says("x" * MEGABYTE), 4400),
    "3 MiB": (says("x" * (3 * MEGABYTE)), 4400),
    "a frame without end": (sends_a_frame_in_pieces, 4400),
    "an unknown type": (says('{"type": "dance"}'), 4400),
    "an unknown field": (says('{"type": "get_status", "x": 1}'), 4400),
    "half a surrogate": (says('{"type": "subscribe", "channels": ["\\ud800"]}'), 4400),
    "an acknowledgement of the future": (acknowledges_what_was_not_sent, 4400),
    "a flood": (floods, 4429),
    "a flood of WebSocket pings": (pings_without_end, 4429),
}


@pytest.fixture
def server(town: Run, root: Path) -> Iterator[int]:
    """Serve the town to those who are signed in."""
    with daphne(root, PUBLIC_READ="off") as (port, _):
        yield port


def token_of(email: str) -> str:
    return tokens.begin(User.objects.create_user(email, "correct horse battery")).access


async def came(port: int, query: str = "", **headers: str) -> Stranger:
    """Connect, once the server answers."""
    factory: Any = WebSocketClientFactory(f"ws://127.0.0.1:{port}/api/stream{query}", headers=headers)  # type: ignore[no-untyped-call]
    factory.protocol = Stranger
    async with asyncio.timeout(20):
        while True:
            try:
                _, stranger = await asyncio.get_running_loop().create_connection(factory, "127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                assert isinstance(stranger, Stranger)
                await stranger.open.wait()
                return stranger


async def code_of(stranger: Stranger) -> int | None:
    async with asyncio.timeout(10):
        await stranger.closed.wait()
    return stranger.code


def answer_to_handshake(port: int, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/api/stream", headers={**HANDSHAKE, **headers})
    with connection.getresponse() as answer:
        status = answer.status
    connection.close()
    return status


async def test_whoever_proves_nothing_is_not_let_in(server: int) -> None:
    token = await sync_to_async(token_of)("ann@example.org")
    await sync_to_async(connections.close_all)()

    codes = {
        "nothing": await code_of(await came(server)),
        "a token in the address": await code_of(await came(server, f"?token={token}&access_token={token}")),
        "a token as a ticket": await code_of(await came(server, f"?ticket={token}")),
        "a ticket that nobody issued": await code_of(await came(server, "?ticket=nonsense")),
        "a wrong token": await code_of(await came(server, Authorization="Bearer nonsense")),
    }
    statuses = {
        origin: await asyncio.to_thread(answer_to_handshake, server, Origin=origin)
        for origin in ("https://evil.example", "null", f"http://127.0.0.1:{server}")
    }

    assert set(codes.values()) == {4401}
    assert statuses == {"https://evil.example": 403, "null": 403, f"http://127.0.0.1:{server}": 101}


async def test_each_attack_ends_its_own_socket_with_the_documented_code(server: int) -> None:
    token = await sync_to_async(token_of)("ann@example.org")
    await sync_to_async(connections.close_all)()
    header = {"Authorization": f"Bearer {token}"}
    good = await came(server, **header)
    codes = {}

    for name, (act, _) in ATTACKS.items():
        stranger = await came(server, **header)
        await act(stranger)
        codes[name] = await code_of(stranger)
        await leave(stranger)
    good.say('{"type": "ping"}')
    async with asyncio.timeout(5):
        while good.said[-1]["type"] != "pong":
            await asyncio.sleep(0.01)

    assert codes == {name: code for name, (_, code) in ATTACKS.items()}
    await leave(good)


# In a process of its own: the client above and Daphne use different halves of one library.
DOES_NOT_READ = """
from types import SimpleNamespace
from streams.live.daphne_sockets import UNREAD_BYTES_MAX, BoundedProtocol
from twisted.internet.abstract import FileDescriptor
protocol, transport = BoundedProtocol(), FileDescriptor(reactor=SimpleNamespace(addWriter=lambda writer: None))
protocol.transport, protocol.client_addr, transport.connected = transport, ("198.51.100.7", 1), 1
protocol.dropConnection = lambda abort: print("dropped", abort)
transport.write(b"x" * UNREAD_BYTES_MAX)
transport.write(b"x")
protocol.serverSend("more")
"""


def test_a_client_that_does_not_read_is_given_up_however_often_it_says_that_it_does(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DOES_NOT_READ], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.stdout.endswith("dropped True\n"), done.stderr


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NAMES = "type channels since batch agent_id seq x y width height subscribe subscribe_area subscribe_agent unsubscribe"
words = st.sampled_from([*NAMES.split(), "ack", "ping", "get_status", "all", "personal"])
near_frames = st.dictionaries(words, words | st.lists(words, max_size=3) | json_values, max_size=6)


@given(text=st.text() | near_frames.map(json.dumps) | json_values.map(json.dumps))
def test_whatever_is_said_is_a_frame_or_refused_with_a_sentence(text: str) -> None:
    for frames in (STREAM_FRAMES, INBOX_FRAMES):
        known: TypeAdapter[Any] = frames
        with suppress(BadFrameError):
            parse_frame(text, known)
