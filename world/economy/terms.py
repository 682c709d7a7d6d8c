"""The economy's fixed numbers as arrays by resident: wages, allowances, the day's costs; and how well off people are."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from world.contract import NEED_MAX, EconomicStatus, Int

_STATUS_DAYS: Final = np.array([0, 3, 10, 60], dtype=np.int64)
"""Days of fixed costs that a purse holds: below 0 in debt, then struggling, tight, stable, wealthy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What each resident earns and owes. Row = number."""

    wage_per_hour: Int  # cents at average skill
    allowance_per_day: Int  # cents, paid by the treasury
    allowance_category: Int  # ledger.Category
    daily_costs: Int  # cents


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
