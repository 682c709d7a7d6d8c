"""Lists of the admin whose older rows are archived say so, in the reader's language, and lead to where they are read."""

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from society.operations.retention import tend_run
from streams.kernel.simtime import DAY_S
from streams.models import ArchiveBlock, ArchiveDay, ArchiveHead, Event, Inbox, Run
from tests.lived_town import LivedTown
from world.models import ActionLog, LedgerEntry, Resident

FOREVER = float("inf")
LISTS = (Event, ActionLog, LedgerEntry)


@pytest.fixture
def archived_town(lived_town: LivedTown, settings: Settings) -> LivedTown:
    """Archive the first day of the town, and delete its rows."""
    settings.EVENT_ROWS_KEPT_DAYS = 0
    assert tend_run(lived_town.run, deadline=FOREVER, rows_max=100_000)
    assert Event.objects.of(lived_town.run.pk).order_by("pk")[0].sim_time > lived_town.run.start_sim_time
    return lived_town


def listed(client: Client, model: type[models.Model], language: str = "en") -> str:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return client.get(address, headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize("model", LISTS)
def test_a_list_without_its_archived_rows_says_since_when(
    model: type[models.Model], operator: Client, archived_town: LivedTown
) -> None:
    times = model._default_manager.order_by("pk").values_list("sim_time", flat=True)
    minutes = times[0] % DAY_S // 60

    page = listed(operator, model)

    assert f"This list begins on day 2, {minutes // 60:02d}:{minutes % 60:02d}: older rows are archived" in page


@pytest.mark.parametrize("model", LISTS)
def test_it_says_so_in_chinese_too(model: type[models.Model], operator: Client, archived_town: LivedTown) -> None:
    assert "更早的行已归档" in listed(operator, model, "zh-hans")


@pytest.mark.parametrize("model", LISTS)
def test_a_list_of_all_rows_says_nothing_of_an_archive(
    model: type[models.Model], operator: Client, lived_town: LivedTown
) -> None:
    assert "This list begins on" not in listed(operator, model)


def test_a_run_that_has_ended_in_its_archive_says_when_that_ends(operator: Client, archived_town: LivedTown) -> None:
    Event.objects.of(archived_town.run.pk).delete()

    assert "This list begins on day 2, 00:00" in listed(operator, Event)


@pytest.mark.parametrize(
    ("model", "leads_to"),
    [
        (Event, "/w/{run}/residents/"),
        (ActionLog, "/w/{run}/residents/"),
        (LedgerEntry, "/api/agents/1/ledger?run={run}"),
    ],
)
def test_it_leads_to_who_reads_the_archive(
    model: type[models.Model], leads_to: str, operator: Client, archived_town: LivedTown
) -> None:
    run = archived_town.run.pk
    wanted = [leads_to.format(run=run), f"/admin/streams/archiveday/?run={run}"]

    page = listed(operator, model)

    assert [f'href="{address}"' in page for address in wanted] == [True, True]
    assert [operator.get(address).status_code for address in wanted] == [200, 200]


def test_what_is_archived_is_told_by_day_and_table(operator: Client, archived_town: LivedTown) -> None:
    days, blocks, heads = (listed(operator, model) for model in (ArchiveDay, ArchiveBlock, ArchiveHead))

    assert ["day 1, 06:00" in days, "events" in days, "ledger entries" in days] == [True] * 3
    assert ["day 1, 00:00" in blocks, "events" in blocks, "ledger entries" in blocks] == [True] * 3
    assert ["events" in heads, "ledger entries" in heads] == [True] * 2


@pytest.mark.parametrize("model", [Inbox, ArchiveHead])
def test_a_table_of_all_runs_is_narrowed_to_one(
    model: type[models.Model], operator: Client, archived_town: LivedTown
) -> None:
    other = Run.objects.create(name="other", seed=1, scenario="{}", step_s=60, start_sim_time=0, engine_version=1)
    Inbox.objects.create(run=other, kind="pause")
    ArchiveHead.objects.create(run=other, kind=1, day=0, sealed=0, rows_from=1)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    asked: list[str | int] = ["", other.pk, 8_000_000, "x", "9" * 30]

    found = [{row.run_id for row in operator.get(address, {"run": run}).context["cl"].result_list} for run in asked]

    assert found[0] >= {other.pk}
    assert found[1:] == [{other.pk}, set(), set(), set()]


def test_a_resident_is_a_row_for_ever(operator: Client, archived_town: LivedTown) -> None:
    assert "This list begins on" not in listed(operator, Resident)
