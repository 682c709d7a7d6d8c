"""Who may open a socket from a browser: pages of this site only. Programs send no origin, and lend no cookies."""

from typing import Any, Final
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host

_DEFAULT_PORTS: Final = {"http": "80", "https": "443", "ws": "80", "wss": "443"}

# Any: an ASGI application has no narrower type that all of Channels' parts share.


class SameOriginValidator:
    """Refuses (403, before the handshake) a socket whose Origin is not the host that it was opened at.

    The host itself must be an allowed one, else a name that an attacker points at this server would be its own origin.
    """

    def __init__(self, application: Any) -> None:
        self._application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> Any:
        headers = {name: value.decode("latin1") for name, value in scope.get("headers", ())}
        if is_welcome(host=headers.get(b"host", ""), origin=headers.get(b"origin")):
            return await self._application(scope, receive, send)
        return await WebsocketDenier()(scope, receive, send)


def is_welcome(*, host: str, origin: str | None) -> bool:
    """Whether a handshake with these headers may go on."""
    name, _ = split_domain_port(host)
    if not name or not validate_host(name, settings.ALLOWED_HOSTS):
        return False
    if origin is None or origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    parts = urlsplit(origin)
    if parts.scheme not in _DEFAULT_PORTS:
        return False
    default = _DEFAULT_PORTS[parts.scheme]
    return _with_port(parts.netloc, default) == _with_port(host, default)


def _with_port(netloc: str, default: str) -> tuple[str, str]:
    name, port = split_domain_port(netloc)
    return name.lower(), port or default
