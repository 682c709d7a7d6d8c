"""Loans between residents that are not settled: who owes whom how much, until when. Plain NumPy, integers only.

Numbers are given here, as those who lend need them at once; they are those of the table.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from world.contract import Int

COLUMNS: Final[Mapping[str, str]] = {
    "number": "i8",
    "sim_time": "i4",  # when it was given
    "lender": "i4",
    "borrower": "i4",
    "amount_cents": "i8",
    "repaid_cents": "i8",
    "due": "i4",  # simulated seconds by which it is to be paid back
}


class Outcome(IntEnum):
    """How a loan came to its end; permanent numbers."""

    OPEN = 0
    REPAID = 1
    DEFAULTED = 2
    FORGIVEN = 3  # the lender moved away


class Loans:
    """The open loans of a run, rows in the order of their numbers, and what changed in this step."""

    def __init__(self, residents: int) -> None:
        self.last = 0
        """The last number given."""
        self._rows: dict[str, NDArray[Any]] = {name: np.zeros(0, dtype=dtype) for name, dtype in COLUMNS.items()}
        self.owes: NDArray[np.bool_] = np.zeros(residents + 1, dtype=bool)
        """By resident: whether she has an open loan to pay back."""
        self._made: list[dict[str, int]] = []
        self._paid_cents = self._lost_cents = 0
        self._changed: dict[int, tuple[int, int, int]] = {}

    def __len__(self) -> int:
        return len(self._rows["number"])

    def __getattr__(self, name: str) -> Int:
        if name in COLUMNS:
            return self._rows[name]
        raise AttributeError(name)

    number: Int
    sim_time: Int
    lender: Int
    borrower: Int
    amount_cents: Int
    repaid_cents: Int
    due: Int

    @property
    def rest_cents(self) -> Int:
        """What is still to be paid of each."""
        return self.amount_cents - self.repaid_cents

    def widen(self, residents: int) -> None:
        """Make room for residents up to a number."""
        more = max(residents + 1 - len(self.owes), 0)
        self.owes = np.concatenate([self.owes, np.zeros(more, dtype=bool)])

    def lend(self, *, lender: int, borrower: int, amount_cents: int, sim_time: int, due: int) -> int:
        """Note a new loan and return its number."""
        self.last += 1
        row = {
            "number": self.last,
            "sim_time": sim_time,
            "lender": lender,
            "borrower": borrower,
            "amount_cents": amount_cents,
            "repaid_cents": 0,
            "due": due,
        }
        self._made.append(row)
        self._rows = {name: np.append(values, values.dtype.type(row[name])) for name, values in self._rows.items()}
        self.owes[borrower] = True
        return self.last

    def repay(self, rows: Int, amount_cents: Int) -> None:
        """Note that some of these loans were paid back: rows distinct, cents of each."""
        self._rows["repaid_cents"][rows] += amount_cents
        self._paid_cents += int(amount_cents.sum())
        for row in rows.tolist():
            self._changed[int(self.number[row])] = (int(self.repaid_cents[row]), Outcome.OPEN, 0)

    def close(self, rows: Int, outcome: Outcome, sim_time: int) -> None:
        """Take loans that are settled, or never will be, out of the open ones."""
        for row in rows.tolist():
            self._changed[int(self.number[row])] = (int(self.repaid_cents[row]), outcome, sim_time)
        self._lost_cents += int(self.rest_cents[rows].sum())
        self.owes[self.borrower[rows]] = False
        self._rows = {name: np.delete(values, rows) for name, values in self._rows.items()}

    def take(self) -> tuple[dict[str, Int], dict[str, Int]]:
        """Hand over what came about since the last time, and what changed: columns; the second with outcome and ended_at."""
        made, changed = self._made, self._changed
        self._made, self._changed = [], {}
        new: dict[str, Int] = {name: np.array([row[name] for row in made], dtype=np.int64) for name in COLUMNS}
        table = np.array([(number, *row) for number, row in changed.items()], dtype=np.int64).reshape(len(changed), 4)
        names = ("number", "repaid_cents", "outcome", "ended_at")
        return new, {name: table[:, i] for i, name in enumerate(names)}

    def take_flows(self) -> tuple[int, int]:
        """Say how many cents were paid back, and how many given up, since the last time."""
        flows = self._paid_cents, self._lost_cents
        self._paid_cents = self._lost_cents = 0
        return flows

    def as_dict(self) -> dict[str, NDArray[Any]]:
        """Give the open loans, and the last number, as a snapshot keeps them."""
        return {**self._rows, "last": np.array([self.last], dtype=np.int64)}

    def fill(self, rows: Mapping[str, NDArray[Any]], last: int) -> None:
        """Take over open loans in the order of their numbers.   last: the last number given, of closed ones too."""
        self._rows = {name: np.array(rows[name], dtype=dtype) for name, dtype in COLUMNS.items()}
        self.owes[self.borrower] = True
        self.last = last
