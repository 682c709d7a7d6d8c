"""Playing residents is history: loaded, forked and re-executed at any step, a run goes on as it was; unused, it is nothing."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pytest_django import DjangoDbBlocker

from agents.bodies.part import BodiesPart
from agents.bodies.seen import described
from agents.models import Body
from society.parts import assemble
from streams.kernel.ids import key_of
from streams.models import Run, RunHead
from streams.writer.fork import fork_run
from streams.writer.part import Part
from streams.writer.past import replay, state_at
from streams.writer.runs import facts_of
from streams.writer.stores import open_store
from streams.writer.verify import verify_run
from tests.agents.bodies.players import ANN, BEN, HER, STEP_H, decide, give_back, peopled, seen, take, taken
from tests.control import advance, events
from tests.kept_runs import kept
from tests.world.population.movers import advance as advance_to
from tests.world.population.movers import found, restless
from world.events import Parting, WorldEvent
from world.models import Hardship, Move, MoveKind
from world.part import WorldPart

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture(scope="module")
def run_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    with kept(taken, lambda run: run, django_db_blocker) as run:
        yield run


@pytest.fixture
def run(run_of_the_module: Run, db: None) -> Run:
    """Give a run in which Ann plays somebody; how it goes on in a test is undone."""
    return run_of_the_module


def play_on(run: Run, hours: float = 0.6, step_h: float = 0.2) -> RunHead:
    """Let Ann and Ben decide, change their minds, and stop deciding.   step_h: how long an engine holds the run at a time."""
    home = seen(run)["home"]
    decide(run, "rest", home, duration_s=900)
    take(run, resident=4, actor=BEN)
    advance(run, STEP_H)
    decide(run, "read", home, is_at_once=False)
    decide(run, "move", seen(run, 4)["home"], resident=4, actor=BEN)
    for _ in range(round(hours / step_h)):
        advance(run, step_h)
    give_back(run, resident=4, actor=BEN)
    advance(run, STEP_H)
    return RunHead.objects.get(pk=run.pk)


def loaded(run: Run) -> list[Part]:
    """Load a run's Parts from its tables."""
    parts = list(assemble(facts_of(run)))
    for part in parts:
        part.load(open_store(), facts_of(run), None)
    return parts


def state_of(parts: list[Part]) -> dict[str, Any]:
    return {f"{part.name}.{name}": values for part in parts for name, values in part.state().items()}


def shown(run: Run) -> list[tuple[int, str]]:
    return list(Body.objects.of(run.pk).order_by("pk").values_list("seen_at", "observation"))


def test_an_engine_that_takes_over_at_any_step_makes_the_same_history(run: Run) -> None:
    child = fork_run(run, step=RunHead.objects.get(pk=run.pk).step, assemble=assemble, name="fork", wall_ms=0)
    advance(run, STEP_H)
    advance(child, STEP_H)

    ahead, same = play_on(run), play_on(child, step_h=STEP_H)

    assert (same.digest, same.seq, same.counters) == (ahead.digest, ahead.seq, ahead.counters)
    assert shown(child) == shown(run)
    assert list(verify_run(run, assemble)) == []
    assert list(verify_run(child, assemble)) == []


def test_a_replay_makes_the_same_digests_and_the_same_state(run: Run) -> None:
    head = play_on(run)

    digests = [output.head.digest for _, output in replay(run, assemble, from_step=1, to_step=head.step)]
    lived, present = state_at(run, head.step, assemble).state(), state_of(loaded(run))

    assert digests[-1] == head.digest
    assert lived.keys() == present.keys()
    assert [name for name, values in lived.items() if not np.array_equal(values, present[name])] == []


def test_a_fork_goes_on_with_whoever_was_played(run: Run) -> None:
    before = RunHead.objects.get(pk=run.pk).step
    play_on(run)

    child = fork_run(run, step=before, assemble=assemble, name="fork", wall_ms=0)
    fresh = shown(child)
    advance(child, STEP_H)

    assert fresh == [(0, "")]
    assert [(body.number, body.player) for body in Body.objects.of(child.pk)] == [(HER, ANN)]
    assert seen(child)["moment"] == RunHead.objects.get(pk=child.pk).sim_time


def test_what_is_shown_is_what_a_mind_would_be_shown(run: Run) -> None:
    advance(run, 0.5)
    world = next(part for part in loaded(run) if isinstance(part, WorldPart))

    again = described(world.engine, HER, seen(run)["moment"])

    assert again == seen(run)


def test_nobody_is_shown_as_company_to_herself_and_a_talk_is_with_whom_it_was_decided(run: Run) -> None:
    advance(run, 1)
    world = next(part for part in loaded(run) if isinstance(part, WorldPart))
    moment = RunHead.objects.get(pk=run.pk).sim_time
    company = {
        resident: [one["resident"] for one in described(world.engine, resident, moment)["companions"]]
        for resident in range(1, 13)
    }
    talker = next(resident for resident, others in company.items() if others and resident != HER)

    take(run, resident=talker, actor=BEN)
    place = described(world.engine, talker, moment)["now"]["place"]
    decide(run, "talk", place, resident=talker, actor=BEN, partner=company[talker][-1])
    advance(run, STEP_H)

    assert not [resident for resident, others in company.items() if resident in others]
    begun = [(talk.actor, talk.target) for talk in events(run, WorldEvent.TALK_STARTED) if talk.sim_time > moment]
    assert (talker, company[talker][-1]) in begun


def test_a_run_in_which_nobody_is_played_keeps_nothing() -> None:
    run = advance(peopled(), 0.1)

    part = next(part for part in loaded(run) if isinstance(part, BodiesPart))

    assert part.state() == {}
    assert not Body.objects.of(run.pk).exists()


def test_somebody_who_moves_away_is_played_no_more() -> None:
    run = found(restless(count=12, debt_days=9, unhappy_days=9, unhappy_below=100))
    take(run, resident=HER, actor=4)
    Hardship.objects.create(id=key_of(run.pk, HER), debt_days=0, unhappy_days=9)
    advance_to(run, 0.1)

    (returned,) = events(run, WorldEvent.BODY_RETURNED)

    assert [move.resident for move in Move.objects.of(run.pk).filter(kind=MoveKind.LEFT)] == [HER]
    assert (returned.actor, returned.target, Parting(returned.reason)) == (4, HER, Parting.MOVED_AWAY)
    assert Body.objects.numbered(run.pk, HER).get().player == 0
