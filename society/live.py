"""Live delivery put together: the one hub of this process, with every package's encoders, and the notices that wake it.

Embedded, the web hears its engine through a pipe; with Redis, any engine reaches any web process.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import IO, Final

from django.conf import settings

from streams.live.encoding import STREAM_ENCODERS, Encoder
from streams.live.hub import Hub
from streams.live.notices import RedisPublisher, listen_to_pipe
from streams.live.reading import DatabaseReader, Prepare
from streams.live.redis_listener import RedisListener
from world.live import WORLD_ENCODERS
from world.live_company import COMPANY_ENCODERS
from world.live_ways import walking_encoders

ENCODERS: Final[Mapping[int, Encoder]] = {**STREAM_ENCODERS, **WORLD_ENCODERS, **COMPANY_ENCODERS}
PREPARE: Final[Sequence[Prepare]] = (walking_encoders,)


def snapshot_url(run_id: int) -> str:
    """Give the address of a run's present state."""
    return f"/api/agents?run={run_id}"


def inbox_url(run_id: int) -> str:
    """Give the address of a person's conversations in a run."""
    return f"/api/messages?run={run_id}"


@cache
def process_hub() -> Hub:
    """Give this serving process its hub; it listens to Redis where there is one, and starts with its first viewer."""
    listener = RedisListener(settings.NOTICES_URL) if settings.NOTICES_URL else None
    return Hub(reader=DatabaseReader(ENCODERS, PREPARE), snapshot_url=snapshot_url, listener=listener)


def hear_engine(stream: IO[bytes] | None) -> None:
    """Pass an engine's notices to the hub until its end of the pipe closes; called in a thread of its own."""
    if stream is not None:
        listen_to_pipe(stream, process_hub().notice_threadsafe)


def engine_publisher(redis_url: str) -> RedisPublisher:
    """Make what a worker's driver publishes with."""
    return RedisPublisher(redis_url)
