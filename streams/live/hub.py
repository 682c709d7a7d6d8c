"""The hub: one a serving process. Knows which feeds run, passes notices to them, and counts viewers.

A feed lives from a run's first viewer to its last; runs share nothing but the reader's threads.
"""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

import structlog

from streams.live.feed import RESUME_ROWS_MAX, RunFeed
from streams.live.notices import Notice
from streams.live.reading import LogReader
from streams.live.viewer import Viewer

log = structlog.get_logger(__name__)

VIEWERS_MAX: Final = 2_000
"""Viewers of one process: beyond, a hundred events a second would take more than half a core."""


class Listener(Protocol):
    """Hears notices in the event loop, for ever."""

    async def listen(self, notice: Notice, wake_all: Callable[[], None]) -> None:
        """Pass notices on until cancelled; wake everybody after an interruption."""


class Hub:
    """All feeds of this process."""

    def __init__(
        self,
        *,
        reader: LogReader,
        snapshot_url: Callable[[int], str],
        listener: Listener | None = None,
        viewers_max: int = VIEWERS_MAX,
    ) -> None:
        """snapshot_url: the address of a run's state, for viewers who have to fetch it anew."""
        self.reader = reader
        self._snapshot_url = snapshot_url
        self._listener = listener
        self._viewers_max = viewers_max
        self._feeds: dict[int, RunFeed] = {}
        self._opening: dict[int, asyncio.Lock] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listening: asyncio.Task[None] | None = None

    @property
    def viewer_count(self) -> int:
        """Viewers of all runs."""
        return sum(len(feed.viewers) for feed in self._feeds.values())

    @property
    def is_full(self) -> bool:
        """Whether no more viewers are taken."""
        return self.viewer_count >= self._viewers_max

    async def attach(self, run_id: int, *, login: int = 0) -> tuple[Viewer, RunFeed] | None:
        """Give a new viewer of a run, live and subscribed to nothing, and its feed; None if there is no such run.

        login: whose private events it may have, 0 = nobody's.
        """
        self._begin()
        accounts = await self.reader.accounts_of(run_id, {login}) if login else {}
        async with self._opening.setdefault(run_id, asyncio.Lock()):
            feed = self._feeds.get(run_id) or await self._open(run_id)
            if feed is None:
                return None
            # inside the lock and without waiting: the last viewer to leave cannot end the feed in between
            viewer = Viewer(
                run_id=run_id,
                position=feed.position,
                login=login,
                account=accounts.get(login, 0),
                snapshot_url=self._snapshot_url(run_id),
            )
            feed.viewers.add(viewer)
        return viewer, feed

    def detach(self, viewer: Viewer) -> None:
        """Forget a viewer; its run's feed ends with the last one."""
        feed = self._feeds.get(viewer.run_id)
        if feed is None:
            return
        feed.viewers.discard(viewer)
        feed.leave_alone(viewer)
        if not feed.viewers:
            feed.stop()
            del self._feeds[viewer.run_id]
            if not self._feeds:
                self.reader.rest()

    async def subscribe_since(self, viewer: Viewer, feed: RunFeed, since: int) -> bool:
        """Move a viewer to `since` and let it catch up; False if that is too old, or of another history."""
        head = await self.reader.head(viewer.run_id)
        if head is None or since > head.seq or head.seq - since > RESUME_ROWS_MAX:
            return False
        if since < await self.reader.oldest_seq(viewer.run_id) - 1:
            return False
        await feed.recognise([viewer])
        viewer.rewind(since)
        feed.resume(viewer)
        return True

    def notice(self, run_id: int, seq: int) -> None:
        """Take a notice, in the event loop."""
        feed = self._feeds.get(run_id)
        if feed is not None and seq >= feed.position:
            feed.wake()

    def notice_threadsafe(self, run_id: int, seq: int) -> None:
        """Take a notice in any thread; without a viewer yet there is nobody to tell."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self.notice, run_id, seq)

    def wake_all(self) -> None:
        """Let every feed look for new rows."""
        for feed in self._feeds.values():
            feed.wake()

    async def close(self) -> None:
        """End all feeds, the listener and the reader's threads."""
        for feed in self._feeds.values():
            feed.stop()
        self._feeds.clear()
        if self._listening is not None:
            self._listening.cancel()
        await asyncio.to_thread(self.reader.close)

    def _begin(self) -> None:
        """Note the loop, and start listening with the first viewer: nothing runs in a process that serves none."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            if self._listener is not None:
                self._listening = asyncio.create_task(self._listener.listen(self.notice, self.wake_all))
                self._listening.add_done_callback(_report)

    async def _open(self, run_id: int) -> RunFeed | None:
        head = await self.reader.head(run_id)
        if head is None:
            return None
        feed = RunFeed(run_id=run_id, head=head, reader=self.reader)
        self._feeds[run_id] = feed
        return feed


def _report(done: "asyncio.Task[None]") -> None:
    fault = None if done.cancelled() else done.exception()
    if fault is not None:
        log.error("notices.listener_failed", exc_info=fault)
