"""What the body and the mood ask for: how pressing each need is, and which action relieves it.

A satisfied need asks for nothing; below 80 points it presses with the square of what is missing, below LOW hard, below
CRITICAL above everything that a day usually holds. It stays a weight: an option that nobody offers is not chosen.
"""

from typing import Final

import numpy as np

from agents.minds.rules.person import Person
from world.actions import ACTION_COUNT, Action
from world.contract import CRITICAL, LOW, NEED_MAX, Int, Need, ObservationBatch

_CONTENT: Final = 8_000
_STEP: Final = 50
_AT_WORST: Final = 3_000
_CRITICAL_PUSH: Final = 4_000
_PERCENT: Final = 100

_RELIEF: Final[dict[Action, dict[Need, int]]] = {
    Action.WAIT: {Need.ENERGY: 5},
    Action.MOVE: {Need.FUN: 45, Need.HEALTH: 30, Need.ENERGY: -15},
    Action.STUDY: {Need.FUN: 10, Need.ENERGY: -25},
    Action.EAT: {Need.SATIETY: 100},
    Action.SLEEP: {Need.ENERGY: 100, Need.HEALTH: 40},
    Action.REST: {Need.ENERGY: 35, Need.FUN: 30, Need.HEALTH: 40},
    Action.READ: {Need.FUN: 75},
    Action.EXERCISE: {Need.FUN: 60, Need.HEALTH: 80, Need.ENERGY: -50},
    Action.SHOP: {Need.FUN: 20, Need.ENERGY: -20},
    Action.PLAY: {Need.FUN: 100, Need.ENERGY: -10},
    Action.WASH: {Need.HYGIENE: 100},
    Action.HOUSEWORK: {Need.ENERGY: -30},
    Action.USE_PHONE: {Need.FUN: 40, Need.SOCIAL: 30},
    Action.TALK: {Need.SOCIAL: 100, Need.FUN: 20},
    Action.SEARCH_JOB: {Need.ENERGY: -20},
}
"""Percent of a need's urgency that speaks for an action, or against it."""


def _pressing(satisfaction: int) -> int:
    missing = max(_CONTENT - satisfaction, 0)
    convex = missing * missing * _AT_WORST // (_CONTENT * _CONTENT)
    return convex + max(LOW - satisfaction, 0) + (_CRITICAL_PUSH if satisfaction < CRITICAL else 0)


_PRESSING: Final = np.array([_pressing(step * _STEP) for step in range(NEED_MAX // _STEP + 1)], dtype=np.int64)
RELIEF: Final = np.array(
    [[_RELIEF.get(action, {}).get(need, 0) for need in Need] for action in Action], dtype=np.int64
).reshape(ACTION_COUNT, len(Need))


def urgencies(seen: ObservationBatch, person: Person) -> Int:
    """Measure how pressing each need is: int64[n, 6], 0 to about 10,000.

    Moods press less than the body. The anxious feel what is wrong with them more, the sociable loneliness, the curious
    boredom.
    """
    percent = np.full((len(seen), len(Need)), _PERCENT, dtype=np.int64)
    percent[:, Need.SOCIAL] = 30 + person.outgoing * 5 // 10
    percent[:, Need.FUN] = 50 + person.openness * 3 // 10
    percent[:, Need.HYGIENE] = 80 + person.diligence * 4 // 10
    percent[:, Need.HEALTH] = 70 + person.anxiety * 6 // 10
    percent[:, Need.ENERGY] = 90 + person.anxiety * 2 // 10
    return _PRESSING[seen.needs // _STEP] * percent // _PERCENT


def wants_of_needs(urgency: Int) -> Int:
    """Weigh each action by the needs that it relieves: int64[n, A]."""
    wants = np.zeros((len(urgency), len(RELIEF)), dtype=np.int64)
    for need in Need:
        wants += urgency[:, need, None] * RELIEF[:, need]
    wants //= _PERCENT
    return wants
