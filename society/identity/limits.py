"""How often somebody may ask: exact counts in windows that begin with the first request.

Where there is Redis, all processes count there, in one step that cannot be divided; else each process counts for itself,
which is all there is when embedded. When Redis is away each process counts for itself meanwhile: a town that nobody
may look at would be worse. No count costs a query.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any, Final, Protocol

import structlog
from django.conf import settings
from redis import Redis, RedisError

log = structlog.get_logger(__name__)

_REDIS_WITHIN_S: Final = 0.5
_REDIS_LEFT_ALONE_S: Final = 5.0
"""After a failure Redis is not asked for a while, so that requests do not each wait for it."""
_KEYS_MAX: Final = 100_000
"""What a process remembers at most: an attacker with many addresses takes 20 MB, not all."""
_COUNT: Final = """
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {count, left}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many times within so many seconds."""

    name: str
    times: int
    within_s: int


SIGN_INS: Final = Limit(name="sign_in", times=60, within_s=60)
"""Passwords tried by an address, right or wrong: each costs the time of a hash."""
SIGN_UPS: Final = Limit(name="sign_up", times=10, within_s=3_600)
"""Logins that an address may ask for."""

RESETS: Final = Limit(name="reset", times=5, within_s=3_600)
"""Links for new passwords, that an address asks for, and that a login is sent."""

READS: Final = Limit(name="read", times=600, within_s=60)
WRITES: Final = Limit(name="write", times=100, within_s=60)
EXPORTS: Final = Limit(name="export", times=10, within_s=3_600)
"""Requests to the API by a person, or by an address that nobody has signed in from; a download is a read too."""


class Counter(Protocol):
    """Counts uses of a key; the count starts anew when its window is over."""

    def count(self, key: str, within_s: int) -> tuple[int, float]:
        """Count one more; return how many there are in this window, and the seconds that it still lasts."""


class LocalCounter:
    """Counts of this process."""

    def __init__(self, *, keys_max: int = _KEYS_MAX, now_s: Callable[[], float] = time.monotonic) -> None:
        self._windows: dict[str, tuple[int, float]] = {}
        self._guard = threading.Lock()
        self._keys_max = keys_max
        self._now_s = now_s

    def count(self, key: str, within_s: int) -> tuple[int, float]:
        """Count one more."""
        with self._guard:
            now_s = self._now_s()
            used, until_s = self._windows.get(key, (0, 0.0))
            if until_s <= now_s:
                used, until_s = 0, now_s + within_s
                self._make_room(now_s)
            self._windows[key] = (used + 1, until_s)
            return used + 1, until_s - now_s

    def forget(self) -> None:
        """Begin anew."""
        with self._guard:
            self._windows.clear()

    def _make_room(self, now_s: float) -> None:
        if len(self._windows) < self._keys_max:
            return
        open_ones = {key: window for key, window in self._windows.items() if window[1] > now_s}
        # still too many: the oldest half goes, so that this is not done for each new key
        self._windows = dict(list(open_ones.items())[-self._keys_max // 2 :])


class RedisCounter:
    """Counts of all processes; those of this one while Redis is away."""

    def __init__(self, url: str, *, meanwhile: Counter) -> None:
        self._client: Any = Redis.from_url(url, socket_timeout=_REDIS_WITHIN_S, socket_connect_timeout=_REDIS_WITHIN_S)
        self._script = self._client.register_script(_COUNT)
        self._meanwhile = meanwhile
        self._away_until_s = float("-inf")

    def count(self, key: str, within_s: int) -> tuple[int, float]:
        """Count one more."""
        if time.monotonic() >= self._away_until_s:
            try:
                used, left_ms = self._script(keys=[f"limit:{key}"], args=[within_s * 1000])
                return int(used), int(left_ms) / 1000
            except (RedisError, OSError) as fault:
                self._away_until_s = time.monotonic() + _REDIS_LEFT_ALONE_S
                log.warning("limits.redis_away", why=str(fault))
        return self._meanwhile.count(key, within_s)


def take(limit: Limit, who: str) -> int | None:
    """Count a request; None if it may go on, else the seconds after which to come again, at least 1."""
    if not settings.REQUEST_LIMITS:
        return None
    used, left_s = _counter(settings.LIMITS_URL).count(f"{limit.name}:{who}", limit.within_s)
    return None if used <= limit.times else max(1, ceil(left_s))


def forget() -> None:
    """Begin all counts of this process anew."""
    _local.forget()


_local: Final = LocalCounter()


@cache
def _counter(url: str | None) -> Counter:
    return RedisCounter(url, meanwhile=_local) if url else _local
