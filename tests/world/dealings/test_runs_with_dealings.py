"""Work, loans and things in a run: what the tables say is what memory holds, after a restart, in the past and in a fork."""

import numpy as np
import pytest

from streams.kernel.simtime import HOUR_S
from streams.models import Run, RunHead, RunLease
from streams.writer.driver import Driver
from streams.writer.fork import fork_run
from streams.writer.past import replay, state_at, step_at
from streams.writer.runs import facts_of, load_stepper
from streams.writer.verify import verify_run
from tests.world.dealings.dealers import assemble, found_lively_run
from world.models import Employment, Item, Loan, TownDay

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def advance(run: Run, hours: float) -> RunHead:
    """Drive a run until so many simulated hours after its start."""
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), run.start_sim_time + round(hours * HOUR_S))
    driver.release_all()
    return RunHead.objects.get(pk=run.pk)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return found_lively_run(monkeypatch)


def test_a_run_with_layoffs_and_loans_is_restarted_replayed_verified_and_forked(run: Run) -> None:
    # from 18:00 to 18:00: friends lend in the evening, and at midnight, after a restart, tills are empty
    advance(run, 5)
    head = advance(run, 24)
    assert Employment.objects.of(run.pk).filter(cause=2).exists()
    assert Loan.objects.of(run.pk).filter(ended_step=0).exists()
    assert Item.objects.of(run.pk).filter(owner__gt=0).exists()

    assert list(verify_run(run, assemble)) == []

    layoff = Employment.objects.of(run.pk).filter(cause=2).earliest("pk")
    list(replay(run, assemble, from_step=layoff.step - 1, to_step=layoff.step + 1))  # checks every digest
    for moment in (layoff.sim_time - 2 * HOUR_S, layoff.sim_time + HOUR_S):
        child = fork_run(run, step=step_at(run, moment), assemble=assemble, name="fork", wall_ms=0)
        assert list(verify_run(child, assemble)) == []
        same = advance(child, 24)
        assert (same.digest, same.seq) == (head.digest, head.seq)
        loans = ("lender", "repaid_cents", "outcome", "ended_step")
        days = ("sim_time", "unemployed", "hired", "laid_off", "lent_cents", "repaid_cents", "owed_cents")
        for model, columns in ((Loan, loans), (TownDay, days)):
            assert rows(model, child, columns) == rows(model, run, columns)


def rows(model: type[Loan | TownDay], run: Run, columns: tuple[str, ...]) -> list[tuple[int, ...]]:
    """Read a run's rows in the order of their numbers: a database gives them in any."""
    return list(model.objects.of(run.pk).order_by("pk").values_list(*columns))


def test_what_is_loaded_from_tables_is_what_re_execution_gives(run: Run) -> None:
    head = advance(run, 16)

    loaded = load_stepper(run, assemble(facts_of(run)))
    again = state_at(run, head.step, assemble)

    mine = {name: values for name, values in loaded.state().items() if name.startswith("dealings.")}
    assert {name: values.tolist() for name, values in mine.items()} == {
        name: values.tolist() for name, values in again.state().items() if name in mine
    }
    personas = [stepper.parts[1].engine.around.persona for stepper in (loaded, again)]  # type: ignore[attr-defined]
    for name in ("occupation", "workplace", "shift_start_s", "bedtime_s"):
        assert np.array_equal(getattr(personas[0], name), getattr(personas[1], name))


def test_a_fork_before_a_layoff_has_the_post_still_filled(run: Run) -> None:
    advance(run, 8)
    layoff = Employment.objects.of(run.pk).filter(cause=2).earliest("pk")
    before = layoff.sim_time - 2 * HOUR_S

    child = fork_run(run, step=step_at(run, before), assemble=assemble, name="fork", wall_ms=0)

    assert not Employment.objects.of(child.pk).filter(resident=layoff.resident).exists()
    engine = load_stepper(child, assemble(facts_of(child))).parts[1].engine  # type: ignore[attr-defined]
    assert engine.around.persona.workplace[layoff.resident] == layoff.workplace_before
