"""The events of one step, collected in any order and put in order of time before they get their numbers."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from world.contract import Int

COLUMNS: Final = (
    "kind",
    "sim_time",
    "actor",
    "target",
    "place",
    "object",
    "action",
    "duration_s",
    "reason",
    "amount",
    "next_action",
    "next_place",
    "arrive",
    "due",
)


Events = dict[str, Int]
"""Columns of events; empty if there are none."""


class StepLog:
    """Chunks of events with equal columns."""

    def __init__(self) -> None:
        self._chunks: list[dict[str, Int]] = []

    def add(self, count: int, **columns: ArrayLike) -> None:
        """Add `count` events; what is not given is 0."""
        if not count:
            return
        self._chunks.append(
            {name: np.broadcast_to(np.asarray(columns.get(name, 0), dtype=np.int64), (count,)) for name in COLUMNS}
        )

    def ordered(self) -> Events:
        """All events by (time, order of adding); nothing at all if there are none."""
        if not self._chunks:
            return {}
        empty = np.zeros(0, dtype=np.int64)
        joined = {name: np.concatenate([empty, *(chunk[name] for chunk in self._chunks)]) for name in COLUMNS}
        order = np.argsort(joined["sim_time"], kind="stable")
        return {name: values[order] for name, values in joined.items()}


def chain_actors(actor: Int, first_seq: int, last_event: Int) -> Int:
    """Give each event the seq of its actor's event before it, and note the actor's last one.

    actor: int[n] numbers in order of seq, 0 = nobody.   last_event: by number, updated in place.   Returns int64[n].
    """
    count = len(actor)
    seqs = first_seq + np.arange(count, dtype=np.int64)
    order = np.argsort(actor, kind="stable")
    sorted_actor, sorted_seq = actor[order], seqs[order]
    is_first = np.ones(count, dtype=bool)
    is_first[1:] = sorted_actor[1:] != sorted_actor[:-1]
    before = np.zeros(count, dtype=np.int64)
    before[1:] = sorted_seq[:-1]
    previous = np.where(is_first, last_event[sorted_actor], before)
    last_event[sorted_actor] = sorted_seq
    last_event[0] = 0
    chained = np.empty(count, dtype=np.int64)
    chained[order] = np.where(sorted_actor > 0, previous, 0)
    return chained
