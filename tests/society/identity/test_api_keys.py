"""Keys of programs: shown once, narrowed by scopes, never more than the owner, revoked at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from society.identity.api_keys import KEYS_MAX, issue_key
from society.identity.scopes import scope_needed
from society.models import ApiKey, Scope
from streams.models import Role, User
from tests.api_client import matches
from tests.lived_town import LivedTown
from tests.society.identity.clients import bearer, get, pair, post


def key_of(user: User, *scopes: Scope, days: int | None = None) -> str:
    return issue_key(user, name="a program", scopes=scopes or tuple(Scope), days=days).text


@pytest.fixture
def op(db: None) -> User:
    """Give an operator's login."""
    return User.objects.create_user("op@example.org", role=Role.OPERATOR)


def test_a_key_is_made_shown_once_listed_and_revoked(ann: User, schema: Any) -> None:
    headers = bearer(pair()["access"])

    made = post("auth/keys", {"name": "my bot", "scopes": ["read", "social"], "days": 30}, headers)
    text, row = made.json()["data"]["key"], made.json()["data"]["object"]
    listed = Client().get("/api/auth/keys", headers=headers)
    works = get("auth/me", text).status_code
    revoked = Client().delete(f"/api/auth/keys/{row['id']}", headers=headers)

    matches(made, schema, "auth/keys", method="post")
    matches(listed, schema, "auth/keys")
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    assert text.startswith(row["prefix"])
    assert text not in listed.content.decode()
    assert (works, revoked.status_code, get("auth/me", text).status_code) == (200, 200, 401)


def test_what_is_kept_of_a_key_does_not_open_anything(ann: User) -> None:
    text = key_of(ann, Scope.READ)
    kept = ApiKey.objects.get()

    assert kept.secret_hash not in text
    assert get("auth/me", f"{kept.prefix}_{kept.secret_hash}").status_code == 401


@pytest.mark.parametrize("change", ["", "x", "_", "\u00e9"])
def test_a_key_that_is_nearly_right_is_refused(change: str, ann: User) -> None:
    text = key_of(ann, Scope.READ)
    prefix = ApiKey.objects.get().prefix

    wrong = f"{prefix}_{change}" if change != "x" else f"{text[:-1]}{'x' if text[-1] != 'x' else 'y'}"

    assert get("auth/me", wrong).status_code == 401
    assert get("auth/me", prefix).status_code == 401


def test_a_key_that_has_run_out_or_whose_owner_is_shut_out_is_refused(ann: User) -> None:
    text = key_of(ann, Scope.READ, days=1)
    works = get("auth/me", text).status_code

    ApiKey.objects.update(expires_wall=timezone.now() - timedelta(seconds=1))
    run_out = get("auth/me", text).status_code
    ApiKey.objects.update(expires_wall=None)
    User.objects.update(is_active=False)

    assert (works, run_out, get("auth/me", text).status_code) == (200, 401, 401)


def test_a_key_opens_what_its_scopes_say(lived_town: LivedTown, op: User) -> None:
    paths = {"agents": Scope.READ, "messages": Scope.SOCIAL, "agents/1/memories": Scope.OPERATE}

    opened = {(path, scope): get(path, key_of(op, scope)).status_code != 403 for path in paths for scope in Scope}

    assert opened == {(path, scope): scope == paths[path] for path in paths for scope in Scope}


def test_a_command_to_the_world_or_a_body_needs_its_scope(lived_town: LivedTown, op: User, nobody_drives: None) -> None:
    def answers(path: str, body: object) -> dict[Scope, int]:
        return {scope: post(path, body, bearer(key_of(op, scope))).status_code for scope in Scope}

    world = answers("world/control", {"action": "nonsense"})
    body = answers("agents/1/command", {})

    assert world == {Scope.READ: 403, Scope.SOCIAL: 403, Scope.BODY: 403, Scope.OPERATE: 400}
    assert body == {Scope.READ: 403, Scope.SOCIAL: 403, Scope.BODY: 400, Scope.OPERATE: 403}


def test_a_scope_gives_no_more_than_the_owner_has(lived_town: LivedTown, op: User) -> None:
    text = key_of(op)
    User.objects.filter(pk=op.pk).update(role=Role.MEMBER)

    answer = post("world/control", {"action": "pause"}, bearer(text))

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("role", "refused"),
    [(Role.OBSERVER, ["social"]), (Role.OBSERVER, ["read", "body"]), (Role.MEMBER, ["operate"]), (Role.MEMBER, [])],
)
def test_nobody_makes_a_key_for_what_she_may_not_do(role: Role, refused: list[str], ann: User) -> None:
    User.objects.update(role=role)

    answer = post("auth/keys", {"name": "my bot", "scopes": refused}, bearer(pair()["access"]))

    assert answer.status_code == 400
    assert "scopes" in answer.json()["error"]["details"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("get", "auth/keys", {}),
        ("post", "auth/keys", {"name": "another", "scopes": ["read"]}),
        ("delete", "auth/keys/1", {}),
        ("patch", "auth/me", {"language": "en"}),
        ("post", "auth/password/change", {"current": "x", "password": "y"}),
        ("post", "auth/logout", {"everywhere": True}),
    ],
)
def test_no_key_touches_the_login_itself(method: str, path: str, body: dict[str, object], op: User) -> None:
    text = key_of(op)

    answer = Client().generic(
        method.upper(), f"/api/{path}", str(body).replace("'", '"'), "application/json", headers=bearer(text)
    )

    assert answer.status_code == 403
    assert ApiKey.objects.count() == 1


def test_every_view_of_the_api_says_what_a_key_needs() -> None:
    writes = {
        f"{method} {pattern.name}": scope_needed(pattern.callback.view_class(), method)
        for pattern in _api_patterns()
        for method in ("POST", "PUT", "PATCH", "DELETE")
        if hasattr(pattern.callback.view_class, method.lower()) and pattern.name != "nowhere"
    }

    without = sorted(name for name, scope in writes.items() if scope is None)

    assert all(name.split()[1].startswith("auth_") for name in without), without
    assert {Scope.SOCIAL, Scope.BODY, Scope.OPERATE} <= set(writes.values())


def test_using_a_key_costs_one_query_and_its_note_one_a_minute(
    ann: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text = key_of(ann, Scope.READ)

    with django_assert_num_queries(2):
        get("auth/me", text)
    with django_assert_num_queries(1):
        get("auth/me", text)

    assert ApiKey.objects.get().used_wall is not None


def test_a_login_has_so_many_keys_and_no_more(ann: User) -> None:
    for _ in range(KEYS_MAX):
        key_of(ann, Scope.READ)

    answer = post("auth/keys", {"name": "one more", "scopes": ["read"]}, bearer(pair()["access"]))

    assert answer.status_code == 409
    assert answer.json()["error"]["details"]["reason"] == "too_many_keys"


def test_nobody_sees_or_revokes_the_keys_of_others(ann: User, op: User) -> None:
    key_of(op)
    headers, browser = bearer(pair()["access"]), Client()
    browser.force_login(ann)
    theirs = ApiKey.objects.get().pk

    assert Client().delete(f"/api/auth/keys/{2**70}", headers=headers).status_code == 404
    assert Client().get("/api/auth/keys", headers=headers).json()["data"]["items"] == []
    assert Client().delete(f"/api/auth/keys/{theirs}", headers=headers).status_code == 404
    assert browser.post(f"/account/keys/{theirs}/revoke/").status_code == 404


def test_the_page_makes_shows_and_revokes_a_key(ann: User) -> None:
    browser = Client()
    browser.force_login(ann)

    made = browser.post("/account/keys/", {"name": "my bot", "scopes": ["read"], "days": "90"})
    text = made.context["new_key"].text
    later = browser.get("/account/").content.decode()
    browser.post(f"/account/keys/{ApiKey.objects.get().pk}/revoke/")

    assert made.status_code == 201
    assert text in made.content.decode()
    assert text not in later
    assert "my bot" in later
    assert get("auth/me", text).status_code == 401


def test_the_page_says_what_is_wrong_with_a_key(ann: User) -> None:
    browser = Client()
    browser.force_login(ann)

    nameless = browser.post("/account/keys/", {"name": "", "scopes": ["read"], "days": ""})
    beyond = browser.post("/account/keys/", {"name": "x", "scopes": ["operate"], "days": ""})

    assert (nameless.status_code, beyond.status_code) == (400, 400)
    assert not ApiKey.objects.exists()


def test_an_administrator_revokes_a_key(ann: User) -> None:
    text, root = key_of(ann, Scope.READ), Client()
    root.force_login(User.objects.create_superuser("root@example.org"))

    root.post("/admin/society/apikey/", {"action": "revoke", "_selected_action": [str(ApiKey.objects.get().pk)]})

    assert get("auth/me", text).status_code == 401


def _api_patterns() -> Any:
    def inside(patterns: Any) -> Any:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from inside(pattern.url_patterns)
            elif hasattr(pattern.callback, "view_class"):
                yield pattern

    api: Any = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "api")
    return inside(api.url_patterns)
