"""The socket at /api/stream on a real database: what it says, what it takes, how it ends."""

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from pytest_django import Settings

from streams.live import consumers
from streams.live.hub import Hub
from streams.live.sockets import REQUESTS_BURST
from streams.models import Event, Run, RunClock, RunHead, User
from streams.network.commands import MESSAGE, POST, MessageBody, PostBody
from streams.services.inbox import append_command
from tests.live.conftest import Advance, Connect, told_to_everybody
from tests.live.talking import closed_with, collect, head_of, person, said

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

HOUR_S = 3_600


async def test_hello_says_where_the_run_is(connect: Connect, town: Run) -> None:
    socket = connect()
    await socket.connect()

    hello = await said(socket, "hello")

    head = await head_of(town)
    assert (hello["run"], hello["seq"], hello["oldest_seq"]) == (town.pk, head.seq, 1)
    assert hello["clock"]["sim"] == "2024-01-01T06:00:00"
    assert hello["clock"]["sim_ms"] == town.start_sim_time * 1000
    assert hello["clock"]["rate"] == 0
    assert hello["clock"].keys() == {"sim", "sim_ms", "rate", "server", "committed_ms"}
    await socket.disconnect()


async def test_all_events_come_and_then_the_new_ones(connect: Connect, town: Run, advance: Advance, hub: Hub) -> None:
    await sync_to_async(advance)(2 * HOUR_S)
    socket = connect(f"?run={town.pk}")
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["all"], "since": 0, "batch": True})
    before = await collect(socket, (await head_of(town)).seq)

    await sync_to_async(advance)(HOUR_S)
    last_seq = (await head_of(town)).seq
    hub.notice(town.pk, last_seq)
    after = await collect(socket, last_seq)

    expected = await sync_to_async(told_to_everybody)(town)
    assert sorted({event["seq"] for event in before + after}) == expected
    assert [event["seq"] for event in before + after] == sorted(event["seq"] for event in before + after)
    await socket.disconnect()


async def test_without_a_notice_the_poll_delivers(connect: Connect, town: Run, advance: Advance) -> None:
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["agents"], "batch": True})
    await said(socket, "hello")

    await sync_to_async(advance)(HOUR_S)
    events = await collect(socket, 13)

    assert {event["type"] for event in events} <= {"action_ended", "agent_move", "action_started", "action_rejected"}
    await socket.disconnect()


async def test_single_events_are_frames_of_their_own(connect: Connect, town: Run) -> None:
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["all"], "since": 0})

    frame = await said(socket, "agent_created")

    assert frame["seq"] == 1
    assert frame.keys() == {"type", "seq", "timestamp", "sim_time", "sim_s", "data"}
    await socket.disconnect()


async def test_a_fork_gets_its_parents_events_as_its_own_past(connect: Connect, town: Run, advance: Advance) -> None:
    await sync_to_async(advance)(HOUR_S)
    head = await head_of(town)
    fork = await sync_to_async(_fork_of)(town, head)
    socket = connect(f"?run={fork.pk}")
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["all"], "since": 0, "batch": True})

    events = await collect(socket, head.seq)

    assert {event["seq"] for event in events} == set(await sync_to_async(told_to_everybody)(town))
    await socket.disconnect()


def _fork_of(town: Run, head: RunHead) -> Run:
    fork = Run.objects.get(pk=town.pk)
    fork.pk, fork.is_default, fork.parent = None, False, town
    fork.fork_step, fork.fork_seq = head.step, head.seq
    fork.save(force_insert=True)
    RunHead.objects.create(run=fork, step=head.step, sim_time=head.sim_time, seq=head.seq)
    RunClock.objects.create(run=fork, sim_ms=0, wall_ms=0, rate_milli=0)
    return fork


async def test_a_changed_clock_is_told_to_whoever_watches(connect: Connect, town: Run, hub: Hub) -> None:
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["posts"]})
    await socket.send_json_to({"type": "ping"})
    await said(socket, "pong")

    await RunClock.objects.filter(pk=town.pk).aupdate(rate_milli=20_000)
    hub.wake_all()
    frame = await said(socket, "clock")

    assert frame["now"] is True
    assert frame["data"]["rate"] == 20
    await socket.disconnect()


async def test_unsubscribed_channels_are_silent(connect: Connect, town: Run, advance: Advance, hub: Hub) -> None:
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["all"], "batch": True})
    await socket.send_json_to({"type": "unsubscribe", "channels": ["all"]})
    await socket.send_json_to({"type": "get_status"})
    status = await said(socket, "status")

    await sync_to_async(advance)(HOUR_S)
    hub.wake_all()

    assert status["channels"] == []
    assert await socket.receive_nothing(timeout=0.5)
    await socket.disconnect()


async def test_status_says_what_the_viewer_is_subscribed_to(connect: Connect, town: Run) -> None:
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["agents", "world"], "batch": True})
    await socket.send_json_to({"type": "get_status"})

    status = await said(socket, "status")

    assert (status["run"], status["channels"], status["batch"]) == (town.pk, ["agents", "world"], True)
    assert status["status"] in {"paused", "stalled"}
    await socket.disconnect()


async def test_one_agent_is_followed_from_the_beginning_and_left_again(
    connect: Connect, town: Run, advance: Advance, hub: Hub
) -> None:
    await sync_to_async(advance)(2 * HOUR_S)
    last_seq = (await head_of(town)).seq
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe_agent", "agent_id": 3, "since": 0, "batch": True})
    told = await collect(socket, last_seq)

    rows = Event.objects.of(town.pk).filter(pk__lte=(town.pk << 40) + last_seq)
    hers = {row.seq async for row in rows if 3 in (row.actor, row.target)}
    everybodys = await sync_to_async(told_to_everybody)(town)
    assert sorted({event["seq"] for event in told}) == [seq for seq in everybodys if seq in hers]
    assert len(hers) > 3

    await socket.send_json_to({"type": "unsubscribe", "agent_id": 3})
    await socket.send_json_to({"type": "get_status"})
    assert (await said(socket, "status"))["agents"] == []
    await sync_to_async(advance)(HOUR_S)
    hub.wake_all()
    assert await socket.receive_nothing(timeout=0.5)
    await socket.disconnect()


async def test_an_agent_that_there_is_not_cannot_be_followed(connect: Connect, town: Run) -> None:
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe_agent", "agent_id": 999})

    error = await said(socket, "error")

    assert error["code"] == "agent_not_found"
    await socket.send_json_to({"type": "get_status"})
    assert (await said(socket, "status"))["agents"] == []
    await socket.disconnect()


async def test_so_many_agents_can_be_followed_one_by_one_and_no_more(
    connect: Connect, town: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "AGENTS_MAX", 2)
    socket = connect()
    await socket.connect()
    for agent in (1, 2, 2, 3):
        await socket.send_json_to({"type": "subscribe_agent", "agent_id": agent})

    assert (await said(socket, "error"))["code"] == "too_many"
    await socket.send_json_to({"type": "get_status"})
    assert (await said(socket, "status"))["agents"] == [1, 2]
    await socket.disconnect()


async def test_since_from_before_what_is_kept_asks_to_start_over(connect: Connect, town: Run) -> None:
    await Event.objects.of(town.pk).filter(pk__lte=(town.pk << 40) + 5).adelete()
    socket = connect()
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["all"], "since": 2, "batch": True})

    hello, resync = await said(socket, "hello"), await said(socket, "resync")

    assert hello["oldest_seq"] == 6
    assert resync == {"type": "resync", "snapshot_url": f"/api/agents?run={town.pk}", "seq": hello["seq"]}
    await socket.disconnect()


@pytest.mark.parametrize("text", ["no json", '{"type": "ack", "seq": 999999}'])
async def test_a_bad_frame_is_explained_and_ends_the_socket(connect: Connect, town: Run, text: str) -> None:
    socket = connect()
    await socket.connect()
    await said(socket, "hello")

    await socket.send_to(text_data=text)

    error = await said(socket, "error")
    assert error["code"] == "bad_frame"
    assert error["message"]
    assert await closed_with(socket) == 4400
    await socket.disconnect()


async def test_a_binary_frame_ends_the_socket(connect: Connect, town: Run) -> None:
    socket = connect()
    await socket.connect()

    await socket.send_to(bytes_data=b'{"type": "ping"}')

    assert await closed_with(socket) == 4400
    await socket.disconnect()


async def test_a_flood_of_requests_ends_the_socket(connect: Connect, town: Run) -> None:
    socket = connect()
    await socket.connect()

    for _ in range(REQUESTS_BURST + 20):
        await socket.send_json_to({"type": "ping"})

    assert await closed_with(socket) == 4429
    await socket.disconnect()


@pytest.mark.parametrize("query", ["?run=999", "?run=x"])
async def test_a_run_that_is_not_is_refused(connect: Connect, town: Run, query: str) -> None:
    socket = connect(query)
    await socket.connect()

    assert await closed_with(socket) == 4400
    await socket.disconnect()


async def test_a_full_server_takes_no_more(connect: Connect, town: Run, hub: Hub) -> None:
    hub._viewers_max = 1
    first, second = connect(), connect()
    await first.connect()
    await said(first, "hello")

    await second.connect()

    assert await closed_with(second) == 4429
    await first.disconnect()
    await second.disconnect()


async def test_strangers_watch_only_where_reading_is_public(connect: Connect, town: Run, settings: Settings) -> None:
    settings.PUBLIC_READ = False
    member = await User.objects.acreate(email="member@example.org")
    stranger, known = connect(), connect(user=member)

    await stranger.connect()
    await known.connect()

    assert await closed_with(stranger) == 4401
    assert (await said(known, "hello"))["run"] == town.pk
    await stranger.disconnect()
    await known.disconnect()


async def test_a_post_reaches_whoever_subscribed_to_posts_and_a_message_nobody(
    connect: Connect, town: Run, advance: Advance, hub: Hub
) -> None:
    socket = connect(f"?run={town.pk}")
    await socket.connect()
    await socket.send_json_to({"type": "subscribe", "channels": ["posts"], "since": 0, "batch": True})
    await sync_to_async(append_command)(town, MESSAGE, MessageBody(to=6, text="Only for you"), actor=5)
    await sync_to_async(append_command)(town, POST, PostBody(text="For everybody"), actor=5)

    await sync_to_async(advance)(60)
    last_seq = (await head_of(town)).seq
    hub.notice(town.pk, last_seq)
    frame = await said(socket, "events")
    while not frame["events"]:  # the hub looked between the two commits: the message's alone says only how far one is
        frame = await said(socket, "events")

    assert [(event["type"], event["data"]["text"]) for event in frame["events"]] == [("post_created", "For everybody")]
    assert frame["events"][0]["data"]["author"]["id"] == 5
    await socket.disconnect()


async def test_a_message_reaches_the_sockets_of_its_two_sides_and_no_other(
    connect: Connect, town: Run, advance: Advance, hub: Hub
) -> None:
    people = {account: await person(town, account) for account in (5, 6, 7)}
    sockets = {account: connect(f"?run={town.pk}", user=user) for account, user in people.items()} | {0: connect()}
    for socket in sockets.values():
        await socket.connect()
        frame = {"type": "subscribe", "channels": ["posts", "personal"], "since": 0, "batch": True}
        await socket.send_json_to(frame)
    await sync_to_async(append_command)(town, MESSAGE, MessageBody(to=6, text="Only for you"), actor=5)
    await sync_to_async(append_command)(town, POST, PostBody(text="For everybody"), actor=5)

    await sync_to_async(advance)(60)
    head = await head_of(town)
    hub.notice(town.pk, head.seq)
    told = {account: await _until_the_post(socket) for account, socket in sockets.items()}

    assert told == {5: ["Only for you"], 6: ["Only for you"], 7: [], 0: []}
    for socket in sockets.values():
        await socket.disconnect()


async def _until_the_post(socket: WebsocketCommunicator) -> list[str]:
    """Take batches until the post comes; give the texts of the messages before it."""
    texts: list[str] = []
    while True:
        for event in (await said(socket, "events"))["events"]:
            if event["type"] == "post_created":
                return texts
            texts.append(event["data"]["text"])
