"""What it is like outside: the town's own weather, what operators set in its place, and what it does to people.

It slows walking and touches the mood; what it makes of plans is up to the minds, which are shown it.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from streams.kernel.simtime import HOUR_S
from world.contract import Int
from world.engine.measures import NATURAL_C10, Measure, MeasureKind
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.scenario import WeatherSpec
from world.weather import Sky, Weather, weather_at

EIGHTHS: Final = np.array([0, 0, 1, 3, 2, 1, 1], np.int32)
"""By Sky: by how many eighths a way takes longer."""
FUN_PER_HOUR: Final = np.array([40, 0, -60, -120, 20, -30, -80], np.int64)
"""By Sky: hundredths of a point of fun that an hour awake gains or loses."""
_MOOD_MAX_S: Final = 3 * HOUR_S
_COLDEST_C10, _WARMEST_C10 = -300, 450
_RANGE_C10: Final = {Sky.SNOW: (_COLDEST_C10, 5), Sky.HEAT: (320, _WARMEST_C10), Sky.RAIN: (5, _WARMEST_C10)}
"""Temperatures at which a kind of weather can be; those not named are at any."""


def fits(sky: Sky, temperature_c10: int) -> bool:
    """Whether it can be like this at such a temperature."""
    low, high = _RANGE_C10.get(sky, (_COLDEST_C10, _WARMEST_C10))
    return low <= temperature_c10 <= high


class Outside:
    """The weather of a run."""

    def __init__(self, spec: WeatherSpec, *, seed: int) -> None:
        self._spec = spec
        self._seed = seed

    @property
    def is_on(self) -> bool:
        """Whether the town has weather at all."""
        return self._spec.enabled

    def at(self, moment: int, measures: Sequence[Measure]) -> Weather:
        """Say what it is like at a moment; the latest of what operators set counts."""
        natural = weather_at(self._spec.climate, seed=self._seed, hour=moment // HOUR_S)
        for measure in reversed(measures):
            if measure.kind == MeasureKind.WEATHER and measure.starts <= moment < measure.ends:
                return _as_set(measure, natural)
        return natural

    def felt(self, now: Int, measures: Sequence[Measure]) -> tuple[Int, Int]:
        """Say what it is like for residents at their moments: (Sky, tenths of a degree), int64[n] each.

        now: in order. Most batches lie within one hour and are answered by two numbers.
        """
        changes = sorted({int(now[0]), *self._changes(int(now[0]), int(now[-1]), measures)})
        found = [self.at(moment, measures) for moment in changes]
        rows = np.searchsorted(np.array(changes), now, side="right") - 1
        sky = np.array([weather.sky for weather in found], dtype=np.int64)
        return sky[rows], np.array([weather.temperature_c10 for weather in found], dtype=np.int64)[rows]

    def log_changes(self, since: int, until: int, measures: Sequence[Measure], log: StepLog) -> None:
        """Note where in (since, until] the weather becomes of another kind."""
        for moment in self._changes(since, until, measures):
            self.log_change(moment, measures, measures, log)

    def log_change(self, moment: int, before: Sequence[Measure], after: Sequence[Measure], log: StepLog) -> None:
        """Note a change at a moment, between what was in force before it and what is from then on."""
        was, is_now = self.at(moment - 1, before), self.at(moment, after)
        if was.sky != is_now.sky:
            log.add(
                1,
                kind=WorldEvent.WEATHER_CHANGED,
                sim_time=moment,
                amount=is_now.sky,
                object=is_now.temperature_c10,
            )

    def _changes(self, since: int, until: int, measures: Sequence[Measure]) -> list[int]:
        """Moments in (since, until] at which it may change."""
        bounds = {
            bound
            for measure in measures
            if measure.kind == MeasureKind.WEATHER
            for bound in (measure.starts, measure.ends)
            if since < bound <= until
        }
        hours = range(since // HOUR_S + 1, until // HOUR_S + 1)
        return sorted(bounds.union(hour * HOUR_S for hour in hours))


def _as_set(measure: Measure, natural: Weather) -> Weather:
    sky = Sky(measure.amount)
    low, high = _RANGE_C10.get(sky, (_COLDEST_C10, _WARMEST_C10))
    wanted = natural.temperature_c10 if measure.other == NATURAL_C10 else measure.other
    return Weather(sky=sky, temperature_c10=min(max(wanted, low), high))


def fun_of(sky: Int, awake_s: Int) -> Int:
    """Say what weather does to the mood of people in the open time that just ended: hundredths of a point, int64[n]."""
    return FUN_PER_HOUR[sky] * np.minimum(awake_s, _MOOD_MAX_S) // HOUR_S
