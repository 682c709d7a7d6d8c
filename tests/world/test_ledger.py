"""Money is conserved: posting many transfers at once equals posting them one by one, balances, chains and all."""

from dataclasses import dataclass, field

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from world.economy.ledger import NAMED, Account, Balances, Category, Transfers, post, transfers

RESIDENTS, PLACES = 4, 3
PARTIES = st.sampled_from([*range(1, RESIDENTS + 1), *range(-PLACES, 0), int(Account.TREASURY), int(Account.LANDLORDS)])
ROWS = st.lists(st.tuples(PARTIES, PARTIES, st.integers(1, 10**6)).filter(lambda row: row[0] != row[1]), max_size=40)


@dataclass
class Naive:
    """The same books, kept one row at a time."""

    balance: dict[int, int] = field(default_factory=dict)
    entry: dict[int, int] = field(default_factory=dict)

    def post(self, number: int, payer: int, payee: int, amount: int) -> tuple[int, int, int, int]:
        previous = tuple(self.entry.get(party, 0) if party < NAMED else 0 for party in (payer, payee))
        for party, change in ((payer, -amount), (payee, amount)):
            if party < NAMED:
                self.balance[party] = self.balance.get(party, 0) + change
                self.entry[party] = number
        return self.balance.get(payer, 0), self.balance.get(payee, 0), previous[0], previous[1]


def empty_balances() -> Balances:
    return Balances(
        money=np.zeros(RESIDENTS + 1, dtype=np.int64),
        resident_entry=np.zeros(RESIDENTS + 1, dtype=np.int64),
        till=np.zeros(PLACES + 1, dtype=np.int64),
        place_entry=np.zeros(PLACES + 1, dtype=np.int64),
    )


def as_transfers(rows: list[tuple[int, int, int]]) -> Transfers:
    return transfers(
        len(rows),
        payer=[payer for payer, _, _ in rows],
        payee=[payee for _, payee, _ in rows],
        amount_cents=[amount for _, _, amount in rows],
        category=Category.PURCHASE,
        sim_time=0,
    )


@given(rows=ROWS)
def test_a_batch_equals_the_same_transfers_one_by_one(rows: list[tuple[int, int, int]]) -> None:
    naive, balances = Naive(), empty_balances()
    numbers = np.arange(11, 11 + len(rows))

    chained = post(as_transfers(rows), numbers, balances)
    expected = [naive.post(int(number), *row) for number, row in zip(numbers, rows, strict=True)]

    columns = (chained.payer_balance, chained.payee_balance, chained.prev_payer, chained.prev_payee)
    assert [tuple(int(column[i]) for column in columns) for i in range(len(rows))] == expected
    assert balances.money.tolist() == [naive.balance.get(i, 0) for i in range(RESIDENTS + 1)]
    assert balances.till.tolist() == [naive.balance.get(-i, 0) for i in range(PLACES + 1)]


@given(rows=ROWS, cut=st.integers(0, 40))
def test_where_a_batch_is_cut_changes_nothing(rows: list[tuple[int, int, int]], cut: int) -> None:
    whole, halves = empty_balances(), empty_balances()
    numbers = np.arange(1, len(rows) + 1)

    post(as_transfers(rows), numbers, whole)
    post(as_transfers(rows[:cut]), numbers[:cut], halves)
    post(as_transfers(rows[cut:]), numbers[cut:], halves)

    assert halves.money.tolist() == whole.money.tolist()
    assert halves.place_entry.tolist() == whole.place_entry.tolist()


@given(rows=ROWS)
def test_what_is_owned_is_what_the_sources_issued(rows: list[tuple[int, int, int]]) -> None:
    balances = empty_balances()

    post(as_transfers(rows), np.arange(len(rows)), balances)

    issued = sum(amount for payer, _, amount in rows if payer >= NAMED)
    taken = sum(amount for _, payee, amount in rows if payee >= NAMED)
    assert balances.money.sum() + balances.till.sum() == issued - taken


def test_transfers_of_nothing_are_left_out() -> None:
    kept = transfers(3, payer=[1, 2, 3], payee=-1, amount_cents=[5, 0, 7], category=Category.PURCHASE, sim_time=9)

    assert kept.payer.tolist() == [1, 3]
    assert kept.amount_cents.tolist() == [5, 7]
