"""Transfers and their chains. Every transfer is one row with payer and payee; nothing else changes a balance.

A party is a resident's number, minus a place's number, or a named account above NAMED. Named accounts are the only
sources and sinks, so the town's money is what the sources issued less what the sinks took.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from world.contract import Int

NAMED: Final = 2_000_000_000
"""Parties at or above are named accounts, without a balance of their own."""


class Account(IntEnum):
    """Named accounts: where money comes from and goes to."""

    ENDOWMENT = NAMED + 1  # what residents own at birth
    TREASURY = NAMED + 2  # allowances, pensions, wages of public services
    OUTSIDE_TRADE = NAMED + 3  # customers out of town, who keep firms alive, and those who mend phones
    LANDLORDS = NAMED + 4  # rent, food, transport, phone: the day's fixed costs
    OUTSIDE_OWNERS = NAMED + 5  # profits of places without an owner in town
    OUTSIDE_FAMILY = NAMED + 6  # relatives out of town, who send gifts
    ELSEWHERE = NAMED + 7  # where those live who moved away


class Category(IntEnum):
    """What a transfer was for; permanent numbers."""

    ENDOWMENT = 1
    WAGE = 2
    PURCHASE = 3
    DAILY_COSTS = 4
    ALLOWANCE = 5
    PENSION = 6
    REVENUE = 7  # a till is filled up from outside so that it can pay wages
    PROFIT = 8
    BONUS = 9
    GIFT = 10
    REPAIR = 11
    LOAN = 12  # from a friend
    REPAYMENT = 13
    TREAT = 14  # a friend's meal
    TRADE = 15  # a thing changes hands
    START_UP = 16  # a business is taken over from its owners out of town
    BASIC_INCOME = 19
    TAKEN_ALONG = 17  # what somebody owns who moves away
    WRITTEN_OFF = 18  # what somebody owes who moves away, given up by whom she owes it
    GRANT = 30  # the town gives everybody money, because an operator said so
    LEVY = 31  # or takes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfers:
    """Rows in the order in which they happen. amount_cents > 0."""

    payer: Int
    payee: Int
    amount_cents: Int
    category: Int
    sim_time: Int
    subject: Int  # what it was for: an action's number, 0 = none

    def __len__(self) -> int:
        return len(self.payer)


def transfers(
    count: int,
    *,
    payer: ArrayLike,
    payee: ArrayLike,
    amount_cents: ArrayLike,
    category: Category,
    sim_time: ArrayLike,
    subject: ArrayLike = 0,
) -> Transfers:
    """Build transfers, leaving out those of nothing."""
    amount = np.broadcast_to(np.asarray(amount_cents, dtype=np.int64), (count,))
    kept = amount > 0

    def column(values: ArrayLike) -> Int:
        return np.broadcast_to(np.asarray(values, dtype=np.int64), (count,))[kept]

    return Transfers(
        payer=column(payer),
        payee=column(payee),
        amount_cents=amount[kept],
        category=column(category),
        sim_time=column(sim_time),
        subject=column(subject),
    )


def join(parts: list[Transfers]) -> Transfers:
    """Append transfers in order."""
    names = ("payer", "payee", "amount_cents", "category", "sim_time", "subject")
    return Transfers(
        **{
            name: np.concatenate([np.zeros(0, dtype=np.int64), *(getattr(part, name) for part in parts)])
            for name in names
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """For each transfer: each side's balance after it, and the number of the side's transfer before it."""

    payer_balance: Int
    payee_balance: Int
    prev_payer: Int
    prev_payee: Int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balances:
    """What parties own and their last transfer, as arrays by number: residents and places; written by `post`."""

    money: Int
    resident_entry: Int
    till: Int
    place_entry: Int


def post(rows: Transfers, numbers: Int, balances: Balances) -> Chained:
    """Carry out transfers in order: move the money, and chain each party's rows.

    numbers: the ledger numbers of the rows.   Named accounts have balance 0 and no chain.   O(n log n).
    """
    count = len(rows)
    party = np.concatenate([rows.payer, rows.payee])
    change = np.concatenate([-rows.amount_cents, rows.amount_cents])
    row = np.concatenate([np.arange(count), np.arange(count)])
    order = np.lexsort((row, party))
    party_sorted, change_sorted, number_sorted = party[order], change[order], numbers[row[order]]
    is_first = np.ones(len(party_sorted), dtype=bool)
    is_first[1:] = party_sorted[1:] != party_sorted[:-1]
    opening, last_entry = _opening(party_sorted, balances)
    running = np.cumsum(change_sorted)
    group = np.cumsum(is_first) - 1
    before_group = (running - change_sorted)[is_first][group] if count else running
    balance = opening + running - before_group
    previous = np.where(is_first, last_entry, np.concatenate([[0], number_sorted[:-1]]) if count else number_sorted)
    _close(party_sorted, balance, number_sorted, balances)
    named = party_sorted >= NAMED
    balance, previous = np.where(named, 0, balance), np.where(named, 0, previous)
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    balance, previous = balance[back], previous[back]
    return Chained(
        payer_balance=balance[:count],
        payee_balance=balance[count:],
        prev_payer=previous[:count],
        prev_payee=previous[count:],
    )


def _opening(party: Int, balances: Balances) -> tuple[Int, Int]:
    is_resident = (party > 0) & (party < NAMED)
    is_place = party < 0
    resident, place = np.where(is_resident, party, 0), np.where(is_place, -party, 0)
    money = np.where(is_resident, balances.money[resident], np.where(is_place, balances.till[place], 0))
    entry = np.where(is_resident, balances.resident_entry[resident], np.where(is_place, balances.place_entry[place], 0))
    return money, entry


def _close(party: Int, balance: Int, number: Int, balances: Balances) -> None:
    """Write each party's last balance and row; of equal indices the last assignment stays."""
    is_resident = (party > 0) & (party < NAMED)
    is_place = party < 0
    balances.money[party[is_resident]] = balance[is_resident]
    balances.resident_entry[party[is_resident]] = number[is_resident]
    balances.till[-party[is_place]] = balance[is_place]
    balances.place_entry[-party[is_place]] = number[is_place]
