"""How somebody feels, derived from needs, purse and temper by plain rules. Shown to people; decides nothing."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import numpy as np

from world.actions import Action
from world.contract import EconomicStatus, Int, Need, Trait

_POINT: Final = 100
_LACK_FROM: Final = 2_000
_LACK_PER_NEUROTICISM: Final = 20
"""A lack is felt below 20 points by the calmest and below 40 by the most anxious."""


class Emotion(StrEnum):
    """What an observer sees in a face."""

    HAPPY = "happy"
    NEUTRAL = "neutral"
    SAD = "sad"
    ANGRY = "angry"
    ANXIOUS = "anxious"
    EXCITED = "excited"
    TIRED = "tired"
    BORED = "bored"


def happiness_of(needs: Int) -> Int:
    """Take the mean of the six needs in whole points: int64[n]."""
    return np.asarray(needs.astype(np.int64).sum(axis=1) // (len(Need) * _POINT))


def emotions_of(*, needs: Int, status: Int, traits: Int, action: Int) -> Sequence[Emotion]:
    """Name each resident's emotion; the first rule that holds decides.

    needs: [n, 6] 0..10,000.   status: EconomicStatus.   traits: [n, 5].   action: numbers.
    """
    nervous = traits[:, Trait.NEUROTICISM].astype(np.int64)
    lacks = needs < (_LACK_FROM + _LACK_PER_NEUROTICISM * nervous)[:, None]
    happiness = happiness_of(needs)
    is_awake = action != Action.SLEEP
    is_poor = status <= EconomicStatus.STRUGGLING
    rules = [
        (lacks[:, Need.ENERGY] & is_awake, Emotion.TIRED),
        (lacks[:, Need.SATIETY] & (nervous >= 50) & is_awake, Emotion.ANGRY),
        (lacks[:, Need.HEALTH] | (is_poor & (nervous >= 55)), Emotion.ANXIOUS),
        (lacks[:, Need.SOCIAL] & is_awake, Emotion.SAD),
        (lacks[:, Need.FUN] & is_awake, Emotion.BORED),
        ((happiness >= 85) & is_awake, Emotion.EXCITED),
        (happiness >= 70, Emotion.HAPPY),
    ]
    names = list(Emotion)
    chosen = np.select(
        [holds for holds, _ in rules],
        [names.index(emotion) for _, emotion in rules],
        default=names.index(Emotion.NEUTRAL),
    )
    return [names[index] for index in chosen.tolist()]
