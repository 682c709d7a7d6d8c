"""How money is spread over people, in whole numbers, so that every processor finds the same."""

from typing import Final

import numpy as np

from world.contract import Int

MILLION: Final = 1_000_000
_LOW_BITS: Final = 20


def gini_millionths(money_cents: Int) -> int:
    """Measure how unequally money is spread, 0 (equal) to 1,000,000; debts count as nothing owned. Rounded down.

    Sums are taken of the lower and the upper bits apart: ranks times purses of a million people do not fit 64 bits.
    """
    owned = np.sort(np.maximum(money_cents.astype(np.int64), 0))
    count, total = len(owned), int(owned.sum())
    if not total:
        return 0
    weights = 2 * np.arange(1, count + 1, dtype=np.int64) - count - 1
    high, low = owned >> _LOW_BITS, owned & ((1 << _LOW_BITS) - 1)
    weighed = (int((weights * high).sum()) << _LOW_BITS) + int((weights * low).sum())
    return max(0, weighed * MILLION // (count * total))
