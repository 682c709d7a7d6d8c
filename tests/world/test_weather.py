"""The weather of a town: a pure function with seasons, which lasts for days and is what its climate says."""

import subprocess
import sys

import numpy as np
import pytest

from streams.kernel.simtime import parse_world_time
from world.scenario import Climate
from world.weather import Season, Sky, season_of, weather_at, weather_of_day

YEAR = 366


def skies(climate: Climate, seed: int, days: int = YEAR) -> np.ndarray:
    return np.concatenate([weather_of_day(climate, seed, day)[0] for day in range(days)])


def warmth(climate: Climate, seed: int, days: range) -> float:
    return float(np.concatenate([weather_of_day(climate, seed, day)[1] for day in days]).mean())


@pytest.mark.parametrize(
    ("date", "season"),
    [
        ("2024-01-01", Season.WINTER),
        ("2024-02-29", Season.WINTER),
        ("2024-03-01", Season.SPRING),
        ("2024-06-01", Season.SUMMER),
        ("2025-08-31", Season.SUMMER),
        ("2025-09-01", Season.AUTUMN),
        ("2027-12-01", Season.WINTER),
        ("2028-02-29", Season.WINTER),
        ("2028-03-01", Season.SPRING),
    ],
)
def test_seasons_follow_the_calendar(date: str, season: Season) -> None:
    assert season_of(parse_world_time(date) // 86_400) == season


def test_another_process_sees_the_same_weather() -> None:
    code = (
        "from world.weather import weather_at; from world.scenario import Climate;"
        "print([(int(w.sky), w.temperature_c10) for w in (weather_at(Climate.OCEANIC, seed=11, hour=h) for h in range(96))])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    here = [weather_at(Climate.OCEANIC, seed=11, hour=hour) for hour in range(96)]

    assert told.strip() == str([(int(weather.sky), weather.temperature_c10) for weather in here])


def test_an_hour_asked_alone_is_the_hour_of_its_day() -> None:
    sky, temperature = weather_of_day(Climate.TROPICAL, 3, 200)

    alone = [weather_at(Climate.TROPICAL, seed=3, hour=200 * 24 + hour) for hour in range(24)]

    assert [weather.sky for weather in alone] == sky.tolist()
    assert [weather.temperature_c10 for weather in alone] == temperature.tolist()


def test_another_seed_has_other_weather() -> None:
    assert (skies(Climate.OCEANIC, 1) != skies(Climate.OCEANIC, 2)).mean() > 0.3


def test_weather_lasts() -> None:
    year = skies(Climate.OCEANIC, 5)

    changes_a_day = (np.diff(year) != 0).sum() / YEAR

    assert 0.5 < changes_a_day < 3


def test_fronts_last_for_days() -> None:
    hours = np.isin(skies(Climate.OCEANIC, 5, 4 * YEAR), [Sky.RAIN, Sky.STORM, Sky.SNOW]).reshape(-1, 24)
    is_wet = np.asarray(hours.any(axis=1))

    after_wet = is_wet[1:][is_wet[:-1]].mean()

    assert after_wet > is_wet.mean() * 1.3


@pytest.mark.parametrize("climate", [Climate.OCEANIC, Climate.CONTINENTAL, Climate.MEDITERRANEAN])
def test_summer_is_warm_and_winter_cold(climate: Climate) -> None:
    assert warmth(climate, 4, range(182, 213)) > warmth(climate, 4, range(31)) + 100


def test_every_kind_of_weather_happens_somewhere() -> None:
    seen = {int(sky) for climate in Climate for sky in np.unique(skies(climate, 1, 2 * YEAR))}

    assert seen == set(Sky)


def test_it_snows_when_it_is_cold_and_is_hot_when_it_is_hot() -> None:
    days = [weather_of_day(Climate.CONTINENTAL, 2, day) for day in range(2 * YEAR)]
    sky, temperature = (np.concatenate(column) for column in zip(*days, strict=True))

    assert temperature[sky == Sky.SNOW].max() < 20
    assert temperature[sky == Sky.HEAT].min() > 300
    assert temperature[sky == Sky.RAIN].min() > 0


def test_afternoons_are_warmer_than_nights() -> None:
    days = np.stack([weather_of_day(Climate.OCEANIC, 9, day)[1] for day in range(YEAR)])

    assert days[:, 15].mean() > days[:, 4].mean() + 40


@pytest.mark.parametrize(("climate", "wet"), [(Climate.OCEANIC, (8, 20)), (Climate.TROPICAL, (8, 24))])
def test_it_is_as_wet_as_the_climate_says(climate: Climate, wet: tuple[int, int]) -> None:
    year = np.concatenate([skies(climate, seed) for seed in range(6)])

    percent = np.isin(year, [Sky.RAIN, Sky.STORM, Sky.SNOW]).mean() * 100

    assert wet[0] < percent < wet[1]


def test_nobody_can_write_into_the_weather() -> None:
    sky, _ = weather_of_day(Climate.OCEANIC, 1, 1)

    with pytest.raises(ValueError, match="read-only"):
        sky[0] = Sky.STORM
