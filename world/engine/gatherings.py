"""Where operators' festivals, celebrations and broadcasts draw people: shown to residents as occasions, like fairs."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from world.actions import Action
from world.contract import Int
from world.engine.measures import Measure, MeasureKind, Priority
from world.engine.occasions import Occasion
from world.engine.town import Town

GATHERING: Final = (Action.PLAY, Action.MOVE, Action.EAT, Action.REST)
"""What one does where something is on."""
PULL_OF: Final = {Priority.LOW: 200, Priority.NORMAL: 400, Priority.HIGH: 700, Priority.URGENT: 1_000}
"""Attraction, 0-1,000, of a place that a broadcast names."""


def can_gather(town: Town, place: int) -> bool:
    """Whether there is anything to do at a place for those who come."""
    return not town.is_home[place] and bool(town.allows[place, list(GATHERING)].any())


def gatherings(measures: Iterable[Measure], grounds: Int, town: Town) -> tuple[Occasion, ...]:
    """Turn what draws people somewhere into occasions.

    grounds: int64[districts], the place where each district holds a festival, 0 = it has none.
    """
    found = []
    for measure in measures:
        place = _places_of(measure, grounds, town)
        if place is not None and place.any():
            found += [_occasion(measure, place, action, town) for action in _done_at(town, place)]
    return tuple(found)


def _places_of(measure: Measure, grounds: Int, town: Town) -> Int | None:
    """Say where in each district something is on: int64[districts], 0 = nowhere; None for what draws nobody."""
    if measure.kind == MeasureKind.FESTIVAL:
        every = np.arange(1, len(grounds) + 1)
        return np.where((every == measure.district) | (measure.district == 0), grounds, 0)
    if measure.kind in (MeasureKind.CELEBRATION, MeasureKind.BROADCAST) and measure.place:
        place = np.zeros_like(grounds)
        place[town.district_of(np.array([measure.place]))] = measure.place
        return place
    return None


def _done_at(town: Town, place: Int) -> list[Action]:
    shown = place[place > 0]
    return [action for action in GATHERING if town.allows[shown, action].any()]


def _occasion(measure: Measure, place: Int, action: Action, town: Town) -> Occasion:
    """Make an occasion of one action: districts whose place does not offer it are not led there."""
    is_broadcast = measure.kind == MeasureKind.BROADCAST
    return Occasion(
        place=np.where(town.allows[place, action], place, 0),
        starts=np.full(len(place), measure.starts),
        ends=np.full(len(place), measure.ends),
        actions=(action,),
        pull=PULL_OF[Priority(measure.amount)] if is_broadcast else measure.amount,
        is_free=False,
    )
