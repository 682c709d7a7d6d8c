"""The hub over a record in memory: every event once and in order, whatever is cut, lost, slow or next door."""

import asyncio
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.live import feed as feeds
from streams.live import window as windows
from streams.live.frames import CHUNK_ROWS, Channel
from tests.live.records import Client, MemoryRecord, hub_of


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["happen", "cut", "notice"]), st.integers(1, 700)), max_size=12))
def test_no_event_is_missed_or_doubled_across_cut_connections(moves: list[tuple[str, int]]) -> None:
    seen, happened = asyncio.run(_watch_through(moves))

    assert seen == list(range(1, happened + 1))


async def _watch_through(moves: list[tuple[str, int]]) -> tuple[list[int], int]:
    record = MemoryRecord(1)
    record.happen(1, 3)
    seen: list[int] = []
    async with hub_of(record) as hub:
        await hub.attach(1)  # keeps the feed going while the watched one is away
        client = Client(hub, 1)
        await client.open(since=0)
        for move, amount in moves:
            if move == "happen":
                record.happen(1, amount)
            elif move == "notice":
                hub.notice(1, len(record.rows[1]))
                await asyncio.sleep(amount / 100_000)
            else:
                client.cut()
                seen += client.seqs
                client = Client(hub, 1)
                await client.open(since=max(seen, default=0))
        hub.notice(1, len(record.rows[1]))
        await client.until(lambda: len(seen) + len(client.seqs) >= len(record.rows[1]))
        return seen + client.seqs, len(record.rows[1])


async def test_a_state_that_is_fetched_late_joins_without_gap_or_double() -> None:
    record = MemoryRecord(1)
    record.happen(1, 1_500)
    async with hub_of(record) as hub:
        client = Client(hub, 1)
        await client.open(since=400)
        record.happen(1, 900)
        hub.notice(1, 2_400)

        await client.until(lambda: len(client.seen) >= 2_000)

    assert client.seqs == list(range(401, 2_401))


async def test_ranges_of_batches_join_without_a_gap() -> None:
    record = MemoryRecord(1)
    record.happen(1, 600)
    async with hub_of(record) as hub:
        client = Client(hub, 1, channel="world")
        await client.open(since=10)
        record.happen(1, 3, channel=Channel.WORLD)
        hub.notice(1, 603)

        await client.until(lambda: len(client.seen) == 3)

    starts = [first for first, _ in client.ranges]
    ends = [last for _, last in client.ranges]
    assert starts == [11, *(last + 1 for last in ends[:-1])]
    assert ends[-1] == 603


async def test_a_lost_notice_is_made_up_for_by_polling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "POLL_S", 0.05)
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        client = Client(hub, 1)
        await client.open()

        record.happen(1, 5)
        await client.until(lambda: len(client.seen) == 5, within_s=2)

    assert client.seqs == [1, 2, 3, 4, 5]


async def test_viewers_of_two_runs_see_their_own_only() -> None:
    record = MemoryRecord(1, 2)
    async with hub_of(record) as hub:
        first, second = Client(hub, 1), Client(hub, 2)
        await first.open(since=0)
        await second.open(since=0)

        record.happen(1, 30)
        record.happen(2, 20)
        hub.wake_all()
        await first.until(lambda: len(first.seen) == 30)
        await second.until(lambda: len(second.seen) == 20)

    assert {run_id for run_id, _ in first.seen} == {1}
    assert {run_id for run_id, _ in second.seen} == {2}


async def test_who_never_acknowledges_is_sent_away_and_the_others_get_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(windows, "STUCK_AFTER_S", 0.1)
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        good, stuck = Client(hub, 1), Client(hub, 1, acknowledges=False)
        await good.open(since=0)
        await stuck.open(since=0)

        record.happen(1, windows.WINDOW_EVENTS * 2)
        hub.notice(1, len(record.rows[1]))
        await stuck.until(lambda: stuck.closed is not None)
        await good.until(lambda: len(good.seen) == windows.WINDOW_EVENTS * 2)

    assert stuck.closed == 4408
    assert stuck.others == [{"type": "resync", "snapshot_url": "/state?run=1", "seq": windows.WINDOW_EVENTS * 2}]
    assert len(stuck.seen) <= windows.WINDOW_EVENTS


async def test_a_burst_larger_than_the_window_reaches_whoever_acknowledges() -> None:
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        client = Client(hub, 1)
        await client.open()

        record.happen(1, 4_000, events=3)
        hub.notice(1, 4_000)
        await client.until(lambda: len(client.seen) == 12_000)

    assert client.seqs[::3] == list(range(1, 4_001))
    assert client.closed is None


async def test_an_event_is_read_once_for_all_viewers() -> None:
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        clients = [Client(hub, 1) for _ in range(20)]
        for client in clients:
            await client.open()

        record.happen(1, 10)
        hub.notice(1, 10)
        for client in clients:
            await client.until(partial(_has_seen, client, 10))

    assert record.reads == ["new"]


def _has_seen(client: Client, count: int) -> bool:
    return len(client.seen) == count


async def test_who_comes_back_at_once_is_served_from_memory() -> None:
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        first = Client(hub, 1)
        await first.open()
        record.happen(1, 100)
        hub.notice(1, 100)
        await first.until(lambda: len(first.seen) == 100)

        second = Client(hub, 1)
        await second.open(since=60)
        await second.until(lambda: len(second.seen) == 40)

    assert "old" not in record.reads


async def test_viewers_who_come_back_together_from_long_ago_share_what_is_read() -> None:
    record = MemoryRecord(1)
    record.happen(1, 1_000)
    async with hub_of(record) as hub:
        clients = [Client(hub, 1) for _ in range(20)]
        await asyncio.gather(*(client.open(since=since) for since, client in enumerate(clients)))
        for client in clients:
            await client.until(partial(_is_at, client, 1_000))

    assert [client.seqs for client in clients] == [list(range(since + 1, 1_001)) for since in range(20)]
    assert record.reads.count("old") <= 2 * 1_000 / CHUNK_ROWS


def _is_at(client: Client, seq: int) -> bool:
    return bool(client.seqs) and client.seqs[-1] == seq


async def test_who_leaves_while_the_past_is_read_does_not_take_it_from_the_others() -> None:
    record = MemoryRecord(1)
    record.happen(1, 1_000)
    async with hub_of(record) as hub:
        leaving, staying = Client(hub, 1), Client(hub, 1)
        await leaving.open(since=0)
        await staying.open(since=0)
        await asyncio.sleep(0)
        leaving.cut()

        await staying.until(lambda: len(staying.seen) == 1_000)

    assert staying.seqs == list(range(1, 1_001))


@pytest.mark.parametrize("since", [3, 11])
async def test_a_since_that_is_not_kept_or_not_there_yet_is_refused(since: int) -> None:
    record = MemoryRecord(1)
    record.happen(1, 10)
    record.oldest = 5
    async with hub_of(record) as hub:
        client = Client(hub, 1)

        accepted = await client.open(since=since)

    assert not accepted


async def test_the_oldest_kept_event_can_still_be_asked_for() -> None:
    record = MemoryRecord(1)
    record.happen(1, 10)
    record.oldest = 5
    async with hub_of(record) as hub:
        client = Client(hub, 1)
        await client.open(since=4)

        await client.until(lambda: len(client.seen) == 6)

    assert client.seqs == [5, 6, 7, 8, 9, 10]


async def test_a_new_line_of_the_clock_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "POLL_S", 1_000)
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        client = Client(hub, 1)
        await client.open()

        record.line = record.line.paused(0, 0)
        hub.notice(1, 0)
        await client.until(lambda: len(client.others) == 1)

    assert client.others[0]["type"] == "clock"
    assert client.others[0]["data"]["rate"] == 0


async def test_the_last_viewer_ends_the_feed() -> None:
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        client = Client(hub, 1)
        await client.open()

        client.cut()
        left = hub.viewer_count
        again = Client(hub, 1)
        await again.open(since=0)
        record.happen(1, 2)
        hub.notice(1, 2)
        await again.until(lambda: len(again.seen) == 2)

    assert left == 0


async def test_single_events_come_one_a_frame_in_order() -> None:
    record = MemoryRecord(1)
    async with hub_of(record) as hub:
        client = Client(hub, 1)
        await client.open(is_batch=False)

        record.happen(1, 7)
        hub.notice(1, 7)
        await client.until(lambda: len(client.seen) == 7)

    assert client.seqs == [1, 2, 3, 4, 5, 6, 7]
    assert client.ranges == []


async def test_there_is_no_viewer_of_a_run_that_is_not() -> None:
    async with hub_of(MemoryRecord(1)) as hub:
        attached = await hub.attach(2)

    assert attached is None
