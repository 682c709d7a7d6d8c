"""Choices for pictures, drawn from (seed, number, purpose) one after the other.

For drawing only: a picture asks in a fixed order and nothing depends on it; the engine keys each draw by its purpose.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

import numpy as np

from streams.kernel.rng import draw

T = TypeVar("T")

_BATCH: Final = 64
_UNIT: Final = 2.0**-53


class Dice:
    """An endless sequence of draws: the same seed, number and purpose give the same sequence."""

    __slots__ = ("_drawn", "_number", "_purpose", "_seed", "_waiting")

    def __init__(self, *, seed: int, number: int, purpose: int) -> None:
        self._seed, self._number, self._purpose = seed, number, purpose
        self._waiting: list[int] = []
        self._drawn = 0

    def bits(self) -> int:
        """Draw 64 bits."""
        if not self._waiting:
            counts = np.arange(self._drawn, self._drawn + _BATCH)
            self._waiting = draw(self._seed, self._number, self._purpose, counts).tolist()[::-1]
            self._drawn += _BATCH
        return self._waiting.pop()

    def unit(self) -> float:
        """Draw a number in [0, 1)."""
        return (self.bits() >> 11) * _UNIT

    def between(self, low: float, high: float) -> float:
        """Draw a number in [low, high)."""
        return low + (high - low) * self.unit()

    def pick(self, choices: Sequence[T]) -> T:
        """Draw one of the choices; raises IndexError if there is none."""
        return choices[int(self.unit() * len(choices))]

    def chance(self, p: float) -> bool:
        """Return True with probability p."""
        return self.unit() < p
