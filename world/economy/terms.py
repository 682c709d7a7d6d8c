"""The economy's fixed numbers as arrays by resident: wages, allowances, the day's costs; and how well off people are."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from world.contract import NEED_MAX, EconomicStatus, Int
from world.economy.ledger import Category
from world.occupations import Occupation
from world.scenario import EconomySpec

_STATUS_DAYS: Final = np.array([0, 3, 10, 60], dtype=np.int64)
"""Days of fixed costs that a purse holds: below 0 in debt, then struggling, tight, stable, wealthy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What each resident earns and owes. Row = number."""

    wage_per_hour: Int  # cents at average skill
    allowance_per_day: Int  # cents, paid by the treasury
    allowance_category: Int  # ledger.Category
    daily_costs: Int  # cents
    basic_income_cents: int = 0
    """Paid to everybody each day by the treasury."""


def allowances(economy: EconomySpec, occupation: Int, wage_per_hour: Int) -> tuple[Int, Int]:
    """Say what the treasury pays residents a day: cents int32[n], and the ledger's category int8[n]."""
    is_retired = occupation == Occupation.RETIRED
    of_jobless = np.where(wage_per_hour == 0, economy.allowance_per_day.unemployed, 0)
    of_young = np.where(occupation == Occupation.STUDENT, economy.allowance_per_day.student, of_jobless)
    cents = np.where(is_retired, economy.pension_per_day, of_young)
    category = np.where(is_retired, Category.PENSION, Category.ALLOWANCE)
    return cents.astype(np.int32), category.astype(np.int8)


def wage_cents(*, wage_per_hour: Int, worked_s: Int, skill: Int, mood: Int) -> Int:
    """Say what some hours of work are paid: skill moves it by -20 to +20 percent, mood by -5 to +5.

    skill, mood: 0..10,000.   Rounded down to whole cents.
    """
    modifier = 8_000 + skill.astype(np.int64) * 4 // 10 + mood.astype(np.int64) // 10 - NEED_MAX // 20
    return wage_per_hour * worked_s // 3_600 * modifier // 10_000


def economic_status(money_cents: Int, daily_costs: Int) -> Int:
    """Grade purses by how many days of fixed costs they hold: EconomicStatus, int16[n]."""
    days = money_cents.astype(np.int64) // np.maximum(daily_costs, 1)
    grade = np.searchsorted(_STATUS_DAYS, days, side="right")
    return grade.astype(np.int16) if len(grade) else np.zeros(0, np.int16)


def status_name(status: int) -> str:
    """Name a grade as the API shows it."""
    return EconomicStatus(status).name.lower()
