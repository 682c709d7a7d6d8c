"""Who decides: temper and age as whole numbers, and the draws that everything random about her comes from."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from streams.kernel.rng import Draws, draw, sub_draw
from world.contract import Int, ObservationBatch, Trait

_PERSON: Final = 101
_DECISION: Final = 102
_SHIFT: Final = 40
"""Bits below a purpose that the count within it may use."""


class Purpose(IntEnum):
    """What a draw is for; kept for ever, so that a replay draws what the first run drew. Counted by what stands beside it."""

    WHIM = 1  # action: what one happens to fancy
    LINGERING = 2  # how long one stays
    PUNCTUALITY = 3  # shift: how early one sets out
    BREAK = 9  # shift: when one takes the break
    NIGHT = 4  # night: a little earlier or later to bed
    LEANING = 5  # action: what one is fond of
    FAVOURITE = 6  # place: where one likes to be
    MEALTIMES = 7  # meal: when one eats
    MOOD = 8  # three hours: where one feels like being
    APPOINTMENT = 10  # its time: whether one thinks of it
    PARTNER = 11  # place among the companions: whom one happens to talk to


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """n people; int64[n] each."""

    age: Int
    openness: Int
    diligence: Int
    outgoing: Int
    kindness: Int
    anxiety: Int
    traits: Int  # [n, 5]
    _always: Draws
    _now: Draws

    def lasting(self, purpose: Purpose, count: ArrayLike = 0) -> Draws:
        """Draw what stays the same for this person: uint64[n], or with count [1, m] uint64[n, m]."""
        return _derived(self._always, purpose, count)

    def passing(self, purpose: Purpose, count: ArrayLike = 0) -> Draws:
        """Draw anew for each decision: uint64[n], or with count [1, m] uint64[n, m]."""
        return _derived(self._now, purpose, count)


def read_person(seen: ObservationBatch) -> Person:
    """Take out of an observation who decides."""
    traits = seen.persona.traits.astype(np.int64)
    return Person(
        age=seen.persona.age.astype(np.int64),
        openness=traits[:, Trait.OPENNESS],
        diligence=traits[:, Trait.CONSCIENTIOUSNESS],
        outgoing=traits[:, Trait.EXTRAVERSION],
        kindness=traits[:, Trait.AGREEABLENESS],
        anxiety=traits[:, Trait.NEUROTICISM],
        traits=traits,
        _always=draw(seen.seed, seen.number, _PERSON, 0),
        _now=draw(seen.seed, seen.number, _DECISION, seen.decisions),
    )


def _derived(draws: Draws, purpose: Purpose, count: ArrayLike) -> Draws:
    index = np.asarray(count, dtype=np.int64) + (int(purpose) << _SHIFT)
    return sub_draw(draws[:, None] if index.ndim == 2 else draws, index)
