"""What is kept of residents for the balance of a town's people: since when they live there, and how long they suffer."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from world.contract import Bool, Int
from world.engine.state import Columns

DAYS_MAX: Final = 30_000
LAYOUT: Final[Mapping[str, tuple[str, int]]] = {
    "came_at": ("i4", 1),  # simulated seconds, 0 = a founder
    "debt_days": ("i2", 1),  # midnights in a row in debt
    "unhappy_days": ("i2", 1),
    "has_row": ("i2", 1),  # whether a row of its own is kept of the two
}
_COUNTED: Final = ("debt_days", "unhappy_days")


class Register(Columns):
    """All residents of a run, row = number, and whether people come and go just now."""

    came_at: Int
    debt_days: Int
    unhappy_days: Int
    has_row: Int

    def __init__(self, count: int, *, is_on: bool) -> None:
        super().__init__(LAYOUT, count)
        self.is_on = is_on

    def count_days(self, rows: Int, *, in_debt: Bool, unhappy: Bool) -> tuple[Int, Int]:
        """Count one more midnight; return whose rows are new, and whose changed."""
        changed = np.zeros(len(rows), dtype=bool)
        for name, suffers in zip(_COUNTED, (in_debt, unhappy), strict=True):
            column = getattr(self, name)
            days = np.where(suffers, np.minimum(column[rows] + 1, DAYS_MAX), 0)
            changed |= days != column[rows]
            column[rows] = days
        rows = rows[changed]
        is_known = self.has_row[rows] > 0
        self.has_row[rows] = 1
        return rows[~is_known], rows[is_known]

    def cells(self, rows: Int) -> dict[str, NDArray[Any]]:
        """Show what is kept of some as columns of their rows."""
        return {name: getattr(self, name)[rows] for name in _COUNTED}
