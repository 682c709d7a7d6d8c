"""Loans between friends: who is short of money asks one, pays back in parts, and loses a friend if she does not.

Everything here happens on quarters of an hour and follows from the columns as they are then; draws are keyed by resident
and quarter, so no batch changes it.
"""

from typing import Final

import numpy as np

from streams.kernel.rng import below, draw
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from world.actions import Action
from world.contract import Bool, Int
from world.economy.books import Books
from world.economy.ledger import Category, transfers
from world.economy.loans import Loans, Outcome
from world.engine.observe import Surroundings
from world.engine.state import ResidentColumns
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.scenario import LendingSpec
from world.scenario.fields import MILLION
from world.ties import Ties

QUARTER_S: Final = 15 * MINUTE_S
FRIEND_STRENGTH: Final = 6_000
"""How much the one who is asked has to like the other."""
LEAST_TRUST: Final = 4_000
_ASKING: Final = (9 * HOUR_S, 21 * HOUR_S)
_QUARTERS: Final = (_ASKING[1] - _ASKING[0]) // QUARTER_S
_PAYDAY_S: Final = 19 * HOUR_S
_STRUGGLING_DAYS: Final = 3
_WANTED_DAYS: Final = 7
_SAFE_DAYS: Final = 5
"""Days of fixed costs: a purse below the first is short, a loan fills it up to the second, beyond the third one pays back."""
_ROUND_CENTS: Final = 1_000
_ASK: Final = 63
"""Purpose of draws, kept for ever."""
_GIVEN: Final = ((300, 200), (100, 0))
_SETTLED: Final = ((100, 0), (300, 600))
_BROKEN: Final = ((-800, 0), (-2_500, -4_000))
_REFUSED: Final = ((-150, -100), (0, 0))
"""Strength and trust that the borrower's tie to the lender gains, and the lender's to the borrower."""


class Lending:
    """The loans of a run, and how they come about and to their end."""

    def __init__(self, spec: LendingSpec, around: Surroundings, residents: ResidentColumns, loans: Loans) -> None:
        self.spec = spec
        self.loans = loans
        self.settled: list[tuple[int, int]] = []
        """Who paid the last of a loan back to whom at the last quarter of an hour."""
        self._around = around
        self._residents = residents

    def quarter(self, moment: int, ties: Ties, books: Books, log: StepLog) -> Int:
        """Let happen what is due at a quarter of an hour; return whose purse changed."""
        of_day = moment % DAY_S
        touched: list[Int] = [np.zeros(0, dtype=np.int64)]
        self.settled = []
        if of_day == _PAYDAY_S and len(self.loans):
            touched += [self._repay(moment, ties, books, log), self._default(moment, ties, log)]
        if self.spec.ask and _ASKING[0] <= of_day < _ASKING[1]:
            for asker in self._askers(moment).tolist():
                touched.append(self._ask(asker, moment, ties, books, log))
        return np.concatenate(touched)

    def leave(self, resident: int, moment: int, ties: Ties | None, books: Books, log: StepLog) -> Int:
        """Settle what somebody who moves away owes, oldest first, as far as her purse goes; the rest is never paid.

        What others owe her she lets go of. Return whose purse changed.
        """
        loans, touched = self.loans, [resident]
        for row in np.flatnonzero(loans.borrower == resident).tolist():
            lender, number = int(loans.lender[row]), int(loans.number[row])
            rest = int(loans.rest_cents[row])
            paid = min(rest, max(int(self._residents.money[resident]), 0))
            if paid:
                pays = transfers(
                    1, payer=resident, payee=lender, amount_cents=paid, category=Category.REPAYMENT, sim_time=moment
                )
                books.carry_out(pays)
                loans.repay(np.array([row]), np.array([paid]))
                touched.append(lender)
            kind = WorldEvent.LOAN_SETTLED if paid == rest else WorldEvent.LOAN_DEFAULTED
            self._log(kind, resident, lender, number, paid if paid == rest else rest - paid, moment, log)
            if ties is not None:
                self._tie(ties, resident, lender, _SETTLED if paid == rest else _BROKEN, moment)
        is_paid = (loans.borrower == resident) & (loans.rest_cents == 0)
        loans.close(np.flatnonzero(is_paid), Outcome.REPAID, moment)
        loans.close(np.flatnonzero(loans.borrower == resident), Outcome.DEFAULTED, moment)
        loans.close(np.flatnonzero(loans.lender == resident), Outcome.FORGIVEN, moment)
        return np.array(touched, dtype=np.int64)

    def _askers(self, moment: int) -> Int:
        """Draw who asks now of those who are short of money, awake and owe nobody."""
        residents, costs = self._residents, self._around.terms.daily_costs
        short = np.flatnonzero(residents.money[1:] < _STRUGGLING_DAYS * costs[1:].astype(np.int64)) + 1
        short = short[(residents.action[short] != Action.SLEEP) & ~self.loans.owes[short]]
        luck = draw(self._around.seed, short, _ASK, moment // QUARTER_S)
        return short[below(luck, MILLION * _QUARTERS) < self.spec.ask]

    def _ask(self, asker: int, moment: int, ties: Ties, books: Books, log: StepLog) -> Int:
        """Ask the friend who likes her best and can afford it, else the one who likes her best, who has to say no."""
        bonds = ties.of(asker, moment)
        likes = ties.strength_of(bonds.other, np.full(len(bonds.other), asker), moment)
        is_friend = (likes >= FRIEND_STRENGTH) & self._residents.is_here[bonds.other]
        friends, likes = bonds.other[is_friend], likes[is_friend]
        if not len(friends):
            return np.zeros(0, dtype=np.int64)
        wanted = self._wanted(asker)
        can_lend = self.can_lend(friends, wanted)
        best = np.lexsort((friends, -likes, ~can_lend))[0]
        lender = int(friends[best])
        trust = int(ties.trust_of(np.array([lender]), np.array([asker]))[0])
        if not can_lend[best] or trust < LEAST_TRUST:
            self._log(WorldEvent.LOAN_REFUSED, asker, lender, 0, wanted, moment, log)
            self._tie(ties, asker, lender, _REFUSED, moment)
            return np.array([asker])
        self.lend(lender, asker, wanted, moment, ties, books, log)
        return np.array([lender, asker])

    def can_lend(self, lenders: Int, amount: int) -> Bool:
        """Say of each whether she owns enough to lend so much, and owes nobody herself."""
        found: Bool = (self._residents.money[lenders] >= 2 * amount) & ~self.loans.owes[lenders]
        return found

    def _wanted(self, asker: int) -> int:
        missing = _WANTED_DAYS * int(self._around.terms.daily_costs[asker]) - int(self._residents.money[asker])
        return -(-missing // _ROUND_CENTS) * _ROUND_CENTS

    def lend(self, lender: int, borrower: int, amount: int, moment: int, ties: Ties, books: Books, log: StepLog) -> int:
        """Let one lend another so many cents; return the loan's number."""
        books.carry_out(
            transfers(1, payer=lender, payee=borrower, amount_cents=amount, category=Category.LOAN, sim_time=moment)
        )
        due = moment + self.spec.term_days * DAY_S
        number = self.loans.lend(lender=lender, borrower=borrower, amount_cents=amount, sim_time=moment, due=due)
        self._log(WorldEvent.LOAN_GIVEN, borrower, lender, number, amount, moment, log, due=due)
        self._tie(ties, borrower, lender, _GIVEN, moment)
        return number

    def _repay(self, moment: int, ties: Ties, books: Books, log: StepLog) -> Int:
        """Pay back half of what a purse holds beyond what it needs, on the evenings of workdays and of those without work."""
        loans, residents, persona = self.loans, self._residents, self._around.persona
        who, lenders = loans.borrower, loans.lender
        has_payday = (persona.workdays[who] >> moment // DAY_S % 7 & 1).astype(bool) | (
            persona.shift_length_s[who] == 0
        )
        spare = residents.money[who] - _SAFE_DAYS * self._around.terms.daily_costs[who].astype(np.int64)
        part = np.minimum(np.maximum(spare // 2, 0), loans.rest_cents)
        is_enough = (part >= _ROUND_CENTS) | (part == loans.rest_cents)
        rows = np.flatnonzero(has_payday & (part > 0) & is_enough)
        if not len(rows):
            return rows
        self.settled += self.pay_back(rows, part[rows], moment, ties, books, log)
        return np.concatenate([who[rows], lenders[rows]])

    def pay_back(
        self, rows: Int, paid: Int, moment: int, ties: Ties, books: Books, log: StepLog
    ) -> list[tuple[int, int]]:
        """Let so many cents of these open loans be paid back; say who has paid the last of one to whom."""
        loans = self.loans
        payer, payee, number = loans.borrower[rows], loans.lender[rows], loans.number[rows]
        books.carry_out(
            transfers(
                len(rows), payer=payer, payee=payee, amount_cents=paid, category=Category.REPAYMENT, sim_time=moment
            )
        )
        is_last = paid == loans.rest_cents[rows]
        loans.repay(rows, paid)
        log.add(
            len(rows),
            kind=np.where(is_last, WorldEvent.LOAN_SETTLED, WorldEvent.LOAN_PAID_PART),
            sim_time=moment,
            actor=payer,
            target=payee,
            object=number,
            amount=paid,
        )
        settled = list(zip(payer[is_last].tolist(), payee[is_last].tolist(), strict=True))
        for one, other in settled:
            self._tie(ties, one, other, _SETTLED, moment)
        loans.close(rows[is_last], Outcome.REPAID, moment)
        return settled

    def _default(self, moment: int, ties: Ties, log: StepLog) -> Int:
        """Give up loans whose term is over; what is lost with the money is trust."""
        loans = self.loans
        rows = np.flatnonzero(loans.due <= moment)
        for row in rows.tolist():
            borrower, lender = int(loans.borrower[row]), int(loans.lender[row])
            number, rest = int(loans.number[row]), int(loans.rest_cents[row])
            self._log(WorldEvent.LOAN_DEFAULTED, borrower, lender, number, rest, moment, log)
            self._tie(ties, borrower, lender, _BROKEN, moment)
        both = np.concatenate([loans.borrower[rows], loans.lender[rows]])
        loans.close(rows, Outcome.DEFAULTED, moment)
        return both

    def _log(
        self,
        kind: WorldEvent,
        actor: int,
        target: int,
        number: int,
        amount: int,
        moment: int,
        log: StepLog,
        due: int = 0,
    ) -> None:
        log.add(1, kind=kind, sim_time=moment, actor=actor, target=target, object=number, amount=amount, due=due)

    def _tie(self, ties: Ties, borrower: int, lender: int, points: tuple[tuple[int, int], ...], moment: int) -> None:
        (strength, trust), (strength_back, trust_back) = points
        ties.change(
            np.array([borrower, lender]),
            np.array([lender, borrower]),
            strength=np.array([strength, strength_back]),
            trust=np.array([trust, trust_back]),
            at=moment,
        )
