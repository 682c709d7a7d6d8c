"""Who opens a socket: by a header, a ticket that works once, or a cookie; and what ends it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings as django_settings
from django.db import connection, connections
from django.test import Client

from society.identity import sockets, tickets, tokens
from society.identity.api_keys import issue_key, revoke_key
from society.identity.leaving import sign_out_everywhere
from society.identity.sockets import SocketSignIn
from society.identity.tickets import issue_ticket, take_ticket
from society.models import EndReason, Scope, SocketTicket
from society.operations.housekeeping import delete_expired_sessions
from streams.models import User
from tests.api_client import matches
from tests.society.identity.clients import PASSWORD, bearer, pair, post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ann(transactional_db: None) -> User:
    """Give a login that threads and coroutines see too."""
    return User.objects.create_user("ann@example.org", PASSWORD)


async def says_who(scope: Any, receive: Any, send: Any) -> None:
    """Serve a socket: say who opened it, then wait for its end."""
    await receive()
    await send({"type": "websocket.accept"})
    hears = scope.get("hears_own", True)
    await send({"type": "websocket.send", "text": f"{scope['user']} {'hears' if hears else 'does not hear'}"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


def opened(query: str = "", **headers: str) -> WebsocketCommunicator:
    sent = [(name.lower().encode(), value.encode("latin1")) for name, value in headers.items()]
    return WebsocketCommunicator(SocketSignIn(says_who), f"/api/stream{query}", headers=sent)


async def heard(socket: WebsocketCommunicator) -> str | int:
    """Give what a socket says first, or the code that closes it."""
    await socket.connect()
    said = await socket.receive_output(timeout=5)
    if '"type":"error"' in said["text"]:
        return int((await socket.receive_output(timeout=5))["code"])
    await socket.disconnect()
    await sync_to_async(connections.close_all)()
    return str(said["text"])


async def test_a_header_says_who_opens_a_socket(ann: User) -> None:
    given = await sync_to_async(tokens.begin)(ann)

    assert await heard(opened(Authorization=f"Bearer {given.access}")) == "ann@example.org hears"
    assert await heard(opened()) == "AnonymousUser hears"


@pytest.mark.parametrize(
    "header", ["Bearer nonsense", "Bearer ais_0000000000_nonsense", "Basic YTpi", "Bearer", "Bearer  ", "caf\u00e9"]
)
async def test_a_header_that_proves_nothing_is_refused(header: str, ann: User) -> None:
    assert await heard(opened(Authorization=header)) == 4401


async def test_a_refresh_token_opens_no_socket(ann: User) -> None:
    given = await sync_to_async(tokens.begin)(ann)

    assert await heard(opened(Authorization=f"Bearer {given.refresh}")) == 4401


async def test_a_token_in_the_address_is_not_looked_at(ann: User) -> None:
    given = await sync_to_async(tokens.begin)(ann)

    for name in ("token", "access_token", "authorization"):
        assert await heard(opened(f"?{name}={given.access}")) == "AnonymousUser hears"
    assert await heard(opened(f"?ticket={given.access}")) == 4401


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ([Scope.READ], "ann@example.org does not hear"),
        ([Scope.READ, Scope.SOCIAL], "ann@example.org hears"),
        ([Scope.SOCIAL], 4403),
    ],
)
async def test_a_key_hears_what_its_scopes_say(scopes: list[Scope], expected: object, ann: User) -> None:
    await User.objects.aupdate(role="member")
    await ann.arefresh_from_db()
    key = await sync_to_async(issue_key)(ann, name="bot", scopes=scopes)

    assert await heard(opened(Authorization=f"Bearer {key.text}")) == expected


async def test_a_ticket_opens_one_socket(ann: User) -> None:
    ticket = await sync_to_async(issue_ticket)(ann, None)

    assert await heard(opened(f"?run=1&ticket={ticket}")) == "ann@example.org hears"
    assert await heard(opened(f"?ticket={ticket}")) == 4401


async def test_a_cookie_opens_a_socket(ann: User) -> None:
    browser = Client()
    await sync_to_async(browser.force_login)(ann)
    cookie = f"{django_settings.SESSION_COOKIE_NAME}={browser.cookies[django_settings.SESSION_COOKIE_NAME].value}"

    assert await heard(opened(Cookie=cookie)) == "ann@example.org hears"


@pytest.mark.parametrize("means", ["token", "key", "ticket", "cookie"])
async def test_a_socket_ends_when_its_sign_in_does(means: str, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "LOOKED_UP_AGAIN_S", 0.05)
    socket, end = await sync_to_async(_opened_by)(means, ann)
    await socket.connect()
    first = await socket.receive_output(timeout=5)
    await sync_to_async(end)()

    said = await socket.receive_output(timeout=5)
    closed = await socket.receive_output(timeout=5)

    assert "ann@example.org" in first["text"]
    assert "unauthenticated" in said["text"]
    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)
    await socket.disconnect()
    await sync_to_async(connections.close_all)()


def _opened_by(means: str, ann: User) -> Any:
    """Open a socket by some means; give it and what ends the sign-in."""
    browser = Client()
    browser.force_login(ann)
    given = tokens.begin(ann)
    sign_in = tokens.sign_in_by(given.access)
    key = issue_key(ann, name="bot", scopes=[Scope.READ])
    ways = {
        "token": (opened(Authorization=f"Bearer {given.access}"), lambda: tokens.end(sign_in.pk, EndReason.SIGNED_OUT)),
        "key": (opened(Authorization=f"Bearer {key.text}"), lambda: revoke_key(key.row)),
        "ticket": (opened(f"?ticket={issue_ticket(ann, sign_in)}"), lambda: sign_out_everywhere(ann)),
        "cookie": (
            opened(Cookie=f"sessionid={browser.cookies['sessionid'].value}"),
            lambda: browser.post("/sign-out/"),
        ),
    }
    return ways[means]


def test_who_is_signed_in_is_given_a_ticket_and_nobody_else(ann: User, schema: Any) -> None:
    given = pair()

    answer = post("auth/ws-ticket", {}, bearer(given["access"]))

    matches(answer, schema, "auth/ws-ticket", method="post")
    assert answer.json()["data"]["ticket_s"] == 30
    assert answer["Cache-Control"] == "no-store"
    assert post("auth/ws-ticket", {}).status_code == 401
    assert SocketTicket.objects.get().secret_hash not in answer.json()["data"]["ticket"]


@pytest.mark.parametrize("end", ["time", "everywhere", "this sign-in", "closed"])
def test_a_ticket_is_of_no_use_any_more(end: str, ann: User) -> None:
    sign_in = tokens.sign_in_by(tokens.begin(ann).access)
    ticket = issue_ticket(ann, sign_in)
    ends: dict[str, Any] = {
        "time": lambda: SocketTicket.objects.update(expires_wall_ms=1),
        "everywhere": lambda: sign_out_everywhere(ann),
        "this sign-in": lambda: tokens.end(sign_in.pk, EndReason.SIGNED_OUT),
        "closed": lambda: User.objects.update(is_active=False),
    }

    ends[end]()

    assert take_ticket(ticket) is None


@pytest.mark.stores
@pytest.mark.parametrize("attempt", range(3))
def test_of_several_who_come_with_one_ticket_one_is_let_in(attempt: int, ann: User) -> None:
    ticket = issue_ticket(ann, None)
    together = threading.Barrier(4)

    def take(_: int) -> bool:
        together.wait()
        try:
            return take_ticket(ticket) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(take, range(4))) == 1


def test_tickets_of_yesterday_are_cleared_away(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    issue_ticket(ann, None)
    now_ms = tickets._now_ms()
    monkeypatch.setattr(tickets, "_now_ms", lambda: now_ms + 2 * 24 * 3_600 * 1000)
    issue_ticket(ann, None)

    delete_expired_sessions()

    assert SocketTicket.objects.count() == 1
