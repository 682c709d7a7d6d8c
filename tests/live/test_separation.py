"""Whatever happens in which order: a viewer of one run is never told of another, nor what is for another account alone."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.live.frames import Channel, EncodedEvent, EncodedRow
from streams.live.hub import Hub
from tests.live.records import Client, MemoryRecord, Seen, hub_of

RUNS = (1, 2, 3)
LOGINS = (0, 50, 60)
"""0 watches without a login."""
ACCOUNT_OF = {50: 5, 60: 6}

moves = st.lists(
    st.tuples(
        st.sampled_from(RUNS),
        st.sampled_from(["happens", "is for one", "is for the other", "cut", "notice", "wait"]),
        st.integers(1, 60),
    ),
    max_size=25,
)


class Watch:
    """One login's view of one run, through all of its connections."""

    def __init__(self, hub: Hub, run_id: int, login: int) -> None:
        self._hub, self.run_id, self.login = hub, run_id, login
        self._before: list[Seen] = []
        self._client = Client(hub, run_id, login=login)

    @property
    def seen(self) -> list[Seen]:
        return self._before + self._client.seen

    async def open(self) -> None:
        # it remembers the last range, as pages do
        await self._client.open(since=self._told)

    async def come_back(self) -> None:
        self._client.cut()
        self._before, told = self.seen, self._told
        self._client = Client(self._hub, self.run_id, login=self.login)
        self._client.ranges.append((told, told))
        await self.open()

    @property
    def _told(self) -> int:
        return self._client.ranges[-1][1] if self._client.ranges else 0

    async def until_told(self, seq: int) -> None:
        await self._client.until(lambda: self._told >= seq)


@settings(max_examples=40)
@given(moves)
def test_nobody_is_told_of_another_run_or_what_is_for_others_alone(moves: list[tuple[int, str, int]]) -> None:
    record = MemoryRecord(*RUNS)
    record.accounts = {(run_id, login): account for run_id in RUNS for login, account in ACCOUNT_OF.items()}

    seen = asyncio.run(_watch_all(record, moves))

    for (run_id, login), told in seen.items():
        account = ACCOUNT_OF.get(login, 0)
        mine = [row.seq for row in record.rows[run_id] if any(_may_have(event, account) for event in row.events)]
        assert told == [(run_id, seq) for seq in mine]


def _may_have(event: EncodedEvent, account: int) -> bool:
    return not event.readers or account in event.readers


async def _watch_all(record: MemoryRecord, moves: list[tuple[int, str, int]]) -> dict[tuple[int, int], list[Seen]]:
    async with hub_of(record) as hub:
        watches = [Watch(hub, run_id, login) for run_id in RUNS for login in LOGINS]
        for watch in watches:
            await watch.open()
        for run_id, move, amount in moves:
            await _do(record, hub, watches, run_id, move, amount)
        for run_id in RUNS:
            record.happen(run_id, 1)
        hub.wake_all()
        for watch in watches:
            await watch.until_told(len(record.rows[watch.run_id]))
        return {(watch.run_id, watch.login): watch.seen for watch in watches}


async def _do(record: MemoryRecord, hub: Hub, watches: list[Watch], run_id: int, move: str, amount: int) -> None:
    if move == "happens":
        record.happen(run_id, amount)
    elif move == "is for one":
        record.rows[run_id].append(_private(run_id, len(record.rows[run_id]) + 1, 5))
    elif move == "is for the other":
        record.rows[run_id].append(_private(run_id, len(record.rows[run_id]) + 1, 6))
    elif move == "notice":
        hub.notice(run_id, len(record.rows[run_id]))
    elif move == "wait":
        await asyncio.sleep(amount / 20_000)
    else:
        await watches[amount % len(watches)].come_back()


def _private(run_id: int, seq: int, account: int) -> EncodedRow:
    text = f'{{"type":"happened","seq":{seq},"data":{{"run":{run_id}}}'
    event = EncodedEvent(channel=Channel.PERSONAL, text=text, readers=frozenset({account}))
    return EncodedRow(seq=seq, events=[event])
