"""What operators do to the map is history: a replay, a fork, another holder and another store see the same."""

from collections.abc import Iterator
from typing import Final

import pytest
from pytest_django import DjangoDbBlocker

from society.parts import assemble
from streams.kernel.simtime import HOUR_S, SimTime
from streams.models import Run, RunHead
from streams.writer.fork import fork_run
from streams.writer.past import replay, state_at, step_at
from streams.writer.verify import verify_run
from tests.control import advance, answer, events, found_town, place_of, tell
from tests.kept_runs import forget
from world.events import MAP_CHANGES
from world.models import HomeChange, Path, Place, PlaceChange, Resident
from world.part import WorldPart

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
START: Final = "2024-01-06T10:00:00"
CHANGED_AT_H: Final = 0.5
UNTIL_H: Final = 2.5


def rebuilt(group_steps: int = 100) -> Run:
    """A town whose map is changed at half past ten and at half past eleven: built, moved, edited, deleted, a home too."""
    run = found_town(start=START)
    advance(run, CHANGED_AT_H, group_steps=group_steps)
    cup = place_of(run, "corner_cup")
    first = [
        tell(run, "create_place", type="cafe", name="New Moon", name_zh="新月", x=960, y=840),
        tell(run, "edit_place", place=36, name="Full Moon"),
        tell(run, "move_place", place=cup, x=300, y=1580),
    ]
    advance(run, 1, group_steps=group_steps)
    second = [
        tell(run, "edit_place", place=cup, name="Far Cup", open="always", prices={"meal": "9.00"}),
        tell(run, "delete_place", place=place_of(run, "wisteria_house")),
        tell(run, "delete_place", place=place_of(run, "harvest_market")),
        tell(run, "move_place", place=36, x=1140, y=720),
    ]
    advance(run, UNTIL_H - CHANGED_AT_H - 1, group_steps=group_steps)
    assert {answer(command) for command in (*first, *second)} == {"applied"}
    return run


@pytest.fixture(scope="module")
def rebuilt_town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Have one town's map changed for all tests of the module."""
    with django_db_blocker.unblock():
        run = rebuilt()
    yield run
    with django_db_blocker.unblock():
        forget(run)


@pytest.fixture
def run(rebuilt_town: Run, db: None) -> Run:
    """Give that town; what a test does to it is undone."""
    return rebuilt_town


def head(run: Run) -> RunHead:
    return RunHead.objects.get(pk=run.pk)


def rows(run: Run) -> list[tuple[object, ...]]:
    """What the tables say of the map."""
    names = ("name", "x", "entrance_x", "capacity", "hours", "prices", "spec", "built_at", "gone_at")
    return [
        *Place.objects.of(run.pk).order_by("pk").values_list(*names),
        *Path.objects.of(run.pk).order_by("pk").values_list("origin", "destination", "length_m", "since"),
        *PlaceChange.objects.of(run.pk).order_by("pk").values_list("place", "kind", "sim_time", "before"),
        *HomeChange.objects.of(run.pk).order_by("pk").values_list("resident", "home_before", "home"),
        *Resident.objects.of(run.pk).order_by("pk").values_list("home"),
    ]


def test_no_grouping_of_steps_and_no_change_of_holder_changes_what_happens(run: Run) -> None:
    other = rebuilt(group_steps=7)

    assert (head(other).digest, rows(other)) == (head(run).digest, rows(run))


def test_a_replay_makes_the_same_digests_and_the_tables_agree(run: Run) -> None:
    digests = [output.head.digest for _, output in replay(run, assemble, from_step=1, to_step=head(run).step)]

    assert digests[-1] == head(run).digest
    assert [event.kind for event in events(run, *MAP_CHANGES)] == [133, 134, 135, 134, 136, 136, 135]
    assert list(verify_run(run, assemble)) == []


@pytest.mark.parametrize("at_h", [CHANGED_AT_H, CHANGED_AT_H + 1 / 60, 1, 1.75])
def test_a_fork_goes_on_from_the_map_of_its_moment(run: Run, at_h: float) -> None:
    moment = run.start_sim_time + round(at_h * HOUR_S)
    changes = PlaceChange.objects.of(run.pk).filter(sim_time__lt=moment).count()

    fork = fork_run(run, step=step_at(run, moment), assemble=assemble, name="fork", wall_ms=0)

    assert PlaceChange.objects.of(fork.pk).count() == changes
    assert list(verify_run(fork, assemble)) == []
    advance(fork, 1)
    assert list(verify_run(fork, assemble)) == []


def test_a_fork_at_the_end_has_the_same_map_and_future(run: Run) -> None:
    fork = fork_run(run, step=head(run).step, assemble=assemble, name="fork", wall_ms=0)

    assert rows(fork) == rows(run)
    assert head(advance(fork, 1)).digest == head(advance(run, 1)).digest


def test_the_engine_of_the_past_has_the_map_of_the_past(run: Run) -> None:
    def engine(at_h: float) -> WorldPart:
        stepper = state_at(run, step_at(run, SimTime(run.start_sim_time + round(at_h * HOUR_S))), assemble)
        return next(part for part in stepper.parts if isinstance(part, WorldPart))

    cup = place_of(run, "corner_cup")
    before, between, after = engine(CHANGED_AT_H), engine(1), engine(2)

    assert [part.engine.places.count for part in (before, between, after)] == [35, 36, 36]
    assert [str(part.engine.scenario["places"][cup - 1]["name"]) for part in (before, between, after)] == [
        "The Corner Cup",
        "The Corner Cup",
        "Far Cup",
    ]
    assert [part.engine.scenario["places"][cup - 1]["x"] for part in (before, between, after)] == [740, 300, 300]
