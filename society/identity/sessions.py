"""Where sessions of browsers stand beside the database: in Redis for a minute at a time, so that most requests need not ask.

When Redis is away they are read from the database. Only signing out must reach it, because what it still holds would else be
believed when it comes back.
"""

from typing import Any, Final

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

log = structlog.get_logger(__name__)

KEPT_S: Final = 60
"""So long at most a session is believed without a look at the database."""


class SteadyRedisCache(RedisCache):
    """Redis as a cache that may be away: nothing is found then, and nothing kept. `delete` says so by RedisError."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Find something; the default where there is nothing, or no Redis."""
        try:
            return super().get(key, default, version)
        except (RedisError, OSError) as fault:
            log.warning("sessions.redis_away", why=str(fault))
            return default

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep something, for KEPT_S at most."""
        wanted_s = timeout if isinstance(timeout, int) else KEPT_S
        try:
            super().set(key, value, min(wanted_s, KEPT_S), version)
        except (RedisError, OSError) as fault:
            log.warning("sessions.redis_away", why=str(fault))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Whether something is kept; with no Redis nothing is."""
        try:
            return bool(super().has_key(key, version))
        except (RedisError, OSError) as fault:
            log.warning("sessions.redis_away", why=str(fault))
            return False
