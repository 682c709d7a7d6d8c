"""What is on in town at a moment, and how it enters what residents are shown: free coffee, and a fair in the park.

A district has at most one of each at a time. On a day without them nothing here runs.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from world.actions import ACTION_COUNT, ACTIONS, Action
from world.contract import Int
from world.engine.chances import News
from world.engine.town import FIRST_PUBLIC_SLOT, PUBLIC_ACTIONS, SLOTS, Nearby, Town
from world.events import WorldEvent

COFFEE_PULL: Final = 500
FAIR_PULL: Final = 1_000
"""Attraction, 0-1,000, of what is on."""
_KINDS: Final = (
    (WorldEvent.FREE_COFFEE, (Action.EAT,), COFFEE_PULL, True),
    (WorldEvent.FAIR, (Action.PLAY, Action.MOVE), FAIR_PULL, False),
)
"""Kind, what one does there, how much it attracts, whether it is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One kind of thing that is on, by district."""

    place: Int  # 0 = nothing is on
    starts: Int
    ends: Int
    actions: tuple[Action, ...]
    pull: int
    is_free: bool


def occasions_of(rows: News, town: Town) -> tuple[Occasion, ...]:
    """Sort what is on by kind and district; empty if nothing is."""
    found = []
    for kind, actions, pull, is_free in _KINDS:
        mine = rows.take(rows.kind == kind)
        if not len(mine):
            continue
        columns = np.zeros((3, town.district_count), dtype=np.int64)
        columns[:, town.district_of(mine.place)] = mine.place, mine.moment, mine.until
        place, starts, ends = columns
        found.append(Occasion(place=place, starts=starts, ends=ends, actions=actions, pull=pull, is_free=is_free))
    return tuple(found)


def show(on: tuple[Occasion, ...], town: Town, near: Nearby, here: Int, now: Int) -> Int | None:
    """Write into copied rows of what is near what is on there, and return the attraction: int32[n, A, SLOTS] or None.

    near: row i as seen from here[i].   A place where something is on is known in its whole district: where it is not
    among the nearest it takes the place of the farthest.
    """
    attraction: Int | None = None
    for occasion in on:
        district = town.district_of(here)
        is_on = (occasion.starts[district] <= now) & (now < occasion.ends[district])
        rows = np.flatnonzero(is_on & (occasion.place[district] > 0))
        if not len(rows):
            continue
        if attraction is None:
            attraction = np.zeros((len(here), ACTION_COUNT, SLOTS), dtype=np.int32)
        place = occasion.place[district[rows]]
        for action in occasion.actions:
            column = int(np.flatnonzero(action == PUBLIC_ACTIONS)[0])
            _make_known(town, near, here, rows, place, column)
            is_there = near.place[rows, column] == place[:, None]
            attraction[rows, action, FIRST_PUBLIC_SLOT:] = is_there * occasion.pull
            if occasion.is_free:
                near.price_cents[rows, column] *= ~is_there
    return attraction


def _make_known(town: Town, near: Nearby, here: Int, rows: Int, place: Int, column: int) -> None:
    lacks = np.flatnonzero(~(near.place[rows, column] == place[:, None]).any(axis=1))
    rows, place = rows[lacks], place[lacks]
    walk_s = town.walk_s(here[rows], place)
    action = PUBLIC_ACTIONS[column]
    near.place[rows, column, -1] = place
    near.walk_s[rows, column, -1] = walk_s
    near.least_s[rows, column, -1] = walk_s + ACTIONS[action].min_s
    near.price_cents[rows, column, -1] = town.price_cents[place, action]
    near.hours[rows, column, -1] = town.hours.row_of(place)
