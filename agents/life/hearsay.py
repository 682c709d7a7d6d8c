"""What residents hear of others: how much it weighs for them, and how it comes to be on their minds.

It keeps the event that it tells of, however often it is passed on; it loses weight with each telling, by how far the teller
is trusted, and gains by how close the hearer is to whom it happened.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.life.columns import MindColumns
from agents.life.news import WEIGHT_MAX, weight_now
from world.contract import Int
from world.ties import STRENGTH_MAX, Ties

_WORTH_TRUSTING: Final = 2_500
"""Trust, of 10,000, below which nothing is believed."""
_CLOSE_MORE: Final = 2
"""How many times as much it weighs what happened to one's best friend: once, and this share more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told to residents, one row each, nobody twice; int64[n]."""

    hearer: Int
    teller: Int
    event: Int  # seq of what happened
    what: Int  # agents.voice.Occurrence
    owner: Int  # to whom it happened
    place: Int
    other: Int
    time: Int  # when it happened
    valence: Int
    arousal: Int
    amount: Int
    weight: Int  # for the teller, as of `time`

    def __len__(self) -> int:
        return len(self.hearer)


def take_to_heart(mind: MindColumns, ties: Ties, told: Told, now: Int | int) -> Int:
    """Put what is told on the minds of those who hear it, where it weighs more than what they heard before.

    now: simulated seconds, of all or of each. Returns the rows (of `told`) that are new to their hearers and weighed enough,
    rising.
    """
    hearer = told.hearer
    is_new = (told.owner != hearer) & (mind.heard_event[hearer] != told.event) & (mind.own_event[hearer] != told.event)
    rows = np.flatnonzero(is_new & (told.event > 0))
    if not len(rows):
        return rows
    hearer, teller, owner = hearer[rows], told.teller[rows], told.owner[rows]
    now = np.broadcast_to(now, (len(told),))[rows]
    trust = ties.trust_of(hearer, teller)
    closeness = ties.strength_of(hearer, owner, now)
    weight = told.weight[rows] * np.minimum(trust + _WORTH_TRUSTING, STRENGTH_MAX) // STRENGTH_MAX
    weight = np.minimum(weight * (STRENGTH_MAX + _CLOSE_MORE * closeness) // STRENGTH_MAX, WEIGHT_MAX)
    before = weight_now(mind.heard_weight[hearer], mind.heard_time[hearer], now)
    believed = (trust >= _WORTH_TRUSTING) & (weight_now(weight, told.time[rows], now) > before)
    rows, hearer, weight = rows[believed], hearer[believed], weight[believed]
    for name in ("event", "what", "owner", "place", "other", "time", "valence", "arousal", "amount"):
        getattr(mind, f"heard_{name}")[hearer] = getattr(told, name)[rows]
    mind.heard_from[hearer] = told.teller[rows]
    mind.heard_weight[hearer] = weight
    mind.heard_told[hearer] = 0
    mind.touch(hearer)
    return rows
