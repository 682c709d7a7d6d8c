"""Who owns which things: a table of stacks, about one a resident. Plain NumPy, integers only.

A stack is up to 99 equal things of one owner; the first of it may be worn. A number that nobody owns any more is given
again, so the table is as long as there were ever stacks at a time.
"""

from bisect import insort
from collections.abc import Mapping
from heapq import heappop, heappush
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from world.contract import Bool, Int
from world.economy.catalogue import CATALOGUE, Thing

STACK_MAX: Final = 99
COLUMNS: Final[Mapping[str, str]] = {
    "owner": "i4",  # 0 = the number is free
    "thing": "i2",  # Thing
    "count": "i2",
    "uses_left": "i2",  # of the first of the stack; 0 = it does not wear out
    "made_at": "i4",  # simulated seconds: when it was bought, taken or given
    "place": "i4",  # where
    "origin": "i4",  # from which resident, 0 = bought or taken
    "shows": "i2",  # of a photo: the Action that it shows + 1
}
USES: Final = np.array([0, *(CATALOGUE[thing].uses for thing in Thing)], dtype=np.int64)
WEIGHT_G: Final = np.array([0, *(CATALOGUE[thing].weight_g for thing in Thing)], dtype=np.int64)
VALUE_CENTS: Final = np.array([0, *(CATALOGUE[thing].value_cents for thing in Thing)], dtype=np.int64)
"""By thing."""


class Belongings:
    """All stacks of a run, row = number, row 0 unused."""

    owner: Int
    thing: Int
    count: Int
    uses_left: Int
    made_at: Int
    place: Int
    origin: Int
    shows: Int

    def __init__(self) -> None:
        self.last = 0
        """The highest number ever given."""
        self.written = 0
        """The highest number that has a row in the table."""
        for name, dtype in COLUMNS.items():
            setattr(self, name, np.zeros(64, dtype=dtype))
        self._changed: dict[int, None] = {}
        self._spare: list[int] = []
        """Numbers that nobody owns, a heap."""
        self._seen: dict[int, list[int]] = {}
        """The stacks of those who are looked at, rising."""

    def look_at(self, residents: Int, total: int) -> None:
        """Find the stacks of these residents at once, so that `stacks_of` need not search.   total: of all residents."""
        is_asked = np.zeros(total + 1, dtype=bool)
        is_asked[residents] = True
        is_asked[0] = False
        numbers = np.flatnonzero(is_asked[self.owner[: self.last + 1]])
        self._seen = {resident: [] for resident in residents.tolist()}
        for owner, number in zip(self.owner[numbers].tolist(), numbers.tolist(), strict=True):
            self._seen[owner].append(number)

    def stacks_of(self, resident: int) -> Int:
        """List one resident's stacks, numbers rising."""
        if resident in self._seen:
            return np.array(self._seen[resident], dtype=np.int64)
        return np.flatnonzero(self.owner[: self.last + 1] == resident)

    def weight_g(self, resident: int) -> int:
        """Weigh all that somebody owns."""
        mine = self.stacks_of(resident)
        return int((WEIGHT_G[self.thing[mine]] * self.count[mine]).sum())

    def add(self, owner: int, thing: int, *, made_at: int, place: int, origin: int = 0, shows: int = 0) -> int:
        """Put a new thing to somebody's others: on a stack of equal ones if she has one, else by itself. Returns its number."""
        if not origin and not shows:
            mine = self.stacks_of(owner)
            fits = (self.thing[mine] == thing) & (self.count[mine] < STACK_MAX) & (self.origin[mine] == 0)
            mine = mine[fits & (self.shows[mine] == 0)]
            if len(mine):
                number = int(mine[0])
                self.count[number] += 1
                self._changed[number] = None
                return number
        number = self._free()
        self._write(
            number,
            owner=owner,
            thing=thing,
            count=1,
            uses_left=int(USES[thing]),
            made_at=made_at,
            place=place,
            origin=origin,
            shows=shows,
        )
        return number

    def hand_over(self, number: int, to: int, *, at: int, place: int) -> int:
        """Give the last of a stack to somebody else, split off if it is not the only one. Returns the number it has now."""
        giver, thing, shows = int(self.owner[number]), int(self.thing[number]), int(self.shows[number])
        if self.count[number] > 1:
            self.count[number] -= 1
            self._changed[number] = None
            return self.add(to, thing, made_at=at, place=place, origin=giver, shows=shows)
        if shows:  # a photo keeps when and where it was taken
            at, place = int(self.made_at[number]), int(self.place[number])
        self._write(number, owner=to, origin=giver, made_at=at, place=place)
        return number

    def wear(self, numbers: Int) -> Bool:
        """Use the first of each of these distinct stacks once; say of each whether it is used up."""
        self.uses_left[numbers] -= 1
        is_ended: Bool = self.uses_left[numbers] <= 0
        ended = numbers[is_ended]
        self.count[ended] -= 1
        self.uses_left[ended] = USES[self.thing[ended]]
        self._changed.update(dict.fromkeys(numbers.tolist()))
        for number in ended[self.count[ended] <= 0].tolist():
            self.drop(number)
        return is_ended

    def drop(self, number: int) -> None:
        """Throw a stack away."""
        self._write(number, owner=0, count=0)
        heappush(self._spare, number)

    def take_changed(self) -> tuple[Int, Int]:
        """Hand over the numbers that are new to the table, rising, and those of rows that changed, since the last time."""
        numbers = np.array(sorted(self._changed), dtype=np.int64)
        self._changed = {}
        made = np.arange(self.written + 1, self.last + 1)
        self.written = self.last
        return made, numbers[~np.isin(numbers, made)]

    def rows(self, numbers: Int) -> dict[str, Int]:
        """Show stacks as columns."""
        return {name: getattr(self, name)[numbers] for name in COLUMNS}

    def as_dict(self) -> dict[str, NDArray[Any]]:
        """Give all rows in order of their numbers, free ones too, as a snapshot keeps them."""
        return {name: getattr(self, name)[1 : self.last + 1].copy() for name in COLUMNS}

    def fill(self, rows: Mapping[str, NDArray[Any]]) -> None:
        """Take over rows 1 ... n."""
        count = len(rows["owner"])
        for name, dtype in COLUMNS.items():
            column = np.zeros(max(count + 1, 64), dtype=dtype)
            column[1 : count + 1] = rows[name]
            setattr(self, name, column)
        self.last = self.written = count
        self._spare = (np.flatnonzero(self.owner[1 : count + 1] == 0) + 1).tolist()

    def _free(self) -> int:
        """Find the lowest number that nobody owns, or make a new one."""
        if self._spare:
            return heappop(self._spare)
        self.last += 1
        if self.last >= len(self.owner):
            for name in COLUMNS:
                column = getattr(self, name)
                wider = np.zeros(len(column) + len(column) // 2, dtype=column.dtype)
                wider[: len(column)] = column
                setattr(self, name, wider)
        return self.last

    def _write(self, number: int, **values: int) -> None:
        if "owner" in values:
            before, after = int(self.owner[number]), values["owner"]
            if number in self._seen.get(before, ()):
                self._seen[before].remove(number)
            if after in self._seen:
                insort(self._seen[after], number)
        for name, value in values.items():
            getattr(self, name)[number] = value
        self._changed[number] = None
