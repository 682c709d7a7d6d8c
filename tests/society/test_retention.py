"""Retention: what grows stays within bounds, done in small pieces by whoever has time."""

import time

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, OperationalError

from agents.models import Decision
from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.models import FailedTask
from society.operations import retention
from society.operations.retention import ROWS_KEPT_DAYS, Tender, tend_run, tend_runs
from society.simulation import Simulation
from streams.errors import HistoryLost
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import ArchiveDay, ArchivedKind, ArchiveHead, Event, Run, RunHead
from tests.lived_town import LivedTown
from world.models import PlaceHour

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
FOREVER = float("inf")


@pytest.fixture
def long_ago(lived_town: LivedTown) -> Run:
    """A town's day as it stands when the run has gone on for forty days; only its head says so."""
    RunHead.objects.filter(pk=lived_town.run.pk).update(sim_time=40 * DAY_S)
    return lived_town.run


def test_weighed_options_and_fullness_are_kept_for_a_month(long_ago: Run) -> None:
    assert Decision.objects.of(long_ago.pk).exists()
    assert PlaceHour.objects.of(long_ago.pk).exists()

    while retention._forget_oldest(long_ago, Decision, 700) or retention._forget_oldest(long_ago, PlaceHour, 700):
        pass

    assert not Decision.objects.of(long_ago.pk).exists()
    assert not PlaceHour.objects.of(long_ago.pk).exists()


def test_younger_ones_stay(lived_town: LivedTown) -> None:
    at = lived_town.run.start_sim_time + HOUR_S + ROWS_KEPT_DAYS * DAY_S
    RunHead.objects.filter(pk=lived_town.run.pk).update(sim_time=at)

    while retention._forget_oldest(lived_town.run, Decision, 100):
        pass

    oldest = Decision.objects.of(lived_town.run.pk).order_by("pk").first()
    assert oldest is not None
    assert 0 <= oldest.sim_time - (at - ROWS_KEPT_DAYS * DAY_S) < HOUR_S


def test_what_is_left_to_do_is_said(lived_town: LivedTown) -> None:
    assert not tend_run(lived_town.run, deadline=time.monotonic() - 1, rows_max=1_000)
    assert tend_run(lived_town.run, deadline=FOREVER, rows_max=1_000)
    assert not tend_runs(seconds=60, rows_max=1_000)


def test_an_engine_tends_its_runs_when_it_has_rested(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    tender = Tender()

    tender()
    assert not ArchiveDay.objects.exists()
    monkeypatch.setattr(tender, "_next_s", 0.0)
    tender()

    assert ArchiveDay.objects.of(lived_town.run.pk).exists()


def test_one_runs_fault_is_kept_and_holds_up_no_other(lived_town: LivedTown) -> None:
    broken = found_scenario(with_overrides(load_scenario("willowbrook"), count=12))
    simulation = Simulation(broken, say=lambda line: None)
    simulation.advance_steps(3)
    simulation.close()
    RunHead.objects.filter(pk=broken.pk).update(sim_time=2 * DAY_S)
    Event.objects.filter(pk=key_of(broken.pk, 5)).delete()

    tend_runs(seconds=60, rows_max=1_000)

    assert "verify_run says which" in FailedTask.objects.get(task=f"sealing events of run {broken.pk}").message
    assert ArchiveDay.objects.of(lived_town.run.pk).exists()
    assert not ArchiveDay.objects.of_table(broken.pk, ArchivedKind.EVENTS).exists()
    assert ArchiveDay.objects.of_table(broken.pk, ArchivedKind.LEDGER).exists()


@pytest.mark.parametrize("fault", [HistoryLost("a row is missing"), IntegrityError("a key twice"), ValueError("2**40")])
def test_one_kind_of_work_that_fails_is_counted_and_stops_no_other(
    long_ago: Run, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def broken(*args: object, **how: object) -> bool:
        raise fault

    monkeypatch.setattr(retention, "seal_some", broken)
    monkeypatch.setattr(retention, "delete_some", broken)

    done = [tend_run(long_ago, deadline=FOREVER, rows_max=1_000) for _ in range(2)]

    assert done == [True, True]
    assert not Decision.objects.of(long_ago.pk).exists()
    assert not PlaceHour.objects.of(long_ago.pk).exists()
    kept = FailedTask.objects.get(task=f"sealing ledger of run {long_ago.pk}")
    assert (kept.times, kept.message) == (2, str(fault))
    assert "in broken" in kept.traceback
    assert FailedTask.objects.count() == 4


def test_a_database_that_is_away_fails_all_work_at_once(lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object, **how: object) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(retention, "seal_some", away)
    monkeypatch.setattr(retention, "keep_dead_letter", away)

    with pytest.raises(OperationalError):
        tend_runs(seconds=60, rows_max=1_000)


def test_a_simulation_tells_of_an_archive_that_stays_behind_and_goes_on(
    lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **how: object) -> bool:
        raise HistoryLost("a row is missing")

    monkeypatch.setattr(retention, "seal_some", broken)
    said: list[str] = []
    simulation = Simulation(lived_town.run, say=said.append)

    simulation.advance_until(lived_town.now + HOUR_S)
    simulation.close()

    assert "The archive stays behind (sealing events): a row is missing" in said
    assert RunHead.objects.get(pk=lived_town.run.pk).sim_time == lived_town.now + HOUR_S


def test_simulating_days_archives_them_and_counts_what_was_done(settings: LazySettings, db: None) -> None:
    settings.EVENT_ROWS_KEPT_DAYS = 0
    run = found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True)
    said: list[str] = []
    simulation = Simulation(run, say=said.append)

    simulation.advance_until(2 * DAY_S + 4 * HOUR_S)
    simulation.close()

    head = ArchiveHead.objects.get(run=run, kind=1)
    counted = int(said[-1].split()[1])
    assert head.rows_from == head.sealed + 1 > 1
    assert head.sealed / 2 < counted <= RunHead.objects.get(pk=run.pk).seq
