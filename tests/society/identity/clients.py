"""Programs that call the API with tokens."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.test import Client

PASSWORD: Final = "correct horse battery"


def post(path: str, body: object, headers: Mapping[str, str] | None = None, *, client: Client | None = None) -> Any:
    caller = client or Client(enforce_csrf_checks=True)
    return caller.post(f"/api/{path}", json.dumps(body), content_type="application/json", headers=dict(headers or {}))


def get(path: str, token: str = "", **headers: str) -> Any:
    return Client().get(f"/api/{path}", headers={**bearer(token), **headers})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def sign_in(email: str = "ann@example.org", password: str = PASSWORD, **more: str) -> Any:
    return post("auth/login", {"email": email, "password": password, **more})


def pair(email: str = "ann@example.org") -> dict[str, Any]:
    """Sign a client in and give what it got."""
    answer = sign_in(email)
    assert answer.status_code == 200, answer.content
    data: dict[str, Any] = answer.json()["data"]
    return data


def renew(refresh: str) -> Any:
    return post("auth/refresh", {"refresh": refresh})
