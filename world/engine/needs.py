"""Needs as functions of time between two decisions: integers only, so that every processor agrees.

A need moves by the walking rate until arrival and by the action's rate after it; company adds to the social need.
"""

from typing import Final

import numpy as np

from world.actions import ACTIONS
from world.actions.registry import Action
from world.contract import NEED_MAX, Int, Need, Trait

WALK_RATES: Final = np.array([-600, -900, -100, 0, -350, 60], dtype=np.int64)
ACTION_RATES: Final = np.stack([spec.rate_row for spec in ACTIONS])
COMPANY_RATE: Final = np.array([0, 280, 420, 550], dtype=np.int64)
"""Hundredths an hour of the social need, by how much company a place gives."""
COMPANY_STEPS: Final = np.array([1, 3, 8], dtype=np.int64)
_HOUR_S: Final = 3_600
_PERCENT: Final = 100


def company_level(others: Int) -> Int:
    """Grade company 0-3 by the number of others at a place."""
    return np.searchsorted(COMPANY_STEPS, others, side="right").astype(np.int16)


def pace_percent(age: Int, traits: Int) -> Int:
    """How fast each need of residents falls, percent of the usual: int16[n, 6].   traits: [n, 5].

    Sociable people miss company sooner, curious people are bored sooner, the old tire sooner, anxious people feel all of
    it in their health.
    """
    pace = np.full((len(traits), len(Need)), _PERCENT, dtype=np.int16)
    pace[:, Need.SOCIAL] = 50 + traits[:, Trait.EXTRAVERSION]
    pace[:, Need.FUN] = 75 + traits[:, Trait.OPENNESS] // 2
    pace[:, Need.ENERGY] = 90 + age // 4
    pace[:, Need.HYGIENE] = 75 + traits[:, Trait.CONSCIENTIOUSNESS] // 2
    pace[:, Need.HEALTH] = 75 + traits[:, Trait.NEUROTICISM] // 2
    return pace


def needs_at(*, needs: Int, since: Int, arrive: Int, until: Int, action: Int, company: Int, pace: Int) -> Int:
    """Evaluate needs at a moment.

    needs: [n, 6] as of `since`.   arrive: end of the way.   until: the moment, at or after since.   pace: percent [n, 6].
    Returns int16[n, 6] in 0..10,000.
    """
    walked_s = np.clip(until, since, arrive) - since
    stayed_s = np.maximum(until - np.maximum(arrive, since), 0)
    rates = ACTION_RATES[action]
    is_asleep = action == Action.SLEEP
    gained = np.where(is_asleep, 0, COMPANY_RATE[company])
    moved = (WALK_RATES * walked_s[:, None] + rates * stayed_s[:, None]) // _HOUR_S
    moved = np.where(moved < 0, moved * pace // _PERCENT, moved)
    moved[:, Need.SOCIAL] += gained * stayed_s // _HOUR_S
    return np.clip(needs.astype(np.int64) + moved, 0, NEED_MAX).astype(np.int16)
