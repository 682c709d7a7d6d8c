"""Towns at the edge of what a scenario may say: one resident, odd steps, a start just before midnight."""

import tomllib
from typing import Any

import pytest

from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario
from society.parts import assemble
from streams.models import Event, Run, RunHead
from streams.writer.driver import Driver
from streams.writer.fork import fork_run
from streams.writer.past import step_at
from streams.writer.verify import verify_run
from tests.towns import SMALL_TOWN_FILE
from world.actions import Action
from world.events import WorldEvent
from world.models import ResidentState

pytestmark = [pytest.mark.django_db]


def tables() -> dict[str, Any]:
    return tomllib.loads(SMALL_TOWN_FILE.read_text(encoding="utf-8"))


def alone() -> dict[str, Any]:
    """One resident who works at night."""
    made = tables()
    made["population"] |= {"count": 1, "occupations": {"nurse": 1}}
    return made


def begun(made: dict[str, Any], **run: Any) -> Run:
    made["run"] |= run
    return found_scenario(checked_scenario(made, file="test"), is_default=True)


def live(run: Run, hours: int) -> RunHead:
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    driver.advance_until(driver.hold(run), run.start_sim_time + hours * 3600)
    driver.release_all()
    return RunHead.objects.get(pk=run.pk)


def test_a_town_of_one_lives_for_two_days_and_is_sound() -> None:
    run = begun(alone())

    live(run, 48)

    slept = Event.objects.of(run.pk).filter(kind=WorldEvent.ACTED, action=Action.SLEEP)
    assert slept.exists()
    assert list(verify_run(run, assemble)) == []
    assert ResidentState.objects.of(run.pk).filter(satiety__lt=1000).count() == 0


@pytest.mark.parametrize(
    ("step_s", "start"),
    [
        (1, "2024-01-01T23:50:00"),
        (16, "2024-01-01T23:59:53"),
        (120, "2024-01-01T23:59:59"),
        (75, "2024-02-29T00:00:00"),
    ],
)
def test_any_step_and_start_keep_the_record_sound_over_midnight(step_s: int, start: str) -> None:
    run = begun(tables(), step_s=step_s, start=start)

    head = live(run, 3)
    child = fork_run(
        run, step=step_at(run, run.start_sim_time + 3_601), assemble=assemble, name="fork", wall_ms=head.sim_time
    )

    assert live(child, 3).digest == head.digest
    assert list(verify_run(run, assemble)) == []
    assert list(verify_run(child, assemble)) == []
