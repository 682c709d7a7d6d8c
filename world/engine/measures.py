"""What operators have set in force: rules, events, broadcasts and the weather, each for a time and for a town or a district.

One row a measure, kept in the state while it lasts. When nothing is in force nothing here costs more than a comparison.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from streams.kernel.simtime import DAY_S
from world.contract import Bool, Int

ACTIVE_MAX: Final = 32
"""Measures that may be in force at a time: each of them is looked at for everybody who decides."""
NEVER: Final = 2**62
"""Later than any moment."""
NATURAL_C10: Final = -10_000
"""Instead of a temperature: whatever it would be by itself."""


class MeasureKind(IntEnum):
    """What is in force; permanent numbers. What `amount` and `other` mean is said beside each."""

    WEATHER = 1  # Sky; tenths of a degree
    CURFEW = 2  # seconds after midnight from which, and until which, public places admit nobody
    FESTIVAL = 3  # how much it attracts, 0-1,000; 1 = no shifts
    CRISIS = 4  # percent by which prices are higher; percent of the wages that are paid
    FREE_DAY = 5  # no shifts
    DISASTER = 6  # hundredths of a point of health that it takes from those who are there
    CELEBRATION = 7  # how much it attracts, 0-1,000
    MONEY = 8  # cents that everybody gets from the treasury; below 0: pays to it
    BROADCAST = 9  # Priority; 1 = to be remembered


class Priority(IntEnum):
    """How loud a broadcast is; the two loudest make people stop and look up."""

    LOW = 0
    NORMAL = 1
    HIGH = 2
    URGENT = 3


class Column(IntEnum):
    """Column of what is known about a measure in `rows[m, 8]`."""

    NUMBER = 0
    KIND = 1
    DISTRICT = 2  # from 1, 0 = the whole town
    PLACE = 3  # 0 = none
    AMOUNT = 4
    OTHER = 5
    STARTS = 6
    ENDS = 7  # it is in force at STARTS <= t < ENDS


NO_MEASURES: Final[Int] = np.zeros((0, len(Column)), dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One row by name."""

    number: int
    kind: MeasureKind
    district: int
    place: int
    amount: int
    other: int
    starts: int
    ends: int

    @classmethod
    def of(cls, row: Int) -> "Measure":
        """Read a row."""
        number, kind, *others = row.tolist()
        district, place, amount, other, starts, ends = others
        return cls(
            number=number,
            kind=MeasureKind(kind),
            district=district,
            place=place,
            amount=amount,
            other=other,
            starts=starts,
            ends=ends,
        )

    def row(self) -> Int:
        """Write it as a row."""
        values = (self.number, self.kind, self.district, self.place, self.amount, self.other, self.starts, self.ends)
        return np.array(values, dtype=np.int64)

    def holds(self, district: Int, now: Int) -> Bool:
        """Whether it is in force where, and when, somebody is.   district: from 0.   Shapes broadcast."""
        is_on = (self.starts <= now) & (now < self.ends)
        return is_on & (district == self.district - 1) if self.district else is_on


class Measures:
    """Those in force, in order of their numbers."""

    def __init__(self) -> None:
        self._ended: list[int] = []
        self.fill(NO_MEASURES)

    def fill(self, rows: Int) -> None:
        """Take over rows in order of number."""
        self.rows: Int = np.asarray(rows, dtype=np.int64).reshape(-1, len(Column))
        self.all: tuple[Measure, ...] = tuple(Measure.of(row) for row in self.rows)
        self.next_end = min((measure.ends for measure in self.all), default=NEVER)

    def go_on_from(self, others: "Measures") -> None:
        """Take over what is in force elsewhere, and what has come to its end there and was not told yet."""
        self._ended += others.take_ended()
        self.fill(others.rows)

    def add(self, measure: Measure) -> None:
        """Set one in force."""
        self.fill(np.concatenate([self.rows, measure.row()[None, :]]))

    def remove(self, number: int) -> None:
        """Take one out of force."""
        self._ended.append(number)
        self.fill(self.rows[self.rows[:, Column.NUMBER] != number])

    def find(self, number: int) -> Measure | None:
        """Find one in force by its number."""
        return next((measure for measure in self.all if measure.number == number), None)

    def of_kind(self, kind: MeasureKind) -> list[Measure]:
        """List those of a kind."""
        return [measure for measure in self.all if measure.kind == kind]

    @property
    def has_ended(self) -> bool:
        """Whether something came to its end since `take_ended`."""
        return bool(self._ended)

    def take_ended(self) -> list[int]:
        """Give the numbers of those that came to their end since the last time."""
        ended, self._ended = self._ended, []
        return ended

    def end(self, until: int) -> None:
        """Take those out of force whose time is over by a moment."""
        for measure in self.ending(until):
            self.remove(measure.number)

    def ending(self, until: int) -> list[Measure]:
        """List those that have ended by a moment, in order of their ends."""
        if self.next_end > until:
            return []
        return sorted((m for m in self.all if m.ends <= until), key=lambda m: (m.ends, m.number))


def curfew_in_s(measure: Measure, now: Int) -> Int:
    """Seconds until a curfew begins, 0 while it lasts: int64[n], for moments while the measure is in force."""
    of_day = now % DAY_S
    first, until = measure.amount, measure.other
    lasts_s = (until - first) % DAY_S
    since_s = (of_day - first) % DAY_S
    return np.where(since_s < lasts_s, 0, DAY_S - since_s)
