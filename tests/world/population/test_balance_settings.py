"""Each rule by which people come and go decides who does: changed shortly before a midnight, others come or leave."""

import json
from typing import Any

import pytest

from society.parts import assemble
from streams.models import Run, RunHead
from streams.writer.fork import fork_run
from tests.kept_runs import forget
from tests.world.population.movers import advance, found, restless
from world.models import Hardship, Move, MoveKind, MoveReason, ResidentState

pytestmark = pytest.mark.django_db
MIDNIGHT_H = 24 + 1 / 30
UNHURRIED: dict[str, Any] = {"debt_days": 9, "unhappy_days": 9, "unhappy_below": 100, "cooldown_days": 1}
"""Everybody is unhappy, but nobody for so long that she leaves."""


@pytest.fixture(scope="module")
def eve(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        run = found(restless(social=False, **UNHURRIED))
        advance(run, MIDNIGHT_H - 0.05)
    yield run
    with django_db_blocker.unblock():
        forget(run)


def next_day(eve: Run, **balance: Any) -> list[tuple[int, int]]:
    """Go on for some minutes in a fork under other rules; return kind and reason of the moves."""
    step = RunHead.objects.get(pk=eve.pk).step
    child = fork_run(eve, step=step, assemble=assemble, name="fork", wall_ms=0)
    scenario = json.loads(child.scenario)
    scenario["population"]["balance"] |= balance
    Run.objects.filter(pk=child.pk).update(scenario=json.dumps(scenario))
    advance(Run.objects.get(pk=child.pk), MIDNIGHT_H + 0.1)
    return list(Move.objects.of(child.pk).order_by("pk").values_list("kind", "reason"))


def test_somebody_comes_for_work_that_nobody_does(eve: Run) -> None:
    assert next_day(eve) == [(MoveKind.CAME, MoveReason.WORK)]


@pytest.mark.parametrize("changed", [{"ceiling": 12}, {"cooldown_days": 2}])
def test_nobody_comes_into_a_full_town_or_too_soon(eve: Run, changed: dict[str, Any]) -> None:
    assert next_day(eve, **changed) == []


def test_who_is_unhappy_for_too_long_leaves(eve: Run) -> None:
    moves = next_day(eve, unhappy_days=1)

    assert moves.count((MoveKind.LEFT, MoveReason.UNHAPPY)) == 12


def test_nobody_is_unhappy_below_a_lower_bound(eve: Run) -> None:
    assert next_day(eve, unhappy_days=1, unhappy_below=1) == [(MoveKind.CAME, MoveReason.WORK)]


def test_who_is_in_debt_for_too_long_leaves_and_who_is_not_any_more_stays(eve: Run) -> None:
    step = RunHead.objects.get(pk=eve.pk).step
    child = fork_run(eve, step=step, assemble=assemble, name="fork", wall_ms=0)
    Hardship.objects.of(child.pk).update(debt_days=9)
    poor = {state.number for state in ResidentState.objects.of(child.pk).filter(money__lt=0)}

    advance(child, MIDNIGHT_H + 0.1)

    left = Move.objects.of(child.pk).filter(kind=MoveKind.LEFT)
    assert 0 < len(poor) < 12
    assert {(move.resident, move.reason) for move in left} == {(number, MoveReason.DEBT) for number in poor}


@pytest.mark.django_db
def test_a_town_whose_scenario_says_nothing_keeps_its_people() -> None:
    run = found(restless(social=False, enabled=False, unhappy_days=1, unhappy_below=100))

    advance(run, 0.1)

    assert not Hardship.objects.of(run.pk).exists()
    assert not Move.objects.of(run.pk).exists()
