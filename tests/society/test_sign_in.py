"""Coming in: by password or by a link that works once, and never by looking at the link."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from streams.models import OneTimeLink, Role, User
from streams.services.links import is_usable, issue_link, redeem


@pytest.fixture
def operator(db: None) -> User:
    """Give an operator's login."""
    return User.objects.create_user("op@example.org", "correct horse battery", role=Role.OPERATOR)


def test_looking_at_a_link_does_not_spend_it(operator: User, client: Client) -> None:
    address = f"/enter/{issue_link(operator, lifetime_s=60)}/"

    looked = [client.get(address).status_code for _ in range(3)]
    entered = client.post(address)

    assert looked == [200, 200, 200]
    assert (entered.status_code, entered["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(operator.pk)


def test_a_link_works_once(operator: User) -> None:
    address = f"/enter/{issue_link(operator, lifetime_s=60)}/"

    first, second = Client().post(address), Client().post(address)

    assert (first.status_code, second.status_code) == (302, 410)
    assert b"does not work any more" in second.content


@pytest.mark.parametrize("lifetime_s", [0, -5])
def test_an_old_link_lets_nobody_in(operator: User, lifetime_s: int) -> None:
    assert redeem(issue_link(operator, lifetime_s=lifetime_s)) is None


def test_a_closed_login_is_not_entered_by_its_link(operator: User) -> None:
    secret = issue_link(operator, lifetime_s=60)
    User.objects.update(is_active=False)

    assert not is_usable(secret)
    assert redeem(secret) is None


def test_the_secret_itself_is_kept_nowhere(operator: User) -> None:
    secret = issue_link(operator, lifetime_s=60)

    assert secret not in OneTimeLink.objects.get().secret_hash


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_several_who_come_at_once_one_is_let_in(attempt: int) -> None:
    user = User.objects.create_user(f"op{attempt}@example.org", role=Role.OPERATOR)
    secret = issue_link(user, lifetime_s=60)
    together = threading.Barrier(4)

    def enter(_: int) -> bool:
        together.wait()
        try:
            return redeem(secret) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        let_in = list(people.map(enter, range(4)))

    assert sum(let_in) == 1


def test_a_wrong_password_and_an_unknown_address_look_alike(operator: User, client: Client) -> None:
    wrong = client.post("/sign-in/", {"username": "op@example.org", "password": "no"})
    unknown = client.post("/sign-in/", {"username": "who@example.org", "password": "no"})

    assert b"Address or password is wrong" in wrong.content
    assert b"Address or password is wrong" in unknown.content


def test_the_right_password_leads_back_to_the_page(operator: User, client: Client) -> None:
    answer = client.post(
        "/sign-in/", {"username": "OP@example.org", "password": "correct horse battery", "next": "/sign-in/"}
    )
    left = client.post("/sign-out/")

    assert answer["Location"] == "/sign-in/"
    assert left["Location"] == "/"


def test_a_form_from_elsewhere_is_refused_in_the_sites_look(operator: User) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "op@example.org", "password": "x"})

    assert answer.status_code == 403
    assert b"This is not for you" in answer.content
