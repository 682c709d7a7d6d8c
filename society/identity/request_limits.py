"""How often the API may be asked: reads and writes a minute, downloads an hour, by a person or else by an address.

A person counts as herself wherever she asks from, whatever proves it; a count costs no query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rest_framework.permissions import SAFE_METHODS
from rest_framework.throttling import BaseThrottle

from society.identity.addresses import client_address
from society.identity.limits import EXPORTS, READS, WRITES, take
from streams.models import User

if TYPE_CHECKING:  # the framework's views import this module to know their default
    from rest_framework.request import Request
    from rest_framework.views import APIView

_DOWNLOADS: Final = "downloads"


class RequestLimits(BaseThrottle):
    """Let so many requests through; the framework answers the others with 429 and when to come again."""

    def __init__(self) -> None:
        self._wait_s: int | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count a request."""
        who = f"login {request.user.pk}" if isinstance(request.user, User) else client_address(request._request)
        limit = READS if request.method in SAFE_METHODS else WRITES
        self._wait_s = take(limit, who)
        if self._wait_s is None and getattr(view, "limited_as", "") == _DOWNLOADS:
            self._wait_s = take(EXPORTS, who)
        return self._wait_s is None

    def wait(self) -> float | None:
        """Say after how many seconds to come again."""
        return self._wait_s
