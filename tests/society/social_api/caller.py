"""Somebody who calls the API, and what she gets."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from streams.models import Role, User


@dataclass(frozen=True, kw_only=True)
class Caller:
    """A program that is signed in as somebody."""

    client: Client = field(default_factory=Client)

    def get(self, path: str, language: str = "en") -> Any:
        return self.client.get(f"/api/{path}", headers={"Accept-Language": language})

    def data(self, path: str) -> Any:
        """Read something that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.content)
        return answer.json()["data"]

    def post(self, path: str, body: object = None, **headers: str) -> Any:
        return self._send("post", path, {} if body is None else body, headers)

    def patch(self, path: str, body: object) -> Any:
        return self._send("patch", path, body, {})

    def delete(self, path: str, **headers: str) -> Any:
        return self._send("delete", path, {}, headers)

    def done(self, path: str, body: object = None) -> Any:
        """Write something that must be applied, and give what there is then."""
        answer = self.post(path, body)
        assert answer.status_code == 201, (path, answer.content)
        return answer.json()["data"]["object"]

    def _send(self, method: str, path: str, body: object, headers: dict[str, str]) -> Any:
        send = getattr(self.client, method)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return send(f"/api/{path}", json.dumps(body), content_type="application/json", headers=named)


def caller(name: str, role: Role | None = Role.MEMBER) -> Caller:
    """Make somebody; without a role she is not signed in."""
    made = Caller()
    if role is not None:
        made.client.force_login(User.objects.create_user(f"{name}@example.org", role=role))
    return made


def ids(page: Any) -> list[int]:
    return [item["id"] for item in page["items"]]


def refused(answer: Any) -> tuple[int, str, str | None]:
    """Read a refusal: status, code, and the reason of the receipt if there is one."""
    error = answer.json()["error"]
    return answer.status_code, error["code"], error["details"].get("reason")


def walked(one: Caller, path: str, limit: int = 2, cursor: str = "before") -> list[int]:
    """Read a list page by page to its end."""
    sign = "&" if "?" in path else "?"
    page = one.data(f"{path}{sign}limit={limit}")
    found = ids(page)
    while page["next"]:
        page = one.data(f"{path}{sign}limit={limit}&{cursor}={page['next']}")
        found += ids(page)
    return found
