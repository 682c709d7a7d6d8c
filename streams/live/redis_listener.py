"""The listening side of notices on Redis: one task a serving process, which connects again for ever.

While Redis is away the hub's polling delivers. After each new connection every feed is woken: notices are not kept.
"""

import asyncio
import random
from collections.abc import Callable
from typing import Any, Final

import structlog
from redis import RedisError
from redis.asyncio import Redis

from streams.live.notices import CHANNEL_PREFIX, Notice

log = structlog.get_logger(__name__)

_FIRST_WAIT_S: Final = 0.2
_LONGEST_WAIT_S: Final = 5.0
_HEALTH_CHECK_S: Final = 10.0
"""A connection that died silently is noticed within this time."""


class RedisListener:
    """Hears the notices of all runs; `interruptions` counts lost connections."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.interruptions = 0

    async def listen(self, notice: Notice, wake_all: Callable[[], None]) -> None:
        """Pass notices on until cancelled.

        wake_all: called after each connection, for what was said while there was none.
        """
        wait_s = _FIRST_WAIT_S
        while True:
            redis: Any = Redis.from_url(self._url, health_check_interval=_HEALTH_CHECK_S, socket_connect_timeout=2)
            try:
                async with redis, redis.pubsub(ignore_subscribe_messages=True) as channels:
                    await channels.psubscribe(f"{CHANNEL_PREFIX}*")
                    wake_all()
                    wait_s = _FIRST_WAIT_S
                    await self._hear(channels, notice)
            except (RedisError, OSError) as error:
                self.interruptions += 1
                log.warning("notices.redis_away", why=str(error), retry_s=wait_s)
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    async def _hear(self, channels: Any, notice: Notice) -> None:
        while True:
            message = await channels.get_message(timeout=_HEALTH_CHECK_S)
            if message is None:
                continue
            run_id = message["channel"].decode().removeprefix(CHANNEL_PREFIX)
            if run_id.isdigit() and message["data"].isdigit():
                notice(int(run_id), int(message["data"]))
