"""The economy of a run at a moment: wealth and how it is spread, incomes, unemployment, and the last seven midnights.

Midnights come out of snapshots: each holds every purse, and the number of the last transfer until then.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db.models import Sum

from streams.kernel.ids import key_of
from streams.kernel.simtime import DAY_S
from streams.log.lineage import segments_of
from streams.models import Snapshot
from streams.selectors.record import number_ranges
from streams.writer.snapshots import unpack
from world.contract import EconomicStatus, Int
from world.economy.ledger import Category
from world.economy.terms import economic_status, status_name
from world.models import LedgerEntry, PlaceState, Resident
from world.occupations import Occupation
from world.rows import LEDGER
from world.selectors.bodies import read_bodies
from world.selectors.moments import Moment

TREND_DAYS: Final = 7
_INCOMES: Final = (Category.WAGE, Category.ALLOWANCE, Category.PENSION, Category.PROFIT)
_NOT_IN_LABOUR: Final = (Occupation.STUDENT, Occupation.RETIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Midnight:
    """What residents owned at a midnight, and the last transfer by then."""

    sim_time: int
    total_wealth_cents: int
    gini: float
    last_entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Economy:
    """The economy at a moment, cents; the day of incomes and flows is the last full one."""

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
    """Measure the economy. Six queries, two a midnight, and a few a generation of forks."""
    bodies = read_bodies(moment)
    money, count = bodies.money.astype(np.int64), max(len(bodies), 1)
    status = economic_status(money, np.full(len(money), moment.economy.daily_costs.total_cents))
    trend = midnights(moment)
    flows = _flows(moment, trend)
    return Economy(
        sim_time=moment.sim_time,
        currency=moment.economy.currency,
        total_wealth_cents=int(money.sum()),
        tills_cents=_tills(moment),
        average_wealth_cents=int(money.sum()) // count,
        average_income_cents=sum(flows.get(category.name.lower(), 0) for category in _INCOMES) // count,
        gini=gini(money),
        unemployment=_unemployment(moment),
        distribution={status_name(grade): int((status == grade).sum()) for grade in EconomicStatus},
        flows=flows,
        trend=trend,
    )


def gini(money_cents: Int) -> float:
    """Measure how unequally money is spread, 0 (equal) to 1; debts count as nothing owned."""
    owned = np.sort(np.maximum(money_cents.astype(np.float64), 0))
    total = owned.sum()
    if not total:
        return 0.0
    ranks = np.arange(1, len(owned) + 1)
    return round(float((2 * ranks - len(owned) - 1) @ owned / (len(owned) * total)), 4)


def midnights(moment: Moment) -> list[Midnight]:
    """Read the last seven midnights, oldest first; those without a snapshot at them are left out."""
    last = moment.sim_time // DAY_S * DAY_S
    wanted = [last - day * DAY_S for day in range(TREND_DAYS, -1, -1)]
    found: dict[int, Midnight] = {}
    for segment in segments_of(moment.run):
        first, end = key_of(segment.run_id, segment.first_step), key_of(segment.run_id, segment.last_step)
        for snapshot in Snapshot.objects.filter(pk__gte=first, pk__lte=end, sim_time__in=wanted):
            found.setdefault(snapshot.sim_time, _midnight(snapshot))
    return [found[sim_time] for sim_time in wanted if sim_time in found]


def _midnight(snapshot: Snapshot) -> Midnight:
    money = unpack(bytes(snapshot.body))["world.residents.money"][1:]
    return Midnight(
        sim_time=snapshot.sim_time,
        total_wealth_cents=int(money.sum()),
        gini=gini(money),
        last_entry=json.loads(snapshot.counters).get(LEDGER.name, 0),
    )


def _flows(moment: Moment, trend: Sequence[Midnight]) -> dict[str, int]:
    """Add up the transfers of the last full day by category; nothing before the second midnight."""
    if len(trend) < 2:
        return {}
    first, last = trend[-2].last_entry + 1, trend[-1].last_entry
    flows: dict[str, int] = {}
    for held in number_ranges(moment.run, LEDGER.name):
        low, high = key_of(held.run_id, max(first, held.first)), key_of(held.run_id, min(last, held.last))
        rows = LedgerEntry.objects.filter(pk__gte=low, pk__lte=high).order_by()
        for category, cents in rows.values_list("category").annotate(Sum("amount_cents")):
            name = Category(category).name.lower()
            flows[name] = flows.get(name, 0) + cents
    return flows


def _tills(moment: Moment) -> int:
    if moment.is_past:
        return int(moment.past_column("world.places.till").sum())
    total = PlaceState.objects.of(moment.run.pk).aggregate(total=Sum("till"))["total"]
    return int(total or 0)


def _unemployment(moment: Moment) -> float:
    trades = np.array(Resident.objects.of(moment.run.pk).values_list("occupation", flat=True), dtype=np.int64)
    labour = ~np.isin(trades, [int(trade) for trade in _NOT_IN_LABOUR])
    seeking = (trades == Occupation.UNEMPLOYED).sum()
    return round(float(seeking / max(int(labour.sum()), 1)), 4)
