"""What the weather does to a town: it is perceived, keeps people indoors, slows them, weighs on them, and is recorded."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import pytest
from pytest_django import DjangoDbBlocker

from agents.minds import rules
from streams.kernel.simtime import HOUR_S
from streams.models import Run, RunHead
from tests.agents.small_world import PARK, SATURDAY, look, moment, without_work
from tests.control import acted, advance, answer, events, found_town, minutes_at, tell
from tests.kept_runs import living
from world.contract import Need, ObservationBatch
from world.events import WorldEvent
from world.models import Place, ResidentState
from world.scenario import OPEN_AIR_TYPES, Climate
from world.weather import Sky, weather_at

pytestmark = pytest.mark.django_db
OCEANIC: Final = {"climate": "oceanic"}
SUNDAY: Final = "2024-06-02T10:00:00"
HOURS: Final = 8


def in_june(sky: str) -> Run:
    """A Sunday in June, under this sky."""
    run = found_town(start=SUNDAY, weather=OCEANIC)
    tell(run, "set_weather", sky=sky, hours=24)
    return advance(run, HOURS)


@pytest.fixture(scope="module")
def fair(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """Such a Sunday under a clear sky."""
    yield from living(lambda: in_june("clear"), django_db_blocker)


@pytest.fixture(scope="module")
def foul(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Run]:
    """The same Sunday in a storm."""
    yield from living(lambda: in_june("storm"), django_db_blocker)


def open_air(run: Run) -> set[int]:
    return {place.number for place in Place.objects.of(run.pk).filter(type__in=[*OPEN_AIR_TYPES])}


def outdoors(run: Run) -> int:
    return minutes_at(acted(run, 0.1, HOURS), open_air(run), run.start_sim_time + HOURS * HOUR_S)


def under(sky: Sky, temperature_c10: int = 200) -> ObservationBatch:
    """Retired people on a Saturday afternoon, bored at home."""
    seen = look(moment(SATURDAY, "15:00"), who=without_work(), needs={Need.FUN: 5_000}, count=600)
    count = len(seen)
    return replace(seen, sky=np.full(count, sky), temperature_c10=np.full(count, temperature_c10))


def share_in_the_park(seen: ObservationBatch) -> float:
    return float((rules.decide(seen).place == PARK).mean())


@pytest.mark.parametrize("sky", [Sky.RAIN, Sky.STORM, Sky.SNOW, Sky.HEAT])
def test_fewer_want_to_be_in_the_park_under_a_bad_sky(sky: Sky) -> None:
    assert share_in_the_park(under(sky)) < share_in_the_park(under(Sky.CLEAR)) * 0.8


@pytest.mark.parametrize("temperature_c10", [-100, 380])
def test_cold_and_heat_keep_people_out_of_the_park(temperature_c10: int) -> None:
    assert share_in_the_park(under(Sky.CLEAR, temperature_c10)) < share_in_the_park(under(Sky.CLEAR))


def test_a_storm_empties_parks_and_squares(fair: Run, foul: Run) -> None:
    assert outdoors(foul) < outdoors(fair) / 2


def test_people_walk_more_slowly_in_a_storm(fair: Run, foul: Run) -> None:
    ways: dict[str, dict[tuple[int, int], int]] = {}
    for sky, run in (("clear", fair), ("storm", foul)):
        rows = acted(run, 0.1, HOURS)
        ways[sky] = {
            (row.place, row.next_place): row.arrive - row.sim_time for row in rows if row.arrive > row.sim_time
        }

    both = [(ways["clear"][way], ways["storm"][way]) for way in ways["clear"].keys() & ways["storm"].keys()]

    assert len(both) > 5
    assert all(fair_s < foul_s <= fair_s * 11 // 8 for fair_s, foul_s in both)


def test_bad_weather_weighs_on_people(fair: Run, foul: Run) -> None:
    def fun(run: Run) -> int:
        return sum(ResidentState.objects.of(run.pk).values_list("fun", flat=True))

    assert fun(foul) < fun(fair)


def test_the_record_says_when_the_weather_changes() -> None:
    run = advance(found_town(start="2024-01-07T06:00:00", weather=OCEANIC), 24)
    first, end = run.start_sim_time // HOUR_S, run.start_sim_time // HOUR_S + 24
    skies = [weather_at(Climate.OCEANIC, seed=run.seed, hour=hour) for hour in range(first, end + 1)]
    expected = [
        ((first + i) * HOUR_S, int(skies[i].sky), skies[i].temperature_c10)
        for i in range(1, len(skies))
        if skies[i].sky != skies[i - 1].sky
    ]

    found = [(event.sim_time, event.amount, event.object) for event in events(run, WorldEvent.WEATHER_CHANGED)]

    assert len(expected) > 3
    assert found == expected


def test_weather_that_was_set_ends_by_itself() -> None:
    run = found_town(weather=OCEANIC)
    tell(run, "set_weather", sky="snow", hours=2)
    advance(run, 3)
    begun, ended = events(run, WorldEvent.WEATHER_CHANGED)[:2]

    assert (begun.sim_time, begun.amount) == (run.start_sim_time, Sky.SNOW)
    assert begun.object <= 5
    assert ended.sim_time == run.start_sim_time + 2 * HOUR_S
    assert ended.amount == weather_at(Climate.OCEANIC, seed=run.seed, hour=ended.sim_time // HOUR_S).sky


def test_the_weather_set_last_counts() -> None:
    run = found_town(weather=OCEANIC)
    tell(run, "set_weather", sky="snow", hours=5)
    tell(run, "set_weather", sky="heat", hours=1)
    advance(run, 2)

    assert [event.amount for event in events(run, WorldEvent.WEATHER_CHANGED)][:3] == [Sky.SNOW, Sky.HEAT, Sky.SNOW]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"sky": "snow", "temperature_c10": 150}, "too_warm_for_it"),
        ({"sky": "heat", "temperature_c10": 150}, "too_cold_for_it"),
        ({"sky": "rain", "temperature_c10": -100}, "too_cold_for_it"),
    ],
)
def test_weather_that_cannot_be_is_refused(body: dict[str, object], reason: str) -> None:
    run = found_town(weather=OCEANIC)
    command = tell(run, "set_weather", **body)
    advance(run, 0.1)

    assert answer(command) == reason
    assert not events(run, WorldEvent.MEASURE_BEGAN, WorldEvent.WEATHER_CHANGED)


def test_a_town_without_weather_has_none() -> None:
    run = found_town()
    command = tell(run, "set_weather", sky="rain")
    advance(run, 24)

    assert answer(command) == "no_weather"
    assert not events(run, WorldEvent.WEATHER_CHANGED)


def test_no_grouping_of_steps_changes_the_weather_or_what_comes_of_it() -> None:
    digests = set()
    for group_steps in (1, 100):
        run = found_town(weather=OCEANIC)
        tell(run, "set_weather", sky="storm", hours=2)
        advance(run, 4, group_steps=group_steps)
        digests.add(RunHead.objects.get(pk=run.pk).digest)

    assert len(digests) == 1
