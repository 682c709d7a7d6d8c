"""What a page about a town's economy shows beyond its measures: the way of wealth by the hour, shares, wages, prices, loans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.simtime import DAY_S, HOUR_S
from streams.selectors.record import keys_of, number_ranges
from world.economy.spread import MILLION
from world.models import Loan, Place, Resident, TownHour
from world.occupations import Occupation
from world.rows import TOWN_HOURS
from world.selectors.bodies import read_bodies
from world.selectors.dealings import Debt, debt_of
from world.selectors.moments import Moment
from world.selectors.work import with_present_work

TENTHS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class WealthHour:
    """How money was spread at a full hour.   gini: 0-1,000,000."""

    sim_time: int
    wealth_cents: int
    gini_millionths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeWage:
    """What a trade pays an hour, in cents, before skill and mood, and how many live by it."""

    occupation: str
    count: int
    lowest_cents: int
    mean_cents: int
    highest_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSpan:
    """What an action costs at public places, in cents."""

    action: str
    places: int
    lowest_cents: int
    highest_cents: int


def wealth_by_hour(moment: Moment, *, days: int) -> list[WealthHour]:
    """List the full hours of the last days up to the moment, oldest first. One query, two more a generation of forks."""
    newest = moment.counters.get(TOWN_HOURS.name, 0)
    ahead = (moment.clock.committed_sim_time - moment.sim_time) // HOUR_S + 1
    numbers = range(max(1, newest - days * DAY_S // HOUR_S - ahead), newest + 1)
    keys = keys_of(number_ranges(moment.run, TOWN_HOURS.name), list(numbers))
    since = moment.sim_time - days * DAY_S
    rows = TownHour.objects.filter(pk__in=keys, sim_time__gt=since, sim_time__lte=moment.sim_time).order_by("sim_time")
    return [
        WealthHour(sim_time=at, wealth_cents=wealth, gini_millionths=gini)
        for at, wealth, gini in rows.values_list("sim_time", "wealth_cents", "gini_millionths")
    ]


def shares_of_wealth(moment: Moment, residents: range) -> list[int]:
    """Say what share of all money the poorest tenth owns, the poorest two tenths, and so on: eleven millionths from 0 on.

    Debts count as nothing owned; all zeros where nobody owns anything. One query; rows: these residents.
    """
    owned = np.sort(np.maximum(read_bodies(moment, residents).money.astype(np.int64), 0))
    total = int(owned.sum())
    if not total:
        return [0] * (TENTHS + 1)
    summed = np.concatenate([[0], np.cumsum(owned)])
    return [int(summed[len(owned) * tenth // TENTHS]) * MILLION // total for tenth in range(TENTHS + 1)]


def wages_by_trade(moment: Moment, residents: range) -> list[TradeWage]:
    """Say what each trade pays now that any of these residents live by, the best paid first. Two queries; rows: they."""
    rows = Resident.objects.between(moment.run.pk, residents.start, residents.stop - 1).order_by("pk")
    paid: dict[int, list[int]] = {}
    for person in with_present_work(moment, list(rows), residents):
        if person.workplace and person.number not in moment.absent:
            paid.setdefault(person.occupation, []).append(person.wage_per_hour)
    wages = [
        TradeWage(
            occupation=Occupation(trade).label,
            count=len(cents),
            lowest_cents=min(cents),
            mean_cents=sum(cents) // len(cents),
            highest_cents=max(cents),
        )
        for trade, cents in paid.items()
    ]
    return sorted(wages, key=lambda wage: (-wage.mean_cents, wage.occupation))


def prices_of(places: Mapping[int, Place]) -> list[PriceSpan]:
    """Say what things cost at these places, by action. No query."""
    cents: dict[str, list[int]] = {}
    for place in places.values():
        for action, price in place.price_cents.items():
            cents.setdefault(action, []).append(price)
    return [
        PriceSpan(action=action, places=len(found), lowest_cents=min(found), highest_cents=max(found))
        for action, found in sorted(cents.items())
    ]


def latest_loans(moment: Moment, *, limit: int) -> Sequence[Debt]:
    """List the latest loans between residents, newest first. One query."""
    rows = Loan.objects.of(moment.run.pk).filter(sim_time__lte=moment.sim_time).order_by("-pk")[:limit]
    return [debt_of(moment, row) for row in rows]
