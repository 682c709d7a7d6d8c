"""Counter-based randomness: a draw depends on (run seed, being's number, purpose, count) and on nothing else.

So no result depends on the order or the size of a batch, and a replay draws what the first run drew.
Source: Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators (the splitmix64 finaliser).
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX_1: Final = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2: Final = np.uint64(0x94D049BB133111EB)
_LOW_32: Final = np.uint64(0xFFFFFFFF)

Draws = NDArray[np.uint64]


def _mix(x: Draws) -> Draws:
    x = (x ^ (x >> np.uint64(30))) * _MIX_1
    x = (x ^ (x >> np.uint64(27))) * _MIX_2
    return x ^ (x >> np.uint64(31))


def draw(seed: int, number: ArrayLike, purpose: int, count: ArrayLike) -> Draws:
    """Draw 64 random bits for each being.

    seed: any integer, taken modulo 2**64.   number, count: int[n] or scalars, broadcast.   purpose: a constant of the caller.
    Returns uint64 of the broadcast shape.
    """
    with np.errstate(over="ignore"):
        key = _mix(np.asarray(seed & 0xFFFFFFFFFFFFFFFF, dtype=np.uint64) + _GOLDEN * np.uint64(purpose + 1))
        key = _mix(key + np.asarray(number).astype(np.uint64) * _GOLDEN)
        return _mix(key + np.asarray(count).astype(np.uint64) * _MIX_2)


def sub_draw(draws: Draws, index: ArrayLike) -> Draws:
    """Derive independent draws from earlier ones: `sub_draw(d[:, None], np.arange(k))` gives k more for each being."""
    with np.errstate(over="ignore"):
        return _mix(draws + _GOLDEN * (np.asarray(index).astype(np.uint64) + np.uint64(1)))


def below(draws: Draws, bound: ArrayLike) -> NDArray[np.int64]:
    """Map draws to integers in [0, bound); bound at most 2**31. Bias below 2**-32 of a value."""
    high = draws >> np.uint64(32)
    return ((high * np.asarray(bound).astype(np.uint64)) >> np.uint64(32)).astype(np.int64)


def triangular(draws: Draws, half_width: ArrayLike) -> NDArray[np.int64]:
    """Map draws to integers around 0 with a triangular density on (-half_width, half_width); half_width below 2**31."""
    bound = np.asarray(half_width).astype(np.uint64)
    high = ((draws >> np.uint64(32)) * bound) >> np.uint64(32)
    low = ((draws & _LOW_32) * bound) >> np.uint64(32)
    return high.astype(np.int64) - low.astype(np.int64)
