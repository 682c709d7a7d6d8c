"""The economy of a town: how money is spread and how that changed, wages, prices, work, debts, what changed hands."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from society.views.company.cast import cast_of
from society.views.company.charts import WIDTH, Line, line_of, lorenz_of, spark_of
from society.views.company.money_words import LOANS
from society.views.districts import district_choice
from society.views.frame import Frame, frame_of
from society.views.open import readable
from society.views.words import day_text, moment_text, money_text
from streams.kernel.simtime import clock_text, world_time
from world.labels import ACTIVITIES, ECONOMIC_STATUSES, LEDGER_CATEGORIES, OCCUPATIONS, label
from world.selectors.dealings import DayOfWork, days_of_work
from world.selectors.districts import district_of
from world.selectors.economy import Economy, economy_of
from world.selectors.footfall import footfall_of
from world.selectors.map import places_of
from world.selectors.markets import (
    TradeWage,
    WealthHour,
    latest_loans,
    prices_of,
    shares_of_wealth,
    wages_by_trade,
    wealth_by_hour,
)
from world.selectors.moments import Moment

TREND_DAYS: Final = 7
WORK_DAYS: Final = 14
LOANS_SHOWN: Final = 12
_FULL: Final = 100
_PERCENT_MILLIONTHS: Final = 10_000


@readable
def economy(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show the economy; of a large town wages, prices and shares are those of one district, the first unless `?district=`."""
    frame = frame_of(request, run_id)
    moment, district = frame.moment, district_of(frame.moment, frame.district or 1)
    measured, hours = economy_of(moment), wealth_by_hour(moment, days=TREND_DAYS)
    shares = shares_of_wealth(moment, district.residents)
    context = {
        "view": "economy",
        "choice": district_choice(frame, "economy", district.number),
        "facts": _facts(measured, moment.economy.symbol),
        "gini": _gini(hours),
        "lorenz": {"points": lorenz_of(shares), "size": WIDTH},
        "tenths": [{"tenth": i, "percent": share // _PERCENT_MILLIONTHS} for i, share in enumerate(shares) if i],
        "classes": _classes(measured.distribution),
        "flows": _flows(measured.flows, moment.economy.symbol),
        "wages": _wages(wages_by_trade(moment, district.residents), moment.economy.symbol),
        "prices": _prices(frame, district.places),
        "days": _days(days_of_work(moment, days=WORK_DAYS), moment.economy.symbol),
        "loans": _loans(frame, moment),
    }
    return render(request, "society/company/economy.html", frame.context() | context)


@readable
def footfall(request: HttpRequest, run_id: int) -> HttpResponse:
    """List public places by how much they were used in the last day; of a large town those of one district."""
    frame = frame_of(request, run_id)
    district = district_of(frame.moment, frame.district or 1)
    rows = footfall_of(frame.moment, district.places)
    context = {
        "view": "places",
        "choice": district_choice(frame, "footfall", district.number),
        "rows": [
            {
                "place": row.place,
                "visits": row.visits,
                "busiest": row.busiest,
                "now": row.inside[-1] if row.inside else 0,
                "spark": spark_of(row.inside),
            }
            for row in rows
        ],
    }
    return render(request, "society/company/footfall.html", frame.context() | context)


def _facts(measured: Economy, symbol: str) -> dict[str, Any]:
    return {
        "at": moment_text(measured.sim_time),
        "average": money_text(measured.average_wealth_cents, symbol),
        "total": money_text(measured.total_wealth_cents, symbol),
        "tills": money_text(measured.tills_cents, symbol),
        "income": money_text(measured.average_income_cents, symbol) if measured.flows else "",
        "gini": f"{measured.gini:.2f}",
        "unemployment": f"{measured.unemployment * _FULL:.1f} %",
    }


def _gini(hours: Sequence[WealthHour]) -> dict[str, Any] | None:
    """Lay the Gini coefficient of the last days out, from 0 to 1."""
    line: Line | None = line_of([hour.gini_millionths for hour in hours], low=0, high=1_000_000)
    if line is None:
        return None
    return {
        "line": line,
        "since": moment_text(hours[0].sim_time),
        "until": moment_text(hours[-1].sim_time),
        "first": f"{hours[0].gini_millionths / 1_000_000:.3f}",
        "last": f"{hours[-1].gini_millionths / 1_000_000:.3f}",
    }


def _classes(distribution: Mapping[str, int]) -> list[dict[str, Any]]:
    total = max(sum(distribution.values()), 1)
    return [
        {"word": label(ECONOMIC_STATUSES, name), "count": count, "share": count * _FULL // total}
        for name, count in distribution.items()
    ]


def _flows(flows: Mapping[str, int], symbol: str) -> list[dict[str, Any]]:
    """Put the flows of the last full day into words, the largest first, as shares of the largest."""
    largest = max([*flows.values(), 1])
    return [
        {
            "word": label(LEDGER_CATEGORIES, name),
            "amount": money_text(cents, symbol),
            "share": cents * _FULL // largest,
        }
        for name, cents in sorted(flows.items(), key=lambda item: (-item[1], item[0]))
    ]


def _wages(wages: Sequence[TradeWage], symbol: str) -> list[dict[str, Any]]:
    return [
        {
            "word": label(OCCUPATIONS, wage.occupation),
            "count": wage.count,
            "mean": money_text(wage.mean_cents, symbol),
            "span": f"{money_text(wage.lowest_cents, symbol)} - {money_text(wage.highest_cents, symbol)}"
            if wage.lowest_cents < wage.highest_cents
            else "",
        }
        for wage in wages
    ]


def _prices(frame: Frame, places: range) -> list[dict[str, Any]]:
    symbol = frame.moment.economy.symbol
    return [
        {
            "word": label(ACTIVITIES, span.action),
            "places": span.places,
            "price": money_text(span.lowest_cents, symbol)
            if span.lowest_cents == span.highest_cents
            else f"{money_text(span.lowest_cents, symbol)} - {money_text(span.highest_cents, symbol)}",
        }
        for span in prices_of(places_of(frame.run, places))
    ]


def _days(days: Sequence[DayOfWork], symbol: str) -> list[dict[str, Any]]:
    """Put work and debts of the last days into words, the latest first."""
    return [
        {
            "day": day_text(day.midnight),
            "unemployment": f"{day.unemployment_millionths / _PERCENT_MILLIONTHS:.1f} %",
            "hired": day.hired,
            "laid_off": day.laid_off,
            "founded": day.founded,
            "closed": day.closed,
            "open_loans": day.open_loans,
            "owed": money_text(day.owed_cents, symbol),
            "lent": money_text(day.lent_cents, symbol),
            "defaulted": money_text(day.defaulted_cents, symbol),
        }
        for day in reversed(days)
    ]


def _loans(frame: Frame, moment: Moment) -> list[dict[str, Any]]:
    rows = latest_loans(moment, limit=LOANS_SHOWN)
    cast = cast_of(frame, (who for row in rows for who in (row.lender, row.borrower)))
    return [
        {
            "lender": cast.get(row.lender),
            "borrower": cast.get(row.borrower),
            "amount": money_text(row.amount_cents, moment.economy.symbol),
            "when": f"{day_text(row.sim_time)}, {clock_text(row.sim_time)}",
            "iso": world_time(row.sim_time),
            "word": str(LOANS[row.outcome][1]),
            "tone": LOANS[row.outcome][0],
        }
        for row in rows
    ]
