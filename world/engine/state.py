"""What changes about residents and places: one array a column, row = number, row 0 unused.

A resident's row is touched only when an action ends; needs and positions between are functions of time.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from world.actions import Action
from world.contract import OPTIONS_KEPT, Bool, Int, Need, Skill

Array = NDArray[Any]

_WORD: Final = 4
"""Bytes of a number that counts residents, places or seconds."""

NEVER: Final = 2**31 - 1
"""When those are due who live here no more."""
RESIDENT_COLUMNS: Final[Mapping[str, tuple[str, int]]] = {
    "due": ("i4", 1),  # when the current action ends
    "since": ("i4", 1),  # when it was decided: needs are as of then
    "arrive": ("i4", 1),  # when the way to it ends
    "action": ("i2", 1),
    "reason": ("i2", 1),
    "place": ("i4", 1),  # where it is done
    "from_place": ("i4", 1),  # where the way began
    "company": ("i2", 1),  # 0-3: how many others were at the place when it was chosen
    "money": ("i8", 1),  # cents
    "needs": ("i2", len(Need)),
    "skills": ("i2", len(Skill)),
    "decisions": ("i4", 1),
    "pantry": ("i2", 1),
    "mess_since": ("i4", 1),
    "last_meal": ("i4", 1),
    "last_sleep": ("i4", 1),
    "sick_until": ("i4", 1),  # 0 = well
    "paid_day": ("i4", 1),  # last day whose fixed costs are settled
    "last_event": ("i8", 1),  # seq
    "last_entry": ("i8", 1),  # number of the last ledger row as payer or payee
    "told_action": ("i2", 1),  # an order to carry out next: action + 1, 0 = none
    "told_place": ("i4", 1),
    # what was weighed when the current action was chosen, best first
    "option_action": ("i1", OPTIONS_KEPT),  # action + 1, 0 = none
    "option_place": ("i4", OPTIONS_KEPT),
    "option_weight": ("i2", OPTIONS_KEPT),
}
PLACE_COLUMNS: Final[Mapping[str, tuple[str, int]]] = {
    "till": ("i8", 1),  # cents
    "heat": ("i2", 1),  # 0-100, smoothed over hours
    "visits": ("i4", 1),  # arrivals since midnight
    "last_entry": ("i8", 1),
    "empty_days": ("i2", 1),  # midnights in a row at which a till that wages come out of was empty
    # who is there or on the way there, counted so that nobody has to read everybody
    "inside": ("i4", 1),
    "asleep": ("i4", 1),
    "working": ("i4", 1),
}


class Columns:
    """Named arrays with equal rows."""

    def __init__(self, layout: Mapping[str, tuple[str, int]], count: int, *, is_by_row: bool = False) -> None:
        """is_by_row: let the cells of a row lie side by side, for columns that are read of a few rows and never as a whole."""
        self.count = count
        self._layout = layout
        self._is_by_row = is_by_row
        for name, column in self._blank(count).items():
            setattr(self, name, column)

    def widen(self, count: int) -> None:
        """Make room up to a number; the arrays are others afterwards, the new rows are 0."""
        for name, wider in self._blank(max(count, self.count)).items():
            wider[: self.count + 1] = getattr(self, name)
            setattr(self, name, wider)
        self.count = max(count, self.count)

    def as_dict(self) -> dict[str, Array]:
        """Name the arrays themselves."""
        return {name: getattr(self, name) for name in self._layout}

    def fill(self, values: Mapping[str, Array]) -> None:
        """Take over arrays of the same names and shapes. ValueError if they do not fit.

        A column that the snapshot of an older engine lacks stays as it was at birth.
        """
        for name in self._layout:
            if name not in values:
                continue
            target = getattr(self, name)
            if values[name].shape != target.shape:
                raise ValueError(f"{name}: {values[name].shape} rows do not fit {target.shape}")
            target[...] = values[name]

    def _blank(self, count: int) -> dict[str, Array]:
        cells = [(name, dtype, () if width == 1 else (width,)) for name, (dtype, width) in self._layout.items()]
        if not self._is_by_row:
            return {name: np.zeros((count + 1, *shape), dtype=dtype) for name, dtype, shape in cells}
        # the widest first: so all lie where the processor reads them at once, and no room is lost between them; those of
        # eight bytes apart, else each row would be rounded up to a multiple of eight
        cells.sort(key=lambda cell: -np.dtype(cell[1]).itemsize)
        wide = [cell for cell in cells if np.dtype(cell[1]).itemsize > _WORD]
        both = [(some, np.zeros(count + 1, dtype=np.dtype(some, align=True))) for some in (wide, cells[len(wide) :])]
        return {name: rows[name] for some, rows in both for name, _, _ in some}


class ResidentColumns(Columns):
    """All residents of a run."""

    due: Int
    since: Int
    arrive: Int
    action: Int
    reason: Int
    place: Int
    from_place: Int
    company: Int
    money: Int
    needs: Int
    skills: Int
    decisions: Int
    pantry: Int
    mess_since: Int
    last_meal: Int
    last_sleep: Int
    sick_until: Int
    paid_day: Int
    last_event: Int
    last_entry: Int
    told_action: Int
    told_place: Int
    option_action: Int
    option_place: Int
    option_weight: Int

    def __init__(self, count: int) -> None:
        super().__init__(RESIDENT_COLUMNS, count)

    @property
    def is_here(self) -> Bool:
        """Who lives in town, by number; not those who moved away, nor numbers that belong to people without a body."""
        is_here: Bool = self.place > 0
        return is_here

    def empty(self, rows: Int) -> None:
        """Let nobody be under these numbers: nowhere, never due, and as if asleep, so that nobody turns to them."""
        for name, value in (("place", 0), ("from_place", 0), ("action", Action.SLEEP), ("due", NEVER)):
            getattr(self, name)[rows] = value
        for name in ("company", "told_action", "told_place", "sick_until"):
            getattr(self, name)[rows] = 0


class PlaceColumns(Columns):
    """All places of a run."""

    till: Int
    heat: Int
    visits: Int
    last_entry: Int
    empty_days: Int
    inside: Int
    asleep: Int
    working: Int

    def __init__(self, count: int) -> None:
        super().__init__(PLACE_COLUMNS, count)
