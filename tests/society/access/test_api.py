"""Each address of the API, with each method, for each role: who may is let in, everybody else is refused by one rule."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from streams.models import Role
from tests.lived_town import LivedTown
from tests.society.access.table import ALLOWED, API, OPEN, READ, named_addresses
from tests.society.social_api.caller import Caller, caller, refused

METHODS = ("get", "post", "put", "patch", "delete")
NOWHERE = 2**31 - 2
"""A number that nothing has: who may is told so, who may not is told nothing."""


def address(route: str, run_id: int) -> str:
    """Fill in a pattern."""
    values = {"run_id": run_id, "handle": "no-one-here", "kind": "post"}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], NOWHERE)), route).removeprefix("api/")


def ask(one: Caller, route: str, method: str, run_id: int) -> Any:
    path = f"/api/{address(route, run_id)}"
    answer = one.client.generic(method.upper(), path, "{}", content_type="application/json")
    if answer.streaming:  # to the end, so that files are closed
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # where it streams
    return answer


def test_every_address_is_in_the_table() -> None:
    assert set(named_addresses()[0]) == set(API)


@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_gets_in_where_it_may_and_nowhere_else(
    lived_town: LivedTown, nobody_drives: None, role: Role | None
) -> None:
    wrong, usual = [], caller("one", role)
    for name, route in named_addresses()[0].items():
        # what no address has is refused whoever asks
        for method in METHODS if role in (None, Role.ADMIN) else API[name]:
            one = caller(f"{name}-{method}", role) if name.startswith("auth_") else usual  # some end a sign-in
            answer = ask(one, route, method, NOWHERE if name == "run_fork" else lived_town.run.pk)
            if (found := _fault(answer, API[name].get(method), role)) is not None:
                wrong.append((name, method, found))

    assert wrong == []


def _fault(answer: Any, who: str | None, role: Role | None) -> str | None:
    """Say what is wrong with an answer; None if it is as the table says."""
    if who is None:
        wanted: tuple[int, str] | None = (405, "METHOD_NOT_ALLOWED")
    elif role in ALLOWED[who]:
        wanted = None
    else:
        wanted = (401, "UNAUTHENTICATED") if role is None else (403, "FORBIDDEN")
    if wanted is None:
        # 503: she is let in, and waits in vain for an account of her own
        return str(answer.status_code) if answer.status_code in (401, 403, 405, 500) else None
    return None if answer.status_code == wanted[0] and refused(answer)[:2] == wanted else str(answer.status_code)


def test_reading_is_closed_to_strangers_by_a_setting(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PUBLIC_READ", False)
    nobody, known, routes = caller("nobody", None), caller("known", Role.OBSERVER), named_addresses()[0]
    reads = [name for name, methods in API.items() if methods.get("get") == READ]

    def status(one: Caller, name: str) -> int:
        return int(ask(one, routes[name], "get", lived_town.run.pk).status_code)

    shut = {name: status(nobody, name) for name in reads}
    let_in = {name: status(known, name) for name in reads}

    assert {name: status for name, status in shut.items() if status != 401} == {}
    assert {name: status for name, status in let_in.items() if status in (401, 403) or status >= 500} == {}


def test_nobody_need_be_known_to_come_in(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PUBLIC_READ", False)
    routes = named_addresses()[0]
    doors = [(name, method) for name, methods in API.items() for method, who in methods.items() if who == OPEN]

    statuses = {
        (name, method): ask(caller("nobody", None), routes[name], method, 1).status_code for name, method in doors
    }

    assert {door: status for door, status in statuses.items() if status not in (200, 204, 400)} == {}


@pytest.mark.parametrize(
    ("language", "message"), [("en", "That request made no sense."), ("zh-hans", "无法理解这个请求。")]
)
def test_what_is_refused_before_any_view_is_refused_in_the_envelope(
    monkeypatch: pytest.MonkeyPatch, language: str, message: str
) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["here"])
    answer = Client().get("/api/runs", headers={"Host": "somebody.else", "Accept-Language": language})

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "INVALID_PARAMETER")
    assert answer.json()["error"]["message"] == message
    assert "ALLOWED_HOSTS" in answer.json()["error"]["details"]["cause"]
