"""Second factors: set up with a first code, asked for at each sign-in, by page and API; every code works once."""

import base64
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django_otp.oath import TOTP
from pytest_django import Settings

from society.identity.entering import AWAITED_S
from society.identity.second_factor import STEP_S, begin_enrolment, confirm, has_second_factor, verify
from society.models import ClientSignIn, RecoveryCode, SecondFactor
from society.settings.environment import read_environment
from streams.models import Role, User
from streams.services.links import issue_link
from tests.society.identity.clients import PASSWORD, get, sign_in

BY_PASSWORD = {"username": "ann@example.org", "password": PASSWORD}


def code_of(key: str, *, steps: int = 0) -> str:
    """Give the code that a device with this key shows, so many half minutes from now."""
    seed = base64.b32decode(key.replace(" ", ""))
    return f"{TOTP(seed, step=STEP_S, drift=steps).token():06}"


def set_up(user: User) -> tuple[str, list[str]]:
    """Give a login a device; return its key and the recovery codes."""
    key = begin_enrolment(user).key
    codes = confirm(user, code_of(key, steps=-1))
    assert codes is not None
    return key, codes


@pytest.fixture
def device(ann: User) -> tuple[str, list[str]]:
    """Give the key of a device of hers, and her recovery codes."""
    return set_up(ann)


def at_the_second_step() -> Client:
    client = Client()
    assert client.post("/sign-in/?next=/account/", BY_PASSWORD)["Location"] == "/sign-in/code/"
    return client


def test_a_device_is_set_up_on_the_page_by_its_first_code(ann: User) -> None:
    browser = Client()
    browser.force_login(ann)

    shown = browser.get("/account/second-factor/")
    key = shown.context["enrolment"].key
    again = browser.get("/account/second-factor/").context["enrolment"].key
    wrong = browser.post("/account/second-factor/", {"current": PASSWORD, "code": "000000x"})
    thief = browser.post("/account/second-factor/", {"current": "wrong", "code": code_of(key)})
    done = browser.post("/account/second-factor/", {"current": PASSWORD, "code": code_of(key)})

    assert b"data:image/svg+xml" in shown.content
    assert key == again
    assert (wrong.status_code, thief.status_code, done.status_code) == (400, 400, 200)
    assert len(done.context["codes"]) == 10
    assert "10 recovery codes are left" in browser.get("/account/").content.decode()


def test_a_device_that_was_not_confirmed_is_not_asked_for(ann: User, client: Client) -> None:
    begin_enrolment(ann)

    assert client.post("/sign-in/", BY_PASSWORD)["Location"] == "/"
    assert sign_in().status_code == 200


def test_the_password_alone_lets_nobody_in(ann: User, device: tuple[str, list[str]]) -> None:
    client = at_the_second_step()

    assert client.get("/account/").status_code == 302
    assert client.get("/api/auth/me").status_code == 401
    assert client.get("/sign-in/code/").status_code == 200


def test_password_and_code_let_her_in_and_lead_where_she_wanted(ann: User, device: tuple[str, list[str]]) -> None:
    client = at_the_second_step()

    wrong = client.post("/sign-in/code/", {"code": "123"})
    right = client.post("/sign-in/code/", {"code": code_of(device[0])})

    assert wrong.status_code == 400
    assert right["Location"] == "/account/"
    assert client.get("/account/").status_code == 200


def test_a_code_works_once(ann: User, device: tuple[str, list[str]]) -> None:
    code = code_of(device[0])
    first, second = at_the_second_step(), at_the_second_step()

    assert first.post("/sign-in/code/", {"code": code}).status_code == 302
    assert second.post("/sign-in/code/", {"code": code}).status_code == 400


@pytest.mark.parametrize(("steps", "is_right"), [(-3, False), (0, True), (1, True), (3, False)])
def test_clocks_may_be_half_a_minute_apart(
    steps: int, is_right: bool, ann: User, device: tuple[str, list[str]]
) -> None:
    SecondFactor.objects.update(last_step=0)

    assert verify(ann, code_of(device[0], steps=steps)) is is_right


def test_a_recovery_code_stands_in_once(ann: User, device: tuple[str, list[str]]) -> None:
    code = device[1][0]

    assert verify(ann, code.upper().replace("-", " "))
    assert not verify(ann, code)
    assert not verify(ann, "aaaa-bbbb-cccc-dddd")


def test_neither_seed_nor_recovery_code_is_stored_as_it_is(ann: User, device: tuple[str, list[str]]) -> None:
    kept = SecondFactor.objects.get().sealed_seed
    hashes = set(RecoveryCode.objects.values_list("code_hash", flat=True))

    assert device[0].replace(" ", "") not in kept
    assert not hashes & {code.replace("-", "") for code in device[1]}


def test_after_five_wrong_codes_the_right_one_is_not_looked_at(ann: User, device: tuple[str, list[str]]) -> None:
    client = at_the_second_step()

    answers = [client.post("/sign-in/code/", {"code": "000"}).status_code for _ in range(6)]
    right = client.post("/sign-in/code/", {"code": code_of(device[0])})
    by_program = sign_in(code=code_of(device[0]))

    assert answers == [400] * 5 + [429]
    assert (right.status_code, by_program.status_code) == (429, 429)


def test_the_tries_come_back(ann: User, device: tuple[str, list[str]]) -> None:
    SecondFactor.objects.update(tries=5, tries_since_wall_ms=1)

    assert verify(ann, code_of(device[0]))


def test_a_program_sends_the_code_with_the_password(ann: User, device: tuple[str, list[str]]) -> None:
    without, wrong = sign_in(), sign_in(code="000000x")
    right = sign_in(code=code_of(device[0]))

    assert [answer.json()["error"]["details"]["second_factor"] for answer in (without, wrong)] == ["required", "wrong"]
    assert (without.status_code, wrong.status_code, right.status_code) == (401, 401, 200)
    assert ClientSignIn.objects.get().has_second_factor


def test_a_wrong_password_does_not_tell_whether_there_is_a_second_factor(
    ann: User, device: tuple[str, list[str]]
) -> None:
    answer = sign_in(password="wrong")

    assert answer.status_code == 401
    assert "second_factor" not in answer.content.decode()


@pytest.mark.parametrize("change", ["time", "password", "closed"])
def test_the_second_step_is_not_waited_for_for_ever(
    change: str, ann: User, device: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = at_the_second_step()
    now_s = time.time()
    changes: dict[str, Any] = {
        "time": lambda: monkeypatch.setattr("society.identity.entering.time.time", lambda: now_s + AWAITED_S + 1),
        "password": lambda: User.objects.update(password="another"),
        "closed": lambda: User.objects.update(is_active=False),
    }

    changes[change]()

    assert client.get("/sign-in/code/")["Location"] == "/sign-in/"


def test_nobody_comes_to_the_second_step_without_the_first(db: None) -> None:
    assert Client().post("/sign-in/code/", {"code": "123456"})["Location"] == "/sign-in/"


def test_a_link_of_the_terminal_asks_for_the_code_too(ann: User, device: tuple[str, list[str]]) -> None:
    answer = Client().post(f"/enter/{issue_link(ann, lifetime_s=60)}/")

    assert answer["Location"] == "/sign-in/code/"


def test_new_recovery_codes_replace_the_old(ann: User, device: tuple[str, list[str]]) -> None:
    browser = Client()
    browser.force_login(ann)

    answer = browser.post("/account/second-factor/change/", {"do": "recovery_codes", "code": code_of(device[0])})

    assert not verify(ann, device[1][0])
    assert verify(ann, answer.context["codes"][0])


def test_it_is_switched_off_with_a_code_only(ann: User, device: tuple[str, list[str]]) -> None:
    browser = Client()
    browser.force_login(ann)

    browser.post("/account/second-factor/change/", {"do": "switch_off", "code": "wrong"})
    before = has_second_factor(ann)
    browser.post("/account/second-factor/change/", {"do": "switch_off", "code": device[1][0]})

    assert (before, has_second_factor(ann)) == (True, False)
    assert sign_in().status_code == 200


def test_operators_set_one_up_before_they_are_let_in(ann: User, settings: Settings) -> None:
    settings.OPERATORS_NEED_SECOND_FACTOR = True
    User.objects.update(role=Role.OPERATOR)
    client = at_the_second_step()

    key = client.get("/sign-in/code/").context["enrolment"].key
    outside = client.get("/admin/").status_code
    done = client.post("/sign-in/code/", {"code": code_of(key)})

    assert outside == 302
    assert len(done.context["codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_sessions_and_tokens_of_before_count_for_nothing(ann: User, settings: Settings) -> None:
    User.objects.update(role=Role.OPERATOR)
    browser = Client()
    browser.force_login(ann)
    token = sign_in().json()["data"]["access"]

    settings.OPERATORS_NEED_SECOND_FACTOR = True

    assert browser.get("/admin/").status_code == 302
    assert browser.get("/api/auth/me").status_code == 401
    assert get("auth/me", token).status_code == 401
    assert sign_in().status_code == 403


def test_members_need_none(ann: User, settings: Settings) -> None:
    settings.OPERATORS_NEED_SECOND_FACTOR = True
    browser = Client()
    browser.force_login(ann)

    assert browser.get("/account/").status_code == 200
    assert sign_in().status_code == 200


def test_an_operator_does_not_switch_off_what_is_demanded(ann: User, settings: Settings) -> None:
    settings.OPERATORS_NEED_SECOND_FACTOR = True
    User.objects.update(role=Role.OPERATOR)
    key, codes = set_up(ann)
    client = at_the_second_step()
    client.post("/sign-in/code/", {"code": code_of(key)})

    client.post("/account/second-factor/change/", {"do": "switch_off", "code": codes[0]})

    assert has_second_factor(ann)


def test_an_administrator_resets_it_when_a_device_is_lost(ann: User, device: tuple[str, list[str]]) -> None:
    browser, root = Client(), Client()
    browser.force_login(ann)
    root.force_login(User.objects.create_superuser("root@example.org"))

    root.post(
        "/admin/society/secondfactor/", {"action": "reset", "_selected_action": [str(SecondFactor.objects.get().pk)]}
    )

    assert not has_second_factor(ann)
    assert browser.get("/account/").status_code == 302
    assert sign_in().status_code == 200


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["device", "recovery"])
def test_of_several_who_send_one_code_one_is_let_in(kind: str) -> None:
    user = User.objects.create_user("ann@example.org", PASSWORD)
    key, codes = set_up(user)
    code = code_of(key) if kind == "device" else codes[0]
    together = threading.Barrier(4)

    def send(_: int) -> bool:
        together.wait()
        try:
            return verify(user, code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(send, range(4))) == 1


def test_the_setting_is_off_unless_it_is_set() -> None:
    assert read_environment({}, None).operators_need_second_factor is False
    assert read_environment({"OPERATORS_NEED_SECOND_FACTOR": "on"}, None).operators_need_second_factor is True


def test_a_code_with_a_leading_zero_is_a_code(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_enrolment(ann)
    monkeypatch.setattr("society.identity.second_factor.TOTP.token", lambda _totp: 42)

    assert confirm(ann, "000 042") is not None
