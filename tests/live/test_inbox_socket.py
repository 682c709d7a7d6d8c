"""The socket at /api/inbox: what is for a person reaches all of hers, nobody else's, and nobody who is signed out."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError

from streams.live.hub import Hub
from streams.models import Event, Membership, Run, User
from streams.network.commands import COMMENT, LIKE, MESSAGE, POST, CommentBody, MessageBody, OfPost, PostBody
from streams.services.inbox import append_command
from tests.live.conftest import Advance, Connect
from tests.live.talking import closed_with, head_of, person, said

pytestmark = pytest.mark.django_db(transaction=True)

ANN, BEN, CAT = 5, 6, 7


async def listening(connect: Connect, user: Any, **more: Any) -> WebsocketCommunicator:
    """Open an inbox; without `since` it is known to be subscribed then, with it the first events may have come."""
    since = more.pop("since", None)
    socket = connect(user=user, inbox=True, **more)
    await socket.connect()
    frame = {"type": "subscribe"} if since is None else {"type": "subscribe", "since": since}
    await socket.send_json_to(frame)
    if since is None:
        await socket.send_json_to({"type": "ping"})
        await said(socket, "pong")
    return socket


async def told(socket: WebsocketCommunicator, count: int) -> list[dict[str, Any]]:
    """Take so many events."""
    events: list[dict[str, Any]] = []
    while len(events) < count:
        frame = await socket.receive_json_from(timeout=5)
        if "data" in frame and frame["type"] != "clock":
            events.append(frame)
    return events


async def is_told_nothing(socket: WebsocketCommunicator) -> bool:
    """Answer what waits, and see that none of it is an event."""
    await socket.send_json_to({"type": "ping"})
    await said(socket, "pong")
    frames = []
    while not await socket.receive_nothing(timeout=0.3):
        frames.append(await socket.receive_json_from())
    return not any("data" in frame for frame in frames)


def write(town: Run, text: str, *, sender: int = ANN, to: int = BEN) -> None:
    append_command(town, MESSAGE, MessageBody(to=to, text=text), actor=sender)


@pytest.fixture
def pass_on(town: Run, advance: Advance, hub: Hub) -> Any:
    """Give a coroutine that lets the engine serve what was sent to it, and tells the hub."""

    async def make() -> None:
        await sync_to_async(advance)(60)
        hub.notice(town.pk, (await head_of(town)).seq)

    return make


async def test_who_is_not_signed_in_has_no_inbox(connect: Connect, town: Run) -> None:
    socket = connect(user=AnonymousUser(), inbox=True)
    await socket.connect()

    assert await closed_with(socket) == 4401
    await socket.disconnect()


async def test_a_key_that_may_not_hear_what_is_its_owners_is_refused(connect: Connect, town: Run) -> None:
    socket = connect(user=await person(town, ANN), inbox=True, hears_own=False)
    await socket.connect()

    assert await closed_with(socket) == 4403
    await socket.disconnect()


async def test_a_message_reaches_all_sockets_of_both_sides_and_no_other(
    connect: Connect, town: Run, pass_on: Any
) -> None:
    ann, ben, cat = [await person(town, account) for account in (ANN, BEN, CAT)]
    theirs = [await listening(connect, user) for user in (ann, ann, ben, ben)]
    other = await listening(connect, cat)

    await sync_to_async(write)(town, "Only for you")
    await sync_to_async(append_command)(town, POST, PostBody(text="For everybody"), actor=CAT)
    await pass_on()

    for socket in theirs:
        (event,) = await told(socket, 1)
        assert (event["type"], event["data"]["text"]) == ("message_created", "Only for you")
        assert event["data"]["sender"]["id"] == ANN
    assert await is_told_nothing(other)
    for socket in (*theirs, other):
        await socket.disconnect()


async def test_a_notification_reaches_whom_it_concerns(connect: Connect, town: Run, pass_on: Any) -> None:
    ann, ben = [await person(town, account) for account in (ANN, BEN)]
    await sync_to_async(append_command)(town, POST, PostBody(text="Hello"), actor=ANN)
    await pass_on()
    hers, his = await listening(connect, ann), await listening(connect, ben)

    await sync_to_async(append_command)(town, LIKE, OfPost(post=1), actor=BEN)
    await sync_to_async(append_command)(town, COMMENT, CommentBody(post=1, text="Hi"), actor=BEN)
    await pass_on()

    events = await told(hers, 2)
    assert [(event["type"], event["data"]) for event in events] == [
        ("notice_created", {"kind": "like"}),
        ("notice_created", {"kind": "comment"}),
    ]
    assert await is_told_nothing(his)
    await hers.disconnect()
    await his.disconnect()


async def test_what_came_while_one_was_away_is_told_first_and_each_once(
    connect: Connect, town: Run, pass_on: Any
) -> None:
    ann = await person(town, ANN)
    first = await listening(connect, ann)
    await sync_to_async(write)(town, "one")
    await pass_on()
    (before,) = await told(first, 1)
    await first.disconnect()

    for text in ("two", "three"):
        await sync_to_async(write)(town, text)
    await pass_on()
    second = await listening(connect, ann, since=before["seq"])
    await sync_to_async(write)(town, "four")
    await pass_on()

    assert [event["data"]["text"] for event in await told(second, 3)] == ["two", "three", "four"]
    assert await is_told_nothing(second)
    await second.disconnect()


async def test_who_was_away_for_too_long_is_sent_to_the_pages_of_messages(connect: Connect, town: Run) -> None:
    await Event.objects.of(town.pk).filter(pk__lte=(town.pk << 40) + 5).adelete()
    socket = await listening(connect, await person(town, ANN), since=1)

    resync = await said(socket, "resync")

    assert resync["snapshot_url"] == f"/api/messages?run={town.pk}"
    await socket.disconnect()


async def test_a_pong_says_how_far_one_is_so_that_a_quiet_inbox_resumes_from_there(
    connect: Connect, town: Run, pass_on: Any
) -> None:
    socket = await listening(connect, await person(town, ANN))
    await pass_on()

    await socket.send_json_to({"type": "get_status"})  # by then the feed has looked
    seq = 0
    while seq < (await head_of(town)).seq:
        await socket.send_json_to({"type": "ping"})
        seq = (await said(socket, "pong"))["seq"]

    assert seq == (await head_of(town)).seq
    await socket.disconnect()


async def test_an_inbox_says_no_clock_and_whose_it_is(connect: Connect, town: Run, hub: Hub) -> None:
    socket = await listening(connect, await person(town, ANN))

    await socket.send_json_to({"type": "get_status"})
    status = await said(socket, "status")
    feed = hub._feeds[town.pk]
    (viewer,) = feed.viewers

    assert (status["account"], status["subscribed"], status["run"]) == (ANN, True, town.pk)
    assert not viewer.hears_clock
    await socket.send_json_to({"type": "unsubscribe"})
    await socket.send_json_to({"type": "get_status"})
    assert (await said(socket, "status"))["subscribed"] is False
    await socket.disconnect()


async def test_an_account_that_is_opened_later_is_heard_of(connect: Connect, town: Run, pass_on: Any) -> None:
    user = await User.objects.acreate(email="new@example.org")
    socket = await listening(connect, user)

    await Membership.objects.acreate(run=town, user=user, number=BEN)
    await sync_to_async(write)(town, "Welcome")
    await pass_on()

    (event,) = await told(socket, 1)
    assert event["data"]["text"] == "Welcome"
    await socket.disconnect()


@pytest.mark.parametrize("inbox", [True, False])
async def test_who_is_signed_out_hears_nothing_private_from_that_moment_on(
    connect: Connect, town: Run, pass_on: Any, inbox: bool
) -> None:
    signed_in = [True]

    async def still() -> bool:
        return signed_in[0]

    ann = await person(town, ANN)
    socket = connect(user=ann, inbox=inbox, is_still_signed_in=still)
    await socket.connect()
    frame = {"type": "subscribe"} if inbox else {"type": "subscribe", "channels": ["personal"]}
    await socket.send_json_to(frame)
    await socket.send_json_to({"type": "ping"})
    await said(socket, "pong")
    await sync_to_async(write)(town, "while signed in")
    await pass_on()
    (event,) = await told(socket, 1)

    signed_in[0] = False
    await sync_to_async(write)(town, "afterwards")
    await pass_on()
    left = []
    while (message := await socket.receive_output(timeout=5))["type"] != "websocket.close":
        left.append(message["text"])

    assert event["data"]["text"] == "while signed in"
    assert message["code"] == 4401
    assert "afterwards" not in "".join(left)
    await socket.disconnect()


async def test_while_the_database_is_away_nothing_private_is_told_and_one_is_asked_to_come_back(
    connect: Connect, town: Run, pass_on: Any
) -> None:
    async def fails() -> bool:
        raise OperationalError("the database is away")

    socket = await listening(connect, await person(town, ANN), is_still_signed_in=fails)
    await sync_to_async(write)(town, "Only for you")
    await pass_on()

    assert await closed_with(socket) == 1012
    await socket.disconnect()
