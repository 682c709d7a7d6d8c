"""What the weather and hard times make of wishes: under which roof one would rather be, and how much a price counts."""

from typing import Final

import numpy as np

from world.actions import Action
from world.contract import Int, ObservationBatch

_OPEN_AIR: Final = np.array([60, 0, -1_400, -3_500, -700, -250, -700], np.int32)
"""By Sky: being under no roof."""
_OUT: Final = np.array([40, 0, -250, -900, -250, -80, -150], np.int32)
"""By Sky: leaving the house."""
_STROLL: Final = np.array([60, 0, -500, -2_000, 100, -100, -350], np.int32)
"""By Sky: a walk for its own sake. Fresh snow is worth one."""
_SWEAT: Final = np.array([0, 0, -100, -600, -150, -50, -600], np.int32)
"""By Sky: sport."""
_COLD_C10, _WARM_C10 = 120, 290
_COLD_AT_MOST: Final = 600
"""What cold, or heat, takes at most from being in the open."""


def open_air_weight(seen: ObservationBatch) -> Int:
    """Weigh being in the open, by the sky and the temperature: int32[n], or a nought where there is no weather."""
    if seen.sky is None or seen.temperature_c10 is None:
        return np.zeros(1, np.int32)
    temperature = seen.temperature_c10.astype(np.int32)
    harsh = np.maximum((_COLD_C10 - temperature) * 2, (temperature - _WARM_C10) * 5)
    return _OPEN_AIR[seen.sky] - np.minimum(np.maximum(harsh, 0), _COLD_AT_MOST)


def outing_weight(seen: ObservationBatch) -> Int:
    """Weigh leaving the house: int32[n], or a nought where there is no weather."""
    return np.zeros(1, np.int32) if seen.sky is None else _OUT[seen.sky]


def add_weather(taste: Int, seen: ObservationBatch) -> None:
    """Let the weather change what one likes to do: adds to int64[n, A]."""
    if seen.sky is not None:
        taste[:, Action.MOVE] += _STROLL[seen.sky]
        taste[:, Action.EXERCISE] += _SWEAT[seen.sky]


def minded(thrift: Int, seen: ObservationBatch) -> Int:
    """Weigh prices more in hard times.   thrift: int32[n], the weight of a thousand cents."""
    return thrift if seen.caution is None else thrift * (100 + seen.caution.astype(np.int32)) // 100
