"""Tokens: what is accepted, what is refused, and what ends them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from society.identity import signing_keys, tokens
from society.models import ClientSignIn, EndReason, SigningKey
from streams.models import Role, User
from tests.api_client import matches
from tests.society.identity.clients import PASSWORD, bearer, get, pair, post, renew, sign_in


def claims(token: str) -> dict[str, Any]:
    """Read a token without checking it."""
    return dict(jwt.decode(token, options={"verify_signature": False}))


def forged(token: str, *, key: str, algorithm: str = "HS256", kid: str | None = None, **changes: Any) -> str:
    """Write a token like this one, by another key."""
    name = jwt.get_unverified_header(token)["kid"] if kid is None else kid
    return jwt.encode({**claims(token), **changes}, key, algorithm=algorithm, headers={"kid": name})


def own_key() -> str:
    return signing_keys.signing_key().secret


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
REFUSED: dict[str, Callable[[dict[str, Any]], str]] = {
    "alg none": lambda given: forged(given["access"], key="", algorithm="none"),
    "wrong key": lambda given: forged(given["access"], key="x" * 64),
    "another algorithm": lambda given: forged(given["access"], key=own_key(), algorithm="HS512"),
    "expired": lambda given: forged(given["access"], key=own_key(), exp=LONG_AGO),
    "without an end": lambda given: jwt.encode(
        {name: value for name, value in claims(given["access"]).items() if name != "exp"},
        own_key(),
        headers={"kid": signing_keys.signing_key().kid},
    ),
    "refresh as access": lambda given: str(given["refresh"]),
    "unknown kid": lambda given: forged(given["access"], key=own_key(), kid="another"),
    "kid that is no text": lambda given: jwt.encode(claims(given["access"]), own_key()),
    "unknown sign-in": lambda given: forged(given["access"], key=own_key(), sign_in="0" * 32),
    "sign-in that is no number": lambda given: forged(given["access"], key=own_key(), sign_in="'; --"),
    "no token": lambda _given: "nonsense",
    "two words": lambda given: f"{given['access']} {given['access']}",
    "not ASCII": lambda _given: "caf\u00e9",
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_a_token_that_proves_nothing_is_refused(case: str, ann: User) -> None:
    answer = get("auth/me", REFUSED[case](pair()))

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "UNAUTHENTICATED"
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("case", sorted(set(REFUSED) - {"refresh as access"}))
def test_what_is_refused_renews_nothing_either(case: str, ann: User) -> None:
    assert renew(REFUSED[case](pair())).status_code == 401


def test_an_access_token_does_not_renew(ann: User) -> None:
    assert renew(pair()["access"]).status_code == 401


def test_a_wrong_token_is_not_taken_for_nobodys(ann: User) -> None:
    assert (get("runs").status_code, get("runs", "nonsense").status_code) == (200, 401)


def test_signing_in_gives_tokens_that_say_who_asks(ann: User, schema: Any) -> None:
    answer = sign_in(" ANN@example.org ")
    me = get("auth/me", answer.json()["data"]["access"])

    matches(answer, schema, "auth/login", method="post")
    matches(me, schema, "auth/me")
    assert answer["Cache-Control"] == "no-store"
    assert me.json()["data"]["email"] == "ann@example.org"
    assert me.json()["data"]["role"] == "member"


def test_who_asks_by_a_token_is_found_by_one_query(
    ann: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token = pair()["access"]

    with django_assert_num_queries(1):
        get("auth/me", token)


def test_a_token_needs_no_form_token_and_a_session_does(ann: User) -> None:
    by_token = Client(enforce_csrf_checks=True).patch(
        "/api/auth/me", {"language": "en"}, content_type="application/json", headers=bearer(pair()["access"])
    )
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ann)
    by_session = browser.patch("/api/auth/me", {"language": "en"}, content_type="application/json")

    assert (by_token.status_code, by_session.status_code) == (200, 403)


def test_a_refresh_token_gives_a_new_pair(ann: User, schema: Any) -> None:
    first = pair()

    answer = renew(first["refresh"])
    second = answer.json()["data"]

    matches(answer, schema, "auth/refresh", method="post")
    assert second["refresh"] != first["refresh"]
    assert get("auth/me", second["access"]).status_code == 200
    assert get("auth/me", first["access"]).status_code == 200, "it belongs to the same sign-in"


def test_a_refresh_token_that_comes_again_ends_its_sign_in_and_no_other(ann: User) -> None:
    other, first = pair(), pair()
    second = renew(first["refresh"]).json()["data"]

    again = renew(first["refresh"])

    assert again.status_code == 401
    assert "used before" in again.json()["error"]["message"]
    assert renew(second["refresh"]).status_code == 401
    assert get("auth/me", second["access"]).status_code == 401
    assert get("auth/me", other["access"]).status_code == 200
    assert ClientSignIn.objects.filter(end_reason=EndReason.REUSED).count() == 1


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_several_who_renew_at_once_one_is_given_tokens(attempt: int) -> None:
    user = User.objects.create_user(f"ann{attempt}@example.org", PASSWORD)
    refresh = tokens.begin(user).refresh
    together = threading.Barrier(4)

    def renew_it(_: int) -> int:
        together.wait()
        try:
            return int(renew(refresh).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clients:
        answers = sorted(clients.map(renew_it, range(4)))

    assert answers == [200, 401, 401, 401]
    assert ClientSignIn.objects.get(user=user).end_reason == EndReason.REUSED


def test_what_is_kept_of_a_token_is_of_no_use(ann: User) -> None:
    given = pair()

    kept = OutstandingToken.objects.get()

    assert kept.token not in given["refresh"]
    assert renew(kept.token).status_code == 401


def test_another_role_and_a_closed_login_act_at_once(ann: User) -> None:
    token = pair()["access"]

    User.objects.update(role=Role.OPERATOR)
    role = get("auth/me", token).json()["data"]["role"]
    User.objects.update(is_active=False)

    assert role == "operator"
    assert get("auth/me", token).status_code == 401
    assert sign_in().status_code == 401


def test_signing_out_ends_this_sign_in_only(ann: User, schema: Any) -> None:
    here, there = pair(), pair()

    answer = post("auth/logout", {}, bearer(here["access"]))

    matches(answer, schema, "auth/logout", method="post")
    assert get("auth/me", here["access"]).status_code == 401
    assert renew(here["refresh"]).status_code == 401
    assert get("auth/me", there["access"]).status_code == 200


def test_a_refresh_token_alone_signs_out(ann: User) -> None:
    given = pair()

    assert post("auth/logout", {"refresh": given["refresh"]}).status_code == 200
    assert get("auth/me", given["access"]).status_code == 401
    assert post("auth/logout", {"refresh": given["refresh"]}).status_code == 401


def test_signing_out_everywhere_ends_sessions_too(ann: User) -> None:
    here, there, browser = pair(), pair(), Client()
    browser.force_login(ann)

    post("auth/logout", {"everywhere": True}, bearer(here["access"]))

    assert [get("auth/me", given["access"]).status_code for given in (here, there)] == [401, 401]
    assert browser.get("/api/auth/me").status_code == 401


def test_a_session_signs_itself_out(ann: User) -> None:
    browser = Client()
    browser.force_login(ann)

    answer = post("auth/logout", {}, client=browser)

    assert answer.status_code == 200
    assert browser.get("/api/auth/me").status_code == 401


def test_nobody_has_nothing_to_sign_out_of(db: None) -> None:
    assert post("auth/logout", {}).status_code == 401


def test_a_new_key_signs_and_the_old_one_still_verifies(ann: User, capsys: pytest.CaptureFixture[str]) -> None:
    before = pair()

    call_command("rotate_signing_keys")
    after = pair()
    kids = {jwt.get_unverified_header(given["access"])["kid"] for given in (before, after)}

    assert len(kids) == 2
    assert [get("auth/me", given["access"]).status_code for given in (before, after)] == [200, 200]
    assert renew(before["refresh"]).status_code == 200
    assert str(max(SigningKey.objects.all(), key=lambda key: key.pk)) in capsys.readouterr().out


def test_a_key_that_was_stolen_is_thrown_away_with_its_tokens(ann: User) -> None:
    before = pair()

    call_command("rotate_signing_keys", "--forget-old")

    assert get("auth/me", before["access"]).status_code == 401
    assert renew(before["refresh"]).status_code == 401
    assert SigningKey.objects.count() == 1


def test_another_process_finds_a_new_key_when_a_token_names_it(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    pair()
    remembered = signing_keys._remembered
    before, loaded_s = dict(remembered.keys), remembered.loaded_s
    call_command("rotate_signing_keys")
    after = pair()
    monkeypatch.setattr(remembered, "keys", before)
    monkeypatch.setattr(remembered, "loaded_s", loaded_s - signing_keys._LOOKED_FOR_S)

    assert get("auth/me", after["access"]).status_code == 200


def test_the_secret_of_a_key_is_not_stored_as_it_is(ann: User) -> None:
    pair()

    assert own_key() not in SigningKey.objects.get().sealed_secret


def test_a_key_that_cannot_be_decrypted_any_more_is_left_out_and_a_new_one_made(ann: User, settings: Settings) -> None:
    before = pair()
    settings.ENCRYPTION_KEY = ("another key of at least thirty-two characters",)
    signing_keys.forget()

    assert get("auth/me", before["access"]).status_code == 401
    assert get("auth/me", pair()["access"]).status_code == 200


def test_what_has_run_out_is_cleared_away(ann: User) -> None:
    from society.operations.housekeeping import delete_expired_sessions

    pair()
    OutstandingToken.objects.update(expires_at=LONG_AGO)
    ClientSignIn.objects.update(expires_wall=LONG_AGO)
    call_command("rotate_signing_keys")
    SigningKey.objects.exclude(until_wall_ms=None).update(until_wall_ms=1)
    pair()

    delete_expired_sessions()

    assert (OutstandingToken.objects.count(), ClientSignIn.objects.count(), SigningKey.objects.count()) == (1, 1, 1)


def test_a_refresh_token_outlives_an_access_token(ann: User) -> None:
    given = pair()

    ends = [datetime.fromtimestamp(claims(given[kind])["exp"], tz=UTC) for kind in ("access", "refresh")]

    assert ends[1] - ends[0] > timedelta(days=29)
    assert (given["access_s"], given["refresh_s"]) == (tokens.ACCESS_S, tokens.REFRESH_S)


def test_the_program_refuses_to_run_without_the_table_of_spent_tokens(settings: Settings) -> None:
    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if "simplejwt" not in app]

    found = [fault for fault in run_checks() if fault.id == "society.E001"]

    assert len(found) == 1
