"""What pages read of work, loans and things: as of the moment that is looked at, in a bounded number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from streams.kernel.simtime import HOUR_S
from streams.models import Run
from streams.selectors.past import provide_parts
from streams.writer.driver import Driver
from tests.world.dealings.dealers import assemble, found_lively_run
from world.models import Employment, Item, Loan
from world.occupations import Occupation
from world.selectors.dealings import days_of_work, loans_of, things_of
from world.selectors.moments import Moment, moment_of, present
from world.selectors.residents import Wanted, list_residents, occupation_counts, resident_view
from world.selectors.work import work_history

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("streams.selectors.past._provided", [])
    provide_parts(assemble)
    run = found_lively_run(monkeypatch)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), run.start_sim_time + 8 * HOUR_S)
    driver.release_all()
    return run


def test_somebody_who_was_dismissed_is_shown_so_from_then_on_and_not_before(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    layoff = Employment.objects.of(run.pk).filter(cause=2).earliest("pk")
    now, before = at(run, layoff.sim_time + 1, monkeypatch), at(run, layoff.sim_time - HOUR_S, monkeypatch)

    dismissed, employed = (resident_view(moment, layoff.resident) for moment in (now, before))

    assert dismissed is not None
    assert employed is not None
    assert dismissed.workplace is None
    assert employed.workplace is not None
    assert employed.workplace.number == layoff.workplace_before
    assert (dismissed.purse.income_per_hour_cents, dismissed.occupation) == (0, Occupation(layoff.occupation).label)
    assert [change.cause for change in work_history(now, layoff.resident)] == ["laid_off"]
    assert work_history(before, layoff.resident) == []
    listed = list_residents(now, Wanted(occupation=Occupation(layoff.occupation)), limit=50)
    assert layoff.resident in [view.number for view in listed.items]
    assert listed.total == occupation_counts(now)[Occupation(layoff.occupation).label]
    label = Occupation(layoff.occupation_before).label
    assert occupation_counts(now)[label] < occupation_counts(before)[label]


def test_loans_are_listed_for_both_sides_and_things_for_their_owner(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    now = at(run, run.start_sim_time + 8 * HOUR_S, monkeypatch)
    loan = Loan.objects.of(run.pk).earliest("pk")
    item = Item.objects.of(run.pk).filter(owner__gt=0).earliest("pk")

    with CaptureQueriesContext(connection) as captured:
        lent, borrowed = loans_of(now, loan.lender), loans_of(now, loan.borrower)

    assert len(captured) == 2
    assert loan.number in [debt.number for debt in lent]
    assert loan.number in [debt.number for debt in borrowed]
    assert {debt.outcome for debt in lent} == {"open"}
    assert item.number in [owned.number for owned in things_of(now, item.owner)]
    assert item.changes


def test_the_town_tells_its_days_of_work_and_debts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    days = days_of_work(at(run, run.start_sim_time + 8 * HOUR_S, monkeypatch))

    assert len(days) == 2
    assert days[1].laid_off == Employment.objects.of(run.pk).filter(cause=2).count()
    assert sum(day.lent_cents for day in days) == sum(Loan.objects.of(run.pk).values_list("amount_cents", flat=True))
    assert 0 < days[1].unemployment_millionths < 1_000_000


def at(run: Run, sim_time: int, monkeypatch: pytest.MonkeyPatch) -> Moment:
    """Look at a moment as if it were the shown present or past of a clock that has come to the end of the run."""
    now = present(run)
    later = Moment(run=run, clock=now.clock, sim_time=now.sim_time)
    monkeypatch.setattr("world.selectors.moments.present", lambda _: _shown_late(later, run))
    return moment_of(run, sim_time)


def _shown_late(moment: Moment, run: Run) -> Moment:
    return Moment(run=run, clock=moment.clock, sim_time=type(moment.sim_time)(run.start_sim_time + 8 * HOUR_S))
