"""Frames: batches without gaps, single events that say when their row is complete, one text for all of a subscription."""

import orjson

from streams.live.frames import Channel, Chunk, EncodedEvent, EncodedRow, Interest
from streams.live.viewer import PROGRESS_ROWS, Viewer
from tests.live.records import encoded

AGENTS = Interest(channels=frozenset({Channel.AGENTS}))
WORLD = Interest(channels=frozenset({Channel.WORLD}))


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


def for_few(seq: int, *readers: int) -> EncodedRow:
    text = f'{{"type":"message_created","seq":{seq}'
    return EncodedRow(seq=seq, events=[EncodedEvent(channel=Channel.PERSONAL, text=text, readers=frozenset(readers))])


def seqs_for(account: int, rows: Chunk) -> list[int]:
    frames = rows.batch(Interest(channels=frozenset(Channel)), first_seq=1, account=account)
    return [event["seq"] for text in frames.texts for event in orjson.loads(text)["events"]]


def test_what_is_for_few_reaches_them_and_nobody_else() -> None:
    rows = Chunk([encoded(1, 1), for_few(2, 5, 6), for_few(3, 6)])

    assert [seqs_for(account, rows) for account in (0, 5, 6, 7)] == [[1], [1, 2], [1, 2, 3], [1]]


def test_single_events_for_few_reach_them_and_nobody_else() -> None:
    rows = Chunk([encoded(1, 1), for_few(2, 5)])

    counts = [rows.singles(Interest(channels=frozenset(Channel)), account=account).events for account in (0, 5, 6)]

    assert counts == [1, 2, 1]


def test_what_is_for_few_needs_its_channel() -> None:
    assert Chunk([for_few(1, 5)]).batch(AGENTS, first_seq=1, account=5).events == 0


def test_those_whom_nothing_is_for_share_one_text() -> None:
    rows = Chunk([encoded(1, 1), for_few(2, 5)])

    texts = [rows.batch(AGENTS, first_seq=1, account=account).texts[0] for account in (0, 7, 8)]

    assert texts[0] is texts[1] is texts[2]
    assert rows.after(1).readers == {5}


def about(seq: int, *agents: int, channel: Channel = Channel.AGENTS) -> EncodedRow:
    text = f'{{"type":"happened","seq":{seq},"data":{{}}'
    one, other = (*agents, 0, 0)[:2]
    return EncodedRow(seq=seq, events=[EncodedEvent(channel=channel, text=text, agents=(one, other))])


def seqs(interest: Interest, *rows: EncodedRow) -> list[int]:
    return [orjson.loads(text)["seq"] for text in Chunk(rows).singles(interest).texts]


def test_who_follows_an_agent_is_told_what_she_does_and_what_is_done_to_her_on_any_channel() -> None:
    rows = (about(1, 7), about(2, 8, 7), about(3, 8), about(4), about(5, 7, channel=Channel.POSTS))

    assert seqs(Interest(agents=frozenset({7})), *rows) == [1, 2, 5]
    assert seqs(Interest(agents=frozenset({7, 8})), *rows) == [1, 2, 3, 5]
    assert seqs(Interest(channels=frozenset({Channel.POSTS}), agents=frozenset({8})), *rows) == [2, 3, 5]
    assert seqs(Interest(), *rows) == []


def test_followers_of_somebody_of_whom_there_is_nothing_share_their_frames() -> None:
    shared = Chunk([about(1, 7), about(2, 8)])

    texts = [shared.batch(AGENTS | Interest(agents=frozenset({agent})), first_seq=1).texts[0] for agent in (20, 21)]

    assert texts[0] is texts[1] is shared.batch(AGENTS, first_seq=1).texts[0]


def test_what_is_for_few_is_not_told_to_whoever_follows_its_sender() -> None:
    text = '{"type":"message_created","seq":1,"data":{}'
    event = EncodedEvent(channel=Channel.PERSONAL, text=text, agents=(7, 5), readers=frozenset({5}))
    rows = Chunk([EncodedRow(seq=1, events=[event])])

    counts = [rows.singles(Interest(agents=frozenset({7})), account=account).events for account in (0, 5, 6)]

    assert counts == [0, 1, 0]
