"""Fifty residents on rules alone live believable weeks (QUALITY.md, "The society itself").

The town is the product's own, in memory: founding, engine and mind; seven whole days from the first midnight.
"""

from dataclasses import replace
from functools import cache
from typing import Final

import numpy as np
import pytest

from society.experiments.scenario import ScenarioFile, load_scenario
from streams.kernel.simtime import DAY_S, HOUR_S
from tests.society.memory_town import Life, MemoryTown, found
from tests.society.realism import Days, whole_days
from world.actions import Action
from world.contract import CRITICAL, LOW, EconomicStatus, Int, Need, Persona
from world.economy.ledger import NAMED, Account
from world.economy.terms import economic_status
from world.engine.hours import OpeningHours
from world.occupations import Occupation

SEED: Final = 20_240_101
DAYS: Final = 7
LEISURE: Final = ("read", "rest", "exercise", "play", "move")
SURVEY_HOURS: Final = {
    "sleep": (8.6, 9.0),
    "work": (3.6, 3.8),
    "eat": (1.2, 1.2),
    "leisure": (5.1, 5.1),
    "housework": (1.8, 1.8),
    "shop": (0.7, 0.8),
}
"""Mean hours a day, all persons and all days: American Time Use Survey."""
ALIKE: Final = 43
"""Half hours of 48: nine tenths of a day."""
OWN: Final = ("age", "gender", "traits", "bedtime_s", "sleep_length_s")
"""What of a persona is oneself and not one's job or home."""

long = pytest.mark.long


@cache
def scenario() -> ScenarioFile:
    return load_scenario("willowbrook")


def lived(town: MemoryTown, days: int) -> Life:
    """Live until `days` whole days from the first midnight are over."""
    return town.live(-(-town.now // DAY_S) * DAY_S + days * DAY_S)


@cache
def week_of(seed: int) -> Days:
    return whole_days(lived(found(scenario(), seed=seed), DAYS), DAYS)


@pytest.fixture(params=[SEED, pytest.param(1, marks=long), pytest.param(2, marks=long)])
def week(request: pytest.FixtureRequest) -> Days:
    return week_of(request.param)


def test_everybody_sleeps_six_and_a_half_to_nine_hours(week: Days) -> None:
    hours = week.hours_of_each()[:, Action.SLEEP]

    assert hours.min() >= 6.5
    assert hours.max() <= 9.0


def test_everybody_has_two_to_four_meals_a_day(week: Days) -> None:
    meals = week.times_of_each(Action.EAT)

    assert meals.min() >= 2
    assert meals.max() <= 4


def test_the_employed_are_at_work_in_their_shift_hours(week: Days) -> None:
    presence = week.presence()

    assert len(presence) > 25
    assert presence.min() >= 0.85


def test_a_day_is_spent_as_people_spend_it(week: Days) -> None:
    hours = week.hours()
    hours["leisure"] = sum(hours[name] for name in LEISURE)

    strange = {
        name: round(hours[name], 2)
        for name, (least, most) in SURVEY_HOURS.items()
        if not 0.75 * least <= hours[name] <= 1.25 * most
    }
    assert strange == {}


def test_nobody_is_stuck(week: Days) -> None:
    decisions = len(week.spans.actor)

    assert week.longest_s().max() < 14 * HOUR_S
    assert week.refusals() < decisions / 200
    assert week.hours_of_each()[:, Action.WAIT].max() < 0.5
    assert 18 < decisions / week.residents / DAYS < 60


def test_nobody_starves_and_most_are_rested(week: Days) -> None:
    satiety, energy = week.need(Need.SATIETY), week.need(Need.ENERGY)

    is_starving = (satiety < 500).astype(np.int64)
    for_three_hours = is_starving[:-3] & is_starving[1:-2] & is_starving[2:-1] & is_starving[3:]
    assert not for_three_hours.any()
    assert np.mean(energy >= LOW) > 0.95


def test_no_mood_is_lost_for_good(week: Days) -> None:
    for need in (Need.SOCIAL, Need.FUN, Need.HYGIENE, Need.HEALTH):
        level = week.need(need)
        assert 5_000 < level.mean() < 9_500
        assert np.median(level, axis=0).min() > CRITICAL


def test_no_day_is_like_another(week: Days) -> None:
    assert week.repeated_days(ALIKE).max() <= 2


def test_money_is_what_the_named_sources_issued_less_what_the_sinks_took(week: Days) -> None:
    engine, ledger = week.life.engine, week.life.ledger

    issued = ledger["amount_cents"][ledger["payer"] >= NAMED].sum()
    taken = ledger["amount_cents"][ledger["payee"] >= NAMED].sum()
    owned = engine.residents.money[1:].sum() + engine.places.till[1:].sum()
    assert owned == issued - taken


def test_nobody_is_ruined_or_made_rich_in_a_week(week: Days) -> None:
    money, wages = week.life.engine.residents.money[1:], week.life.wage_per_hour[1:]
    before = endowment_of(week.life)

    assert money[wages > 0].min() > 0
    assert money.min() > -week.life.engine.around.terms.daily_costs.max()  # who has no work may begin to owe
    assert np.abs(money - before).max() < 500_000


def test_who_swaps_personas_with_a_colleague_lives_differently() -> None:
    plain = week_of(SEED)
    first, second = colleagues(plain.life.persona)
    town = found(scenario(), seed=SEED, edit=lambda persona: swap(persona, first, second))

    swapped = whole_days(lived(town, 3), 3)

    changed = plain.half_hours()[:, :3] != swapped.half_hours()
    assert changed[first - 1].mean() >= 0.1
    assert changed[second - 1].mean() >= 0.1


def test_with_the_cafe_closed_its_meals_are_eaten_elsewhere() -> None:
    cafe = scenario().place_numbers["corner_cup"]
    usual = week_of(SEED)
    town = found(scenario(), seed=SEED)
    close(town, cafe)

    closed = whole_days(lived(town, 2), 2)

    guests = guests_eating_at(usual, cafe)
    assert len(guests) >= 5
    assert len(guests_eating_at(closed, cafe)) == 0
    usual_meals = usual.times_of_each(Action.EAT)[guests - 1].mean()
    assert closed.times_of_each(Action.EAT)[guests - 1].mean() >= 0.9 * usual_meals


@long
def test_after_a_month_most_workers_are_stable_and_the_unemployed_have_little() -> None:
    town = found(scenario(), seed=SEED)

    life = town.live(town.now + 30 * DAY_S)

    money = life.engine.residents.money[1:]
    trade, wages = life.persona.occupation[1:], life.wage_per_hour[1:]
    status = economic_status(money, life.engine.around.terms.daily_costs[1:])
    assert np.mean(status[wages > 0] >= EconomicStatus.STABLE) > 0.8
    assert np.all(status[trade == Occupation.UNEMPLOYED] <= EconomicStatus.STABLE)
    # in this town nobody lends and nobody moves away, so who finds no work owes what a home costs
    assert np.all((money >= 0) | (trade == Occupation.UNEMPLOYED))
    assert np.mean(money < 0) <= 0.1
    assert money.min() > -15 * life.engine.around.terms.daily_costs.max()
    assert (money - endowment_of(life)).max() < 1_500_000


def colleagues(persona: Persona) -> tuple[int, int]:
    """Find two residents with the same trade, workplace, days and hours."""
    columns = ("occupation", "workplace", "shift_start_s", "shift_length_s", "workdays")
    jobs = np.stack([getattr(persona, name) for name in columns], axis=1)
    employed = np.flatnonzero(persona.workplace > 0)
    kinds, counts = np.unique(jobs[employed], axis=0, return_counts=True)
    same = employed[(jobs[employed] == kinds[counts.argmax()]).all(axis=1)]
    return int(same[0]), int(same[1])


def swap(persona: Persona, first: int, second: int) -> Persona:
    order = np.arange(len(persona.age))
    order[[first, second]] = second, first
    return replace(persona, **{name: getattr(persona, name)[order] for name in OWN})


def close(town: MemoryTown, number: int) -> None:
    """Close a place on every day to all but those who work there."""
    weeks = [place.open.by_day for place in scenario().places]
    weeks[number - 1] = ((0, 0),) * 7
    town.engine.around.town.hours = OpeningHours(weeks)


def guests_eating_at(days: Days, place: int) -> Int:
    """Find who eats at a place without working there."""
    at_table = days.spans.where((days.spans.action == Action.EAT) & (days.spans.place == place))
    guests: Int = np.unique(at_table.actor)
    own = days.life.persona.workplace[guests] == place
    return np.delete(guests, np.flatnonzero(own))


def endowment_of(life: Life) -> Int:
    """What each resident owned at birth, in cents: int64[n]."""
    given = life.ledger["payer"] == Account.ENDOWMENT
    endowment = np.zeros(len(life.persona.age), dtype=np.int64)
    endowment[life.ledger["payee"][given]] = life.ledger["amount_cents"][given]
    return endowment[1:]
