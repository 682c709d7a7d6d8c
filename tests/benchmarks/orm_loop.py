"""The engine's other peer: the same decisions written as a plain Django loop would, one by one, in autocommit."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from streams.kernel.ids import key_of
from streams.models import Event, RunHead
from world.events import WorldEvent
from world.models import ResidentState

DECISIONS_KEPT: Final = 20_000
"""So many recorded decisions are read beforehand and written in turn."""


@dataclass(slots=True)
class OrmLoop:
    """Writes recorded decisions once more, as new events of their residents. Spoils the run: its head knows nothing of it."""

    run_id: int
    decided: Sequence[Mapping[str, Any]]
    last_seq: int
    written: int = 0

    @classmethod
    def of(cls, run_id: int) -> "OrmLoop":
        """Read the run's latest decisions."""
        acted = Event.objects.of(run_id).filter(kind=WorldEvent.ACTED).order_by("-pk")
        latest = list(acted.values()[:DECISIONS_KEPT])
        return cls(run_id=run_id, decided=latest[::-1], last_seq=RunHead.objects.get(pk=run_id).seq)

    def write_next(self) -> None:
        """Read the resident's state, change it, save it, and record the event: three statements, two commits."""
        event = self.decided[self.written % len(self.decided)]
        self.written += 1
        pk = key_of(self.run_id, self.last_seq + self.written)
        state = ResidentState.objects.get(pk=key_of(self.run_id, event["actor"]))
        state.since = event["sim_time"]
        state.due = event["due"]
        state.arrive = event["arrive"]
        state.action = event["next_action"]
        state.reason = event["reason"]
        state.from_place = state.place
        state.place = event["next_place"]
        state.money += event["amount"]
        state.decisions += 1
        previous, state.last_event = state.last_event, pk
        state.save()
        Event.objects.create(**{**event, "id": pk, "prev_id": previous})


def write_one_by_one(*, run_id: int, seconds: float, rounds: int) -> dict[str, Any]:
    """Write decisions for so long, several times; say how many a second that were."""
    loop = OrmLoop.of(run_id)
    per_second = []
    for _ in range(rounds):
        before, began_s = loop.written, time.perf_counter()
        while (wall_s := time.perf_counter() - began_s) < seconds:
            loop.write_next()
        per_second.append((loop.written - before) / wall_s)
    return {"decisions_per_second": per_second}
