"""The economy of a run at a moment: wealth and how it is spread, incomes, unemployment, and the last seven midnights.

What was at full hours, and what changed hands, is read from the few figures that the engine keeps of it. In a town of up
to 20,000 every purse is read for the moment itself; a larger one is shown as it was at the last full hour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db.models import Sum

from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S, HOUR_S
from streams.selectors.record import keys_of, number_ranges
from world.contract import EconomicStatus, Int
from world.economy.ledger import Category
from world.economy.spread import MILLION, gini_millionths
from world.economy.terms import economic_status, status_name
from world.models import MoneyFlow, PlaceState, TownHour
from world.occupations import Occupation
from world.rows import MONEY_FLOWS, TOWN_HOURS
from world.selectors.bodies import read_bodies
from world.selectors.moments import Moment
from world.selectors.residents import SEARCHABLE_UP_TO, occupation_counts

TREND_DAYS: Final = 7
_DAY_HOURS: Final = DAY_S // HOUR_S
_INCOMES: Final = (Category.WAGE, Category.ALLOWANCE, Category.PENSION, Category.BASIC_INCOME, Category.PROFIT)
_NOT_IN_LABOUR: Final = (Occupation.STUDENT, Occupation.RETIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Midnight:
    """What residents owned at a midnight, and the last flow of money by then."""

    sim_time: int
    total_wealth_cents: int
    gini: float
    last_flow: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Purses:
    """What people and places own at a time, and how many people are how well off."""

    sim_time: int
    wealth_cents: int
    tills_cents: int
    gini: float
    distribution: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Economy:
    """The economy at `sim_time`, cents; the day of incomes and flows is the last full one."""

    sim_time: int
    currency: str
    total_wealth_cents: int
    tills_cents: int
    average_wealth_cents: int
    average_income_cents: int
    gini: float
    unemployment: float
    distribution: Mapping[str, int]
    flows: Mapping[str, int]
    trend: Sequence[Midnight]


def economy_of(moment: Moment) -> Economy:
    """Measure the economy. Seven queries at most, and a few a generation of forks; rows: purses of a small town only."""
    hours = _hours(moment)
    is_small = moment.resident_count <= SEARCHABLE_UP_TO
    purses = _purses_now(moment) if is_small or not hours else _purses_at(hours[-1])
    trend = [_midnight(hour) for hour in hours if hour.sim_time % DAY_S == 0]
    flows, count = _flows(moment, trend), max(moment.living_count, 1)
    return Economy(
        sim_time=purses.sim_time,
        currency=moment.economy.currency,
        total_wealth_cents=purses.wealth_cents,
        tills_cents=purses.tills_cents,
        average_wealth_cents=purses.wealth_cents // count,
        average_income_cents=sum(flows.get(category.name.lower(), 0) for category in _INCOMES) // count,
        gini=purses.gini,
        unemployment=_unemployment(occupation_counts(moment)),
        distribution=purses.distribution,
        flows=flows,
        trend=trend,
    )


def gini(money_cents: Int) -> float:
    """Measure how unequally money is spread, 0 (equal) to 1; debts count as nothing owned."""
    return round(gini_millionths(money_cents) / MILLION, 4)


def _hours(moment: Moment) -> list[TownHour]:
    """Read the hours since the eighth midnight before the moment, oldest first. Two queries, two more a generation."""
    ahead_s = moment.clock.committed_sim_time - moment.sim_time
    newest = moment.counters.get(TOWN_HOURS.name, 0)
    oldest = newest - (TREND_DAYS + 1) * _DAY_HOURS - ahead_s // HOUR_S - 1
    keys = keys_of(number_ranges(moment.run, TOWN_HOURS.name), list(range(max(oldest, 1), newest + 1)))
    since = (moment.sim_time // DAY_S - TREND_DAYS) * DAY_S
    rows = TownHour.objects.filter(pk__in=keys, sim_time__gte=since, sim_time__lte=moment.sim_time)
    return list(rows.order_by("sim_time"))


def _purses_now(moment: Moment) -> Purses:
    bodies = read_bodies(moment)
    money = bodies.money.astype(np.int64)
    status = economic_status(money, np.full(len(money), moment.economy.daily_costs.total_cents))
    return Purses(
        sim_time=moment.sim_time,
        wealth_cents=int(money.sum()),
        tills_cents=_tills(moment),
        gini=gini(money),
        distribution={status_name(grade): int((status == grade).sum()) for grade in EconomicStatus},
    )


def _purses_at(hour: TownHour) -> Purses:
    return Purses(
        sim_time=hour.sim_time,
        wealth_cents=hour.wealth_cents,
        tills_cents=hour.tills_cents,
        gini=round(hour.gini_millionths / MILLION, 4),
        distribution={status_name(grade): getattr(hour, status_name(grade)) for grade in EconomicStatus},
    )


def _midnight(hour: TownHour) -> Midnight:
    return Midnight(
        sim_time=hour.sim_time,
        total_wealth_cents=hour.wealth_cents,
        gini=round(hour.gini_millionths / MILLION, 4),
        last_flow=hour.last_flow,
    )


def _flows(moment: Moment, trend: Sequence[Midnight]) -> dict[str, int]:
    """Add up the flows of the last full day by category; nothing before the second midnight."""
    if len(trend) < 2:
        return {}
    first, last = trend[-2].last_flow + 1, trend[-1].last_flow
    flows: dict[str, int] = {}
    for held in number_ranges(moment.run, MONEY_FLOWS.name):
        low, high = key_of(held.run_id, max(first, held.first)), key_of(held.run_id, min(last, held.last))
        rows = MoneyFlow.objects.filter(pk__gte=low, pk__lte=high).order_by()
        for category, cents in rows.values_list("category").annotate(Sum("amount_cents")):
            name = Category(category).name.lower()
            flows[name] = flows.get(name, 0) + cents
    return flows


def _tills(moment: Moment) -> int:
    if moment.is_past:
        return int(moment.past_column("world.places.till").sum())
    total = PlaceState.objects.of(moment.run.pk).aggregate(total=Sum("till"))["total"]
    return int(total or 0)


def _unemployment(trades: Mapping[str, int]) -> float:
    labour = sum(trades.values()) - sum(trades[trade.label] for trade in _NOT_IN_LABOUR)
    return round(trades[Occupation.UNEMPLOYED.label] / max(labour, 1), 4)
