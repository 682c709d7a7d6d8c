"""The audit log: who did what to logins, keys and the schedule; looked at by operators, changed by nobody."""

from typing import Any

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django_celery_beat.models import PeriodicTask

from society.identity.api_keys import issue_key
from society.identity.audit import told
from society.models import ApiKey, Scope
from society.schedule import entries, install_schedule
from streams.models import Role, User
from tests.society.identity.clients import PASSWORD, bearer, pair, post


@pytest.fixture
def root(db: None) -> Client:
    """Give an administrator's browser."""
    root = Client()
    root.force_login(User.objects.create_superuser("root@example.org"))
    LogEntry.objects.all().delete()
    return root


def entry_for(thing: str) -> LogEntry:
    return LogEntry.objects.filter(object_repr=thing).latest("pk")


def test_a_role_that_is_given_is_noted_with_who_gave_it(ann: User, root: Client) -> None:
    form = {"email": ann.email, "role": Role.OPERATOR, "language": "", "is_active": "on"}

    root.post(f"/admin/streams/user/{ann.pk}/change/", form)

    entry = entry_for("ann@example.org")
    assert (str(entry.actor), entry.remote_addr) == ("root@example.org", "127.0.0.1")
    assert told(entry) == "role: member → operator"


def test_a_closed_login_is_noted(ann: User, root: Client) -> None:
    root.post(f"/admin/streams/user/{ann.pk}/change/", {"email": ann.email, "role": Role.MEMBER, "language": ""})

    assert told(entry_for("ann@example.org")) == "is_active: True → False"


def test_an_entry_of_the_schedule_that_is_switched_off_is_noted(root: Client) -> None:
    install_schedule(entries(1))
    entry = PeriodicTask.objects.get(name="society.keep-archive")
    page = root.get(f"/admin/django_celery_beat/periodictask/{entry.pk}/change/")
    form = {name: value for name, value in page.context["adminform"].form.initial.items() if value is not None}

    root.post(f"/admin/django_celery_beat/periodictask/{entry.pk}/change/", {**form, "enabled": ""})

    noted = LogEntry.objects.filter(actor__email="root@example.org").latest("pk")
    assert told(noted) == "enabled: True → False"


def test_keys_are_noted_when_they_are_made_and_revoked_and_never_shown(ann: User) -> None:
    headers = bearer(pair()["access"])
    made = post("auth/keys", {"name": "my bot", "scopes": ["read"]}, headers).json()["data"]
    Client().delete(f"/api/auth/keys/{made['object']['id']}", headers=headers)

    noted = LogEntry.objects.filter(object_repr=str(ApiKey.objects.get())).order_by("pk")

    assert [(entry.action, str(entry.actor)) for entry in noted] == [
        (LogEntry.Action.CREATE, "ann@example.org"),
        (LogEntry.Action.UPDATE, "ann@example.org"),
    ]
    assert told(noted[1]) == "revoked"
    secret = made["key"].removeprefix(made["object"]["prefix"])
    assert not any(secret in str(entry.changes) + str(entry.additional_data) for entry in noted)


def test_a_changed_password_is_noted_without_it(ann: User) -> None:
    browser = Client()
    browser.force_login(ann)

    browser.post("/account/password/", {"current": PASSWORD, "password": "another sentence entirely"})

    entry = entry_for("ann@example.org")
    assert (told(entry), str(entry.actor)) == ("password changed", "ann@example.org")
    assert "sentence" not in str(entry.changes)


@pytest.mark.parametrize(
    ("model", "action", "words"),
    [("clientsignin", "end_sign_ins", "signed out"), ("apikey", "revoke", "revoked")],
)
def test_what_administrators_do_in_lists_is_noted(model: str, action: str, words: str, ann: User, root: Client) -> None:
    pair()
    issue_key(ann, name="bot", scopes=[Scope.READ])
    row: Any = apps.get_model("society", model).objects.get()

    root.post(f"/admin/society/{model}/", {"action": action, "_selected_action": [str(row.pk)]})

    entry = entry_for(str(row))
    assert (told(entry), str(entry.actor)) == (words, "root@example.org")


def test_lists_of_libraries_are_titled_in_the_readers_language(root: Client) -> None:
    pages = [
        root.get(f"/admin/{path}/", headers={"Accept-Language": "zh-hans"}).content.decode()
        for path in ("auditlog/logentry", "axes/accessattempt")
    ]

    assert "审计记录" in pages[0]
    assert "登录失败" in pages[1]


def test_what_a_command_does_is_noted_as_nobodys(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("rotate_signing_keys")

    entry = LogEntry.objects.latest("pk")
    assert (entry.actor, entry.action) == (None, LogEntry.Action.CREATE)


def test_signing_in_leaves_no_entry(ann: User, client: Client) -> None:
    LogEntry.objects.all().delete()

    client.post("/sign-in/", {"username": "ann@example.org", "password": PASSWORD})

    assert not LogEntry.objects.exists()


def test_only_configuration_and_logins_are_watched() -> None:
    watched = {model._meta.label for model in auditlog.get_models()}

    assert watched == {"streams.User", "society.ApiKey", "society.SigningKey", "django_celery_beat.PeriodicTask"}


def test_operators_read_the_log_and_nobody_writes_it(ann: User, root: Client) -> None:
    root.post(f"/admin/streams/user/{ann.pk}/change/", {"email": ann.email, "role": Role.OPERATOR, "is_active": "on"})
    operator = Client()
    operator.force_login(User.objects.get(pk=ann.pk))
    entry = entry_for("ann@example.org")

    listed = operator.get("/admin/auditlog/logentry/")
    page = operator.get(f"/admin/auditlog/logentry/{entry.pk}/change/")
    written = root.post(f"/admin/auditlog/logentry/{entry.pk}/change/", {"object_repr": "x"})
    deleted = root.post(f"/admin/auditlog/logentry/{entry.pk}/delete/", {"post": "yes"})

    assert (listed.status_code, page.status_code) == (200, 200)
    assert "role: member → operator" in listed.content.decode()
    assert "root@example.org" in page.content.decode()
    assert (written.status_code, deleted.status_code) == (403, 403)
    assert LogEntry.objects.filter(pk=entry.pk, object_repr="ann@example.org").exists()
