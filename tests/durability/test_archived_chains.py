"""Finding one's way back into sealed days: a being's events by moment, through forks, in towns of any size, or not at all."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from society.operations.retention import tend_run
from society.parts import assemble
from streams.errors import ChainTooLong
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.log.archive import rows_between
from streams.log.read import chain_since, events_after, events_matching, sealed_seq_within
from streams.models import Account, Event, Run, RunHead
from streams.services.pruning import prune_before
from streams.writer.fork import fork_run
from streams.writer.past import step_at
from tests.durability.three_days import advance, three_days
from tests.kept_runs import kept
from world.events import WorldEvent
from world.models import ResidentState
from world.selectors import timeline as timelines
from world.selectors.moments import moment_of, present
from world.selectors.timeline import day_of, timeline

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
FOREVER = float("inf")
FORKED = DAY_S + 12 * HOUR_S
WINDOWS = [(hour * HOUR_S, (hour + span) * HOUR_S) for hour in range(7, 47, 3) for span in (2, 12)]


@pytest.fixture(scope="module")
def run_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Three days of twelve residents, the first two of which may be sealed."""
    with kept(three_days, lambda run: run, django_db_blocker) as run:
        yield run


@pytest.fixture
def run(run_of_the_module: Run, db: None, settings: LazySettings) -> Run:
    """Give that run; what a test archives is undone. Rows of no sealed day are kept."""
    settings.EVENT_ROWS_KEPT_DAYS = 0
    return run_of_the_module


@pytest.fixture
def child(run: Run) -> Run:
    """Fork the run in the middle of its second day; resident 5 does other things there."""
    forked = fork_run(run, step=step_at(run, FORKED), assemble=assemble, name="a fork", wall_ms=0)
    advance(forked, 2 * DAY_S + 12 * HOUR_S)
    return forked


def tend(run: Run) -> None:
    assert tend_run(run, deadline=FOREVER, rows_max=500)


def last_within(events: list[Event], after: int, until: int, *, sealed: int = 2 * DAY_S) -> int | None:
    """Find the last of resident 5 by looking at everything; None where the time goes beyond what is sealed."""
    hers = [event.seq for event in events if event.actor == 5 and event.prev_id and after < event.sim_time <= until]
    return max(hers, default=None) if until < sealed else None


def found_in(run: Run) -> list[int | None]:
    return [sealed_seq_within(run, 5, after=after, until=until) for after, until in WINDOWS]


def test_the_last_event_of_any_window_of_sealed_days_is_found(run: Run) -> None:
    events = events_after(run, 0, limit=100_000)
    expected = [last_within(events, after, until) for after, until in WINDOWS]
    assert found_in(run) == [None] * len(WINDOWS)

    tend(run)

    assert found_in(run) == expected


def test_in_a_fork_each_run_is_asked_for_its_own_part_only(run: Run, child: Run) -> None:
    events = events_after(child, 0, limit=100_000)
    expected = [last_within(events, after, until) for after, until in WINDOWS]

    tend(run)
    tend(child)

    assert found_in(child) == expected


def test_days_of_a_fork_that_are_not_sealed_are_not_taken_from_its_parent(run: Run, child: Run) -> None:
    events = events_after(child, 0, limit=100_000)

    tend(run)

    assert found_in(child) == [last_within(events, after, until, sealed=FORKED + 1) for after, until in WINDOWS]


def test_days_that_its_parent_went_on_with_and_lost_are_none_of_a_forks(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timelines, "_DAYS_WALKED", 0)
    child = fork_run(run, step=step_at(run, 20 * HOUR_S), assemble=assemble, name="a fork", wall_ms=0)
    advance(child, DAY_S + 2 * HOUR_S)
    day = day_of(present(child), 5, 0)
    tend(run)

    prune_before(run, before=2 * DAY_S)

    assert sealed_seq_within(child, 5, after=DAY_S + HOUR_S, until=DAY_S + 12 * HOUR_S) is None
    assert day_of(present(child), 5, 0) == day


@pytest.mark.parametrize("residents_max", [5, 20_000])
def test_every_span_of_a_sealed_day_is_that_of_the_rows_in_towns_of_any_size(
    run: Run, monkeypatch: pytest.MonkeyPatch, residents_max: int
) -> None:
    hours = [hour * HOUR_S for hour in range(6, 48)]
    rows = [timeline(present(run), 5, since=hour, until=hour + HOUR_S) for hour in hours]
    monkeypatch.setattr(timelines, "_DAYS_WALKED", 0)
    monkeypatch.setattr(timelines, "PAST_MAX_RESIDENTS", residents_max)

    tend(run)

    assert [timeline(present(run), 5, since=hour, until=hour + HOUR_S) for hour in hours] == rows


def test_a_day_that_the_walk_does_not_reach_is_not_shown_as_an_empty_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    last = ResidentState.objects.numbered(run.pk, 5).get().last_event
    monkeypatch.setattr(timelines, "ENTRIES_MAX", 20)
    monkeypatch.setattr(timelines, "PAST_MAX_RESIDENTS", 5)

    with pytest.raises(ChainTooLong, match="more than 20 events back"):
        day_of(present(run), 5, 0)
    with pytest.raises(ChainTooLong):
        chain_since(run, last, limit=3, since=0, actor=5)
    handle = Account.objects.numbered(run.pk, 5).get().handle
    page = client.get(reverse("resident", args=[run.pk, handle]), {"day": 1})

    assert "This day is too far back to be found" in page.content.decode()
    assert len(chain_since(run, last, limit=1_000, since=0, actor=5)) > 20


def test_matching_events_are_never_later_than_the_last_that_was_asked_for(
    run: Run, child: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_to: list[int] = []

    def noted(archived: Any, run_id: int, first: int, last: int, **how: Any) -> Any:
        read_to.append(last)
        return rows_between(archived, run_id, first, last, **how)

    monkeypatch.setattr("streams.log.read.rows_between", noted)
    acted = [event.seq for event in events_after(child, 0, limit=100_000) if event.kind == WorldEvent.ACTED]
    ends = [10, 100, (child.fork_seq or 0), (child.fork_seq or 0) + 5]
    tend(run)

    found = [_acted_up_to(child, end) for end in ends]

    assert found == [[seq for seq in acted if seq <= end] for end in ends]
    assert read_to
    assert all(end <= max(ends) for end in read_to)


def test_a_past_moment_ends_with_the_step_that_covers_it(run: Run) -> None:
    then = moment_of(run, FORKED + 1234)

    covered = [event for event in events_after(run, 0, limit=100_000) if event.sim_time <= FORKED + 1234]

    assert then.last_seq >= covered[-1].seq
    assert then.last_seq < present(run).last_seq == RunHead.objects.get(pk=run.pk).seq


def _acted_up_to(run: Run, end: int) -> list[int]:
    found = events_matching(run, after_seq=0, last_seq=end, until=10 * DAY_S, any_of=[{"kind": WorldEvent.ACTED}])
    return [event.seq for event in found]
