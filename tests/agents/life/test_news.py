"""What is on somebody's mind weighs less and less, and gives way to what weighs more; what is weighty is remembered."""

from typing import Any

import numpy as np
import pytest

from agents.life.columns import Told
from agents.life.news import HALF_LIFE_S, MEMORABLE, News, take_in, weight_for, weight_now
from agents.models import MemoryKind
from agents.voice import Occurrence
from streams.kernel.simtime import DAY_S, HOUR_S
from tests.agents.life.lived import (
    ANNA,
    BEN,
    LivedTown,
    acted,
    at_noon,
    found,
    own,
    place_of,
    scenario,
)
from tests.agents.small_world import persona
from world.actions import Action
from world.contract import Trait
from world.events import WorldEvent


@pytest.fixture
def town() -> LivedTown:
    """A town where everybody is awake and nothing is on anybody's mind."""
    return at_noon()


@pytest.mark.parametrize(("hours", "left"), [(0, 800), (3, 600), (6, 400), (9, 300), (12, 200), (18, 100), (600, 0)])
def test_a_weight_fades_by_half_each_six_hours(hours: int, left: int) -> None:
    assert weight_now(800, 50, 50 + hours * HOUR_S) == left


def test_a_weight_never_grows_while_time_passes() -> None:
    moments = np.arange(0, 20 * HALF_LIFE_S, 977)

    weights = weight_now(997, 0, moments)

    assert (np.diff(weights) <= 0).all()
    assert weight_now(500, 100, 50) == 500


def test_bad_news_weighs_more_for_the_anxious_and_good_news_for_the_outgoing() -> None:
    traits = np.full((3, 5), 50)
    traits[0, Trait.NEUROTICISM], traits[1, Trait.EXTRAVERSION] = 100, 100
    who = persona(3, traits=traits)
    rows = np.array([1, 2, 3])

    bad, good = weight_for(who, rows, 500, np.full(3, -1)), weight_for(who, rows, 500, np.full(3, 1))

    assert bad.tolist() == [700, 500, 500]
    assert good.tolist() == [500, 600, 500]
    assert weight_for(who, rows, 900, np.full(3, -2)).max() == 1_000


def strike(town: LivedTown, kind: WorldEvent, at: int) -> int:
    town.now = at - 20
    return town.happen(kind=kind, actor=ANNA, until=at)[0]


def test_news_stays_until_something_weighs_more_than_what_is_left_of_it(town: LivedTown) -> None:
    noon = town.now + 20
    ill = strike(town, WorldEvent.FELL_ILL, noon)
    strike(town, WorldEvent.RECOVERED, noon + HOUR_S)
    soon = int(town.mind.own_event[ANNA])
    well = strike(town, WorldEvent.RECOVERED, noon + 30 * HOUR_S)

    assert (soon, int(town.mind.own_event[ANNA])) == (ill, well)


def test_new_news_has_not_been_told_yet(town: LivedTown) -> None:
    strike(town, WorldEvent.RECOVERED, town.now + 20)
    town.mind.own_told[ANNA] = Told.POST | Told.TALK

    strike(town, WorldEvent.FELL_ILL, town.now + 40)

    assert town.mind.own_told[ANNA] == 0


def test_of_two_things_in_one_step_the_weightier_stays_in_whatever_order_they_come(town: LivedTown) -> None:
    kinds = [WorldEvent.FELL_ILL, WorldEvent.PHOTO_TAKEN]

    first = town.happen(kind=kinds, actor=ANNA)
    second = town.happen(kind=kinds[::-1], actor=BEN)

    assert (town.mind.own_event[ANNA], town.mind.own_event[BEN]) == (first[0], second[1])


def test_the_same_at_the_same_place_is_counted(town: LivedTown) -> None:
    def exercised(hour: int) -> News:
        values = {
            "resident": ANNA,
            "event": 10 + hour,
            "what": Occurrence.EXERCISED,
            "place": 7,
            "other": 0,
            "time": hour * HOUR_S,
            "valence": 1,
            "arousal": 1,
            "amount": 0,
            "weight": 200,
        }
        return News(**{name: np.array([value]) for name, value in values.items()})

    counts = []
    for hour in (10, 34, 58):
        take_in(town.mind, town.memories, [exercised(hour)])
        counts.append(own(town, ANNA)["count"])

    assert counts == [0, 2, 3]


def test_only_what_is_weighty_is_remembered(town: LivedTown) -> None:
    light = acted(town, Action.HOUSEWORK, count=400, place=place_of(town, "home"))
    (heavy,) = town.happen(kind=WorldEvent.FELL_ILL, actor=BEN)

    memories = town.memories_of_all()
    ill = memories["event"] == heavy
    assert town.mind.own_event[ANNA] in light
    assert memories["kind"][ill].tolist() == [MemoryKind.OBSERVATION]
    assert memories["source"][ill].tolist() == [0]
    assert (memories["importance"] >= MEMORABLE // 10).all()
    assert len(memories["event"]) < 20


def test_a_resident_remembers_one_to_three_things_a_day_and_has_news_now_and_then() -> None:
    here = found(scenario())
    changes = 0
    days = 2
    last = here.mind.own_event.copy()

    def count(_: Any) -> None:
        nonlocal changes, last
        changes += int((here.mind.own_event != last).sum())
        last = here.mind.own_event.copy()

    here.live(here.now + days * DAY_S, count)

    lived = days * here.mind.count
    assert 1 <= len(here.memories_of_all()["event"]) / lived <= 3
    assert 1 <= changes / lived <= 4
    assert np.count_nonzero(here.mind.own_event) > here.mind.count * 9 // 10
