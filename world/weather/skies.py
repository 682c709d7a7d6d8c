"""What the sky is like at an hour. Two slow waves cross the town, one of moisture and one of warmth: fronts.

Each wave is drawn at knots some hours apart and runs straight between them, so weather lasts for days and changes by
degrees; a faster one on top of it makes the hours differ. Moisture decides between clear, cloudy and wet by the climate's
share of wet hours in that part of the year; warmth and the hour decide the temperature; both decide between rain and
snow. Integers only: the record holds what is made of them.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from streams.kernel.rng import below, draw
from world.contract import Bool, Int
from world.scenario import Climate
from world.weather.climates import CLIMATES, ClimateTable
from world.weather.kinds import Season, Sky

_MOISTURE, _SHOWERS, _WARMTH, _STORMS, _FOG = 61, 62, 63, 64, 65
"""Purposes of draws, kept for ever."""
_DAY_H: Final = 24
_FRONT_H: Final = 42
_SHOWER_H: Final = 7
_WARMTH_H: Final = 66
_MILLE: Final = 1_000
_WARMTH_C10: Final = 70
"""How far a warm or cold front moves the temperature at most, tenths of a degree."""
_DAY_LIFT: Final = np.array(
    [-35, -40, -44, -47, -50, -50, -45, -34, -20, -4, 12, 26, 37, 45, 50, 50, 46, 37, 24, 10, -3, -14, -22, -29],
    np.int64,
)
"""By hour: percent of the day's swing above or below its mean."""
_CLOUD_KEEPS: Final = 40
"""Percent of the day's swing that is left under a wet sky."""
_MONTH_STARTS: Final = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)
_YEAR_DAYS: Final = 366
_LEAP_DAY: Final = 59
_FREEZES_C10: Final = 12
_HOT_C10: Final = 310
_STORMY_C10: Final = 120
_FOG_C10: Final = 140
_FOG_HOURS: Final = (4, 10)
_FOG_PERCENT: Final = 35
_SAMPLE_HOURS: Final = 40_000
"""Hours whose moisture tells how it spreads: a sum of two waves is neither even nor normal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """The weather of an hour."""

    sky: Sky
    temperature_c10: int  # tenths of a degree


def season_of(day: int) -> Season:
    """Name the season of a day of the run's calendar, which begins on the first of January of a leap year."""
    return Season((_month_of(day) + 10) % 12 // 3)


def weather_at(climate: Climate, *, seed: int, hour: int) -> Weather:
    """Say what the weather is in an hour, counted from the calendar's first midnight."""
    day, of_day = divmod(hour, _DAY_H)
    sky, temperature = weather_of_day(climate, seed, day)
    return Weather(sky=Sky(int(sky[of_day])), temperature_c10=int(temperature[of_day]))


@lru_cache(maxsize=64)
def weather_of_day(climate: Climate, seed: int, day: int) -> tuple[Int, Int]:
    """Say what a day is like hour by hour: (Sky, tenths of a degree), int64[24] each. Not to be written to."""
    table, hours = CLIMATES[climate], np.arange(day * _DAY_H, (day + 1) * _DAY_H)
    dampness = _rank(_moisture(seed, hours))
    wet = _of_year(table.wet_percent, day) * 10  # of a thousand
    is_wet = dampness >= _MILLE - wet
    is_grey = dampness >= _MILLE - (wet + (_MILLE - wet) * 45 // 100)
    temperature = _temperature(table, seed, day, hours, is_wet)
    sky = np.where(is_grey, Sky.CLOUDY, Sky.CLEAR).astype(np.int64)
    sky[~is_wet & (temperature >= _HOT_C10)] = Sky.HEAT
    sky[_is_foggy(seed, day, dampness, wet, temperature)] = Sky.FOG
    sky[is_wet] = Sky.RAIN
    sky[is_wet & _is_stormy(table, seed, hours, temperature)] = Sky.STORM
    sky[is_wet & (temperature <= _FREEZES_C10)] = Sky.SNOW
    for values in (sky, temperature):
        values.flags.writeable = False
    return sky, temperature


def _temperature(table: ClimateTable, seed: int, day: int, hours: Int, is_wet: Bool) -> Int:
    front = (_wave(seed, _WARMTH, _WARMTH_H, hours) - _MILLE // 2) * 2 * _WARMTH_C10 // _MILLE
    swing = np.where(is_wet, table.swing_c10 * _CLOUD_KEEPS // 100, table.swing_c10)
    return _of_year(table.mean_c10, day) + front + swing * _DAY_LIFT // 100


def _is_foggy(seed: int, day: int, dampness: Int, wet: int, temperature: Int) -> Bool:
    """Find the hours of a cool morning with fog: damp air, but no rain. Some mornings only."""
    first, end = _FOG_HOURS
    has_fog = int(below(draw(seed, 0, _FOG, day), 100)) < _FOG_PERCENT
    is_damp = (dampness >= 550) & (dampness < _MILLE - wet)
    is_foggy = is_damp & (temperature < _FOG_C10) & has_fog
    is_foggy[:first] = False
    is_foggy[end:] = False
    return is_foggy


def _is_stormy(table: ClimateTable, seed: int, hours: Int, temperature: Int) -> Bool:
    """Find the wettest hours that are stormy: a storm is a quarter of a day that was drawn as one."""
    chance = np.where(temperature >= _STORMY_C10, table.storm_percent, table.storm_percent // 2)
    return below(draw(seed, 0, _STORMS, hours // 6), 100) < chance


def _moisture(seed: int, hours: Int) -> Int:
    return (_wave(seed, _MOISTURE, _FRONT_H, hours) * 3 + _wave(seed, _SHOWERS, _SHOWER_H, hours)) // 4


def _wave(seed: int, purpose: int, every_h: int, hours: Int) -> Int:
    """Run straight from knot to knot: int64[n] in 0..1,000."""
    knot, into = hours // every_h, hours % every_h
    before = below(draw(seed, 0, purpose, knot), _MILLE + 1)
    after = below(draw(seed, 0, purpose, knot + 1), _MILLE + 1)
    return (before * (every_h - into) + after * into) // every_h


def _rank(moisture: Int) -> Int:
    """Turn moisture into its rank among all hours: 0..1,000, even."""
    return np.searchsorted(_quantiles(), moisture, side="right").astype(np.int64)


@lru_cache(maxsize=1)
def _quantiles() -> Int:
    sample = np.sort(_moisture(0, np.arange(_SAMPLE_HOURS)))
    return sample[np.arange(1, _MILLE + 1) * _SAMPLE_HOURS // _MILLE - 1]


def _month_of(day: int) -> int:
    of_year = _day_of_year(day)
    return sum(1 for start in _MONTH_STARTS if start <= of_year) - 1


def _day_of_year(day: int) -> int:
    """Say where in a leap year a day is, 0..365: every fourth year is one, the first too. To the end of 2099."""
    of_cycle = day % 1_461
    if of_cycle < _YEAR_DAYS:
        return of_cycle
    of_year = (of_cycle - _YEAR_DAYS) % 365
    return of_year + (of_year >= _LEAP_DAY)


def _of_year(values: tuple[int, ...], day: int) -> int:
    """Run straight from the middle of a month to the middle of the next."""
    month, since_middle = divmod(_day_of_year(day) * 12 * 100 // _YEAR_DAYS - 50, 100)
    return (values[month % 12] * (100 - since_middle) + values[(month + 1) % 12] * since_middle) // 100
