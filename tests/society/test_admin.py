"""The admin shows every table without counting the big ones, writes no history, and steers runs by commands."""

from typing import Any, Final

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from streams.admin import ReadOnlyAdmin
from streams.models import Event, Inbox, Role, RunClock, User
from tests.architecture.sources import PACKAGES
from tests.lived_town import EngineAtHand, LivedTown
from world.events import WorldEvent
from world.models import ActionLog, Resident

OURS: Final = [model for package in PACKAGES for model in apps.get_app_config(package).get_models()]
BIG: Final = (
    "event",
    "ledgerentry",
    "decision",
    "step",
    "actionlog",
    "residentstate",
    "placehour",
    "snapshot",
    "inbox",
)


def address(model: type[models.Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def told(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_every_model_of_ours_is_in_the_admin() -> None:
    assert [model.__name__ for model in OURS if model not in admin.site._registry] == []


@pytest.mark.parametrize("model", OURS)
def test_each_list_and_page_can_be_looked_at(
    model: type[models.Model], operator: Client, lived_town: LivedTown
) -> None:
    row = model._default_manager.exclude(pk=0).last()
    listed = operator.get(address(model, "changelist"))

    assert listed.status_code == 200
    if row is not None:
        assert operator.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", [model for model in OURS if model._meta.model_name in BIG])
def test_a_big_table_is_never_counted_nor_asked_once_a_row(
    model: type[models.Model], operator: Client, lived_town: LivedTown
) -> None:
    operator.get(address(model, "changelist"))

    with CaptureQueriesContext(connection) as captured:
        operator.get(address(model, "changelist"))

    assert [query["sql"] for query in captured if "COUNT(" in query["sql"].upper()] == []
    assert len(captured) <= 12


@pytest.mark.parametrize("model", [model for model in OURS if model is not User])
def test_every_table_but_that_of_logins_is_only_looked_at(model: type[models.Model]) -> None:
    assert isinstance(admin.site._registry[model], ReadOnlyAdmin)


def test_not_even_an_administrator_writes_history(lived_town: LivedTown, client: Client) -> None:
    client.force_login(User.objects.create_superuser("root@example.org"))
    event = Event.objects.of(lived_town.run.pk).last()
    assert event is not None

    added = client.get(address(Event, "add"))
    changed = client.post(address(Event, "change", event.pk), {"amount": 1})
    deleted = client.post(address(Event, "delete", event.pk), {"post": "yes"})

    assert [added.status_code, changed.status_code, deleted.status_code] == [403, 403, 403]
    assert Event.objects.get(pk=event.pk).amount == event.amount


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER])
def test_whoever_is_no_operator_is_sent_to_the_sign_in(role: Role, client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("person@example.org", role=role))

    answer = client.get(reverse("admin:index"))

    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_an_operator_gives_nobody_a_role_and_an_administrator_does(operator: Client) -> None:
    somebody = User.objects.create_user("somebody@example.org")
    form = {"email": somebody.email, "role": Role.MEMBER, "language": "", "is_active": "on"}
    root = Client()
    root.force_login(User.objects.create_superuser("root@example.org"))

    refused = operator.post(address(User, "change", somebody.pk), form)
    somebody.refresh_from_db()
    before = somebody.role
    root.post(address(User, "change", somebody.pk), form)
    somebody.refresh_from_db()

    assert (refused.status_code, before, somebody.role) == (403, Role.OBSERVER, Role.MEMBER)


def test_a_resident_links_to_her_face_mind_and_actions(operator: Client, lived_town: LivedTown) -> None:
    resident = Resident.objects.numbered(lived_town.run.pk, 5).get()

    page = operator.get(address(Resident, "changelist")).content.decode()

    assert f"/admin/streams/account/{resident.pk}/change/" in page
    assert f"/admin/agents/agent/{resident.pk}/change/" in page
    assert f"/admin/world/actionlog/?run={lived_town.run.pk}&amp;agent=5" in page or "agent=5" in page


def test_the_action_log_of_a_resident_is_her_chain(operator: Client, lived_town: LivedTown) -> None:
    run = lived_town.run
    hers = Event.objects.of(run.pk).filter(actor=5, kind__in=(WorldEvent.ACTED, WorldEvent.REFUSED))

    answer = operator.get(address(ActionLog, "changelist"), {"run": run.pk, "agent": 5})

    shown = answer.context["cl"].queryset
    assert sorted(event.pk for event in shown) == sorted(event.pk for event in hers)
    assert {event.actor_name for event in shown} == {lived_town.residents_then[4].name}


@pytest.mark.parametrize("hours_back", [0, 3])
def test_the_action_log_of_a_run_is_one_hour(hours_back: int, operator: Client, lived_town: LivedTown) -> None:
    until = lived_town.now - hours_back * 3_600
    within = Event.objects.of(lived_town.run.pk).filter(kind=WorldEvent.ACTED, sim_time__lte=until)

    answer = operator.get(address(ActionLog, "changelist"), {"hours_back": hours_back} if hours_back else {})

    shown = [event.pk for event in answer.context["cl"].queryset if event.kind == WorldEvent.ACTED]
    assert sorted(shown) == sorted(within.filter(sim_time__gt=until - 3_600).values_list("pk", flat=True))
    assert shown


def test_a_list_is_narrowed_to_a_run_and_survives_nonsense(operator: Client, lived_town: LivedTown) -> None:
    mine = operator.get(address(Event, "changelist"), {"run": lived_town.run.pk})
    other = operator.get(address(Event, "changelist"), {"run": 8_000_000})
    nonsense = operator.get(address(Event, "changelist"), {"run": "99999999999"})

    assert mine.context["cl"].result_count > 0
    assert other.context["cl"].result_count == 0
    assert nonsense.status_code == 200


def test_actions_on_a_run_are_commands_with_receipts(
    operator: Client, engine_at_hand: EngineAtHand, lived_town: LivedTown
) -> None:
    run = lived_town.run
    chosen = {"_selected_action": [run.pk]}

    running = operator.post("/admin/streams/run/", {"action": "step_once", **chosen}, follow=True)
    paused = operator.post("/admin/streams/run/", {"action": "pause", **chosen}, follow=True)

    assert told(running) == [f"{run} refused step_once: not_paused."]
    assert told(paused) == [f"{run}: pause is done."]
    assert RunClock.objects.get(pk=run.pk).rate_milli == 0
    assert [command.outcome for command in Inbox.objects.order_by("pk")] == ["refused", "applied"]


def test_an_action_that_no_engine_answers_is_told_to_wait(
    operator: Client, lived_town: LivedTown, nobody_drives: None
) -> None:
    form = {"action": "resume", "_selected_action": [lived_town.run.pk]}

    answer = operator.post("/admin/streams/run/", form, follow=True)

    assert told(answer) == [f"{lived_town.run}: resume waits for an engine."]
