"""The admin shows every table without counting the big ones, writes no history."""

import html
import re
from typing import Final

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.functional import Promise

from streams.admin import HistoryAdmin, ReadOnlyAdmin
from streams.models import Event, Inbox, Role, Run, RunHead, User
from tests.architecture.sources import PACKAGES
from tests.lived_town import LivedTown
from world.events import WorldEvent
from world.models import ActionLog, Resident, TownHour

admin.autodiscover()  # as society.urls does
OURS: Final = [model for package in PACKAGES for model in apps.get_app_config(package).get_models()]
LOOKED_AT: Final = [model for model in OURS if model is not User]
HISTORY: Final = [model for model in OURS if isinstance(admin.site._registry[model], HistoryAdmin)]


def address(model: type[models.Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


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


def statements(client: Client, where: str, **query: str) -> list[str]:
    """Open a page twice and give the statements of the second time, when sessions and the like are settled."""
    client.get(where, query)
    with CaptureQueriesContext(connection) as captured:
        client.get(where, query)
    return [str(one["sql"]) for one in captured]


@pytest.mark.parametrize("model", LOOKED_AT)
def test_no_list_counts_its_rows(model: type[models.Model], operator: Client, lived_town: LivedTown) -> None:
    asked = statements(operator, address(model, "changelist"), _facets="True")

    assert [statement for statement in asked if "COUNT(" in statement.upper()] == []


@pytest.mark.parametrize("model", HISTORY)
def test_a_list_of_history_reads_a_page_of_one_run_by_key(
    model: type[models.Model], operator: Client, lived_town: LivedTown
) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    asked = [one for one in statements(operator, address(model, "changelist")) if f"FROM {table} " in one]
    pages = [one for one in asked if "ORDER BY" in one]

    assert len(pages) == 1
    assert " LIMIT " in pages[0]
    assert " OFFSET " not in pages[0]
    assert re.search(rf'ORDER BY {table}."[a-z_]+" (ASC|DESC)', pages[0])
    assert re.search(rf'{table}."[a-z_]+" (>=|>|IN|BETWEEN) ', pages[0])


@pytest.mark.parametrize("model", LOOKED_AT)
def test_ten_times_the_rows_cost_no_more_queries(
    model: type[models.Model], operator: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site._registry[model], "list_per_page", 5)
    few = statements(operator, address(model, "changelist"))
    monkeypatch.setattr(admin.site._registry[model], "list_per_page", 50)
    many = statements(operator, address(model, "changelist"))

    assert len(many) == len(few) <= 12


@pytest.mark.parametrize("model", LOOKED_AT)
def test_every_table_but_that_of_logins_is_only_looked_at_and_says_why(
    model: type[models.Model], operator: Client, lived_town: LivedTown
) -> None:
    shown = admin.site._registry[model]
    assert isinstance(shown, ReadOnlyAdmin)

    page = operator.get(address(model, "changelist")).content.decode()

    assert html.escape(str(shown.why_read_only)) in page


@pytest.mark.parametrize("model", LOOKED_AT)
def test_every_column_has_a_title_that_can_be_translated(model: type[models.Model]) -> None:
    shown = admin.site._registry[model]
    assert isinstance(shown, ReadOnlyAdmin)

    columns = [field for field in model._meta.concrete_fields if field.name not in (shown.exclude or ())]

    # a field without a name of its own is called by that of its column
    nameless = [field.name for field in columns if not isinstance(field.verbose_name, Promise)]
    assert [name for name in nameless if not isinstance(shown.titles.get(name), Promise)] == []


def test_columns_and_fields_are_titled_in_chinese(operator: Client, lived_town: LivedTown) -> None:
    event = Event.objects.of(lived_town.run.pk).last()
    assert event is not None
    chinese = {"accept-language": "zh-hans"}

    hours = operator.get(address(TownHour, "changelist"), headers=chinese).content.decode()
    page = operator.get(address(Event, "change", event.pk), headers=chinese).content.decode()

    assert [title in hours for title in ("居民拥有（分）", "基尼系数", "手头紧")] == [True] * 3
    assert [title in page for title in ("对象居民", "秒数", "随后地点")] == [True] * 3
    assert "Sim time" not in page


def test_the_scenario_of_a_run_stands_in_a_box_that_scrolls(operator: Client, lived_town: LivedTown) -> None:
    page = operator.get(address(Run, "change", lived_town.run.pk)).content.decode()

    assert re.search(r'<pre class="long-text" tabindex="0">\{\s*&quot;', page)


def test_a_list_without_rows_does_not_ask_for_new_ones(operator: Client, lived_town: LivedTown) -> None:
    page = operator.get(address(Inbox, "changelist")).content.decode()

    assert "There are none, or the filters let none through." in page
    assert "Create a new item" not in page


@pytest.mark.parametrize("model", [Event, Resident])
def test_pages_follow_each_other_without_gap_or_repetition(
    model: type[models.Model], operator: Client, lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site._registry[model], "list_per_page", 20)
    first = operator.get(address(model, "changelist")).context["cl"]
    second = operator.get(address(model, "changelist") + first.after_url).context["cl"]
    again = operator.get(address(model, "changelist") + second.before_url).context["cl"]

    keys = [row.pk for row in [*first.result_list, *second.result_list]]
    whole = model._default_manager.order_by(first.get_ordering(None, first.queryset)[0]).values_list("pk", flat=True)
    assert keys == list(whole[:40])
    assert first.before_url == ""
    assert [row.pk for row in again.result_list] == keys[:20]


def test_the_last_page_has_none_after_it(operator: Client, lived_town: LivedTown) -> None:
    oldest = Event.objects.of(lived_town.run.pk).order_by("pk")[10]

    shown = operator.get(address(Event, "changelist"), {"from": oldest.pk}).context["cl"]

    assert [event.number for event in shown.result_list] == list(range(11, 0, -1))
    assert shown.after_url == ""


@pytest.mark.parametrize("asked", ["x", "-1", "9" * 30, "1.5", ""])
def test_a_start_that_is_no_number_is_the_beginning(asked: str, operator: Client, lived_town: LivedTown) -> None:
    shown = operator.get(address(Event, "changelist"), {"from": asked}).context["cl"]

    assert next(iter(shown.result_list)).number == RunHead.objects.get(pk=lived_town.run.pk).seq


def test_an_order_that_no_index_serves_is_not_followed(operator: Client, lived_town: LivedTown) -> None:
    asked = statements(operator, address(Event, "changelist"), o="3.-2")

    assert [
        one for one in asked if "ORDER BY" in one and 'FROM "streams_event"' in one and '"id" DESC' not in one
    ] == []


def test_a_row_is_found_by_its_number_in_the_run(operator: Client, lived_town: LivedTown) -> None:
    found = operator.get(address(Resident, "changelist"), {"q": "#7"}).context["cl"].result_list
    nothing = operator.get(address(Resident, "changelist"), {"q": "Marcus"}).context["cl"].result_list

    assert [resident.number for resident in found] == [7]
    assert list(nothing) == []


def test_an_unknown_run_is_said_to_be_none(operator: Client, lived_town: LivedTown) -> None:
    page = operator.get(address(Event, "changelist"), {"run": 8_000_000}).content.decode()

    assert "No such run." in page


def test_only_the_pages_of_the_admin_may_compile_scripts(operator: Client, lived_town: LivedTown) -> None:
    policies = [operator.get(where).headers["Content-Security-Policy"] for where in ("/admin/", "/")]

    assert ["unsafe-eval" in policy for policy in policies] == [True, False]
    assert [re.search("script-src[^;]*unsafe-inline", policy) for policy in policies] == [None, None]


def test_every_model_is_in_one_group_of_the_navigation(operator: Client, lived_town: LivedTown) -> None:
    groups = operator.get("/admin/").context["sidebar_navigation"]
    links = [item["link"] for group in groups for item in group["items"]]

    wanted = [address(model, "changelist") for model in admin.site._registry]
    assert sorted(links) == sorted(["/admin/", *wanted])
    assert [str(group["title"]) for group in groups[1:] if group["items"]][-1] == "Operations"


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
    assert f"/admin/world/actionlog/?run={lived_town.run.pk}&amp;agent=5" in page


def test_the_action_log_of_a_resident_is_her_chain(operator: Client, lived_town: LivedTown) -> None:
    run = lived_town.run
    hers = Event.objects.of(run.pk).filter(actor=5, kind__in=(WorldEvent.ACTED, WorldEvent.REFUSED))

    answer = operator.get(address(ActionLog, "changelist"), {"run": run.pk, "agent": 5})

    shown = answer.context["cl"].result_list
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
