"""Things between residents: given on occasions, sold and swapped between friends.

All of it happens on quarters of an hour, with what each does with her own things before it: nothing is asked of a decision.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

import numpy as np

from streams.kernel.arrays import distinct
from streams.kernel.rng import below, draw
from streams.kernel.simtime import DAY_S, HOUR_S
from world.actions import Action
from world.contract import Bool, Int, Need
from world.economy.belongings import USES, VALUE_CENTS
from world.economy.books import Books
from world.economy.catalogue import CATALOGUE, Thing
from world.economy.ledger import Category, transfers
from world.engine.lending import QUARTER_S
from world.engine.possessions import AFFORDABLE, Possessions
from world.engine.steplog import StepLog
from world.engine.treats import FRIEND
from world.events import WorldEvent
from world.scenario.fields import MILLION
from world.ties import Ties

CLOSE_FRIEND: Final = 6_001
YEAR_DAYS: Final = 365
_BIRTHDAY, _GIFT, _TRADE, _NEW_FRIEND = 67, 68, 69, 70
"""Purposes of draws, kept for ever."""
_BARELY_FRIEND: Final = FRIEND + 600
"""Strength below which two have become friends only just now."""
_AT_ONCE: Final = 1 << 16
"""Owners whose ties are looked through together, so that a million need no more memory than some."""
_GIFT_HOUR_S: Final = 17 * HOUR_S
_TRADING: Final = (10 * HOUR_S, 20 * HOUR_S)
_TRADING_HOURS: Final = (_TRADING[1] - _TRADING[0]) // HOUR_S
_SECOND_HAND: Final = 70
"""Percent of its value that a friend pays for a thing."""
_NOBODY: Final = np.zeros(0, dtype=np.int64)
_WELCOME: Final = np.array([0, *(CATALOGUE[thing].welcome for thing in Thing)], dtype=np.int64)


class GiftOccasion(IntEnum):
    """Why a thing was given; permanent numbers."""

    BIRTHDAY = 1
    THANKS = 2
    ASKED = 3  # somebody was asked to give it
    NEW_FRIEND = 4


def birthday_of(seed: int, residents: Int) -> Int:
    """Day of the year, 0-364, on which each resident was born."""
    return below(draw(seed, residents, _BIRTHDAY, 0), YEAR_DAYS)


class Things(Possessions):
    """The things of a run, and how they change hands."""

    def quarter(
        self, moment: int, ties: Ties | None, grateful: Sequence[tuple[int, int]], books: Books, log: StepLog
    ) -> tuple[Int, Int]:
        """Let happen what is due at a quarter of an hour; return the residents and the places that changed.

        grateful: who has just paid a loan back to whom, and may give something on top of it.
        """
        residents = self._residents
        began = (residents.arrive > moment - QUARTER_S) & (residents.arrive <= moment)
        changed = [self._use(began, moment, log), self._photograph(began, moment, log)]
        buyers, shops = self._buy(began, moment, books, log)
        changed.append(buyers)
        self.belongings.look_at(_NOBODY, residents.count)
        if ties is not None:
            changed += [self._give(moment, ties, grateful, log), self._trade(moment, ties, books, log)]
        return np.concatenate(changed), shops

    def _give(self, moment: int, ties: Ties, grateful: Sequence[tuple[int, int]], log: StepLog) -> Int:
        """Let friends give on birthdays, debtors who have paid, and those who have just made a friend; return both sides."""
        pairs = [(giver, to, GiftOccasion.THANKS) for giver, to in grateful]
        pairs += self._new_friends(moment, ties)
        if moment % DAY_S == _GIFT_HOUR_S and self.spec.gift:
            pairs += self._birthdays(moment, ties)
        given = [(giver, to) for giver, to, why in pairs if self._hand(giver, to, why, moment, ties, log)]
        return np.array(given, dtype=np.int64).reshape(-1)

    def _new_friends(self, moment: int, ties: Ties) -> list[tuple[int, int, GiftOccasion]]:
        """Find who is with somebody whose friend she barely is, met within the quarter, and who has nothing of hers yet."""
        mine, residents = self.belongings, self._residents
        is_owner = np.zeros(residents.count + 1, dtype=bool)
        is_owner[mine.owner[: mine.last + 1][_WELCOME[mine.thing[: mine.last + 1]] > 0]] = True
        is_owner[0] = False
        is_owner &= residents.action != Action.SLEEP
        owners, pairs = np.flatnonzero(is_owner) if self.spec.gift else _NOBODY, []
        for first in range(0, len(owners), _AT_ONCE):
            some = owners[first : first + _AT_ONCE]
            who, friend = ties.met_since(some, moment - QUARTER_S, moment, least=FRIEND, below=_BARELY_FRIEND)
            pairs += list(zip(who.tolist(), friend.tolist(), strict=True))
        return [
            (giver, to, GiftOccasion.NEW_FRIEND)
            for giver, to in pairs
            if self.is_here(np.array([to]), giver, moment)[0] and not (mine.origin[mine.stacks_of(to)] == giver).any()
        ]

    def _birthdays(self, moment: int, ties: Ties) -> list[tuple[int, int, GiftOccasion]]:
        every = np.flatnonzero(self._residents.is_here)
        born = every[birthday_of(self._around.seed, every) == moment // DAY_S % YEAR_DAYS]
        pairs = []
        for resident in born.tolist():
            friends = ties.of(resident, moment).other
            likes = ties.strength_of(friends, np.full(len(friends), resident), moment)
            close = friends[likes >= CLOSE_FRIEND]
            pairs += [(int(friend), resident, GiftOccasion.BIRTHDAY) for friend in close]
        return pairs

    def _hand(self, giver: int, to: int, why: GiftOccasion, moment: int, ties: Ties, log: StepLog) -> bool:
        """Give the most welcome thing that she has, if she feels like it and the other can keep it."""
        luck = draw(self._around.seed, np.array([giver]), _GIFT, moment // QUARTER_S * MILLION + to)
        own = self.belongings.stacks_of(giver)
        own = own[_WELCOME[self.belongings.thing[own]] > 0]
        if int(below(luck, MILLION)[0]) >= self.spec.gift or not len(own):
            return False
        number = int(own[_WELCOME[self.belongings.thing[own]].argmax()])
        if not self.fits(number, to):
            return False
        self.give(giver, to, number, why, moment, ties, log)
        return True

    def give(self, giver: int, to: int, number: int, why: GiftOccasion, moment: int, ties: Ties, log: StepLog) -> int:
        """Let a thing of hers become somebody else's, who can keep it; return the number that it has then."""
        thing, place = int(self.belongings.thing[number]), int(self._residents.place[to])
        number = self.belongings.hand_over(number, to, at=moment, place=place)
        self._please(np.array([to]), np.array([Need.SOCIAL]), _WELCOME[[thing]])
        value = int(VALUE_CENTS[thing])
        told = {"target": to, "amount": value, "reason": why}
        self._log(WorldEvent.THING_GIVEN, giver, number, action=thing, place=place, moment=moment, log=log, **told)
        ties.change(np.array([to, giver]), np.array([giver, to]), strength=np.array([250, 100]), trust=100, at=moment)
        return number

    def _trade(self, moment: int, ties: Ties, books: Books, log: StepLog) -> Int:
        """Let owners of things who meet a friend swap or sell one; return whose purse or things changed."""
        if moment % HOUR_S or not _TRADING[0] <= moment % DAY_S < _TRADING[1] or not self.spec.trade:
            return _NOBODY
        mine = self.belongings
        owners = distinct(mine.owner[: mine.last + 1]).astype(np.int64)
        owners = owners[owners > 0]
        luck = draw(self._around.seed, owners, _TRADE, moment // QUARTER_S)
        owners = owners[below(luck, MILLION * _TRADING_HOURS) < self.spec.trade]
        changed = []
        for seller in owners.tolist():
            bonds = ties.of(seller, moment)
            here = bonds.other[(bonds.strength >= FRIEND) & self.is_here(bonds.other, seller, moment)]
            own = self._goods(seller)
            if len(here) and len(own) and self._deal(seller, int(here.min()), int(own[0]), moment, ties, books, log):
                changed += [seller, int(here.min())]
        return np.array(changed, dtype=np.int64)

    def is_here(self, others: Int, seller: int, moment: int) -> Bool:
        """Say of each whether she and the seller are at one place, awake both."""
        residents = self._residents
        is_there = (residents.place[others] == residents.place[seller]) & (residents.arrive[others] <= moment)
        asleep = (residents.action[others] == Action.SLEEP) | (residents.action[seller] == Action.SLEEP)
        here: Bool = is_there & ~asleep & (residents.arrive[seller] <= moment)
        return here

    def _goods(self, resident: int) -> Int:
        """List what somebody would part with for money: whatever has a price and is not worn."""
        own = self.belongings.stacks_of(resident)
        thing = self.belongings.thing[own]
        return own[(VALUE_CENTS[thing] > 0) & (self.belongings.uses_left[own] == USES[thing])]

    def _deal(self, seller: int, buyer: int, number: int, moment: int, ties: Ties, books: Books, log: StepLog) -> bool:
        """Swap for something else of hers that is worth about as much, else sell."""
        theirs = self._goods(buyer)
        theirs = theirs[self.is_worth(theirs, number)]
        fits = self.fits(number, buyer)
        if len(theirs) and fits and self.fits(int(theirs[0]), seller):
            self.swap(seller, buyer, number, int(theirs[0]), moment, ties, log)
        elif self.affords(buyer, number) and fits:
            self.sell(seller, buyer, number, moment, ties, books, log)
        else:
            return False
        return True

    def swap(self, seller: int, buyer: int, number: int, other: int, moment: int, ties: Ties, log: StepLog) -> int:
        """Let two exchange a thing of each, who can keep it; return the number that the first one has then."""
        mine, place, thing = self.belongings, int(self._residents.place[seller]), int(self.belongings.thing[number])
        other = mine.hand_over(other, seller, at=moment, place=place)
        number = mine.hand_over(number, buyer, at=moment, place=place)
        told = {"target": buyer, "amount": other}
        self._log(WorldEvent.THINGS_SWAPPED, seller, number, action=thing, place=place, moment=moment, log=log, **told)
        ties.change(np.array([seller, buyer]), np.array([buyer, seller]), strength=60, trust=40, at=moment)
        return number

    def sell(self, seller: int, buyer: int, number: int, moment: int, ties: Ties, books: Books, log: StepLog) -> int:
        """Let a thing be bought second-hand by somebody who can pay and keep it; return the number that it has then."""
        mine, place, thing = self.belongings, int(self._residents.place[seller]), int(self.belongings.thing[number])
        price = int(VALUE_CENTS[thing]) * _SECOND_HAND // 100
        books.carry_out(
            transfers(1, payer=buyer, payee=seller, amount_cents=price, category=Category.TRADE, sim_time=moment)
        )
        number = mine.hand_over(number, buyer, at=moment, place=place)
        told = {"target": buyer, "amount": price}
        self._log(WorldEvent.THING_SOLD, seller, number, action=thing, place=place, moment=moment, log=log, **told)
        ties.change(np.array([seller, buyer]), np.array([buyer, seller]), strength=60, trust=40, at=moment)
        return number

    def is_worth(self, numbers: Int, number: int) -> Bool:
        """Say of each stack whether one of it would be swapped for one of another: about as dear, and something else."""
        thing, value = self.belongings.thing[number], VALUE_CENTS[self.belongings.thing[number]]
        worth = VALUE_CENTS[self.belongings.thing[numbers]]
        found: Bool = (self.belongings.thing[numbers] != thing) & (worth * 2 >= value) & (worth <= value * 2)
        return found

    def is_for_sale(self, number: int) -> bool:
        """Say whether a thing would be parted with for money or another: it has a price and is not worn."""
        return number in self._goods(int(self.belongings.owner[number]))

    def affords(self, buyer: int, number: int) -> bool:
        """Say whether somebody would spend money on one of a stack."""
        return int(VALUE_CENTS[self.belongings.thing[number]]) * AFFORDABLE <= int(self._residents.money[buyer])
