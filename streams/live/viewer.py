"""One socket's place in the record: what it subscribed to, how far it was told, what waits to be sent. Plain asyncio.

The hub offers chunks and never waits for a viewer; the consumer takes frames out at its own pace.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from streams.live.frames import Chunk, Frames, Interest, batch_frame, control_frame
from streams.live.window import Window

CONTROL_FRAMES_MAX: Final = 200
"""Answers and clocks that may wait for one socket. It only fills when a server really waits for its reader."""
PROGRESS_ROWS: Final = 5_000
"""Rows of no interest after which a viewer is told how far it is: it then resumes from there and not from long ago."""
PROBE_EVENTS: Final = 500
"""Events after which a viewer that acknowledges nothing is probed: a quarter of what may be on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A question whether what was sent up to a seq was read."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """The end of a socket, in order behind the frames before it."""

    code: int


class Viewer:
    """One viewer of one run."""

    def __init__(self, *, run_id: int, position: int, login: int = 0, account: int = 0, snapshot_url: str = "") -> None:
        """position: the seq after which it is told; it is live from there on.

        login: whose it is, 0 = nobody's.   account: hers in the run, whose messages it may have; 0 = none (yet).
        snapshot_url: where it finds what it missed, if that is too much.
        """
        self.run_id = run_id
        self.login = login
        self.account = account
        self.hears_clock = True
        self.snapshot_url = snapshot_url
        self.position = position
        self.told = position
        self.is_live = True
        self.is_batch = False
        self.interest = Interest()
        self.window = Window()
        self.acknowledged = asyncio.Event()
        self.is_closing = False
        self.has_private = False
        """Whether something was queued that is for its account alone; whoever looked into that takes it back."""
        self.write: Callable[[str], None] | None = None
        """Sends a text at once, where the server offers that."""
        self.is_probed = False
        """Whether it can be asked how far it has read, and has not said so by itself."""
        self._unprobed = 0
        self._waiting: deque[str | Probe | Close] = deque()
        self._control_waiting = 0
        self._has_frames = asyncio.Event()

    def subscribe(self, interest: Interest, *, is_batch: bool) -> None:
        """Be told of more from here on."""
        if not self.interest:
            self.told = self.position
        self.interest |= interest
        self.is_batch = is_batch

    def rewind(self, seq: int) -> None:
        """Go back (or on) to seq; not live until it has caught up."""
        self.position = self.told = seq
        self.is_live = False
        self.window.rewind(seq)

    def offer(self, chunk: Chunk, *, now_s: float) -> bool:
        """Queue what is subscribed of a chunk that begins at or before the next row; False if the window is full."""
        if self.is_closing or chunk.last_seq <= self.position:
            return True
        if chunk.first_seq <= self.position:
            chunk = chunk.after(self.position)
        frames = self._frames(chunk)
        if frames.events and not self.window.has_room_for(frames.events):
            return False
        self.position = chunk.last_seq
        if frames.events:
            self.told = chunk.last_seq
            self.window.send(chunk.last_seq, frames.events, now_s=now_s)
            self._pass_on(frames.texts, is_private=self.account in chunk.readers)
            self._probe(frames.events)
        return True

    def arrive(self, *, now_s: float) -> None:
        """Be live from here on; in batches it is told so, even if the last rows were of no interest."""
        self.is_live = True
        if self.is_batch and self.interest and self.told < self.position and not self.is_closing:
            self._waiting.append(batch_frame((), self.told + 1, self.position))
            self._has_frames.set()
            self.window.send(self.position, 1, now_s=now_s)
            self.told = self.position

    def _frames(self, chunk: Chunk) -> Frames:
        if not self.is_batch:
            return chunk.singles(self.interest, account=self.account)
        frames = chunk.batch(self.interest, first_seq=self.told + 1, account=self.account)
        if self.interest and not frames.events and chunk.last_seq - self.told >= PROGRESS_ROWS:
            return Frames(texts=(batch_frame((), self.told + 1, chunk.last_seq),), events=1)
        return frames

    def _pass_on(self, texts: Sequence[str], *, is_private: bool) -> None:
        """Send at once what may be, in order; waking a task for each viewer costs as much as half of the sending."""
        if self.write is not None and not self._waiting and not is_private:
            for text in texts:
                self.write(text)
            return
        self.has_private |= is_private
        self._waiting.extend(texts)
        self._has_frames.set()

    def _probe(self, events: int) -> None:
        self._unprobed += events
        if self.is_probed and self._unprobed >= PROBE_EVENTS:
            self._waiting.append(Probe(seq=self.position))
            self._has_frames.set()
            self._unprobed = 0

    def acknowledge(self, seq: int, *, now_s: float) -> bool:
        """Take an acknowledgement; whether it brought anything forward."""
        if not self.window.acknowledge(seq, now_s=now_s):
            return False
        self.acknowledged.set()
        return True

    def say(self, text: str) -> bool:
        """Queue a frame that is not an event; False if too many wait already."""
        if self._control_waiting >= CONTROL_FRAMES_MAX:
            return False
        if not self.is_closing:
            self._control_waiting += 1
            self._waiting.append(text)
            self._has_frames.set()
        return True

    def resync(self, seq: int) -> None:
        """Tell it to fetch the state and to subscribe since seq."""
        self.say(control_frame("resync", {"snapshot_url": self.snapshot_url, "seq": seq}))

    def close(self, code: int) -> None:
        """End the socket after what waits."""
        if not self.is_closing:
            self.is_closing = True
            self.acknowledged.set()
            self._waiting.append(Close(code=code))
            self._has_frames.set()

    async def wait(self) -> None:
        """Wait until there is a frame to send. It stays where it is until it is taken, so that none overtakes it."""
        while not self._waiting:
            self._has_frames.clear()
            await self._has_frames.wait()

    def take(self) -> str | Probe | Close:
        """Take the next frame; there is one."""
        self._control_waiting = max(0, self._control_waiting - 1)
        return self._waiting.popleft()
