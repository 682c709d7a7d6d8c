"""Coming and going is history: loaded, forked and re-executed at any step around it, a run goes on as it was."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pytest_django import DjangoDbBlocker

from society.parts import assemble
from streams.models import Run, RunHead
from streams.network.commands import JOIN, JoinBody
from streams.services.inbox import append_command
from streams.writer.fork import fork_run
from streams.writer.past import state_at
from streams.writer.runs import facts_of
from streams.writer.stores import open_store
from streams.writer.verify import verify_run
from tests.kept_runs import kept
from tests.world.population.movers import advance, found, restless
from world.commands import BALANCE, BalanceBody
from world.models import BalanceSwitch, Move, MoveKind, ResidentState
from world.selectors.moments import moment_of
from world.selectors.residents import resident_views

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
MIDNIGHT_H = 24 + 1 / 30
"""Hours from the start to the second midnight, at which somebody comes and, by then, somebody leaves."""


def eventful(*, social: bool) -> Run:
    """A run shortly before a midnight at which one comes and some leave."""
    run = found(restless(social=social, debt_days=1, unhappy_days=1, unhappy_below=100))
    advance(run, MIDNIGHT_H - 0.05)
    assert not Move.objects.of(run.pk).exists()
    return run


@pytest.fixture(scope="module")
def eve(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Have one such run, with a network, for all tests of the module."""
    with kept(sociable, lambda run: run, django_db_blocker) as run:
        yield run


def sociable() -> Run:
    return eventful(social=True)


@pytest.fixture
def run(eve: Run, db: None) -> Run:
    """Give that run; how it goes on in a test is undone."""
    return eve


def test_loading_at_every_step_around_a_move_changes_nothing(run: Run) -> None:
    loaded_at_every_step(run)


def test_loading_at_every_step_around_a_move_changes_nothing_without_a_network() -> None:
    loaded_at_every_step(eventful(social=False))


def loaded_at_every_step(run: Run) -> None:
    head = RunHead.objects.get(pk=run.pk)
    child = fork_run(run, step=head.step, assemble=assemble, name="fork", wall_ms=0)

    ahead = advance(run, MIDNIGHT_H + 0.25)
    heads = [advance(child, MIDNIGHT_H - 0.05 + step / 60) for step in range(1, 19)]

    assert {move.kind for move in Move.objects.of(run.pk)} == set(MoveKind)
    assert (heads[-1].digest, heads[-1].seq, heads[-1].counters) == (ahead.digest, ahead.seq, ahead.counters)
    assert list(verify_run(run, assemble)) == []
    assert list(verify_run(child, assemble)) == []


def test_the_loaded_present_is_the_state_that_was_lived(run: Run) -> None:
    head = advance(run, MIDNIGHT_H + 1)

    lived = state_at(run, head.step, assemble)
    loaded: dict[str, Any] = {}
    for part in assemble(facts_of(run)):
        part.load(open_store(), facts_of(run), None)
        loaded |= {f"{part.name}.{name}": values for name, values in part.state().items()}

    assert loaded.keys() == lived.state().keys()
    assert [name for name, values in lived.state().items() if not np.array_equal(values, loaded[name])] == []


def test_a_fork_before_a_move_lives_through_it_again(run: Run) -> None:
    before = RunHead.objects.get(pk=run.pk).step
    ahead = advance(run, MIDNIGHT_H + 0.5)

    child = fork_run(run, step=before, assemble=assemble, name="fork", wall_ms=0)
    after = fork_run(run, step=ahead.step, assemble=assemble, name="fork", wall_ms=0)

    assert not Move.objects.of(child.pk).exists()
    assert advance(child, MIDNIGHT_H + 0.5).digest == ahead.digest
    assert list(Move.objects.of(child.pk).values_list("resident", "kind", "sim_time")) == list(
        Move.objects.of(run.pk).values_list("resident", "kind", "sim_time")
    )
    assert advance(after, MIDNIGHT_H + 2).digest == advance(run, MIDNIGHT_H + 2).digest
    assert list(verify_run(after, assemble)) == []


def test_the_past_shows_who_lived_there_then(run: Run) -> None:
    before = run.start_sim_time + round((MIDNIGHT_H - 0.1) * 3600)
    advance(run, MIDNIGHT_H + 1)
    came = set(Move.objects.of(run.pk).filter(kind=MoveKind.CAME).values_list("resident", flat=True))
    left = set(Move.objects.of(run.pk).filter(kind=MoveKind.LEFT).values_list("resident", flat=True))

    then = {view.number for view in resident_views(moment_of(run, before))}

    assert then == set(range(1, 13))
    assert came
    assert came.isdisjoint(then)
    assert left <= then


def test_an_account_of_a_person_lies_between_founders_and_newcomers() -> None:
    run = found(restless(debt_days=9))
    append_command(run, JOIN, JoinBody(handle="visitor", display_name="A Visitor"))
    advance(run, MIDNIGHT_H - 0.05)
    child = fork_run(run, step=RunHead.objects.get(pk=run.pk).step, assemble=assemble, name="fork", wall_ms=0)

    ahead = advance(run, MIDNIGHT_H + 10)
    for hours in (0.1, 1, 8):
        advance(child, MIDNIGHT_H + hours)
    same = advance(child, MIDNIGHT_H + 10)

    assert list(Move.objects.of(run.pk).values_list("resident", flat=True)) == [14]
    assert {view.number for view in resident_views(moment_of(run, None))} == {*range(1, 13), 14}
    assert ResidentState.objects.numbered(run.pk, 14).get().decisions > 5
    assert same.digest == ahead.digest
    assert list(verify_run(run, assemble)) == []
    assert list(verify_run(child, assemble)) == []


def test_an_operator_starts_and_stops_it() -> None:
    run = found(restless(social=False, enabled=False, unhappy_days=1, unhappy_below=100))
    advance(run, 1)
    append_command(run, BALANCE, BalanceBody(is_on=True))
    advance(run, MIDNIGHT_H + 0.1)
    came = Move.objects.of(run.pk).filter(kind=MoveKind.CAME).count()
    append_command(run, BALANCE, BalanceBody(is_on=False))
    ahead = advance(run, MIDNIGHT_H + 24.1)

    assert came == 1
    assert Move.objects.of(run.pk).filter(kind=MoveKind.CAME).count() == 1
    assert list(BalanceSwitch.objects.of(run.pk).order_by("pk").values_list("is_on", flat=True)) == [True, False]
    assert list(verify_run(run, assemble)) == []
    assert state_at(run, ahead.step, assemble).head.digest == ahead.digest
