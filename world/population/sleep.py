"""When people go to bed and how long they sleep: by age, temper and shift; who works at night sleeps by day."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.rng import triangular
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from world.contract import Trait
from world.population.draws import Purpose, people

Whole = NDArray[np.integer[Any]]

_USUAL_BEDTIME_S: Final = 22 * HOUR_S + 45 * MINUTE_S
_UNWIND_S: Final = 60 * MINUTE_S
"""Between the end of a shift and bed."""
_GET_UP_S: Final = 75 * MINUTE_S
"""Between waking and the beginning of a shift."""
_DEEP_NIGHT_S: Final = 3 * HOUR_S
_ROUND_S: Final = 5 * MINUTE_S
_LEAST_SLEEP_S: Final = 7 * HOUR_S
_MOST_SLEEP_S: Final = 8 * HOUR_S + 35 * MINUTE_S


def sleep_length_s(age: Whole, traits: Whole, *, seed: int, first: int = 0) -> Whole:
    """Return int64[n], whole five minutes; means of 8.4 to 8.5 hours by age (surveys count time in bed so)."""
    usual = np.select([age < 26, age < 60], [530 * MINUTE_S, 515 * MINUTE_S], default=510 * MINUTE_S)
    temper = (50 - traits[:, Trait.CONSCIENTIOUSNESS].astype(np.int64)) * 20
    chance = triangular(people(len(age), seed, Purpose.SLEEP, first=first), 40 * MINUTE_S)
    length_s: Whole = np.clip((usual + temper + chance) // _ROUND_S * _ROUND_S, _LEAST_SLEEP_S, _MOST_SLEEP_S)
    return length_s


def bedtime_s(age: Whole, traits: Whole, start_s: Whole, length_s: Whole, sleep_s: Whole, *, seed: int) -> Whole:
    """Return int64[n], seconds after midnight, whole five minutes; a shift of length 0 leaves the preferred time.

    A shift leaves a window from an hour after it to 75 minutes before the next; sleep is moved into it.
    """
    return bedtime_of(age, traits, start_s, length_s, sleep_s, seed=seed, first=0)


def bedtime_of(
    age: Whole, traits: Whole, start_s: Whole, length_s: Whole, sleep_s: Whole, *, seed: int, first: int
) -> Whole:
    """Return the same for residents from row `first` of the town on."""
    preferred = _preferred(age, traits, seed=seed, first=first)
    window_start = (start_s + length_s + _UNWIND_S) % DAY_S
    window = DAY_S - length_s - _UNWIND_S - _GET_UP_S
    into_window = (preferred - window_start) % DAY_S
    works_at_night = (_DEEP_NIGHT_S - start_s) % DAY_S < length_s
    into_window = np.where((into_window > window) | works_at_night, 0, np.minimum(into_window, window - sleep_s))
    moved = (window_start + into_window) % DAY_S
    return np.where(length_s > 0, moved, preferred) // _ROUND_S * _ROUND_S


def _preferred(age: Whole, traits: Whole, *, seed: int, first: int) -> Whole:
    by_age = np.select([age < 30, age >= 60], [40 * MINUTE_S, -50 * MINUTE_S], default=0)
    diligent = traits[:, Trait.CONSCIENTIOUSNESS].astype(np.int64) - 50
    outgoing = traits[:, Trait.EXTRAVERSION].astype(np.int64) - 50
    chance = triangular(people(len(age), seed, Purpose.BEDTIME, first=first), 40 * MINUTE_S)
    return (_USUAL_BEDTIME_S + by_age - 45 * diligent + 25 * outgoing + chance) % DAY_S
