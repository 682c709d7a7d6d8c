"""The moment at which the town is looked at: the shown present, or any past one. Every read of the town begins here.

The record runs some simulated seconds ahead of the shown clock, so even the present is a look a little way back.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from streams.errors import HistoryLost
from streams.kernel.columns import Array
from streams.kernel.ids import NUMBER_BITS, key_of
from streams.kernel.simtime import SimTime, world_time
from streams.models import Run, RunHead
from streams.selectors.clock import ShownClock, clock_in, shown_clock
from streams.selectors.past import PastState, past_record, past_state
from world.models import Move, MoveKind
from world.scenario import EconomySpec

_SCENARIOS_KEPT: Final = 8
"""Scenarios that are kept as they were read, for whoever asks next."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A run at a simulated time. `past` is None in the present, which is read from the tables.

    head: the run's, where it was read already.
    """

    run: Run
    clock: ShownClock
    sim_time: SimTime
    past: PastState | None = None
    head: RunHead | None = None

    @property
    def is_past(self) -> bool:
        """Whether another moment than the shown present is looked at."""
        return self.past is not None

    @property
    def last_seq(self) -> int:
        """The last event of the step that covers the moment: none later is of it, but not all up to it are."""
        return self.clock.seq if self.past is None else self.past.seq

    def key(self, number: int) -> int:
        """Join a number with the run into a key."""
        return key_of(self.run.pk, number)

    def keys(self, numbers: Iterable[int]) -> list[int]:
        """Join numbers with the run into keys, leaving out what cannot be a number."""
        return [key_of(self.run.pk, number) for number in numbers if 0 < number < 1 << NUMBER_BITS]

    def past_column(self, name: str) -> Array:
        """One column of the past state. KeyError for the present."""
        if self.past is None:
            raise KeyError(f"{name}: the present is in the tables")
        return self.past.columns[name]

    @cached_property
    def scenario(self) -> dict[str, Any]:
        """The scenario that the run was founded with; not to be changed, because all who ask share it."""
        return _scenario(self.run.scenario)

    @cached_property
    def economy(self) -> EconomySpec:
        """Currency, wages and fixed costs."""
        return _economy(self.run.scenario)

    @cached_property
    def counters(self) -> dict[str, int]:
        """The last number given, by table. One query, none where the run's head was read already."""
        counters: dict[str, int] = json.loads((self.head or RunHead.objects.get(pk=self.run.pk)).counters)
        return counters

    @property
    def resident_count(self) -> int:
        """The last resident's number: how many there are where nobody came or left. One query the first time."""
        return self.counters.get("world_resident", 0)

    @cached_property
    def moves(self) -> tuple[tuple[int, int, int, int], ...]:
        """Who came and left in the run, later than the moment too: resident, kind, time, occupation. No query without any."""
        if not self.counters.get("world_move", 0):
            return ()
        rows = Move.objects.of(self.run.pk).order_by("pk")
        return tuple(rows.values_list("resident", "kind", "sim_time", "occupation"))

    @cached_property
    def absent(self) -> Mapping[int, int]:
        """Numbers up to the last resident's under which nobody lives in town at the moment, and their trade, -1 = no resident.

        Those who came later or have left, and between newcomers the accounts of people. As for `moves`.
        """
        if not self.moves:
            return {}
        founders = int(self.scenario["population"]["count"])
        absent = dict.fromkeys(range(founders + 1, self.resident_count + 1), -1)
        for resident, kind, sim_time, trade in self.moves:
            is_past = sim_time <= self.sim_time
            if (kind == MoveKind.CAME) == is_past:
                absent.pop(resident, None)
            elif kind == MoveKind.CAME or is_past:
                absent[resident] = trade
        return absent

    @property
    def living_count(self) -> int:
        """How many people live in town at the moment. As for `absent`."""
        return self.resident_count - len(self.absent)

    def living(self, numbers: range) -> Sequence[int]:
        """Leave out of these numbers under which nobody lives in town at the moment."""
        return [number for number in numbers if number not in self.absent] if self.absent else numbers

    @property
    def place_count(self) -> int:
        """How many places the town has had by then. One query the first time."""
        tills = self.past.columns.get("world.places.till") if self.past else None
        if tills is not None:
            return len(tills) - 1
        return self.counters.get("world_place", 0)


@lru_cache(maxsize=_SCENARIOS_KEPT)
def _scenario(text: str) -> dict[str, Any]:
    scenario: dict[str, Any] = json.loads(text)
    return scenario


@lru_cache(maxsize=_SCENARIOS_KEPT)
def _economy(text: str) -> EconomySpec:
    return EconomySpec.model_validate(_scenario(text)["economy"])


def present_as_found(run: Run) -> Moment:
    """Look at the shown present of a run that was found just now with what stands beside it. No query."""
    clock = clock_in(run, head=run.head, clock=run.clock, lease=run.lease)
    return Moment(run=run, clock=clock, sim_time=SimTime(clock.sim_time), head=run.head)


def present(run: Run) -> Moment:
    """Look at the shown present of a run. Three queries."""
    clock = shown_clock(run)
    return Moment(run=run, clock=clock, sim_time=SimTime(clock.sim_time))


def moment_of(run: Run, sim_time: int | None, *, with_state: bool = True) -> Moment:
    """Look at a moment of a run; without one, at the shown present.

    with_state: False for a reader of rows that are never changed, to whom a past moment costs no re-execution.
    HistoryLost for a moment that has not come yet, is before the start or is no longer kept; EngineMismatch for one
    that another engine made.
    """
    now = present(run)
    if sim_time is None:
        return now
    if sim_time > now.sim_time:
        raise HistoryLost(f"{world_time(sim_time)} has not come yet: it is {world_time(now.sim_time)}")
    if with_state:
        past = past_state(run, sim_time, committed_sim_time=now.clock.committed_sim_time)
    else:
        past = past_record(run, sim_time)
    return Moment(run=run, clock=now.clock, sim_time=SimTime(sim_time), past=past)
