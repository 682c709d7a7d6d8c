"""Choices for words, drawn one after the other from one integer: the same integer gives the same text on every processor.

The arithmetic of `streams.kernel.rng` in plain integers: a text asks for some twenty small numbers, and arrays of one cost more.
Source: Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")

_GOLDEN: Final = 0x9E3779B97F4A7C15
_MIX_1: Final = 0xBF58476D1CE4E5B9
_MIX_2: Final = 0x94D049BB133111EB
_MASK: Final = 0xFFFFFFFFFFFFFFFF
_WORTH_KEEPING: Final = 1 << 24
"""A pool with fewer values left than this is thrown away: so a choice of n is off by n in sixteen million at most."""


def mix(x: int) -> int:
    """Stir 64 bits: the splitmix64 finaliser."""
    x &= _MASK
    x = ((x ^ (x >> 30)) * _MIX_1) & _MASK
    x = ((x ^ (x >> 27)) * _MIX_2) & _MASK
    return x ^ (x >> 31)


class Dice:
    """An endless sequence of draws from a seed, any integer."""

    __slots__ = ("_left", "_pool", "_state")

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK
        self._pool = self._left = 0

    def bits(self) -> int:
        """Draw 64 bits."""
        self._state = (self._state + _GOLDEN) & _MASK
        return mix(self._state)

    def below(self, bound: int) -> int:
        """Draw an integer in [0, bound); bound at most a few thousand. Several come out of one draw of 64 bits."""
        if self._left < _WORTH_KEEPING:
            self._pool, self._left = self.bits(), _MASK
        self._pool, drawn = divmod(self._pool, bound)
        self._left //= bound
        return drawn

    def chance(self, percent: int) -> bool:
        """Return True this often in a hundred."""
        return self.below(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """Draw one of the choices; ZeroDivisionError if there is none."""
        return choices[self.below(len(choices))]
