"""One run's feed in a serving process: reads what is new once, offers it to every viewer, and lets others catch up.

Woken by notices, and by itself once a second: a lost notice delays, it never loses. A viewer that resumes, or whose
window is full, leaves the live ones and is read for separately, at the pace of its acknowledgements; it joins again
when it is where the feed is. Joining and offering happen without giving up control, so nothing is missed or doubled.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Final

import structlog
from django.db import Error as DatabaseFault

from streams.live.frames import CHUNK_ROWS, Chunk, EncodedRow, control_frame
from streams.live.heads import HeadState
from streams.live.past import PastChunks
from streams.live.protocol import CloseCode
from streams.live.reading import LogReader
from streams.live.viewer import Viewer

log = structlog.get_logger(__name__)

POLL_S: Final = 1.0
"""How late what is new may come when its notice was lost."""
GATHER_S: Final = 0.02
"""Pause after a delivery, in which the commits of a fast run gather into one read."""
CLOCK_EVERY_S: Final = 1.0
"""How often viewers hear how far the clock may be carried on while nothing else changes."""
RECENT_ROWS: Final = 1_000
"""Encoded rows kept: whoever reconnects within a moment costs no query. About 0.7 MB a run."""
RESUME_ROWS_MAX: Final = 100_000
"""Rows further back than this are not sent again: fetching the state is cheaper for both sides."""


class RunFeed:
    """One run as this process's viewers see it."""

    def __init__(self, *, run_id: int, head: HeadState, reader: LogReader) -> None:
        self.run_id = run_id
        self.head = head
        self.position = head.seq
        self.viewers: set[Viewer] = set()
        self.failed_reads = 0
        self._reader = reader
        self._past = PastChunks(run_id=run_id, reader=reader)
        self._recent: deque[EncodedRow] = deque(maxlen=RECENT_ROWS)
        self._woken = asyncio.Event()
        self._clock_told_s = time.monotonic()
        self._resuming: dict[Viewer, asyncio.Task[None]] = {}
        self._task = asyncio.create_task(self._follow(), name=f"feed of run {run_id}")
        self._task.add_done_callback(self._ended)

    def wake(self) -> None:
        """Look for new rows now."""
        self._woken.set()

    def resume(self, viewer: Viewer) -> None:
        """Bring a viewer that is not live from its position to where the feed is."""
        self.leave_alone(viewer)
        task = asyncio.create_task(self._catch_up(viewer), name=f"resume in run {self.run_id}")
        self._resuming[viewer] = task
        task.add_done_callback(lambda done: self._resumed(viewer, done))

    def leave_alone(self, viewer: Viewer) -> None:
        """Stop reading for a viewer."""
        task = self._resuming.pop(viewer, None)
        if task is not None:
            task.cancel()

    async def recognise(self, viewers: Iterable[Viewer]) -> None:
        """Look whether logins without an account have one by now: it is opened by a person's first act."""
        unknown = [viewer for viewer in viewers if viewer.login and not viewer.account]
        if unknown:
            accounts = await self._reader.accounts_of(self.run_id, {viewer.login for viewer in unknown})
            for viewer in unknown:
                viewer.account = accounts.get(viewer.login, 0)

    def stop(self) -> None:
        """End the feed; its viewers stay as they are."""
        self._task.cancel()
        for viewer in list(self._resuming):
            self.leave_alone(viewer)

    def clock(self) -> str:
        """Write the shown clock as a frame."""
        wall_ms = time.time_ns() // 1_000_000
        shown = self.head.shown(wall_ms)
        timestamp = datetime.fromtimestamp(wall_ms / 1000, UTC).isoformat(timespec="milliseconds")
        values = {"timestamp": timestamp, "sim_time": shown["sim"], "now": True, "data": shown}
        return control_frame("clock", values)

    async def _follow(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_S):
                    await self._woken.wait()
            self._woken.clear()
            try:
                await self._deliver()
            except DatabaseFault as fault:
                self.failed_reads += 1
                log.warning("feed.read_failed", run=self.run_id, why=str(fault), failed_reads=self.failed_reads)
            await asyncio.sleep(GATHER_S)

    async def _deliver(self) -> None:
        head = await self._reader.head(self.run_id)
        if head is None:
            self._close_all(CloseCode.BAD_FRAME, "run_not_found", "this run is gone")
            return
        self._tell_clock(head)
        while self.position < head.seq:
            rows = await self._reader.new_rows(self.run_id, self.position, CHUNK_ROWS)
            if not rows or rows[0].seq != self.position + 1:
                log.error("feed.rows_missing", run=self.run_id, after=self.position, head=head.seq)
                self._skip_to(head.seq)
                return
            chunk = Chunk(rows)
            if chunk.readers:
                await self.recognise(self.viewers)
            self._offer(chunk)

    def _tell_clock(self, head: HeadState) -> None:
        before, self.head = self.head, head
        now_s = time.monotonic()
        is_due = head.committed_ms > before.committed_ms and now_s - self._clock_told_s >= CLOCK_EVERY_S
        if head.line == before.line and not is_due:
            return
        self._clock_told_s = now_s
        text = self.clock()
        for viewer in self.viewers:
            if viewer.interest and viewer.hears_clock:
                viewer.say(text)

    def _offer(self, chunk: Chunk) -> None:
        self._recent.extend(chunk.rows)
        self.position = chunk.last_seq
        now_s = time.monotonic()
        for viewer in list(self.viewers):
            if viewer.is_live and not viewer.offer(chunk, now_s=now_s):
                viewer.is_live = False
                self.resume(viewer)

    def _skip_to(self, seq: int) -> None:
        """Give up rows that are not there any more: everybody fetches the state anew."""
        self.position = seq
        self._recent.clear()
        for viewer in self.viewers:
            self.leave_alone(viewer)
            self._send_away(viewer)

    async def _catch_up(self, viewer: Viewer) -> None:
        while viewer.position < self.position and not viewer.is_closing:
            if self.position - viewer.position > RESUME_ROWS_MAX:
                self._send_away(viewer)
                return
            if not await self._until(viewer, lambda: viewer.window.has_room):
                return
            chunk = self._kept_after(viewer.position) or await self._past.after(viewer.position)
            if chunk is None:
                self._send_away(viewer)
                return
            if not await self._until(viewer, partial(_offered, viewer, chunk)):
                return
            await asyncio.sleep(0)  # a long resume from memory must not hold the loop
        viewer.arrive(now_s=time.monotonic())

    def _kept_after(self, seq: int) -> Chunk | None:
        if not self._recent or not self._recent[0].seq <= seq + 1 <= self._recent[-1].seq:
            return None
        first = seq + 1 - self._recent[0].seq
        return Chunk([self._recent[i] for i in range(first, min(first + CHUNK_ROWS, len(self._recent)))])

    async def _until(self, viewer: Viewer, holds: Callable[[], bool]) -> bool:
        """Wait for acknowledgements until something holds; False if the viewer is stuck and was sent away."""
        while not holds():
            if viewer.is_closing:
                return False
            patience_s = viewer.window.patience_s(time.monotonic())
            if patience_s <= 0:
                self._send_away(viewer)
                return False
            viewer.acknowledged.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(patience_s):
                    await viewer.acknowledged.wait()
        return True

    def _send_away(self, viewer: Viewer) -> None:
        viewer.resync(self.position)
        viewer.close(CloseCode.TOO_SLOW)

    def _close_all(self, code: CloseCode, error: str, message: str) -> None:
        for viewer in self.viewers:
            viewer.say(control_frame("error", {"code": error, "message": message}))
            viewer.close(code)

    def _resumed(self, viewer: Viewer, done: "asyncio.Task[None]") -> None:
        if self._resuming.get(viewer) is done:
            del self._resuming[viewer]
        fault = None if done.cancelled() else done.exception()
        if fault is not None:
            log.error("viewer.resume_failed", run=self.run_id, exc_info=fault)
            viewer.close(CloseCode.RESTARTING)

    def _ended(self, done: "asyncio.Task[None]") -> None:
        fault = None if done.cancelled() else done.exception()
        if fault is not None:
            log.error("feed.failed", run=self.run_id, exc_info=fault)
            for viewer in self.viewers:
                viewer.close(CloseCode.RESTARTING)


def _offered(viewer: Viewer, chunk: Chunk) -> bool:
    return viewer.offer(chunk, now_s=time.monotonic())
