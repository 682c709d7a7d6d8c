"""Ties that change by what people do with each other; who becomes a friend, or is no longer one, remembers it.

In memories of kind RELATION `amount` is the TieLevel that is reached, `count` the one before, `event` what it came by. The record
is told of levels by `world.talks_part`, whatever changed them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.life.scene import Scene
from agents.models import MemoryKind
from world.contract import Int
from world.ties import level_of, level_of_one

_IMPORTANCE: Final = np.array([40, 30, 50, 70, 90])
"""Of coming to a TieLevel, 0-100."""


@dataclass(slots=True)  # not frozen: see agents.life.sayings.Said
class TieChange:
    """What is added to a tie, in hundredths of a point."""

    strength: int
    trust: int


def change_ties(
    scene: Scene, changes: Sequence[tuple[int, int, TieChange]], at: int, *, event: int = 0, talk: int = 0
) -> None:
    """Change a few ties, given as (of whom, to whom, by how much), in this order.

    event: seq of what they change by, 0 = it has none yet.   talk: its number, 0 = by none.
    """
    reached = []
    for one, other, change in changes:
        was, is_now = scene.ties.change_one(one, other, strength=change.strength, trust=change.trust, at=at)
        before, after = level_of_one(was), level_of_one(is_now)
        if before != after:
            reached.append((one, other, before, after, at, talk, event))
    if reached:
        _remember(scene, *np.array(reached, dtype=np.int64).T)


def change_many(
    scene: Scene, one: Int, other: Int, strength: Int, trust: Int, *, at: Int, event: Int, talk: Int
) -> None:
    """Change many ties, no two the same, as `change_ties` does.   one, other and what else there is: int64[n], of each."""
    was, is_now = scene.ties.change_each(one, other, strength=strength, trust=trust, at=at)
    before, after = level_of(was), level_of(is_now)
    reached = np.flatnonzero(before != after)
    if len(reached):
        _remember(scene, *(values[reached] for values in (one, other, before, after, at, talk, event)))


def _remember(scene: Scene, one: Int, other: Int, before: Int, after: Int, at: Int, item: Int, event: Int) -> None:
    """Have residents remember that their ties came to other levels."""
    scene.memories.add_many(
        len(one),
        sim_time=at,
        kind=MemoryKind.RELATION,
        resident=one,
        source=other,
        item=item,
        importance=_IMPORTANCE[after],
        event=event,
        amount=after,
        count=before,
    )
