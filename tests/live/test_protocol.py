"""What viewers may say, and that everything else is refused with a sentence."""

import pytest

from streams.live import protocol
from streams.live.areas import Area
from streams.live.frames import Channel, Interest
from streams.live.protocol import (
    INBOX_FRAMES,
    STREAM_FRAMES,
    BadFrameError,
    Frame,
    Subscribe,
    SubscribeAgent,
    SubscribeArea,
    Unsubscribe,
    named_channels,
)
from streams.live.sockets import _named_run

BAD_FRAMES = [
    "",
    "no json",
    "[]",
    "null",
    "{}",
    '{"type": "dance"}',
    '{"type": "subscribe"}',
    '{"type": "subscribe", "channels": []}',
    '{"type": "subscribe", "channels": ["secrets"]}',
    '{"type": "subscribe", "channels": ["all"], "since": -1}',
    '{"type": "subscribe", "channels": ["all"], "since": "1"}',
    '{"type": "subscribe", "channels": ["all"], "since": 1e300}',
    '{"type": "subscribe", "channels": ["all"], "batch": 1}',
    '{"type": "subscribe", "channels": ["all"], "since": 0, "sinse": 0}',
    '{"type": "subscribe_agent"}',
    '{"type": "subscribe_agent", "agent_id": 0}',
    '{"type": "subscribe_agent", "agent_id": "7"}',
    '{"type": "subscribe_agent", "agent_id": 4294967296}',
    '{"type": "subscribe_area", "x": 0, "y": 0, "width": 10}',
    '{"type": "subscribe_area", "x": 0, "y": 0, "width": 0, "height": 10}',
    '{"type": "subscribe_area", "x": NaN, "y": 0, "width": 10, "height": 10}',
    '{"type": "subscribe_area", "x": 0, "y": 1e300, "width": 10, "height": 10}',
    '{"type": "subscribe_area", "x": "0", "y": 0, "width": 10, "height": 10}',
    '{"type": "unsubscribe"}',
    '{"type": "unsubscribe", "x": 0, "y": 0, "width": 10}',
    '{"type": "ack"}',
    "[" * 30_000,
    '{"type": "ping", "x": "' + "x" * 65_536 + '"}',
    '{"type": "ping", "x": "' + "字" * 30_000 + '"}',
]


def parse_frame(text: str | None) -> Frame:
    return protocol.parse_frame(text, STREAM_FRAMES)


@pytest.mark.parametrize("text", BAD_FRAMES, ids=range(len(BAD_FRAMES)))
def test_a_bad_frame_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadFrameError, match=r"\w+"):
        parse_frame(text)


def test_a_binary_frame_is_refused() -> None:
    with pytest.raises(BadFrameError, match="binary"):
        parse_frame(None)


def test_a_subscription_is_read() -> None:
    frame = parse_frame('{"type": "subscribe", "channels": ["agents", "world"], "since": 7, "batch": true}')

    assert frame == Subscribe(type="subscribe", channels=["agents", "world"], since=7, batch=True)


def test_one_agent_is_followed_and_left() -> None:
    followed = parse_frame('{"type": "subscribe_agent", "agent_id": 7, "since": 3}')
    left = parse_frame('{"type": "unsubscribe", "agent_id": 7, "channels": ["posts"]}')

    assert isinstance(followed, SubscribeAgent)
    assert (followed.interest, followed.since) == (Interest(agents=frozenset({7})), 3)
    assert isinstance(left, Unsubscribe)
    assert left.interest == Interest(channels=frozenset({Channel.POSTS}), agents=frozenset({7}))


def test_a_part_of_the_map_is_watched_and_left() -> None:
    rectangle = '"x": -10, "y": 2.5, "width": 300, "height": 200'
    watched = parse_frame(f'{{"type": "subscribe_area", {rectangle}, "batch": true}}')
    left = parse_frame(f'{{"type": "unsubscribe", {rectangle}}}')

    assert isinstance(watched, SubscribeArea)
    assert isinstance(left, Unsubscribe)
    assert watched.interest == left.interest == Interest(areas=frozenset({Area(x=-10, y=2.5, width=300, height=200)}))


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "subscribe", "channels": ["all"]}',
        '{"type": "subscribe_agent", "agent_id": 1}',
        '{"type": "unsubscribe", "agent_id": 1}',
    ],
)
def test_at_the_inbox_there_is_nothing_to_choose(text: str) -> None:
    with pytest.raises(BadFrameError):
        protocol.parse_frame(text, INBOX_FRAMES)


def test_a_ping_may_carry_anything() -> None:
    assert parse_frame('{"type": "ping", "timestamp": 12}').type == "ping"


def test_all_means_every_channel() -> None:
    assert named_channels(["all"]) == set(Channel)


@pytest.mark.parametrize("query", [b"run=x", b"run=-1", b"run=1e9", b"run=99999999999999999999", b"run=\xc2\xb2"])
def test_a_run_is_named_by_its_number(query: bytes) -> None:
    with pytest.raises(BadFrameError, match="run"):
        _named_run({"query_string": query})


def test_no_run_is_named_in_an_address_without_one() -> None:
    assert _named_run({"query_string": b""}) is None
