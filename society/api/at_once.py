"""Reads that were answered already, answered again before the framework looks who asks and what.

Only for requests that show neither token nor cookie, where everybody may read: what such a one is told depends on nothing but
its address and language. Everything else, and whatever is not kept or has changed, goes its usual way.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from society.identity.addresses import client_address
from society.identity.limits import READS, take
from streams.api.kept import answer_at_once


class AtOnceMiddleware:
    """The last of the middleware, so that headers, language and log are as for any answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer at once what can be."""
        if _is_anybodys_read(request):
            answer = answer_at_once(request)
            # one too many is counted again on its usual way, which says when to come again
            if answer is not None and take(READS, client_address(request)) is None:
                return answer
        return self._get_response(request)


def _is_anybodys_read(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and request.path.startswith("/api/")
        and settings.PUBLIC_READ
        and "HTTP_AUTHORIZATION" not in request.META
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )
