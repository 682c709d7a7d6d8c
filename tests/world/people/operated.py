"""A town whose operator orders, lets in, changes and sends away; told between steps, and driven step by step."""

import json
from itertools import pairwise
from typing import Any

from society.parts import assemble
from streams.models import Inbox, Run, RunHead, RunLease
from streams.services.inbox import append_command
from streams.writer.driver import Driver
from tests.control import found_town
from world.actions import Action
from world.commands import BALANCE, DEALING_COMMANDS, DIRECT
from world.control import MEASURE_COMMANDS
from world.models import Resident, ResidentState
from world.occupations import Occupation
from world.people import PEOPLE_COMMANDS

KINDS = {kind.name: kind for kind in (DIRECT, BALANCE, *DEALING_COMMANDS, *MEASURE_COMMANDS, *PEOPLE_COMMANDS)}


def town(*, count: int = 16, social: bool = True, start: str = "2024-01-01T09:00:00") -> Run:
    run = found_town(count=count, start=start, social={"enabled": social})
    Run.objects.filter(pk=run.pk).update(is_default=False)  # two such towns are kept side by side
    return run


def tell(run: Run, kind: str, **body: Any) -> Inbox:
    """Append a command, which is applied with the next step."""
    return append_command(run, KINDS[kind], KINDS[kind].body.model_validate(body))


def steps(run: Run, count: int = 1) -> RunHead:
    """Drive a run for some steps, loaded afresh before the first."""
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(run)
    driver.advance_until(session, session.head_sim_time + count * run.step_s)
    driver.release_all()
    return RunHead.objects.get(pk=run.pk)


def adult(run: Run) -> int:
    """Find somebody of a trade that people of all ages between thirty and sixty follow."""
    trades = (Occupation.STUDENT, Occupation.RETIRED)
    rows = Resident.objects.of(run.pk).filter(age__gte=30, age__lt=58).exclude(occupation__in=trades).order_by("pk")
    return rows[0].number


def pair_together(run: Run) -> tuple[int, int]:
    """Find two who are awake at one place, and have them stay there."""
    states = list(ResidentState.objects.of(run.pk).exclude(action=Action.SLEEP).order_by("place", "pk"))
    for one, other in pairwise(states):
        if one.place == other.place:
            for who in (one.number, other.number):
                tell(run, "direct", resident=who, action="wait", far=True)
            steps(run, 1)
            return one.number, other.number
    raise AssertionError("nobody is with anybody")


def said(command: Inbox) -> dict[str, Any]:
    """Read the receipt's result. AssertionError with the reason if it was refused."""
    command.refresh_from_db()
    assert not command.reason, command.reason
    found: dict[str, Any] = json.loads(command.result)
    return found


def refused(command: Inbox) -> str:
    """Read why a command was refused, empty if it was not."""
    command.refresh_from_db()
    return command.reason
