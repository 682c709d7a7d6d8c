"""Each page, for each role; and each page of the admin, which is for operators."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from streams.models import Account, AccountKind, Role, User
from tests.lived_town import LivedTown
from tests.society.access.table import ALLOWED, OPEN, PAGES, READ, named_addresses


def visitor(role: Role | None) -> Client:
    client = Client()
    if role is not None:
        client.force_login(User.objects.create_user(f"{role}-{User.objects.count()}@example.org", role=role))
    return client


def address(route: str, town: LivedTown) -> str:
    residents = Account.objects.of(town.run.pk).filter(kind=AccountKind.AGENT)
    one, other = residents.order_by("pk").values_list("handle", flat=True)[:2]
    values = {"run_id": town.run.pk, "handle": one, "other_handle": other, "kind": "event"}
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], 1)), route)


def is_refusal(answer: Any) -> bool:
    """Whether somebody was sent to sign in, or told that she may not."""
    where = answer.headers.get("Location", "")
    return answer.status_code in (401, 403) or where.startswith(("/sign-in/", "/admin/login/"))


def fault(answer: Any, who: str | None, role: Role | None) -> str | None:
    """Say what is wrong with an answer; None if it is as the table says."""
    if answer.status_code >= 500:
        return str(answer.status_code)
    if who is None:  # a page that is only read shows itself, one that is only written to says so, or refuses first
        return (
            None if answer.status_code in (200, 302, 404, 405, 410) or is_refusal(answer) else str(answer.status_code)
        )
    if is_refusal(answer) is (role not in ALLOWED[who]) and answer.status_code != 405:
        return None
    return f"{answer.status_code} {answer.headers.get('Location', '')}"


def test_every_page_is_in_the_table() -> None:
    assert set(named_addresses()[1]) == set(PAGES)


@pytest.mark.parametrize("role", [None, *Role])
def test_each_role_gets_in_where_it_may_and_nowhere_else(lived_town: LivedTown, role: Role | None) -> None:
    wrong = []
    for name, route in named_addresses()[1].items():
        if name == "second_step":  # leads to the first step whoever has not taken it
            continue
        if role not in (None, Role.OPERATOR) and set(PAGES[name].values()) <= {READ, OPEN}:  # the same for all between
            continue
        for method in ("get", "post"):
            answer = getattr(visitor(role), method)(address(route, lived_town))
            if (found := fault(answer, PAGES[name].get(method), role)) is not None:
                wrong.append((name, method, found))

    assert wrong == []


def test_pages_are_closed_to_strangers_by_a_setting(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PUBLIC_READ", False)
    routes = named_addresses()[1]

    answers = {
        name: Client().get(address(routes[name], lived_town))
        for name, methods in PAGES.items()
        if methods.get("get") in (READ, OPEN)
    }

    let_in = {name for name, answer in answers.items() if not is_refusal(answer)}
    assert let_in & {name for name, methods in PAGES.items() if methods.get("get") == READ} == set()
    assert {name for name, methods in PAGES.items() if methods.get("get") == OPEN} - let_in <= {"second_step"}


@pytest.mark.parametrize("role", [None, Role.OBSERVER, Role.MEMBER, Role.OPERATOR, Role.ADMIN])
def test_the_admin_is_for_operators(lived_town: LivedTown, role: Role | None) -> None:
    client = visitor(role)
    admin.autodiscover()
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") for model in admin.site._registry
    ]

    statuses = {path: client.get(path) for path in (reverse("admin:index"), *lists)}

    if role in (Role.OPERATOR, Role.ADMIN):
        assert not is_refusal(statuses[reverse("admin:index")])
        assert {path: answer.status_code for path, answer in statuses.items() if answer.status_code >= 500} == {}
    else:
        assert [path for path, answer in statuses.items() if not is_refusal(answer)] == []
