"""Notices "run R is at seq N" from an engine to serving processes, through a pipe or through Redis.

A notice only wakes a hub; what happened is read from the record. So one that is lost costs at most the hub's polling
period, and nothing here may ever delay or fail the engine: what cannot be sent at once is counted and dropped.
"""

import os
import time
from collections.abc import Callable
from typing import IO, Final

import structlog
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

log = structlog.get_logger(__name__)

Notice = Callable[[int, int], None]
"""Takes a run's id and its last seq. Listening sides call it from their own thread or task."""

CHANNEL_PREFIX: Final = "society:run:"
"""One Redis channel a run: the prefix and its id."""
_SEND_WITHIN_S: Final = 0.25
"""Longest wait for Redis: a fraction of a slice, once in _RETRY_AFTER_S while Redis is away."""
_RETRY_AFTER_S: Final = 2.0


def notice_line(run_id: int, seq: int) -> bytes:
    """Write a notice as one short line; shorter than PIPE_BUF, so a pipe takes it whole or not at all."""
    return b"%d %d\n" % (run_id, seq)


def parse_notice(line: bytes) -> tuple[int, int] | None:
    """Read a line back; None for anything else, because the stream may be a process's standard output."""
    words = line.split()
    if len(words) != 2 or not all(word.isdigit() for word in words):
        return None
    return int(words[0]), int(words[1])


class PipePublisher:
    """Writes notices to a pipe's file descriptor; `lost` counts those that a full or closed pipe did not take."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._is_open = True
        self.lost = 0

    def __call__(self, run_id: int, seq: int) -> None:
        """Send a notice, or count it as lost."""
        if not self._is_open:
            self.lost += 1
            return
        try:
            os.write(self._descriptor, notice_line(run_id, seq))
        except BlockingIOError:
            self.lost += 1
        except OSError as error:
            self.lost += 1
            self._is_open = False
            log.warning("notices.pipe_closed", why=str(error))


def listen_to_pipe(stream: IO[bytes], notice: Notice) -> None:
    """Pass each line of the stream on until its end; called in a thread of its own."""
    for line in stream:
        parsed = parse_notice(line)
        if parsed is not None:
            notice(*parsed)


class RedisPublisher:
    """Publishes notices on Redis, one channel a run; `lost` counts those that were not sent."""

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(
            url,
            socket_timeout=_SEND_WITHIN_S,
            socket_connect_timeout=_SEND_WITHIN_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._silent_until_s = 0.0
        self._is_away = False
        self.lost = 0

    def __call__(self, run_id: int, seq: int) -> None:
        """Send a notice, or count it as lost; a Redis that is away is asked again only after a while."""
        if time.monotonic() < self._silent_until_s:
            self.lost += 1
            return
        try:
            self._redis.publish(f"{CHANNEL_PREFIX}{run_id}", seq)
        except (RedisError, OSError) as error:
            self.lost += 1
            self._silent_until_s = time.monotonic() + _RETRY_AFTER_S
            if not self._is_away:
                log.warning("notices.redis_away", why=str(error))
            self._is_away = True
            return
        if self._is_away:
            log.info("notices.redis_back", lost=self.lost)
        self._is_away = False

    def close(self) -> None:
        """Give the connection back."""
        self._redis.close()
