"""Steering from the terminal: what `simulate` says and does, alone and beside an engine."""

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from society.experiments.founding import found_scenario, with_overrides
from society.experiments.scenario import load_scenario
from society.simulation import Simulation
from streams.models import Inbox, Outcome, Run, RunHead, RunLease
from streams.services.inbox import append_command
from streams.writer import lease as leases
from streams.writer.clock_part import ClockPart
from tests.durability.test_driver_faults import failing
from world.commands import DIRECT, DirectBody
from world.part import WorldPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Run:
    return found_scenario(with_overrides(load_scenario("willowbrook"), count=10), is_default=True)


@pytest.fixture
def far_lease(town: Run) -> None:
    """Another process drives the town."""
    RunLease.objects.filter(run=town).update(holder="elsewhere:1", expires_wall_ms=4_000_000_000_000)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("simulate", *arguments, stdout=out)
    return out.getvalue()


def typed(*lines: str) -> Callable[[str], str]:
    """Answer a prompt with these lines, then end."""
    left: Iterator[str] = iter(lines)

    def ask(prompt: str) -> str:
        for line in left:
            return line
        raise EOFError

    return ask


def test_steps_say_the_time_before_and_after_and_what_was_done(town: Run) -> None:
    said = run("--step", "360")

    assert "Before: day 1, 06:00 (2024-01-01T06:00:00)" in said
    assert "After:  day 1, 08:00 (2024-01-01T08:00:00)" in said
    assert "of 360 steps, where nothing was due." in said
    assert "decisions (" in said


def test_until_stops_at_the_first_step_that_reaches_the_time(town: Run) -> None:
    run("--until", "2024-01-01T06:30:10")

    assert RunHead.objects.get(pk=town.pk).sim_time == 6 * 3600 + 30 * 60 + 20


def test_the_lease_is_given_back(town: Run) -> None:
    run("--step", "1")

    assert RunLease.objects.get(run=town).holder == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--step", "0"], "give 1 to"),
        (["--until", "2024-01-01T05:00:00"], "is past"),
        (["--until", "tomorrow"], "is not a world time such as"),
        (["99", "--step", "1"], "There is no run 99. There are:"),
        ([], "--step N or --until TIME"),
    ],
)
def test_a_refusal_says_why_and_what_to_do(town: Run, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)


def test_without_a_town_it_says_how_to_begin_one(db: None) -> None:
    with pytest.raises(CommandError, match=r"manage\.py seed_town"):
        run("--step", "1")


def test_an_ended_run_is_refused(town: Run) -> None:
    Run.objects.filter(pk=town.pk).update(status="ended")

    with pytest.raises(CommandError, match="has ended"):
        run("--step", "1")


def test_beside_an_engine_it_does_not_take_the_run(town: Run, far_lease: None) -> None:
    with pytest.raises(CommandError, match="An engine drives"):
        run("--until", "2024-01-01T07:00:00")
    with pytest.raises(CommandError, match="pause it first"):
        run("--step", "1")


def test_the_prompt_pauses_steps_and_resumes(town: Run) -> None:
    said: list[str] = []
    simulation = Simulation(town, say=said.append)

    simulation.converse(typed("status", "pause", "step", "resume", "dance", "", "quit"))
    simulation.close()

    assert any("x0, " in line for line in said)
    assert any("of 1 steps" in line for line in said)
    assert any("'dance' is not a command" in line for line in said)
    assert RunLease.objects.get(run=town).holder == ""


def test_stop_without_start_says_so(town: Run) -> None:
    said: list[str] = []
    simulation = Simulation(town, say=said.append)

    simulation.converse(typed("stop", "quit"))

    assert "It is not started here: start begins it." in said


def test_a_command_that_no_step_can_bear_is_told_with_what_to_do_and_does_not_block_the_run(
    town: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorldPart, "apply", failing(KeyError("a fault in a Part")))
    poison = append_command(town, DIRECT, DirectBody(resident=1, action="read", place=1))
    for _ in range(3):
        with pytest.raises(CommandError, match=r"a fault in a Part.*Try again: after 3 tries"):
            run("--step", "1")
        assert RunLease.objects.get(run=town).holder == ""

    said = run("--step", "1")

    poison.refresh_from_db()
    assert (poison.outcome, poison.tries) == (Outcome.FAILED, 3)
    assert "of 1 steps" in said


def test_a_prompt_outlives_a_command_that_failed(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    simulation = Simulation(town, say=said.append)
    with monkeypatch.context() as broken:
        broken.setattr(ClockPart, "apply", failing(KeyError("a fault in a Part")))
        simulation.converse(typed("pause"))

    simulation.converse(typed("status", "pause", "quit"))

    assert any("Try again: after 3 tries" in line for line in said)
    answered = list(Inbox.objects.order_by("pk").values_list("outcome", "tries"))
    assert answered == [(Outcome.APPLIED, 1), (Outcome.APPLIED, 0)]
    assert RunLease.objects.get(run=town).holder == ""


def test_a_run_that_somebody_takes_first_is_left_to_them(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    simulation = Simulation(town, say=said.append)
    monkeypatch.setattr(leases, "claim", lambda run_id, **lease: None)

    simulation.converse(typed("pause", "step", "quit"))

    assert sum("Stop that process, or wait" in line for line in said) == 2
