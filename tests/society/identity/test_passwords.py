"""New passwords: by who knows the old one or reads the login's mail; everything begun with the old one ends."""

import io
import re
import smtplib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from society.identity import limits
from society.identity.recovering import change_password, person_of_reset, reset_token
from society.models import ClientSignIn, EndReason
from society.settings.environment import read_environment
from society.settings.mail import mail as mail_settings
from society.settings.mail import sends_mail
from streams.models import Role, User
from tests.api_client import matches
from tests.society.identity.clients import PASSWORD, bearer, get, pair, post, sign_in

NEW = "another sentence entirely"


@pytest.fixture
def browser(ann: User) -> Client:
    """Give a browser in which she is signed in."""
    browser = Client()
    browser.force_login(ann)
    return browser


def link_in_the_mail() -> str:
    found = re.search(r"http://testserver(/password/new/\S+/)", str(mail.outbox[-1].body))
    assert found is not None
    return found.group(1)


def test_whoever_knows_the_password_changes_it_and_is_signed_out(ann: User, schema: Any) -> None:
    given = pair()

    answer = post("auth/password/change", {"current": PASSWORD, "password": NEW}, bearer(given["access"]))

    matches(answer, schema, "auth/password/change", method="post")
    assert get("auth/me", given["access"]).status_code == 401
    assert (sign_in().status_code, sign_in(password=NEW).status_code) == (401, 200)
    assert ClientSignIn.objects.filter(end_reason=EndReason.PASSWORD).count() == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"current": "wrong", "password": NEW}, "current"), ({"current": PASSWORD, "password": "short"}, "password")],
)
def test_a_change_that_is_refused_changes_nothing(sent: dict[str, str], field: str, ann: User) -> None:
    answer = post("auth/password/change", sent, bearer(pair()["access"]))

    assert answer.status_code == 400
    assert field in answer.json()["error"]["details"]
    assert sign_in().status_code == 200


def test_who_took_a_token_does_not_guess_the_password_by_it(ann: User) -> None:
    token = pair()["access"]
    sent = {"current": "wrong", "password": NEW}

    answers = [post("auth/password/change", sent, bearer(token)).status_code for _ in range(11)]

    assert answers == [400] * 9 + [429] * 2


def test_the_page_changes_it_and_only_this_browser_stays(ann: User, browser: Client) -> None:
    other = Client()
    other.force_login(ann)
    given = pair()

    answer = browser.post("/account/password/", {"current": PASSWORD, "password": NEW}, follow=True)

    assert b"signed out everywhere but here" in answer.content
    assert browser.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert get("auth/me", given["access"]).status_code == 401


def test_the_page_says_what_is_wrong(browser: Client) -> None:
    wrong = browser.post("/account/password/", {"current": "wrong", "password": NEW})
    easy = browser.post("/account/password/", {"current": PASSWORD, "password": "short"})

    assert (wrong.status_code, easy.status_code) == (400, 400)
    assert b"That is not your password." in wrong.content
    assert b"This password is too short" in easy.content


def test_a_login_that_came_by_a_link_chooses_its_first_password(db: None, client: Client) -> None:
    client.force_login(User.objects.create_user("operator@localhost", role=Role.OPERATOR))

    client.post("/account/password/", {"password": NEW})

    assert sign_in("operator@localhost", NEW).status_code == 200


def test_a_forgotten_password_is_set_anew_by_a_mail(ann: User, browser: Client, client: Client) -> None:
    asked = client.post("/password/forgotten/", {"email": "ANN@example.org"}, follow=True)
    link = link_in_the_mail()
    form = client.get(link)
    answer = client.post(link, {"password": NEW}, follow=True)

    assert b"a mail with a link is on its way" in asked.content
    assert mail.outbox[0].to == ["ann@example.org"]
    assert form.status_code == 200
    assert b"Your password is changed" in answer.content
    assert sign_in(password=NEW).status_code == 200
    assert browser.get("/account/").status_code == 302


def test_a_link_works_once(ann: User, client: Client) -> None:
    client.post("/password/forgotten/", {"email": "ann@example.org"})
    link = link_in_the_mail()

    client.post(link, {"password": NEW})
    again = client.post(link, {"password": "a third sentence to know"})

    assert again.status_code == 410
    assert sign_in(password=NEW).status_code == 200


@pytest.mark.parametrize("end", ["sign-in", "closed", "time"])
def test_a_link_is_of_no_use_any_more(end: str, ann: User, settings: Settings, client: Client) -> None:
    token = reset_token(ann)
    ended: dict[str, Callable[[], object]] = {
        "sign-in": lambda: client.post("/sign-in/", {"username": "ann@example.org", "password": PASSWORD}),
        "closed": lambda: User.objects.update(is_active=False),
        "time": lambda: setattr(settings, "PASSWORD_RESET_TIMEOUT", -1),
    }

    assert person_of_reset(token) == ann
    ended[end]()
    assert person_of_reset(token) is None


@pytest.mark.parametrize("token", ["", ".", "x", "MQ.", "MQ.x-y", "OTk5.x-y", "\u00e4.x-y", "MQ.x-y-z" * 50, "LTE.a-b"])
def test_a_link_that_was_made_up_finds_nobody(token: str, ann: User) -> None:
    assert person_of_reset(token) is None


def test_an_unknown_address_is_answered_the_same_and_written_nothing(ann: User, client: Client, schema: Any) -> None:
    known = post("auth/password/reset", {"email": "ann@example.org"})
    unknown = post("auth/password/reset", {"email": "who@example.org"})
    page = client.post("/password/forgotten/", {"email": "who@example.org"}, follow=True)

    matches(known, schema, "auth/password/reset", method="post")
    assert (known.status_code, unknown.status_code) == (202, 202)
    assert b"a mail with a link is on its way" in page.content
    assert len(mail.outbox) == 1


def test_a_program_sets_a_password_by_the_link_too(ann: User, schema: Any) -> None:
    post("auth/password/reset", {"email": "ann@example.org"})
    token = link_in_the_mail().split("/")[-2]

    easy = post("auth/password/reset/confirm", {"token": token, "password": "short"})
    answer = post("auth/password/reset/confirm", {"token": token, "password": NEW})
    again = post("auth/password/reset/confirm", {"token": token, "password": NEW})

    matches(answer, schema, "auth/password/reset/confirm", method="post")
    assert (easy.status_code, answer.status_code, again.status_code) == (400, 200, 400)
    assert sign_in(password=NEW).status_code == 200


def test_whoever_is_locked_gets_in_again_by_a_mail(ann: User) -> None:
    for _ in range(10):
        sign_in(password="wrong")
    locked = sign_in().status_code

    post("auth/password/reset/confirm", {"token": reset_token(ann), "password": NEW})

    assert (locked, sign_in(password=NEW).status_code) == (429, 200)


def test_nobody_is_flooded_with_mails(ann: User, settings: Settings, client: Client) -> None:
    settings.REQUEST_LIMITS = True
    limits.forget()
    for number in range(8):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        post("auth/password/reset", {"email": "ann@example.org"}, client=client)
    mails = len(mail.outbox)
    answers = [post("auth/password/reset", {"email": f"p{number}@x.org"}).status_code for number in range(6)]

    assert mails == 5
    assert answers == [202] * 5 + [429]


def test_a_mail_is_in_the_language_of_its_reader(ann: User) -> None:
    User.objects.update(language="zh-hans")

    post("auth/password/reset", {"email": "ann@example.org"})

    assert "新密码" in mail.outbox[0].subject
    assert "请在一小时内" in str(mail.outbox[0].body)


def test_the_link_leads_to_the_public_address(ann: User, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://town.example.org"

    post("auth/password/reset", {"email": "ann@example.org"})

    assert "https://town.example.org/password/new/" in str(mail.outbox[0].body)


def test_a_mail_that_cannot_be_sent_changes_no_answer(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    assert post("auth/password/reset", {"email": "ann@example.org"}).status_code == 202


def test_an_installation_without_mail_says_so(ann: User, settings: Settings, client: Client) -> None:
    settings.SENDS_MAIL = False

    answer = post("auth/password/reset", {"email": "ann@example.org"})
    page = client.post("/password/forgotten/", {"email": "ann@example.org"})

    assert answer.status_code == 403
    assert b"This installation sends no mail" in page.content
    assert mail.outbox == []


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_used_twice_at_once_changes_the_password_once() -> None:
    user = User.objects.create_user("ann@example.org", PASSWORD)
    together = threading.Barrier(2)

    def use(number: int) -> bool:
        one = User.objects.get(pk=user.pk)
        together.wait()
        try:
            return change_password(one, f"a sentence of number {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(use, range(2))) == [False, True]


def test_the_account_page_shows_who_is_signed_in_and_signs_them_out(ann: User, browser: Client) -> None:
    other, given = (
        Client(),
        post("auth/login", {"email": "ann@example.org", "password": PASSWORD}, {"User-Agent": "Bot"}),
    )
    other.force_login(ann)

    page = browser.get("/account/").content
    browser.post("/account/leave/")

    assert b"<b>Bot</b>" in page
    assert b"ann@example.org" in page
    assert browser.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert get("auth/me", given.json()["data"]["access"]).status_code == 401


def test_a_login_is_spoken_to_in_its_language_wherever_it_signs_in(ann: User, browser: Client, client: Client) -> None:
    browser.post("/account/language/", {"language": "zh-hans"})
    client.post("/sign-in/", {"username": "ann@example.org", "password": PASSWORD})

    assert "您的账号" in browser.get("/account/").content.decode()
    assert "您的账号" in client.get("/account/").content.decode()
    assert browser.post("/account/language/", {"language": "klingon"}).status_code == 302
    ann.refresh_from_db()
    assert ann.language == "zh-hans"


def test_a_password_that_a_command_sets_ends_what_was_begun_too(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    given = pair()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NEW}\n"))

    call_command("create_operator", "ann@example.org")

    assert get("auth/me", given["access"]).status_code == 401
    assert sign_in(password=NEW).json()["data"]["user"]["role"] == "operator"


@pytest.mark.parametrize("path", ["", "language/", "leave/", "password/"])
def test_nobody_elses_account_is_shown_or_changed(path: str, db: None) -> None:
    answer = Client().post(f"/account/{path}") if path else Client().get("/account/")

    assert answer["Location"].startswith("/sign-in/?next=/account/")


def test_the_account_page_is_kept_by_nobody_on_the_way(browser: Client) -> None:
    assert "no-store" in browser.get("/account/")["Cache-Control"]


@pytest.mark.parametrize(
    ("given", "backend", "port", "sends"),
    [
        ({}, "console", None, True),
        ({"ENVIRONMENT": "production"}, "dummy", None, False),
        ({"ENVIRONMENT": "production", "EMAIL_URL": "smtp+tls://a:b@mail.example.org"}, "smtp", 587, True),
        ({"EMAIL_URL": "smtp://mail.example.org:2525"}, "smtp", 2525, True),
    ],
)
def test_mail_is_sent_as_the_setting_says(given: dict[str, str], backend: str, port: int | None, sends: bool) -> None:
    env = read_environment(given, None)

    made = mail_settings(env)

    assert made["EMAIL_BACKEND"] == f"django.core.mail.backends.{backend}.EmailBackend"
    assert (made["EMAIL_PORT"], sends_mail(env)) == (port, sends)
