"""Towns that are told what to do: runs of willowbrook in the test database, advanced hour by hour with commands between."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario, load_scenario
from society.parts import assemble
from streams.kernel.simtime import HOUR_S
from streams.models import Event, Inbox, Run
from streams.services.inbox import append_command
from streams.writer.driver import Driver
from world.building import PLACE_COMMANDS
from world.control.bodies import MEASURE_COMMANDS
from world.events import WorldEvent
from world.models import Place

KINDS: Final = {kind.name: kind for kind in (*MEASURE_COMMANDS, *PLACE_COMMANDS)}
RESIDENTS: Final = 60
CALM: Final[Mapping[str, Any]] = {"happenings": {}, "weather": {"enabled": False}}
"""Without chance and weather, two runs differ by what they are told only."""


def found_town(*, count: int = RESIDENTS, start: str = "2024-01-01T06:00:00", step_s: int = 60, **tables: Any) -> Run:
    """Found willowbrook with some people on a Monday in January.   tables: of the scenario, in the place of the calm ones."""
    table = load_scenario("willowbrook").model_dump(mode="json") | dict(CALM) | tables
    table["population"] |= {"count": count, "residents": [], "balance": {}}
    table["run"] |= {"start": start, "step_s": step_s}
    return found_scenario(checked_scenario(table, file="test"), is_default=True)


def tell(run: Run, kind: str, **body: Any) -> Inbox:
    """Append a command, which is applied with the next step."""
    return append_command(run, KINDS[kind], KINDS[kind].body.model_validate(body))


def advance(run: Run, hours: float, *, group_steps: int = 100) -> Run:
    """Let some hours pass."""
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(run)
    driver.advance_until(session, session.head_sim_time + int(hours * HOUR_S), group_steps=group_steps)
    driver.release_all()
    return run


def answer(command: Inbox) -> str:
    """Say what became of a command: its outcome, or the reason for which it was refused."""
    command.refresh_from_db()
    return command.reason or command.outcome


def events(run: Run, *kinds: WorldEvent) -> list[Event]:
    """Read events of these kinds in order."""
    return list(Event.objects.of(run.pk).filter(kind__in=kinds).order_by("pk"))


def acted(run: Run, since_h: float, until_h: float) -> list[Event]:
    """Read the decisions of a span, in hours since the run's start."""
    start = run.start_sim_time
    rows = Event.objects.of(run.pk).filter(
        kind=WorldEvent.ACTED, sim_time__gt=start + since_h * HOUR_S, sim_time__lte=start + until_h * HOUR_S
    )
    return list(rows.order_by("pk"))


def place_of(run: Run, key: str) -> int:
    """Find a place's number."""
    return Place.objects.of(run.pk).get(key=key).number


def homes(run: Run) -> set[int]:
    """List the numbers of the homes."""
    return {place.number for place in Place.objects.of(run.pk).filter(is_home=True)}


def said(event: Event) -> dict[str, Any]:
    """Read an event's payload."""
    found: dict[str, Any] = json.loads(event.payload or "{}")
    return found


def minutes_at(rows: Sequence[Event], places: set[int], until: int) -> int:
    """Add up the minutes for which decisions planned to stay at places, up to a moment."""
    stays = [(row.arrive, min(row.due, until)) for row in rows if row.next_place in places]
    return int(sum(np.maximum(np.array([due - arrive for arrive, due in stays] or [0]), 0)) // 60)
