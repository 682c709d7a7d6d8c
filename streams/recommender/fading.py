"""Growing old in integers: what something is worth after a time, halved each half-life, by a table of sixteen steps.

`exp` gives other last bits on other processors; a table and a shift give the same everywhere.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Int = NDArray[np.signedinteger[Any]]

_STEPS: Final = 16
_SHIFT: Final = 16
# 2**16 * 2**(-i / 16), rounded
_WITHIN_A_HALVING: Final = np.array(
    [
        *(65536, 62757, 60097, 57549, 55109, 52773, 50535, 48393),
        *(46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219),
    ],
    dtype=np.int64,
)
_HALVINGS_MAX: Final = 40


def faded(worth: ArrayLike, age_s: ArrayLike, half_life_s: int) -> NDArray[np.int64]:
    """Fade an amount by its age: half of it after one half-life, rounded down.

    worth: integers in [0, 2**46].   age_s: simulated seconds; below 0 counts as 0.   Returns the broadcast shape.
    """
    steps = np.maximum(np.asarray(age_s, dtype=np.int64), 0) * _STEPS // half_life_s
    halvings = np.minimum(steps // _STEPS, _HALVINGS_MAX)
    left: NDArray[np.int64] = np.asarray(worth, dtype=np.int64) * _WITHIN_A_HALVING[steps % _STEPS]
    left >>= _SHIFT + halvings
    return left
