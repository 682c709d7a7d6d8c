"""Everyday life becomes news now and then, and more often what was something to tell."""

from typing import Any

import numpy as np
import pytest

from agents.voice import Occurrence
from streams.kernel.simtime import DAY_S, HOUR_S
from tests.agents.life.lived import (
    ANNA,
    LivedTown,
    acted,
    at_noon,
    nobody_has_news,
    own,
    place_of,
)
from world.actions import Action
from world.contract import Trait


@pytest.fixture
def town() -> LivedTown:
    """A town where everybody is awake and nothing is on anybody's mind."""
    return at_noon()


@pytest.mark.parametrize(
    ("action", "what"),
    [
        (Action.EAT, Occurrence.MEAL),
        (Action.STUDY, Occurrence.STUDIED),
        (Action.READ, Occurrence.READ_BOOK),
        (Action.EXERCISE, Occurrence.EXERCISED),
        (Action.SHOP, Occurrence.SHOPPED),
        (Action.PLAY, Occurrence.PLAYED),
        (Action.MOVE, Occurrence.WALKED),
        (Action.HOUSEWORK, Occurrence.HOUSEWORK),
        (Action.REST, Occurrence.RESTED),
        (Action.WAIT, Occurrence.WAITED),
        (Action.WORK, Occurrence.WORKED),
    ],
)
def test_everyday_life_is_news_now_and_then(town: LivedTown, action: Action, what: Occurrence) -> None:
    seqs = acted(town, action, count=400)

    memories = town.memories_of_all() if town.remembered else {"what": np.zeros(0)}
    assert own(town, ANNA)["what"] == what
    assert town.mind.own_event[ANNA] in seqs
    assert set(memories["what"].tolist()) <= {what}


@pytest.mark.parametrize("action", [Action.WASH, Action.USE_PHONE, Action.TALK])
def test_what_is_told_elsewhere_or_nowhere_is_no_news(town: LivedTown, action: Action) -> None:
    acted(town, action, count=400)

    assert nobody_has_news(town)


def share_of_news(town: LivedTown, action: Action, **columns: Any) -> float:
    """Say how often something becomes news, of two thousand times."""
    actors, times = np.arange(1, 41), 50
    noticed = 0
    for minute in range(times):
        town.mind.own_event[:] = town.mind.own_weight[:] = 0
        acted(town, action, actor=actors, sim_time=town.now + 60 * minute, **columns)
        noticed += int(np.count_nonzero(town.mind.own_event))
    return noticed / (times * len(actors))


def test_what_is_done_in_company_away_from_home_is_told_more_often(town: LivedTown) -> None:
    home, park = place_of(town, "home"), place_of(town, "park")
    at_home = share_of_news(town, Action.PLAY, place=home)
    town.engine.places.inside[park] = 1
    alone = share_of_news(town, Action.PLAY, place=park)
    town.engine.places.inside[park] = 12
    in_company = share_of_news(town, Action.PLAY, place=park)

    assert at_home < alone < in_company
    assert 0.04 < at_home < 0.12
    assert 0.18 < in_company < 0.36


def test_what_came_after_great_want_is_told_more_often(town: LivedTown) -> None:
    home = place_of(town, "home")
    town.engine.residents.needs[:] = 8_000
    usual = share_of_news(town, Action.PLAY, place=home)
    town.engine.residents.needs[:] = 2_500

    assert share_of_news(town, Action.PLAY, place=home) > usual * 1.2


def test_the_first_shift_of_the_week_is_payday(town: LivedTown) -> None:
    who = town.engine.around.persona
    worker = int(np.flatnonzero(who.shift_length_s > 0)[0])
    first = int(who.workdays[worker] & -who.workdays[worker]).bit_length() - 1
    end_s = int(who.shift_start_s[worker] + who.shift_length_s[worker])
    days = [7 * week + first for week in range(40)]
    others = [7 * week + first + 1 for week in range(40)]

    def told(on: list[int]) -> set[int]:
        town.mind.own_event[:] = town.mind.own_weight[:] = 0
        town.remembered.clear()
        acted(town, Action.WORK, actor=worker, amount=9_000, sim_time=np.array(on) * DAY_S + end_s)
        return set(town.memories_of_all()["what"].tolist()) | {own(town, worker)["what"]}

    assert told(days) == {Occurrence.PAYDAY}
    assert own(town, worker)["amount"] == 9_000
    assert told(others) == {Occurrence.WORKED}


def test_the_anxious_and_the_ill_sleep_badly_more_often(town: LivedTown) -> None:
    who = town.engine.around.persona
    night = {"place": place_of(town, "home"), "duration_s": 9 * HOUR_S}
    who.traits[:, Trait.NEUROTICISM] = 10
    calm = share_of_news(town, Action.SLEEP, **night)
    who.traits[:, Trait.NEUROTICISM] = 90
    anxious = share_of_news(town, Action.SLEEP, **night)
    town.engine.residents.sick_until[:] = 10**9
    ill = share_of_news(town, Action.SLEEP, **night)

    assert calm < 0.03 < anxious < 0.1 < ill
    assert own(town, ANNA)["valence"] <= 0
