"""What is on in town at a moment, and how it enters what residents are shown: free coffee, and a fair in the park.

A district has at most one of each at a time. On a day without them nothing here runs.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from world.actions import ACTION_COUNT, ACTIONS, Action
from world.contract import Announced, Bool, Int, Known
from world.engine.chances import News
from world.engine.town import FIRST_PUBLIC_SLOT, PUBLIC_ACTIONS, SLOTS, WALK_CM_S, Nearby, Town
from world.events import WorldEvent

COFFEE_PULL: Final = 500
FAIR_PULL: Final = 1_000
"""Attraction, 0-1,000, of what is on."""
_KINDS: Final = (
    (WorldEvent.FREE_COFFEE, (Action.EAT,), COFFEE_PULL, True, Announced.FREE_COFFEE),
    (WorldEvent.FAIR, (Action.PLAY, Action.MOVE), FAIR_PULL, False, Announced.FAIR),
)
"""Kind, what one does there, how much it attracts, whether it is free, how one hears of it."""
SEEN_FROM_S: Final = 300 * 100 // WALK_CM_S
"""Who is no farther away on foot sees what is on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One kind of thing that is on, by district."""

    place: Int  # 0 = nothing is on
    starts: Int
    ends: Int
    actions: tuple[Action, ...]
    pull: int
    is_free: bool
    heard: Announced | None = None
    """How one hears of it; None = everybody is told."""


def occasions_of(rows: News, town: Town) -> tuple[Occasion, ...]:
    """Sort what is on by kind and district; empty if nothing is."""
    found = []
    for kind, actions, pull, is_free, heard in _KINDS:
        mine = rows.take(rows.kind == kind)
        if not len(mine):
            continue
        columns = np.zeros((3, town.district_count), dtype=np.int64)
        columns[:, town.district_of(mine.place)] = mine.place, mine.moment, mine.until
        place, starts, ends = columns
        found.append(
            Occasion(place=place, starts=starts, ends=ends, actions=actions, pull=pull, is_free=is_free, heard=heard)
        )
    return tuple(found)


def show(
    on: tuple[Occasion, ...], town: Town, near: Nearby, here: Int, now: Int, known: Known | None = None
) -> Int | None:
    """Write into copied rows of what is near what is on there, and return the attraction: int32[n, A, SLOTS] or None.

    near: row i as seen from here[i].   A place where something is on is known to those who heard of it or are near
    enough to see it, without `known` in its whole district: where it is not among the nearest it takes the place of the
    farthest.
    """
    attraction: Int | None = None
    for occasion in on:
        district = town.district_of(here)
        is_on = (occasion.starts[district] <= now) & (now < occasion.ends[district])
        rows = np.flatnonzero(is_on & (occasion.place[district] > 0))
        if known is not None and occasion.heard is not None:
            rows = rows[_has_word(occasion, occasion.heard, town, here, known, rows)]
        if not len(rows):
            continue
        if attraction is None:
            attraction = np.zeros((len(here), ACTION_COUNT, SLOTS), dtype=np.int32)
        place = occasion.place[district[rows]]
        for action in occasion.actions:
            column = int(np.flatnonzero(action == PUBLIC_ACTIONS)[0])
            newly = make_known(town, near, here, rows, place, column)
            attraction[newly, action, -1] = 0  # of what was there before
            is_there = near.place[rows, column] == place[:, None]
            shown = attraction[rows, action, FIRST_PUBLIC_SLOT:]
            attraction[rows, action, FIRST_PUBLIC_SLOT:] = np.maximum(shown, is_there * occasion.pull)
            if occasion.is_free:
                near.price_cents[rows, column] *= ~is_there
    return attraction


def _has_word(occasion: Occasion, kind: Announced, town: Town, here: Int, known: Known, rows: Int) -> Bool:
    """Whether these residents heard of what is on in their district, or see it."""
    district = town.district_of(here[rows])
    heard = known.heard_until[rows, kind] == occasion.ends[district]
    return heard | (town.walk_s(here[rows], occasion.place[district]) <= SEEN_FROM_S)


def free_of_charge(on: tuple[Occasion, ...], town: Town, *, action: Int, place: Int, now: Int) -> Bool:
    """Whether what somebody does somewhere costs nothing just then, known to her or not."""
    is_free = np.zeros(len(action), dtype=bool)
    for occasion in on:
        if occasion.is_free:
            district = town.district_of(np.maximum(place, 1))
            is_on = (occasion.starts[district] <= now) & (now < occasion.ends[district])
            is_free |= is_on & (occasion.place[district] == place) & np.isin(action, occasion.actions)
    return is_free


def make_known(town: Town, near: Nearby, here: Int, rows: Int, place: Int, column: int) -> Int:
    """Put places among what is near where they are not, and return the rows in which they were not."""
    lacks = np.flatnonzero(~(near.place[rows, column] == place[:, None]).any(axis=1))
    rows, place = rows[lacks], place[lacks]
    walk_s = town.walk_s(here[rows], place)
    action = PUBLIC_ACTIONS[column]
    near.place[rows, column, -1] = place
    near.walk_s[rows, column, -1] = walk_s
    near.least_s[rows, column, -1] = walk_s + ACTIONS[action].min_s
    near.price_cents[rows, column, -1] = town.price_cents[place, action]
    near.hours[rows, column, -1] = town.hours.row_of(place)
    return rows
