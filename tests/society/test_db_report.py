"""The report of what the database holds: right where it counts, marked where it estimates, and quick at any size."""

import json

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from society.operations import db_report, table_sizes
from society.operations.db_report import RunReach, report
from society.operations.retention import tend_run
from streams.kernel.simtime import DAY_S
from streams.models import ArchiveHead, Event, RunHead
from tests.lived_town import LivedTown
from world.models import ResidentState

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def reach_of(town: LivedTown) -> RunReach:
    return next(run for run in report().runs if run.run == town.run.pk)


def decisions_of(town: LivedTown) -> int:
    made = ResidentState.objects.of(town.run.pk).aggregate(made=Sum("decisions"))["made"]
    assert made > 500
    return int(made)


def test_the_report_says_what_is_there(lived_town: LivedTown, settings: LazySettings) -> None:
    settings.EVENT_ROWS_KEPT_DAYS = 0
    tend_run(lived_town.run, deadline=float("inf"), rows_max=100_000)

    reach = reach_of(lived_town)

    head = ArchiveHead.objects.get(run=lived_town.run, kind=1)
    assert reach.events == RunHead.objects.get(pk=lived_town.run.pk).seq
    assert reach.archived_events == head.sealed
    assert reach.archive_bytes / reach.archived_events < 20
    assert reach.oldest_archived == lived_town.run.start_sim_time
    assert reach.oldest_row is not None
    assert reach.oldest_row >= DAY_S
    assert reach.oldest_snapshot == lived_town.run.start_sim_time


def test_a_server_that_never_takes_dead_rows_away_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (report().autovacuum is None) == (connection.vendor == "sqlite")
    for is_on in (False, True, None):
        monkeypatch.setattr(db_report, "has_autovacuum", lambda is_on=is_on: is_on)

        call_command("db_report")

        assert ("Autovacuum is off" in capsys.readouterr().out) == (is_on is False)


def test_decisions_of_a_small_town_are_counted(lived_town: LivedTown) -> None:
    reach = reach_of(lived_town)

    assert (reach.decisions, reach.decisions_are_estimate) == (decisions_of(lived_town), False)


def test_decisions_of_a_large_town_are_estimated_from_some_of_its_residents(
    lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(db_report, "SAMPLED_RESIDENTS", 20)

    reach = reach_of(lived_town)
    call_command("db_report")

    assert reach.decisions_are_estimate
    assert reach.decisions == pytest.approx(decisions_of(lived_town), rel=0.2)
    assert f"~{reach.decisions:,} decisions" in capsys.readouterr().out


def test_rows_of_a_large_table_are_an_estimate(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_sizes, "COUNTED_MAX", 100)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    events = next(table for table in report().tables if table.name == "streams_event")

    assert events.is_estimate
    assert events.rows == pytest.approx(Event.objects.count(), rel=0.1)


def test_of_a_large_file_it_is_not_told_what_each_table_takes(
    lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_sizes, "SIZED_MAX_BYTES", 0)
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setattr(table_sizes, "fetch", lambda sql, parameters=None: [(1_000,)])

    assert {table.heap_bytes for table in table_sizes.table_sizes()} == {None}


def test_no_large_table_is_read_for_it(lived_town: LivedTown, settings: LazySettings) -> None:
    settings.EVENT_ROWS_KEPT_DAYS = 0
    tend_run(lived_town.run, deadline=float("inf"), rows_max=100_000)

    with CaptureQueriesContext(connection) as asked:
        report()

    whole = [query["sql"] for query in asked if "count(*)" in query["sql"].lower() and "LIMIT" not in query["sql"]]
    assert [sql for sql in whole if "streams_snapshot" not in sql and "streams_archiveday" not in sql] == []
    assert [query["sql"] for query in asked if '"streams_archiveblock"."' in query["sql"]] == []
    states = [query["sql"] for query in asked if '"world_residentstate"."' in query["sql"]]
    assert len(states) == 1
    assert " IN (" in states[0]


def test_the_report_is_for_people_and_for_programs(lived_town: LivedTown, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("db_report")
    told = capsys.readouterr().out
    call_command("db_report", "--json")
    found = json.loads(capsys.readouterr().out)

    assert "streams_event" in told
    assert found["total_bytes"] > 0
    assert {table["name"] for table in found["tables"]} >= {"streams_event", "world_residentstate"}
    assert found["runs"][-1]["decisions_are_estimate"] is False
