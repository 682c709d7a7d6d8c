"""The books of one step: transfers are carried out as they come and collected as rows to write."""

from collections.abc import Callable
from typing import Final

import numpy as np

from world.contract import Int
from world.economy.ledger import Balances, Chained, Transfers, join, post

_CHAIN: Final = ("payer_balance", "payee_balance", "prev_payer", "prev_payee")


class Books:
    """A step's ledger."""

    def __init__(self, balances: Balances, take_numbers: Callable[[int], Int]) -> None:
        """take_numbers: gives the next n numbers of the ledger."""
        self.balances = balances
        self._take = take_numbers
        self._rows: list[Transfers] = []
        self._numbers: list[Int] = []
        self._chains: list[Chained] = []

    @property
    def is_empty(self) -> bool:
        """Whether no money moved."""
        return not self._rows

    def carry_out(self, rows: Transfers) -> None:
        """Move the money of these transfers, in order."""
        if not len(rows):
            return
        numbers = self._take(len(rows))
        self._rows.append(rows)
        self._numbers.append(numbers)
        self._chains.append(post(rows, numbers, self.balances))

    def columns(self) -> dict[str, Int]:
        """All rows of the step by column, with `number`."""
        rows = join(self._rows)
        empty = np.zeros(0, dtype=np.int64)
        chain = {name: np.concatenate([empty, *(getattr(part, name) for part in self._chains)]) for name in _CHAIN}
        return {
            "number": np.concatenate([empty, *self._numbers]),
            "payer": rows.payer,
            "payee": rows.payee,
            "amount_cents": rows.amount_cents,
            "category": rows.category,
            "sim_time": rows.sim_time,
            "subject": rows.subject,
            **chain,
        }
