"""How much waits in Celery's queues, asked of the broker itself."""

from collections.abc import Mapping, Sequence
from typing import Final

from redis import Redis, RedisError

from society.errors import ServiceError

_WITHIN_S: Final = 1


def queue_lengths(url: str, queues: Sequence[str]) -> Mapping[str, int]:
    """Count the messages that wait in each queue. ServiceError if the broker does not answer within a second.

    A queue that nobody ever sent to has no list in Redis; it is empty all the same.
    """
    client: Redis = Redis.from_url(url, socket_timeout=_WITHIN_S, socket_connect_timeout=_WITHIN_S)
    try:
        return {name: int(client.llen(name)) for name in queues}
    except (RedisError, OSError) as error:
        raise ServiceError(f"Redis cannot be used: {error}. Start it, or set REDIS_URL.") from None
    finally:
        client.close()
