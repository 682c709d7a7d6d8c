"""What operators set is history: a replay, a fork, another holder and another store see the same."""

from collections.abc import Iterator
from typing import Final

import pytest
from pytest_django import DjangoDbBlocker

from society.parts import assemble
from streams.kernel.simtime import HOUR_S
from streams.models import Run, RunHead
from streams.writer.fork import fork_run
from streams.writer.past import replay, state_at, step_at
from streams.writer.verify import verify_run
from tests.control import advance, events, found_town, place_of, tell
from tests.kept_runs import kept
from world.engine.measures import MeasureKind
from world.events import WorldEvent
from world.models import Measure
from world.part import WorldPart
from world.selectors.moments import moment_of
from world.selectors.outside import measures_of, weather_of

pytestmark = pytest.mark.django_db
PARK: Final = "willow_park"
NOON: Final = "2024-01-01T12:00:00"


def steered(group_steps: int = 100) -> Run:
    """A town in which much is set, ended, and comes to its time."""
    run = found_town(start=NOON, weather={"climate": "oceanic"})
    tell(run, "set_rule", rule="free_day", hours=5)
    tell(run, "broadcast", text="Come to the park!", place=place_of(run, PARK), priority="urgent", remember=True)
    tell(run, "set_weather", sky="snow", hours=2)
    advance(run, 1.5, group_steps=group_steps)
    tell(run, "start_event", event="money", cents=2_000)
    tell(run, "set_rule", rule="curfew", from_s=15 * HOUR_S, until_s=16 * HOUR_S)
    tell(run, "end_measure", number=1)
    return advance(run, 2.5, group_steps=group_steps)


@pytest.fixture(scope="module")
def run_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Have one such town live for all tests of the module."""
    with kept(steered, lambda run: run, django_db_blocker) as run:
        yield run


@pytest.fixture
def run(run_of_the_module: Run, db: None) -> Run:
    """Give that run; what a test changes in it is undone."""
    return run_of_the_module


def digest(run: Run) -> str:
    return RunHead.objects.get(pk=run.pk).digest


def test_no_grouping_of_steps_and_no_change_of_holder_changes_what_happens(run: Run) -> None:
    assert digest(run) == digest(steered(group_steps=7))


def test_a_replay_makes_the_same_digests(run: Run) -> None:
    last = RunHead.objects.get(pk=run.pk)

    digests = [output.head.digest for _, output in replay(run, assemble, from_step=1, to_step=last.step)]

    assert digests[-1] == last.digest


def test_the_past_knows_what_was_in_force(run: Run) -> None:
    step = step_at(run, run.start_sim_time + HOUR_S)

    part = next(part for part in state_at(run, step, assemble).parts if isinstance(part, WorldPart))

    kinds = [measure.kind for measure in part.engine.circumstances.measures.all]
    assert kinds == [MeasureKind.FREE_DAY, MeasureKind.BROADCAST, MeasureKind.WEATHER]


def test_a_fork_goes_on_with_what_was_in_force_and_ends_like_its_parent(run: Run) -> None:
    step = step_at(run, run.start_sim_time + HOUR_S)

    fork = fork_run(run, step=step, assemble=assemble, name="fork", wall_ms=0)
    stands = [(row.number, row.ended_step, row.text) for row in Measure.objects.of(fork.pk).order_by("pk")]
    advance(fork, 5)

    assert stands == [(1, 0, ""), (2, 0, "Come to the park!"), (3, 0, "")]
    assert [(event.object, event.sim_time) for event in events(fork, WorldEvent.MEASURE_ENDED)] == [
        (3, run.start_sim_time + 2 * HOUR_S),
        (2, run.start_sim_time + 3 * HOUR_S),
        (1, run.start_sim_time + 5 * HOUR_S),
    ]
    assert list(verify_run(fork, assemble)) == []


def test_what_is_in_force_agrees_with_its_rows(run: Run) -> None:
    assert list(verify_run(run, assemble)) == []
    Measure.objects.of(run.pk).filter(ended_step=0).update(ended_step=1)
    assert any("world.measures" in fault for fault in verify_run(run, assemble))


def test_pages_are_told_what_is_in_force_now_and_then(run: Run) -> None:
    then = moment_of(run, run.start_sim_time + HOUR_S)
    last = moment_of(run, run.start_sim_time + 4 * HOUR_S)

    weather = weather_of(then)
    assert [view.kind for view in measures_of(then)] == ["free_day", "broadcast", "weather"]
    assert measures_of(then)[1].text == "Come to the park!"
    assert weather is not None
    assert (weather.sky, weather.season) == ("snow", "winter")
    assert [view.kind for view in measures_of(last)] == ["curfew"]
