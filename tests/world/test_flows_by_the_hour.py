"""Flows of money of long ago are added up by the hour; whoever adds flows up gets the same sums as before."""

from collections import Counter

import pytest

from society.parts import assemble
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import ArchivedKind, ArchiveHead, Run, RunHead
from streams.selectors.record import given_at_fork
from streams.writer.fork import fork_run
from streams.writer.past import step_at
from tests.lived_town import LivedTown
from world.models import MoneyFlow, TownHour
from world.rows import MONEY_FLOWS
from world.services.flows import add_up_flows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
Sums = list[dict[int, int]]


def sums_between_hours(run: Run) -> Sums:
    """Add up by category what was between two full hours."""
    ends = TownHour.objects.of(run.pk).order_by("pk").values_list("last_flow", flat=True)
    sums, before = [], 0
    for end in ends:
        flows: Counter[int] = Counter()
        for flow in MoneyFlow.objects.between(run.pk, before + 1, end):
            flows[flow.category] += flow.amount_cents
        sums.append(dict(flows))
        before = end
    return sums


def age(run: Run, days: int) -> None:
    """Have a run go on for days; only its head says so."""
    RunHead.objects.filter(pk=run.pk).update(sim_time=days * DAY_S)


def test_flows_of_a_day_are_added_up_once_it_is_old_enough(lived_town: LivedTown) -> None:
    run = lived_town.run
    before, rows = sums_between_hours(run), MoneyFlow.objects.of(run.pk).count()
    age(run, 31)

    done = [add_up_flows(run, kept_days=30) for _ in range(2)]

    assert done == [True, False]
    assert sums_between_hours(run) == before
    midnight = TownHour.objects.of(run.pk).get(sim_time=DAY_S).last_flow
    first_day = [
        sums
        for sums, hour in zip(before, TownHour.objects.of(run.pk).order_by("pk"), strict=True)
        if hour.sim_time <= DAY_S
    ]
    assert MoneyFlow.objects.between(run.pk, 1, midnight).count() == sum(map(len, first_day))
    assert MoneyFlow.objects.of(run.pk).count() < rows
    assert ArchiveHead.objects.get(run=run, kind=ArchivedKind.FLOWS).sealed == midnight


def test_younger_flows_stay_as_they_are(lived_town: LivedTown) -> None:
    rows = MoneyFlow.objects.of(lived_town.run.pk).count()
    age(lived_town.run, 30)

    assert not add_up_flows(lived_town.run, kept_days=30)
    assert MoneyFlow.objects.of(lived_town.run.pk).count() == rows


def test_what_a_fork_has_inherited_stays_as_it_is(lived_town: LivedTown) -> None:
    run = lived_town.run
    child = fork_run(run, step=step_at(run, 15 * HOUR_S + 1234), assemble=assemble, name="fork", wall_ms=0)
    given = given_at_fork(child, MONEY_FLOWS.name)
    inherited = list(MoneyFlow.objects.between(run.pk, 1, given).order_by("pk").values())
    before, rows = sums_between_hours(run), MoneyFlow.objects.of(run.pk).count()
    age(run, 31)

    add_up_flows(run, kept_days=30)

    assert list(MoneyFlow.objects.between(run.pk, 1, given).order_by("pk").values()) == inherited
    assert sums_between_hours(run) == before
    assert MoneyFlow.objects.of(run.pk).count() < rows


def test_a_day_that_somebody_else_added_up_meanwhile_is_left(
    lived_town: LivedTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = lived_town.run
    age(run, 31)

    def overtaken(*args: object) -> int:
        monkeypatch.undo()
        add_up_flows(run, kept_days=30)
        return 0

    child = fork_run(run, step=step_at(run, 7 * HOUR_S), assemble=assemble, name="fork", wall_ms=0)
    before = sums_between_hours(run)
    monkeypatch.setattr("world.services.flows.given_at_fork", overtaken)

    add_up_flows(run, kept_days=30)

    assert child.parent == run
    assert sums_between_hours(run) == before
    assert ArchiveHead.objects.get(run=run, kind=ArchivedKind.FLOWS).day == 1
