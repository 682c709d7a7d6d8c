"""What being ill does to a day: bed, rest and a book at home; no work, no sport, no going out."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from world.actions import Action
from world.contract import Bool, Int, Reason

_A = Action
_WANTS: Final[Mapping[Action, int]] = {
    _A.SLEEP: 3_000,
    _A.REST: 2_400,
    _A.READ: 600,
    _A.WORK: -20_000,
    _A.STUDY: -4_000,
    _A.EXERCISE: -9_000,
    _A.PLAY: -1_500,
    _A.MOVE: -5_000,
    _A.SHOP: -3_000,
    _A.HOUSEWORK: -3_000,
    _A.SEARCH_JOB: -4_000,
}
_WHEN_ILL: Final = np.array([_WANTS.get(action, 0) for action in Action], np.int64)
STAY_IN: Final = -5_000
"""What speaks against being out while ill."""


def stay_in_bed(duty: Int, is_sick: Bool) -> None:
    """Let the sick want what makes them well: adds to int64[n, A]."""
    sick = np.flatnonzero(is_sick)
    if len(sick):
        duty[sick] += _WHEN_ILL


def name_illness(reason: Int, action: Int, is_sick: Bool) -> Int:
    """Say that somebody lies down because she is ill: int64[n]."""
    lies_down = (action == _A.SLEEP) | (action == _A.REST)
    return np.where(is_sick & lies_down, Reason.UNWELL, reason)
