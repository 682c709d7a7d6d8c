"""What ending an action does: needs, pantry, skills, wages, and the day's fixed costs."""

from typing import Final

import numpy as np

from streams.kernel.simtime import DAY_S
from world.actions import ACTIONS, Action
from world.actions.spec import Finished, nothing
from world.contract import Int, Need, Persona
from world.economy.books import Books
from world.economy.ledger import Account, Category, transfers
from world.economy.terms import wage_cents
from world.engine.needs import needs_at, pace_percent
from world.engine.observe import Surroundings
from world.engine.state import ResidentColumns

SKILL_MAX: Final = 10_000
_GRID: Final = 3_600
_WITH_EFFECT: Final = tuple(spec for spec in ACTIONS if spec.finish is not nothing or spec.skill_per_hour)


def evaluate_needs(residents: ResidentColumns, persona: Persona, rows: Int, moment: Int) -> Int:
    """Evaluate the needs of these residents at a moment: int16[n, 6].   persona: by number."""
    return needs_at(
        needs=residents.needs[rows],
        since=residents.since[rows].astype(np.int64),
        arrive=residents.arrive[rows].astype(np.int64),
        until=moment,
        action=residents.action[rows],
        company=residents.company[rows],
        pace=pace_percent(persona.age[rows], persona.traits[rows]),
    )


def finish(residents: ResidentColumns, persona: Persona, rows: Int, now: Int, skill_of: Int) -> None:
    """Write what the ended actions did to pantry, mess, meals, sleep and skills."""
    action = residents.action[rows]
    for spec in _WITH_EFFECT:
        mine = np.flatnonzero(action == spec.number)
        if not len(mine):
            continue
        chosen = rows[mine]
        done = _finished(residents, persona, chosen, now[mine])
        spec.finish(done)
        for name in ("pantry", "mess_since", "last_meal", "last_sleep"):
            getattr(residents, name)[chosen] = getattr(done, name)
        if spec.skill_per_hour:
            gained = spec.skill_per_hour * done.spent_s // _GRID
            practised = residents.skills[chosen, skill_of[chosen]] + gained
            residents.skills[chosen, skill_of[chosen]] = np.minimum(practised, SKILL_MAX)


def _finished(residents: ResidentColumns, persona: Persona, rows: Int, now: Int) -> Finished:
    return Finished(
        now=now,
        spent_s=np.maximum(now - residents.arrive[rows], 0),
        age=persona.age[rows],
        at_home=residents.place[rows] == persona.home[rows],
        pantry=residents.pantry[rows],
        mess_since=residents.mess_since[rows],
        last_meal=residents.last_meal[rows],
        last_sleep=residents.last_sleep[rows],
    )


def settle_day(around: Surroundings, residents: ResidentColumns, rows: Int, now: Int, books: Books) -> None:
    """Charge the fixed costs of the days that began since a resident's last event, dated midnight, and pay allowances."""
    day = now // DAY_S
    days = day - residents.paid_day[rows]
    first = np.flatnonzero(days)
    if not len(first):
        return
    rows, days, midnight = rows[first], days[first], day[first] * DAY_S
    residents.paid_day[rows] += days.astype(np.int32)
    terms = around.terms
    books.carry_out(
        transfers(
            len(rows),
            payer=rows,
            payee=Account.LANDLORDS,
            amount_cents=terms.daily_costs[rows] * days,
            category=Category.DAILY_COSTS,
            sim_time=midnight,
        )
    )
    grants = [
        (category, np.where(terms.allowance_category[rows] == category, terms.allowance_per_day[rows], 0))
        for category in (Category.ALLOWANCE, Category.PENSION)
    ]
    if terms.basic_income_cents:
        grants.append((Category.BASIC_INCOME, np.full(len(rows), terms.basic_income_cents, dtype=np.int64)))
    for category, cents in grants:
        books.carry_out(
            transfers(
                len(rows),
                payer=Account.TREASURY,
                payee=rows,
                amount_cents=cents * days,
                category=category,
                sim_time=midnight,
            )
        )


def pay_wages(
    around: Surroundings,
    residents: ResidentColumns,
    rows: Int,
    now: Int,
    needs: Int,
    skill: Int,
    books: Books,
    percent: Int | None = None,
) -> Int:
    """Pay for the work that just ended, from the workplace's till, and return cents earned: int64[n].

    A till that cannot pay is filled up first: by the treasury for public services, else by customers out of town.
    percent: of the wages that are paid, a row each; None = all.
    """
    worked_s = np.where(residents.action[rows] == Action.WORK, np.maximum(now - residents.arrive[rows], 0), 0)
    mood = (needs.astype(np.int64).sum(axis=1)) // len(Need)
    earned = wage_cents(wage_per_hour=around.terms.wage_per_hour[rows], worked_s=worked_s, skill=skill, mood=mood)
    if percent is not None:
        earned = earned * percent // 100
    earners = np.flatnonzero(earned)
    if not len(earners):
        return earned
    place = residents.place[rows[earners]]
    fill_tills(around, place, earned[earners], now[earners], books)
    books.carry_out(
        transfers(
            len(earners),
            payer=-place,
            payee=rows[earners],
            amount_cents=earned[earners],
            category=Category.WAGE,
            sim_time=now[earners],
            subject=Action.WORK,
        )
    )
    return earned


def fill_tills(around: Surroundings, place: Int, amount: Int, now: Int, books: Books) -> None:
    """Fill up tills that hold less than they have to pay: the treasury public services, customers out of town others.

    place, amount, now: int[n], a payment each.
    """
    wanted = np.zeros(around.town.place_count + 1, dtype=np.int64)
    np.add.at(wanted, place, amount)
    short = np.maximum(wanted - books.balances.till, 0)
    needy = np.flatnonzero(short)
    books.carry_out(
        transfers(
            len(needy),
            payer=np.where(around.town.is_service[needy], Account.TREASURY, Account.OUTSIDE_TRADE),
            payee=-needy,
            amount_cents=short[needy],
            category=Category.REVENUE,
            sim_time=now.min(),
        )
    )
