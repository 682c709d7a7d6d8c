"""What tests do with a socket: take frames of a type, collect and acknowledge, wait for the end."""

from typing import Any

from channels.testing import WebsocketCommunicator

from streams.models import Membership, Run, RunHead, User


async def said(socket: WebsocketCommunicator, type_: str) -> dict[str, Any]:
    """Take frames until one of this type comes."""
    while True:
        frame: dict[str, Any] = await socket.receive_json_from(timeout=5)
        if frame["type"] == type_:
            return frame


async def closed_with(socket: WebsocketCommunicator) -> int:
    """Take what is left until the socket is closed, and give the code."""
    while True:
        message = await socket.receive_output(timeout=5)
        if message["type"] == "websocket.close":
            return int(message["code"])


async def collect(socket: WebsocketCommunicator, last_seq: int) -> list[dict[str, Any]]:
    """Take and acknowledge batches until one reaches last_seq; give all events."""
    events: list[dict[str, Any]] = []
    while True:
        frame = await said(socket, "events")
        events += frame["events"]
        await socket.send_json_to({"type": "ack", "seq": frame["to"]})
        if frame["to"] >= last_seq:
            return events


async def head_of(town: Run) -> RunHead:
    return await RunHead.objects.aget(pk=town.pk)


async def person(town: Run, account: int) -> User:
    """Make a login whose account in the town is this one."""
    user = await User.objects.acreate(email=f"person{account}@example.org")
    await Membership.objects.acreate(run=town, user=user, number=account)
    return user
