"""Who may ask for what, address by address and role by role; and that the schema and its examples tell the truth."""

from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # published without types
import pytest
from django.conf import settings

from streams.api.social.urls import urlpatterns
from streams.models import Inbox, Role, Run
from tests.api_client import matches
from tests.society.social_api.caller import Caller, caller, refused

READ, MINE, STEERED = "everybody", "members", "operators"
ACCESS: dict[str, dict[str, str]] = {
    "posts": {"get": READ, "post": MINE},
    "posts/{number}": {"get": READ, "delete": MINE},
    "posts/{number}/comments": {"get": READ, "post": MINE},
    "posts/{number}/like": {"get": READ, "post": MINE, "delete": MINE},
    "posts/{number}/repost": {"post": MINE, "delete": MINE},
    "comments/{number}": {"get": READ, "delete": MINE},
    "feed": {"get": READ},
    "search": {"get": READ},
    "trending": {"get": READ},
    "accounts": {"get": READ},
    "accounts/{handle}": {"get": READ},
    "accounts/{handle}/follow": {"post": MINE, "delete": MINE},
    "accounts/{handle}/block": {"post": MINE, "delete": MINE},
    "accounts/{handle}/followers": {"get": READ},
    "accounts/{handle}/following": {"get": READ},
    "accounts/{handle}/posts": {"get": READ},
    "me": {"get": MINE, "post": MINE, "patch": MINE},
    "me/blocks": {"get": MINE},
    "notices": {"get": MINE},
    "notices/read": {"post": MINE},
    "messages": {"get": MINE, "post": MINE},
    "messages/unread_count": {"get": MINE},
    "messages/{number}": {"get": MINE, "post": MINE},
    "messages/{number}/read": {"post": MINE},
    "groups": {"post": MINE},
    "groups/{number}": {"get": MINE, "delete": MINE},
    "groups/{number}/members": {"post": MINE},
    "reports": {"get": STEERED, "post": MINE},
    "reports/{number}/decision": {"post": STEERED},
    "moderation/sanctions": {"get": STEERED, "post": STEERED},
    "moderation/sanctions/{kind}/{number}": {"delete": STEERED},
    "moderation/acts": {"get": STEERED},
}
"""By address as the schema writes it, who may use which method."""
CALLS = [(path, method, who) for path, methods in ACCESS.items() for method, who in methods.items()]
ALLOWED: dict[str, set[Role | None]] = {
    READ: {None, Role.OBSERVER, Role.MEMBER, Role.OPERATOR, Role.ADMIN},
    MINE: {Role.MEMBER, Role.OPERATOR, Role.ADMIN},
    STEERED: {Role.OPERATOR, Role.ADMIN},
}
ROLES = [None, *Role]


def call(one: Caller, path: str, method: str) -> Any:
    address = path.format(number=77, handle="eve", kind="post")
    return getattr(one, method)(address) if method in ("get", "delete") else getattr(one, method)(address, {"x": 1})


def operations(schema: Any) -> Iterator[tuple[str, str, Any]]:
    for path in ACCESS:
        for method, described in schema["paths"][f"/api/{path}"].items():
            yield path, method, described


def test_every_address_is_in_the_table(schema: Any) -> None:
    described = {(path, method) for path, method, _ in operations(schema)}

    assert described == {(path, method) for path, method, _ in CALLS}
    assert len(urlpatterns) == len(ACCESS)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_where_it_may_and_nowhere_else(role: Role | None, idle_run: Run) -> None:
    one = caller("somebody", role)
    refusal = (401, "UNAUTHENTICATED") if role is None else (403, "FORBIDDEN")

    got = {(path, method): call(one, path, method) for path, method, _ in CALLS}

    for path, method, who in CALLS:
        answer = got[path, method]
        if role in ALLOWED[who]:
            assert answer.status_code not in (401, 403, 405, 500), (path, method)
        else:
            assert refused(answer)[:2] == refusal, (path, method)


def test_reading_is_closed_to_strangers_by_a_setting(idle_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PUBLIC_READ", False)

    answers = [call(caller("nobody", None), path, "get") for path, methods in ACCESS.items() if "get" in methods]

    assert {answer.status_code for answer in answers} == {401}


def test_a_method_that_is_not_there_is_named(idle_run: Run) -> None:
    one = caller("member")

    assert refused(one.post("feed", {}))[:2] == refused(one.get("posts/1/repost"))[:2] == (405, "METHOD_NOT_ALLOWED")
    assert not Inbox.objects.exists()


def test_each_operation_is_described_with_parameters_and_examples_that_fit(schema: Any) -> None:
    for path, method, described in operations(schema):
        assert described["summary"], (path, method)
        assert "run" in {parameter["name"] for parameter in described["parameters"]}, (path, method)
        bodies = [described["requestBody"]] if "requestBody" in described else []
        answers = [answer for status, answer in described["responses"].items() if status in ("200", "201")]
        for content in (part["content"]["application/json"] for part in (*bodies, *answers)):
            for example in content.get("examples", {}).values():
                jsonschema.validate(example["value"], {**content["schema"], "components": schema["components"]})
        examples = [part["content"]["application/json"].get("examples") for part in (*bodies, *answers)]
        assert examples, (path, method)
        assert all(examples), (path, method)


def test_answers_are_as_the_schema_says(ann: Caller, ben: Caller, olga: Caller, schema: Any) -> None:
    written = {
        ("posts", "posts"): ann.post("posts", {"text": "Fresh bread"}),
        ("posts/1/comments", "posts/{number}/comments"): ben.post("posts/1/comments", {"text": "Yes"}),
        ("posts/1/like", "posts/{number}/like"): ben.post("posts/1/like"),
        ("accounts/ann/follow", "accounts/{handle}/follow"): ben.post("accounts/ann/follow"),
        ("messages", "messages"): ben.post("messages", {"to": "ann", "text": "Hello"}),
        ("groups", "groups"): ben.post("groups", {"title": "Choir", "members": ["ann"]}),
        ("reports", "reports"): ben.post("reports", {"kind": "post", "id": 1, "text": "x"}),
        ("moderation/sanctions", "moderation/sanctions"): olga.post(
            "moderation/sanctions", {"kind": "account", "id": 2, "reason": "x"}
        ),
    }
    (report,) = olga.data("reports")["items"]
    decision = olga.post(f"reports/{report['id']}/decision", {"decision": "uphold"})
    written["decision", "reports/{number}/decision"] = decision
    for (_, described), answer in written.items():
        assert answer.status_code == 201, described
        matches(answer, schema, described, method="post")
    for path, described in READS.items():
        matches((olga if path.startswith(("reports", "moderation")) else ann).get(path), schema, described)


READS = {
    "posts": "posts",
    "posts/1": "posts/{number}",
    "posts/1/comments": "posts/{number}/comments",
    "posts/1/like": "posts/{number}/like",
    "comments/1": "comments/{number}",
    "feed?ranking=new": "feed",
    "search?q=bread": "search",
    "trending": "trending",
    "accounts": "accounts",
    "accounts/ben": "accounts/{handle}",
    "accounts/ann/followers": "accounts/{handle}/followers",
    "accounts/ben/following": "accounts/{handle}/following",
    "accounts/ann/posts": "accounts/{handle}/posts",
    "me": "me",
    "me/blocks": "me/blocks",
    "notices": "notices",
    "messages": "messages",
    "messages/unread_count": "messages/unread_count",
    "messages/1": "messages/{number}",
    "groups/2": "groups/{number}",
    "reports": "reports",
    "moderation/sanctions": "moderation/sanctions",
    "moderation/acts": "moderation/acts",
}
"""Each address that is read, and the path of its schema."""
