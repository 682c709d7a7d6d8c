"""A town that has lived for a day, in the test database: fifty residents of willowbrook, and how they looked on the way."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from society.experiments.founding import found_scenario
from society.experiments.scenario import load_scenario
from society.parts import assemble
from streams.kernel.simtime import HOUR_S, SimTime
from streams.models import Run
from streams.writer.driver import Driver
from streams.writer.runs import Assemble
from world.selectors.moments import present
from world.selectors.places import PlaceView, list_places
from world.selectors.residents import ResidentView, resident_views

THEN_H: Final = 13
NOW_H: Final = 21


@dataclass(frozen=True, kw_only=True)
class LivedTown:
    """A run from 06:00 to 03:00 of the next day, and what its present was like at 19:00."""

    run: Run
    then: SimTime
    residents_then: Sequence[ResidentView]
    places_then: Sequence[PlaceView]

    @property
    def now(self) -> int:
        """How far the run is committed, and shown."""
        return self.run.start_sim_time + NOW_H * HOUR_S


def live_through_a_day() -> LivedTown:
    """Found the default town and let it live."""
    run = found_scenario(load_scenario("willowbrook"), is_default=True)
    then = SimTime(run.start_sim_time + THEN_H * HOUR_S)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(run)
    driver.advance_until(session, then)
    residents, places = resident_views(present(run)), list_places(present(run))
    driver.advance_until(session, run.start_sim_time + NOW_H * HOUR_S)
    driver.release_all()
    return LivedTown(run=run, then=then, residents_then=residents, places_then=places)


class EngineAtHand:
    """An engine that is driven by whoever waits for a receipt: stands in for `time` in the inbox's service."""

    def __init__(self, run: Run, wall_ms: Callable[[], int], *, parts: Assemble = assemble) -> None:
        self._driver = Driver(assemble=parts, publish=lambda run_id, seq: None)
        self._session = self._driver.hold(run)
        self._wall_ms = wall_ms
        self._waited_s = 0.0

    def monotonic(self) -> float:
        """Tell how long was waited."""
        return self._waited_s

    def sleep(self, seconds: float) -> None:
        """Let the engine take a turn instead."""
        self._waited_s += seconds
        self._session.turn(wall_ms=self._wall_ms(), budget_s=0.05)
        if self._session.is_stale:
            self._driver.renew(self._session)

    def let_pass(self, seconds: int) -> None:
        """Let the town live on for some simulated seconds, as fast as it can; what is shown goes along."""
        self._driver.advance_until(self._session, self._session.head_sim_time + seconds)


class EngineInTime(EngineAtHand):
    """The same, with the real time that its senders think they have waited: a step of the grid comes while they wait."""

    def __init__(self, run: Run) -> None:
        began_ms = time.time_ns() // 1_000_000
        super().__init__(run, wall_ms=lambda: began_ms + round(self._waited_s * 1_000))


class NobodyDrives:
    """Time that passes while no engine answers."""

    def __init__(self) -> None:
        self._waited_s = 0.0

    def monotonic(self) -> float:
        """Tell how long was waited."""
        return self._waited_s

    def sleep(self, seconds: float) -> None:
        """Let it pass."""
        self._waited_s += seconds
