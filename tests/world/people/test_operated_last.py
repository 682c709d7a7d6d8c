"""What operators do to people is history: loaded at each step, forked before and after, and re-executed, a run is the same."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pytest_django import DjangoDbBlocker

from society.parts import assemble
from streams.models import Inbox, Run, RunHead
from streams.writer.fork import fork_run
from streams.writer.past import replay, state_at
from streams.writer.runs import facts_of
from streams.writer.stores import open_store
from streams.writer.verify import verify_run
from tests.control import place_of
from tests.kept_runs import kept
from tests.world.people.operated import adult, said, steps, tell, town
from world.models import Move, Removal, Resident
from world.selectors.moments import present
from world.selectors.residents import resident_views

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
BEFORE, AFTER = 10, 45


def operated() -> Run:
    """A town in which people are let in, changed, ordered and sent away in the course of half an hour."""
    run = town()
    steps(run, BEFORE)
    tell(run, "add_agent", name="Ida Brandt", occupation="nurse", home=place_of(run, "river_view"))
    changed = adult(run)
    tell(run, "edit_agent", resident=changed, extraversion=98, age=58)
    steps(run, 5)
    tell(run, "direct", resident=17, action="move", place=place_of(run, "willow_park"), far=True)
    tell(run, "remove_agent", resident=changed + 1, reason="A cousin asked for help.")
    tell(run, "edit_agent", resident=17, home=place_of(run, "mill_cottages"), openness=3)
    steps(run, 5)
    tell(run, "edit_agent", resident=changed, extraversion=4, occupation="waiter")
    tell(run, "add_agent")
    tell(run, "remove_agent", resident=17, reason="She wanted to.")
    steps(run, AFTER - BEFORE - 10)
    commands = Inbox.objects.filter(run=run)
    assert {command.outcome for command in commands} == {"applied"}, list(commands.values_list("kind", "reason"))
    return run


@pytest.fixture(scope="module")
def run_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Have one such town live for all tests of the module."""
    with kept(operated, lambda run: run, django_db_blocker) as run:
        yield run


@pytest.fixture
def run(run_of_the_module: Run, db: None) -> Run:
    """Give that run; what a test changes in it is undone."""
    return run_of_the_module


def test_rows_and_state_agree(run: Run) -> None:
    assert list(verify_run(run, assemble)) == []


def test_a_replay_makes_the_same_digests(run: Run) -> None:
    last = RunHead.objects.get(pk=run.pk)

    digests = [output.head.digest for _, output in replay(run, assemble, from_step=1, to_step=last.step)]

    assert digests[-1] == last.digest


def test_the_loaded_present_is_the_state_that_was_lived(run: Run) -> None:
    lived = state_at(run, RunHead.objects.get(pk=run.pk).step, assemble).state()
    loaded: dict[str, Any] = {}
    for part in assemble(facts_of(run)):
        part.load(open_store(), facts_of(run), None)
        loaded |= {f"{part.name}.{name}": values for name, values in part.state().items()}

    assert loaded.keys() == lived.keys()
    assert [name for name, values in lived.items() if not np.array_equal(values, loaded[name])] == []


@pytest.mark.parametrize("step", [BEFORE, BEFORE + 2, BEFORE + 7, BEFORE + 12, AFTER])
def test_a_fork_at_any_step_goes_on_as_its_parent_without_what_was_told_later(step: int, run: Run) -> None:
    fork = fork_run(run, step=step, assemble=assemble, name="fork", wall_ms=0)
    head = RunHead.objects.get(pk=fork.pk)

    lived = state_at(run, step, assemble)
    loaded: dict[str, Any] = {}
    for part in assemble(facts_of(fork)):
        part.load(open_store(), facts_of(fork), None)
        loaded |= {f"{part.name}.{name}": values for name, values in part.state().items()}

    assert head.digest == lived.head.digest
    assert [name for name, values in lived.state().items() if not np.array_equal(values, loaded[name])] == []
    steps(fork, 30)
    assert list(verify_run(fork, assemble)) == []


def test_pages_of_a_fork_show_what_was_so_then(run: Run) -> None:
    fork = fork_run(run, step=BEFORE, assemble=assemble, name="fork", wall_ms=0)

    assert {view.number for view in resident_views(present(fork))} == set(range(1, 17))
    assert not Move.objects.of(fork.pk).exists()
    assert not Removal.objects.of(fork.pk).exists()
    assert not Resident.objects.of(fork.pk).filter(extraversion__in=(98, 4)).exists()


def test_loading_before_each_step_changes_nothing() -> None:
    """`operated` drives some steps at a time; here the same commands are served by engines of one step each."""
    together, apart = town(), town()
    for run in (together, apart):
        tell(run, "add_agent", occupation="nurse")
        tell(run, "edit_agent", resident=adult(run), age=58, openness=5)
        tell(run, "remove_agent", resident=7, reason="x")
    ahead = steps(together, 20)
    heads = [steps(apart) for _ in range(20)]

    assert (heads[-1].digest, heads[-1].seq) == (ahead.digest, ahead.seq)
    assert said(Inbox.objects.filter(run=apart).order_by("pk")[0])["agent"] == 17
