"""A record in memory for the hub, and what a viewer's client makes of the frames that it gets."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Set
from contextlib import asynccontextmanager
from typing import Any

import orjson

from streams.kernel.clock import ClockLine
from streams.live.feed import RunFeed
from streams.live.frames import Channel, EncodedEvent, EncodedRow, Interest
from streams.live.heads import HeadState
from streams.live.hub import Hub, Listener
from streams.live.protocol import named_channels
from streams.live.viewer import Close, Viewer

Seen = tuple[int, int]
"""Run and seq."""


def encoded(run_id: int, seq: int, *, events: int = 1, channel: Channel = Channel.AGENTS) -> EncodedRow:
    """Write a row that gives so many events."""
    text = f'{{"type":"happened","seq":{seq},"data":{{"run":{run_id}}}'
    return EncodedRow(seq=seq, events=[EncodedEvent(channel=channel, text=text)] * events)


class MemoryRecord:
    """A reader whose runs grow when a test says so."""

    def __init__(self, *runs: int) -> None:
        self.rows: dict[int, list[EncodedRow]] = {run_id: [] for run_id in runs}
        self.line = ClockLine(sim_ms=0, wall_ms=0, rate_milli=10_000, resume_rate_milli=10_000)
        self.committed_ms = 0
        self.oldest = 1
        self.reads: list[str] = []
        self.accounts: dict[tuple[int, int], int] = {}
        """By run and login."""

    def happen(self, run_id: int, count: int, *, events: int = 1, channel: Channel = Channel.AGENTS) -> None:
        """Add rows."""
        first = len(self.rows[run_id]) + 1
        self.rows[run_id] += [
            encoded(run_id, seq, events=events, channel=channel) for seq in range(first, first + count)
        ]

    async def find_run(self, run_id: int | None) -> int | None:
        return run_id if run_id in self.rows else None

    async def accounts_of(self, run_id: int, logins: Set[int]) -> Mapping[int, int]:
        self.reads.append("accounts")
        return {login: self.accounts[run_id, login] for login in logins if (run_id, login) in self.accounts}

    async def has_agent(self, run_id: int, number: int) -> bool:
        return run_id in self.rows

    async def head(self, run_id: int) -> HeadState | None:
        if run_id not in self.rows:
            return None
        return HeadState(seq=len(self.rows[run_id]), committed_ms=self.committed_ms, line=self.line)

    async def new_rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        self.reads.append("new")
        await asyncio.sleep(0)
        return self.rows[run_id][seq : seq + limit]

    async def old_rows(self, run_id: int, seq: int, limit: int) -> list[EncodedRow]:
        self.reads.append("old")
        await asyncio.sleep(0)
        return self.rows[run_id][seq : seq + limit]

    async def oldest_seq(self, run_id: int) -> int:
        return self.oldest

    async def status(self, run_id: int) -> str:
        return "running"

    def rest(self) -> None:
        """Nothing to give back."""

    def close(self) -> None:
        """Nothing to close."""


@asynccontextmanager
async def hub_of(record: MemoryRecord, listener: Listener | None = None) -> AsyncIterator[Hub]:
    """Give a hub over a record and end it."""
    hub = Hub(reader=record, snapshot_url=lambda run_id: f"/state?run={run_id}", listener=listener)
    try:
        yield hub
    finally:
        await hub.close()


class Client:
    """What a viewer's page does: subscribes, takes frames, acknowledges (or not), and remembers what it saw."""

    def __init__(
        self, hub: Hub, run_id: int, *, channel: str = "all", acknowledges: bool = True, login: int = 0
    ) -> None:
        self._hub = hub
        self._login = login
        self._run_id = run_id
        self._channels = named_channels([channel])  # type: ignore[list-item]  # one of the names
        self._acknowledges = acknowledges
        self.seen: list[Seen] = []
        self.ranges: list[tuple[int, int]] = []
        self.others: list[dict[str, Any]] = []
        self.closed: int | None = None
        self.viewer: Viewer | None = None
        self.feed: RunFeed | None = None
        self._taking: asyncio.Task[None] | None = None

    async def open(self, since: int | None = None, *, is_batch: bool = True) -> bool:
        """Attach and subscribe; False if `since` was refused."""
        attached = await self._hub.attach(self._run_id, login=self._login)
        assert attached is not None
        self.viewer, self.feed = attached
        self._taking = asyncio.create_task(self._take(self.viewer))
        if since is not None and not await self._hub.subscribe_since(self.viewer, self.feed, since):
            return False
        self.viewer.subscribe(Interest(channels=self._channels), is_batch=is_batch)
        return True

    def cut(self) -> None:
        """Lose the connection, with whatever was on the way."""
        assert self.viewer is not None
        assert self._taking is not None
        self._taking.cancel()
        self._hub.detach(self.viewer)

    async def until(self, holds: Callable[[], bool], *, within_s: float = 5) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(within_s):
            while not holds():
                await asyncio.sleep(0.002)

    @property
    def seqs(self) -> list[int]:
        """Seqs of the events seen, in the order of their coming."""
        return [seq for _, seq in self.seen]

    async def _take(self, viewer: Viewer) -> None:
        while True:
            await viewer.wait()
            frame = viewer.take()
            if isinstance(frame, Close):
                self.closed = frame.code
                return
            assert isinstance(frame, str), "nothing is probed here"
            self._note(viewer, orjson.loads(frame))

    def _note(self, viewer: Viewer, frame: dict[str, Any]) -> None:
        if frame["type"] == "events":
            self.ranges.append((frame["from"], frame["to"]))
            self.seen += [(event["data"]["run"], event["seq"]) for event in frame["events"]]
            self._acknowledge(viewer, frame["to"])
        elif frame["type"] == "happened":
            self.seen.append((frame["data"]["run"], frame["seq"]))
            self._acknowledge(viewer, frame["seq"])
        else:
            self.others.append(frame)

    def _acknowledge(self, viewer: Viewer, seq: int) -> None:
        if self._acknowledges:
            viewer.acknowledge(seq, now_s=asyncio.get_running_loop().time())
