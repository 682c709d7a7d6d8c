"""A run with phones in the test database: its Parts, residents who look at their phones often, and people who write to them."""

from typing import Final

import numpy as np
import pytest

from agents import part as agents_part
from agents.life.life import Life
from agents.minds import rules
from agents.part import AgentsPart
from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from society.parts import assemble
from streams.kernel.rng import below, draw
from streams.kernel.simtime import HOUR_S
from streams.models import Run
from streams.network.columns import PAIR_BITS
from streams.writer.driver import Driver
from streams.writer.stepper import Stepper
from world.actions import Action
from world.contract import DecisionBatch, ObservationBatch

_LUCK: Final = 9_902
_LOOKS_PERCENT: Final = 35
_PAUSE_S: Final = 2 * HOUR_S
_LOOK_S: Final = 600
_BUSY: Final = (Action.SLEEP, Action.TALK)


def fond_of_phones(seen: ObservationBatch) -> DecisionBatch:
    """Decide by the rules, but look at the phone whenever there was a pause, as a draw has it."""
    answer = rules.decide(seen)
    if seen.known is None:
        return answer
    luck = below(draw(seen.seed, seen.number, _LUCK, seen.decisions), 100)
    looks = (luck < _LOOKS_PERCENT) & (seen.now - seen.known.phone_at > _PAUSE_S) & ~np.isin(answer.action, _BUSY)
    rows = np.flatnonzero(looks & seen.offered[:, Action.USE_PHONE])
    answer.action[rows], answer.place[rows], answer.duration_s[rows] = Action.USE_PHONE, seen.place[rows], _LOOK_S
    return answer


@pytest.fixture
def phones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every resident decide so."""
    monkeypatch.setattr(agents_part, "MINDS", {"rules": fond_of_phones})


def town(*, residents: int, start: str = "2024-01-01T06:00:00") -> ScenarioFile:
    """Take willowbrook with fewer people and longer steps."""
    file = load_scenario("willowbrook").model_dump(mode="json")
    file["run"] |= {"step_s": 60, "start": start}
    file["population"] |= {"count": residents}
    return checked_scenario(file, file="phones")


def live(run: Run, hours: int, *, group_steps: int = 100) -> Stepper:
    """Let a run live on for some hours; give its Parts as they then are in memory."""
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(run)
    driver.advance_until(session, session.head_sim_time + hours * HOUR_S, group_steps=group_steps)
    driver.release_all()
    return session._stepper


def life_of(stepper: Stepper) -> Life:
    """Look into what residents have on their minds."""
    life = next(part for part in stepper.parts if isinstance(part, AgentsPart))._life
    assert life is not None
    return life


Waiting = dict[str, list[list[int]]]


def waiting_in(stepper: Stepper) -> Waiting:
    """List all that waits on phones in a run's memory: keys and values of each map."""
    inbox = life_of(stepper).inbox
    maps = {"messages": inbox._messages, "replies": inbox._replies}
    return {name: [part.tolist() for part in entries.entries()] for name, entries in maps.items()}


def unread_by_reader(stepper: Stepper) -> dict[int, int]:
    """Count the messages that wait for each resident."""
    keys, _ = life_of(stepper).inbox._messages.entries()
    readers, counts = np.unique(keys >> PAIR_BITS, return_counts=True)
    return dict(zip(readers.tolist(), counts.tolist(), strict=True))


def unread_shown(stepper: Stepper) -> dict[int, int]:
    """List what residents' minds say of how much is unread, where it is anything."""
    unread = life_of(stepper).mind.unread
    return {number: int(unread[number]) for number in np.flatnonzero(unread).tolist()}
