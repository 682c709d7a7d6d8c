"""Pruning: what would go is said first, what forks read stays, and who looks for what went is told from when on there is more."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from agents.selectors.why import why
from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.operations.retention import tend_run
from society.parts import assemble
from streams.errors import DayPruned, HistoryLost, PlanChanged
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import Account, ArchiveDay, Inbox, Run, RunHead, RunLease, Snapshot, Step
from streams.services.inbox import append_command
from streams.services.pruning import Pruning, plan_pruning, prune_before
from streams.services.pruning import prune as prune_as_shown
from streams.writer.driver import Driver
from streams.writer.fork import fork_run
from streams.writer.past import state_at, step_at
from streams.writer.runs import Assemble
from streams.writer.stepper import Stepper
from streams.writer.verify import verify_run
from tests.kept_runs import forget
from world.commands import DIRECT, DirectBody
from world.models import LedgerEntry
from world.selectors.moments import moment_of, present
from world.selectors.timeline import day_of, timeline

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
FOREVER = float("inf")
BEFORE = "2024-01-02T12:00:00"


@pytest.fixture(scope="module")
def run_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Three days of twelve residents, with an order every five hours."""
    with django_db_blocker.unblock():
        made = found_scenario(with_overrides(load_scenario("willowbrook"), count=12), is_default=True)
        live(made, 2 * DAY_S + 6 * HOUR_S)
    yield made
    with django_db_blocker.unblock():
        forget(made)


@pytest.fixture
def run(run_of_the_module: Run, db: None, settings: LazySettings) -> Run:
    """Give that run with its first two days in the archive only; what a test prunes is undone."""
    settings.EVENT_ROWS_KEPT_DAYS = 0
    tend_run(run_of_the_module, deadline=FOREVER, rows_max=10_000)
    return run_of_the_module


def live(run: Run, until: int) -> None:
    """Let a run live, and somebody be told what to do every five hours."""
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(run)
    began = RunHead.objects.get(pk=run.pk).sim_time
    for turn, at in enumerate(range(began + 5 * HOUR_S, until, 5 * HOUR_S)):
        driver.advance_until(session, at)
        append_command(run, DIRECT, DirectBody(resident=1 + turn % 12, action="rest", place=1))
    driver.advance_until(session, until)
    driver.release_all()


def replayed_to(run: Run, at: int) -> str:
    """Re-execute a run up to a moment, from the snapshot before it; return the digest there."""
    return state_at(run, step_at(run, at), assemble).head.digest


def recorded_at(run: Run, at: int) -> str:
    step = Step.objects.of(run.pk).filter(sim_time__lte=at).order_by("-pk").first()
    assert step is not None
    return step.digest


def fork(run: Run, at: int) -> Run:
    return fork_run(run, step=step_at(run, at), assemble=assemble, name="a fork", wall_ms=0)


def prune(run: Run, capsys: pytest.CaptureFixture[str], **how: object) -> str:
    call_command("prune_events", run=run.pk, before=BEFORE, **how)
    return capsys.readouterr().out


def pruned_days(run: Run) -> list[int]:
    return [day.day for day in ArchiveDay.objects.of(run.pk).filter(is_pruned=True).order_by("pk")]


def test_a_dry_run_says_what_would_go_and_changes_nothing(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    before = list(ArchiveDay.objects.values()), Snapshot.objects.count()

    said = prune(run, capsys, dry_run=True)

    first = ArchiveDay.objects.of(run.pk).order_by("pk")[0]
    assert f"1 days, 2024-01-01 to 2024-01-01: {first.rows:,} events" in said
    assert "up to 2024-01-02T00:00:00" in said
    assert "snapshots" in said
    assert (list(ArchiveDay.objects.values()), Snapshot.objects.count()) == before


def test_what_was_pruned_is_gone_and_the_rest_is_sound(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    lost: list[int] = []
    events = ArchiveDay.objects.of(run.pk).order_by("pk")[0].rows
    transfers = LedgerEntry.objects.of(run.pk).count()

    prune(run, capsys, yes=True)

    assert pruned_days(run) == [0]
    assert list(verify_run(run, assemble, on_lost=lost.append)) == []
    assert sum(lost) == events
    assert LedgerEntry.objects.of(run.pk).count() == transfers


def test_who_looks_at_a_pruned_day_is_told_from_when_on_there_is_more(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    prune(run, capsys, yes=True)

    with pytest.raises(DayPruned, match="kept from 2024-01-02T00:00:00 on"):
        day_of(present(run), 5, 0)
    assert day_of(present(run), 5, DAY_S) != []
    assert timeline(present(run), 5, since=0)[-1].since >= DAY_S


def test_why_on_a_pruned_day_is_no_longer_known(run: Run, capsys: pytest.CaptureFixture[str], client: Client) -> None:
    pruned, kept = day_of(present(run), 5, 0)[-2], day_of(present(run), 5, DAY_S)[-2]
    prune(run, capsys, yes=True)

    asked = client.get(f"/api/v1/agents/5/why/{pruned.seq}")

    assert why(present(run), 5, pruned.seq) is None
    assert why(present(run), 5, kept.seq) is not None
    assert asked.status_code == 404


def test_the_page_of_a_pruned_day_says_so(run: Run, capsys: pytest.CaptureFixture[str], client: Client) -> None:
    prune(run, capsys, yes=True)

    handle = Account.objects.numbered(run.pk, 5).get().handle
    page = client.get(reverse("resident", args=[run.pk, handle]), {"day": 1}).content.decode()

    assert "This day was pruned." in page


def test_a_pruned_moment_can_neither_be_looked_at_nor_forked(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    prune(run, capsys, yes=True)

    with pytest.raises(HistoryLost):
        moment_of(run, 20 * HOUR_S)
    with pytest.raises(HistoryLost):
        fork(run, 20 * HOUR_S)
    assert moment_of(run, DAY_S + HOUR_S).sim_time == DAY_S + HOUR_S


def test_what_a_fork_reads_stays(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    child = fork(run, 12 * HOUR_S)

    said = prune(run, capsys, yes=True)

    assert "stays, because they read it: a fork" in said
    assert pruned_days(run) == []
    assert day_of(present(child), 5, 0) != []


def test_what_came_after_the_last_fork_may_go(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    child = fork(run, 12 * HOUR_S)

    call_command("prune_events", run=run.pk, before="2024-01-03T00:00:00", yes=True)

    assert pruned_days(run) == [1]
    assert list(verify_run(child, assemble)) == []
    assert list(verify_run(run, assemble)) == []
    with pytest.raises(DayPruned):
        moment_of(run, DAY_S + 12 * HOUR_S)


def test_all_that_is_kept_on_both_sides_of_pruned_days_is_re_executed_with_its_commands(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    fork(run, 7 * HOUR_S)
    hours = [at * HOUR_S for at in (8, 12, 18, 23, 24, 48, 49, 51, 54)]
    expected = [recorded_at(run, at) for at in hours]

    call_command("prune_events", run=run.pk, before="2024-01-03T00:00:00", yes=True)

    assert pruned_days(run) == [1]
    assert [replayed_to(run, at) for at in hours] == expected
    assert [RunHead.objects.get(pk=fork(run, at).pk).digest for at in (18 * HOUR_S, 49 * HOUR_S)] == [
        recorded_at(run, 18 * HOUR_S),
        recorded_at(run, 49 * HOUR_S),
    ]


def test_commands_go_with_their_days_and_those_of_kept_days_stay(run: Run) -> None:
    fork(run, 7 * HOUR_S)

    call_command("prune_events", run=run.pk, before="2024-01-03T00:00:00", yes=True)

    steps = [command.applied_step or 0 for command in Inbox.objects.filter(run=run).order_by("applied_step")]
    at = [Step.objects.numbered(run.pk, step).get().sim_time // DAY_S for step in steps]
    assert at == [0, 0, 0, 2]
    first_event = DAY_S + 6 * HOUR_S
    assert not Snapshot.objects.of(run.pk).filter(sim_time__gt=first_event, sim_time__lt=2 * DAY_S).exists()


def test_pruning_day_after_day_leaves_no_snapshot_in_between(run: Run) -> None:
    for before in ("2024-01-02T00:00:00", "2024-01-03T00:00:00"):
        call_command("prune_events", run=run.pk, before=before, yes=True)

    assert pruned_days(run) == [0, 1]
    assert not Snapshot.objects.of(run.pk).filter(sim_time__lt=2 * DAY_S).exists()
    assert replayed_to(run, 2 * DAY_S + 5 * HOUR_S) == recorded_at(run, 2 * DAY_S + 5 * HOUR_S)


def test_what_was_shown_is_pruned_or_nothing(run: Run) -> None:
    shown = plan_pruning(run, before=2 * DAY_S)
    fork(run, DAY_S + HOUR_S)
    kept = Snapshot.objects.count(), Inbox.objects.count()

    with pytest.raises(PlanChanged, match="Look again"):
        prune_as_shown(shown)

    assert pruned_days(run) == []
    assert (Snapshot.objects.count(), Inbox.objects.count()) == kept


def test_the_command_refuses_a_plan_that_is_no_longer_true(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def forked_meanwhile(run: Run, *, before: int) -> Pruning:
        shown = plan_pruning(run, before=before)
        fork(run, 12 * HOUR_S)
        return shown

    monkeypatch.setattr("society.management.commands.prune_events.plan_pruning", forked_meanwhile)

    with pytest.raises(CommandError, match="has changed since it was shown"):
        call_command("prune_events", run=run.pk, before=BEFORE, yes=True)

    assert pruned_days(run) == []


def test_what_is_just_being_pruned_cannot_be_forked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def pruned_meanwhile(run: Run, step: int, assemble: Assemble) -> Stepper:
        stepper = state_at(run, step, assemble)
        prune_before(run, before=DAY_S)
        return stepper

    monkeypatch.setattr("streams.writer.fork.state_at", pruned_meanwhile)

    with pytest.raises(HistoryLost, match="while it was being forked"):
        fork(run, 12 * HOUR_S)

    assert not Run.objects.filter(parent=run).exists()


def test_a_fork_and_a_pruning_wait_for_each_other(run: Run) -> None:
    with CaptureQueriesContext(connection) as forking:
        fork(run, DAY_S + 12 * HOUR_S)
    with CaptureQueriesContext(connection) as pruning:
        prune_before(run, before=DAY_S)

    # SQLite has no locks on rows: there is one writing transaction at a time
    locked = [any("NO KEY UPDATE" in query["sql"] for query in queries) for queries in (forking, pruning)]
    assert locked == [connection.features.has_select_for_no_key_update] * 2


def test_days_that_are_rows_still_are_left_and_named(run: Run, settings: LazySettings) -> None:
    child = fork(run, 12 * HOUR_S)
    live(child, DAY_S + 2 * HOUR_S)
    settings.EVENT_ROWS_KEPT_DAYS = 5
    tend_run(child, deadline=FOREVER, rows_max=10_000)

    pruning = plan_pruning(child, before=DAY_S)

    assert (pruning.days, pruning.still_rows) == ([], 1)


def test_retention_prunes_by_itself_where_the_settings_say_so(run: Run, settings: LazySettings) -> None:
    settings.HISTORY_KEPT_DAYS = 1

    tend_run(run, deadline=FOREVER, rows_max=10_000)

    assert pruned_days(run) == [0]


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"before": None}, "Say from before when"),
        ({"before": "2031-01-01T00:00:00"}, "has not come yet"),
        ({"before": "last week"}, "is not a world time"),
        ({"before": BEFORE}, "Add --yes"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, how: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("prune_events", run=run.pk, **how)

    assert pruned_days(run) == []


def test_a_time_before_which_nothing_is_sealed_loses_nothing(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("prune_events", run=run.pk, before="2024-01-01T12:00:00", yes=True)

    assert "Nothing of" in capsys.readouterr().out
    assert RunHead.objects.get(pk=run.pk).seq > 0
