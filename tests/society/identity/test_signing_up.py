"""Making a login of one's own: by page and API, and nobody learns who has one."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from streams.models import Role, User
from tests.api_client import matches
from tests.society.identity.clients import PASSWORD, post, sign_in

SENT = {"email": "New@Example.org", "password": "a sentence of my own"}


def test_whoever_signs_up_is_a_member_and_can_sign_in(db: None, schema: Any) -> None:
    answer = post("auth/register", SENT)

    matches(answer, schema, "auth/register", method="post")
    assert answer.status_code == 201
    assert User.objects.get().role == Role.MEMBER
    assert sign_in("new@example.org", SENT["password"]).status_code == 200


def test_a_known_address_is_answered_like_a_new_one_and_stays_as_it_is(ann: User) -> None:
    known = post("auth/register", {**SENT, "email": "ann@example.org"})
    new = post("auth/register", SENT)

    assert known.status_code == new.status_code == 201
    assert known.json()["data"].keys() == new.json()["data"].keys()
    assert sign_in(password=PASSWORD).status_code == 200
    assert sign_in(password=SENT["password"]).status_code == 401


@pytest.mark.parametrize("password", ["short", "123456789012", "password123", "new@example.org"])
def test_a_password_that_is_too_easy_is_refused_with_why(password: str, db: None) -> None:
    answer = post("auth/register", {**SENT, "password": password})

    assert answer.status_code == 400
    assert answer.json()["error"]["details"]["password"]
    assert not User.objects.exists()


@pytest.mark.parametrize("more", [{"role": "admin"}, {"is_superuser": True}, {"is_staff": True}])
def test_nobody_gives_herself_a_role(more: dict[str, object], db: None) -> None:
    post("auth/register", {**SENT, **more})

    user = User.objects.get()
    assert (user.role, user.is_superuser) == (Role.MEMBER, False)


def test_a_town_may_be_closed_to_newcomers(db: None, settings: Settings, client: Client) -> None:
    settings.SIGN_UP = False

    answer = post("auth/register", SENT)
    page = client.post("/sign-up/", SENT)

    assert (answer.status_code, page.status_code) == (403, 403)
    assert answer.json()["error"]["code"] == "FORBIDDEN"
    assert b"/sign-up/" not in client.get("/sign-in/").content
    assert not User.objects.exists()


def test_the_page_leads_to_the_sign_in_whether_the_address_was_known_or_not(ann: User, client: Client) -> None:
    new = client.post("/sign-up/", SENT, follow=True)
    known = client.post("/sign-up/", {**SENT, "email": "ann@example.org"}, follow=True)

    assert [answer.redirect_chain for answer in (new, known)] == [[("/sign-in/", 302)]] * 2
    assert b"If this address had no login, it has one now" in known.content
    assert User.objects.count() == 2


def test_the_page_says_what_is_wrong_with_a_password(db: None, client: Client) -> None:
    page = client.post("/sign-up/", {**SENT, "password": "short"})

    assert b"This password is too short" in page.content
    assert not User.objects.exists()


def test_the_language_of_a_login_is_changed_by_herself_only(ann: User, client: Client) -> None:
    client.force_login(ann)

    changed = client.patch("/api/auth/me", {"language": "zh-hans"}, content_type="application/json")
    refused = client.patch("/api/auth/me", {"language": "klingon"}, content_type="application/json")
    ignored = client.patch("/api/auth/me", {"role": "admin", "email": "x@example.org"}, content_type="application/json")

    assert changed.json()["data"]["language"] == "zh-hans"
    assert (refused.status_code, ignored.status_code) == (400, 200)
    ann.refresh_from_db()
    assert (ann.language, ann.role, ann.email) == ("zh-hans", Role.MEMBER, "ann@example.org")
    assert Client().get("/api/auth/me").status_code == 401
