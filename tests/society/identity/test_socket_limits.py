"""How many sockets a person and an address may hold open, and open anew."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import connections
from pytest_django import Settings

from society.identity import limits, sockets, tokens
from society.identity.socket_limits import OPENINGS, OpenSockets, may_open
from society.identity.sockets import SocketSignIn
from streams.models import User
from tests.society.identity.clients import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def limited(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Switch limits on, low ones, with nothing counted yet."""
    settings.REQUEST_LIMITS = True
    monkeypatch.setattr(sockets, "SOCKETS_OF_PERSON", 3)
    monkeypatch.setattr(sockets, "SOCKETS_OF_ADDRESS", 2)
    limits.forget()
    return settings


@pytest.fixture
def door() -> SocketSignIn:
    """Give what stands before the sockets of one process."""
    return SocketSignIn(stays)


async def stays(scope: Any, receive: Any, send: Any) -> None:
    """Serve a socket until its end."""
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": "welcome"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


async def opened(
    door: SocketSignIn, address: str = "198.51.100.7", **headers: str
) -> tuple[WebsocketCommunicator, str | int]:
    """Open a socket; give it, and its first word or the code that closed it."""
    sent = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    socket = WebsocketCommunicator(door, "/api/stream", headers=sent)
    socket.scope["client"] = (address, 4711)
    await socket.connect()
    said = await socket.receive_output(timeout=5)
    if said["text"] == "welcome":
        return socket, "welcome"
    return socket, int((await socket.receive_output(timeout=5))["code"])


async def close(*pairs: tuple[WebsocketCommunicator, object]) -> None:
    for socket, _ in pairs:
        await socket.disconnect()
    await sync_to_async(connections.close_all)()


async def test_an_address_holds_so_many_sockets_open_and_others_are_not_touched(door: SocketSignIn) -> None:
    first = [await opened(door) for _ in range(3)]
    other = await opened(door, "198.51.100.8")
    await close(first[0])
    again = await opened(door)

    assert [word for _, word in first] == ["welcome", "welcome", 4429]
    assert (other[1], again[1]) == ("welcome", "welcome")
    await close(*first[1:], other, again)


async def test_a_person_holds_so_many_open_wherever_she_is_and_is_not_counted_by_address(door: SocketSignIn) -> None:
    ann = await sync_to_async(User.objects.create_user)("ann@example.org", PASSWORD)
    given = await sync_to_async(tokens.begin)(ann)
    header = {"Authorization": f"Bearer {given.access}"}

    hers = [await opened(door, f"198.51.100.{i}", **header) for i in range(4)]
    nobodys = [await opened(door, "198.51.100.1") for _ in range(2)]

    assert [word for _, word in hers] == ["welcome"] * 3 + [4429]
    assert [word for _, word in nobodys] == ["welcome"] * 2
    await close(*hers, *nobodys)


async def test_an_address_that_opens_sockets_again_and_again_has_to_wait(
    door: SocketSignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "SOCKETS_OF_ADDRESS", 100)
    for _ in range(OPENINGS.times - 2):
        await may_open("198.51.100.7")

    tried = [await opened(door) for _ in range(3)]
    other = await opened(door, "198.51.100.8")

    assert [word for _, word in tried] == ["welcome", "welcome", 4429]
    assert other[1] == "welcome"
    await close(*tried, other)


async def test_without_limits_everybody_is_let_in(door: SocketSignIn, settings: Settings) -> None:
    settings.REQUEST_LIMITS = False

    many = [await opened(door) for _ in range(5)]

    assert {word for _, word in many} == {"welcome"}
    await close(*many)


def test_nothing_is_left_of_sockets_that_ended() -> None:
    counted = OpenSockets()

    with counted.one_more("address 198.51.100.7", 1), counted.one_more("address 198.51.100.8", 1):
        pass

    assert not counted._open
