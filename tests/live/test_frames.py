"""Frames: batches without gaps, single events that say when their row is complete, one text for all of a subscription."""

import orjson

from streams.live.frames import Channel, Chunk
from streams.live.viewer import PROGRESS_ROWS, Viewer
from tests.live.records import encoded

AGENTS = frozenset({Channel.AGENTS})
WORLD = frozenset({Channel.WORLD})


def chunk(first: int, last: int, channel: Channel = Channel.AGENTS, events: int = 1) -> Chunk:
    return Chunk([encoded(1, seq, channel=channel, events=events) for seq in range(first, last + 1)])


def test_a_batch_covers_what_is_not_subscribed() -> None:
    mixed = Chunk([encoded(1, 5, channel=Channel.WORLD), encoded(1, 6), encoded(1, 7, channel=Channel.WORLD)])

    frames = mixed.batch(AGENTS, first_seq=3)

    frame = orjson.loads(frames.texts[0])
    assert (frame["from"], frame["to"]) == (3, 7)
    assert [event["seq"] for event in frame["events"]] == [6]


def test_nothing_subscribed_gives_no_frame() -> None:
    assert list(chunk(1, 3).batch(WORLD, first_seq=1).texts) == []


def test_single_events_say_whether_more_of_their_row_follows() -> None:
    texts = chunk(1, 1, events=3).singles(AGENTS).texts

    assert [orjson.loads(text).get("more") for text in texts] == [True, True, None]


def test_viewers_of_the_same_channels_share_one_text() -> None:
    shared = chunk(1, 3)

    assert shared.batch(AGENTS, first_seq=1).texts[0] is shared.batch(AGENTS, first_seq=1).texts[0]


def test_a_viewer_hears_now_and_then_how_far_it_is_although_nothing_is_for_it() -> None:
    viewer = Viewer(run_id=1, position=0)
    viewer.subscribe(WORLD, is_batch=True)

    viewer.offer(chunk(1, PROGRESS_ROWS - 1), now_s=0)
    silent = viewer.told
    viewer.offer(chunk(PROGRESS_ROWS, PROGRESS_ROWS), now_s=0)

    assert silent == 0
    assert viewer.told == PROGRESS_ROWS


def test_too_many_answers_that_nobody_reads_are_refused() -> None:
    viewer = Viewer(run_id=1, position=0)

    said = [viewer.say("{}") for _ in range(201)]

    assert said[-2:] == [True, False]
