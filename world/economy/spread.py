"""How money is spread over people, in whole numbers, so that every processor finds the same."""

from typing import Final

import numpy as np

from world.contract import EconomicStatus, Int
from world.economy.terms import economic_status

MILLION: Final = 1_000_000
_LOW_BITS: Final = 20
_LOW_MASK: Final = (1 << _LOW_BITS) - 1
_AT_ONCE: Final = 1 << 16
"""People measured together: a million are not copied a second time."""


def gini_millionths(money_cents: Int) -> int:
    """Measure how unequally money is spread, 0 (equal) to 1,000,000; debts count as nothing owned. Rounded down.

    Sums are taken of the lower and the upper bits apart: ranks times purses of a million people do not fit 64 bits.
    """
    owned = np.maximum(money_cents, 0, dtype=np.int64)
    owned.sort()
    count, total = len(owned), int(owned.sum())
    if not total:
        return 0
    high = low = 0
    for first in range(0, count, _AT_ONCE):
        part = owned[first : first + _AT_ONCE]
        weights = 2 * np.arange(first + 1, first + len(part) + 1, dtype=np.int64) - count - 1
        high += int((weights * (part >> _LOW_BITS)).sum())
        low += int((weights * (part & _LOW_MASK)).sum())
    return max(0, ((high << _LOW_BITS) + low) * MILLION // (count * total))


def count_status(money_cents: Int, daily_costs: Int) -> Int:
    """Count how many residents are how well off, by EconomicStatus.   daily_costs: cents, for each of them."""
    counts = np.zeros(len(EconomicStatus), dtype=np.int64)
    for first in range(0, len(money_cents), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        counts += np.bincount(economic_status(money_cents[some], daily_costs[some]), minlength=len(counts))
    return counts
