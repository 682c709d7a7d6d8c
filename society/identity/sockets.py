"""Who opens a socket: by an `Authorization` header (programs), a one-time ticket in the address, or a page's cookie.

A token or key in the address is no proof: addresses stand in logs. What proves nothing closes the socket with a code of
ours; nothing at all is nobody, whom the consumer may let in. Whoever is signed in is looked up again now and then: a
sign-in that has ended ends its sockets, or somebody shut out would go on listening. What is private is asked for anew
before it is sent (`is_still_signed_in` of the scope).
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import parse_qs

import structlog
from channels.auth import AuthMiddlewareStack
from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import Error as DatabaseFault

from society.errors import TokenRefused
from society.identity.addresses import address_of_scope
from society.identity.api_keys import MARK, key_by
from society.identity.socket_limits import SOCKETS_OF_ADDRESS, SOCKETS_OF_PERSON, OpenSockets, may_open
from society.identity.tickets import still_meant, take_ticket
from society.identity.tokens import sign_in_by
from society.models import ApiKey, ClientSignIn, Scope
from streams.live.frames import control_frame
from streams.live.protocol import CloseCode
from streams.models import User

log = structlog.get_logger(__name__)

LOOKED_UP_AGAIN_S: Final = 60.0
_REFUSED: Final = (CloseCode.NOT_SIGNED_IN, "unauthenticated", "this token, key or ticket is not accepted (any more)")
_NOT_FOR_READING: Final = (CloseCode.NOT_ALLOWED, "forbidden", "this key has no scope 'read'")
_TOO_OFTEN: Final = (CloseCode.TOO_MANY, "too_many", "too many sockets were opened from here: try again in a minute")
_TOO_MANY: Final = (CloseCode.TOO_MANY, "too_many", "too many sockets are open: close one, or sign in if you have not")
_AWAY: Final = (CloseCode.RESTARTING, "unavailable", "the database does not answer: connect again in a while")

# Any: ASGI's scope, receive and send have no narrower type that Channels' own parts share.
Refusal = tuple[CloseCode, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """Who opened a socket.   still_holds: asks the database. values: what the consumer is told besides."""

    user: User
    still_holds: Callable[[], bool]
    values: Mapping[str, Any] = field(default_factory=dict)


class SocketSignIn:
    """Tell an application who opened its socket."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._with_cookies: Any = AuthMiddlewareStack(self._of_session)
        self._open = OpenSockets()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> Any:
        if not await may_open(_address(scope)):
            return await _refuse(_TOO_OFTEN, receive, send)
        header, ticket = _header(scope), _ticket(scope)
        if not header and not ticket:
            # the stack would look at each frame that is sent, for cookies that a socket never sets
            return await self._with_cookies({**scope, "send_frame": send}, receive, send)
        try:
            found = await database_sync_to_async(_proved)(header, ticket)
        except DatabaseFault as fault:
            log.warning("socket.sign_in_failed", why=str(fault))
            found = _AWAY
        if isinstance(found, Proved):
            return await self._watched(found, {**scope, "user": found.user, **found.values}, receive, send)
        return await _refuse(found, receive, send)

    async def _of_session(self, scope: Any, receive: Any, _: Any) -> Any:
        send = scope["send_frame"]
        user, session_key = scope["user"], scope["session"].session_key
        if not user.is_authenticated or session_key is None:
            return await self._counted(f"address {_address(scope)}", SOCKETS_OF_ADDRESS, scope, receive, send)
        proved = Proved(user=user, still_holds=lambda: _session_holds(session_key))
        return await self._watched(proved, scope, receive, send)

    async def _watched(self, proved: Proved, scope: Any, receive: Any, send: Any) -> Any:
        scope = {**scope, "is_still_signed_in": database_sync_to_async(proved.still_holds)}
        watching = asyncio.create_task(_close_when_over(proved, send))
        try:
            return await self._counted(f"login {proved.user.pk}", SOCKETS_OF_PERSON, scope, receive, send)
        finally:
            watching.cancel()

    async def _counted(self, who: str, at_most: int, scope: Any, receive: Any, send: Any) -> Any:
        with self._open.one_more(who, at_most) as is_let_in:
            if is_let_in:
                return await self._application(scope, receive, send)
        return await _refuse(_TOO_MANY, receive, send)


async def _close_when_over(proved: Proved, send: Any) -> None:
    """Close a socket soon after its opener's sign-in has ended; while the database is away nobody is shut out."""
    is_over = False
    while not is_over:
        await asyncio.sleep(LOOKED_UP_AGAIN_S)
        try:
            is_over = not await database_sync_to_async(proved.still_holds)()
        except DatabaseFault as fault:
            log.warning("socket.not_looked_up", why=str(fault))
    await _close(_REFUSED, send)


async def _refuse(refusal: Refusal, receive: Any, send: Any) -> None:
    """Open a socket to say why it is closed: a code of ours needs an open one."""
    await receive()
    await send({"type": "websocket.accept"})
    await _close(refusal, send)


async def _close(refusal: Refusal, send: Any) -> None:
    code, error, message = refusal
    await send({"type": "websocket.send", "text": control_frame("error", {"code": error, "message": message})})
    await send({"type": "websocket.close", "code": int(code)})


def _proved(header: str, ticket: str) -> Proved | Refusal:
    """Find who proves what; the header goes before the ticket."""
    if not header:
        return _by_ticket(ticket)
    scheme, _, text = header.partition(" ")
    if scheme.lower() != "bearer":
        return _REFUSED
    return _by_key(text) if text.startswith(MARK) else _by_token(text)


def _by_token(text: str) -> Proved | Refusal:
    try:
        sign_in = sign_in_by(text)
    except TokenRefused:
        return _REFUSED
    standing = ClientSignIn.objects.standing().filter(pk=sign_in.pk)
    return Proved(user=sign_in.user, still_holds=standing.exists)


def _by_key(text: str) -> Proved | Refusal:
    key = key_by(text)
    if key is None:
        return _REFUSED
    if Scope.READ not in key.scope_list:
        return _NOT_FOR_READING
    hears_own = Scope.SOCIAL in key.scope_list
    still_holds = lambda: ApiKey.objects.standing().filter(pk=key.pk).exists()  # noqa: E731  # the time of asking counts
    return Proved(user=key.user, still_holds=still_holds, values={"hears_own": hears_own})


def _by_ticket(text: str) -> Proved | Refusal:
    ticket = take_ticket(text)
    if ticket is None:
        return _REFUSED
    return Proved(user=ticket.user, still_holds=lambda: still_meant(ticket))


def _session_holds(session_key: str) -> bool:
    """Whether a browser's session still signs somebody in, by the rules of every request."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    asked: Any = SimpleNamespace(session=store)
    return bool(get_user(asked).is_authenticated)


def _header(scope: Any) -> str:
    headers = {name: value.decode("latin1") for name, value in scope.get("headers", ())}
    return str(headers.get(b"authorization", ""))


def _address(scope: Any) -> str:
    headers = {name.decode("latin1"): value.decode("latin1") for name, value in scope.get("headers", ())}
    return address_of_scope(headers, (scope.get("client") or [""])[0])


def _ticket(scope: Any) -> str:
    return str(parse_qs(scope.get("query_string", b"").decode("latin1")).get("ticket", [""])[0])
