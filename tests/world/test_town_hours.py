"""The few figures that the engine keeps of the town's money and crowds are those that everything together gives."""

import numpy as np
import pytest
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from society.parts import assemble
from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.models import Snapshot
from streams.writer.fork import fork_run
from streams.writer.past import step_at
from streams.writer.runs import facts_of, load_stepper
from streams.writer.snapshots import unpack
from tests.lived_town import LivedTown
from world.checks import check_seats
from world.economy.spread import MILLION, gini_millionths
from world.models import LedgerEntry, MoneyFlow, PlaceState, ResidentState, TownHour
from world.part import WorldPart
from world.selectors.economy import economy_of
from world.selectors.moments import moment_of, present


def plain_gini(money: list[int]) -> float:
    """Measure it as a textbook does: the mean distance of two purses, by twice the mean."""
    owned = np.maximum(np.array(money, dtype=np.float64), 0)
    total = owned.sum()
    if not total:
        return 0.0
    return float(np.abs(owned[:, None] - owned[None, :]).sum() / (2 * len(owned) * total))


@given(st.lists(st.integers(-(10**6), 10**12), min_size=1, max_size=60))
def test_whole_numbers_give_the_gini_of_the_textbook(money: list[int]) -> None:
    assert gini_millionths(np.array(money)) / MILLION == pytest.approx(plain_gini(money), abs=2e-6)


def test_a_million_large_purses_do_not_overflow() -> None:
    one_owns_all = np.zeros(1_000_000, dtype=np.int64)
    one_owns_all[7] = 10**13

    assert gini_millionths(one_owns_all) == MILLION - 1
    assert gini_millionths(np.full(1_000_000, 10**12)) == 0


def test_every_full_hour_and_the_first_moment_are_kept(lived_town: LivedTown) -> None:
    run = lived_town.run
    hours = range(run.start_sim_time, lived_town.now + 1, HOUR_S)

    assert list(TownHour.objects.of(run.pk).order_by("pk").values_list("sim_time", flat=True)) == list(hours)


def test_a_kept_hour_is_what_the_snapshot_of_that_hour_holds(lived_town: LivedTown) -> None:
    run = lived_town.run
    kept = TownHour.objects.of(run.pk).get(sim_time=DAY_S)
    snapshot = Snapshot.objects.of(run.pk).get(sim_time=DAY_S)
    columns = unpack(bytes(snapshot.body))

    money, till = columns["world.residents.money"][1:], columns["world.places.till"][1:]

    assert (kept.wealth_cents, kept.tills_cents) == (int(money.sum()), int(till.sum()))
    assert kept.gini_millionths == gini_millionths(money)
    assert kept.in_debt + kept.struggling + kept.tight + kept.stable + kept.wealthy == len(money)


def test_flows_add_up_to_the_ledger_by_category(lived_town: LivedTown) -> None:
    flows = MoneyFlow.objects.of(lived_town.run.pk).order_by().values_list("category").annotate(Sum("amount_cents"))
    ledger = LedgerEntry.objects.of(lived_town.run.pk).order_by().values_list("category").annotate(Sum("amount_cents"))

    assert dict(flows) == dict(ledger)
    assert len(dict(flows)) > 3


def test_people_are_counted_where_they_are(lived_town: LivedTown) -> None:
    states = ResidentState.objects.of(lived_town.run.pk)

    counted = {row.number: row.inside for row in PlaceState.objects.of(lived_town.run.pk) if row.inside}

    assert counted == {
        place: states.filter(place=place).count() for place in set(states.values_list("place", flat=True))
    }


def test_a_wrong_count_is_found(lived_town: LivedTown) -> None:
    parts = assemble(facts_of(lived_town.run))
    load_stepper(lived_town.run, parts)
    world = next(part for part in parts if isinstance(part, WorldPart))

    before = check_seats(world.engine)
    world.engine.places.inside[3] += 1
    world.engine.places.working[4] -= 1

    assert before == []
    assert check_seats(world.engine) == ["the counts of who is at each place differ from where the residents are"]


def test_a_town_whose_rows_hold_no_counts_yet_is_counted_when_it_is_loaded(lived_town: LivedTown) -> None:
    rows = PlaceState.objects.of(lived_town.run.pk)
    expected = list(rows.order_by("pk").values_list("inside", "asleep", "working"))
    rows.update(inside=0, asleep=0, working=0)

    parts = assemble(facts_of(lived_town.run))
    load_stepper(lived_town.run, parts)

    places = next(part for part in parts if isinstance(part, WorldPart)).engine.places
    assert list(zip(places.inside[1:], places.asleep[1:], places.working[1:], strict=True)) == expected


def test_a_fork_knows_the_hours_of_its_parent(lived_town: LivedTown) -> None:
    run = lived_town.run
    fork = fork_run(run, step=step_at(run, DAY_S + HOUR_S), assemble=assemble, name="fork", wall_ms=0)

    theirs, ours = economy_of(moment_of(run, DAY_S + HOUR_S)), economy_of(present(fork))

    assert [midnight.sim_time for midnight in ours.trend] == [DAY_S]
    assert ours.trend == theirs.trend
    assert TownHour.objects.filter(pk__gte=key_of(fork.pk, 0), pk__lt=key_of(fork.pk + 1, 0)).count() == 0
