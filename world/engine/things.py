"""Things in use: bought while shopping, worn out by use, photographed, given on occasions, sold and swapped between friends.

All of it happens on quarters of an hour, to those whose action began within the last one: nothing is asked of a decision.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, Final

import numpy as np

from streams.kernel.rng import Draws, below, draw, sub_draw
from streams.kernel.simtime import DAY_S, HOUR_S
from world.actions import Action, by_name
from world.contract import NEED_MAX, Bool, Int, Need
from world.economy.belongings import USES, VALUE_CENTS, Belongings
from world.economy.books import Books
from world.economy.catalogue import CATALOGUE, Thing
from world.economy.ledger import Category, transfers
from world.engine.effects import SKILL_MAX
from world.engine.lending import QUARTER_S
from world.engine.observe import Surroundings
from world.engine.state import ResidentColumns
from world.engine.steplog import StepLog
from world.engine.treats import FRIEND
from world.events import WorldEvent
from world.scenario import ThingsSpec
from world.scenario.fields import MILLION
from world.ties import Ties

PHOTOS_KEPT: Final = 5
"""Photos that one resident keeps; a new one takes the place of the oldest."""
CLOSE_FRIEND: Final = 6_001
YEAR_DAYS: Final = 365
_BUY, _PHOTO, _BIRTHDAY, _GIFT, _TRADE, _NEW_FRIEND = 65, 66, 67, 68, 69, 70
"""Purposes of draws, kept for ever."""
_BARELY_FRIEND: Final = FRIEND + 600
"""Strength below which two have become friends only just now."""
_AT_ONCE: Final = 1 << 16
"""Owners whose ties are looked through together, so that a million need no more memory than some."""
_GIFT_HOUR_S: Final = 17 * HOUR_S
_TRADING: Final = (10 * HOUR_S, 20 * HOUR_S)
_TRADING_HOURS: Final = (_TRADING[1] - _TRADING[0]) // HOUR_S
_AFFORDABLE: Final = 20
"""A thing is bought by those who own so many times its price."""
_SECOND_HAND: Final = 70
"""Percent of its value that a friend pays for a thing."""
_NOBODY: Final = np.zeros(0, dtype=np.int64)
_ARTICLES: Final = [CATALOGUE[thing] for thing in Thing]
_SERVES: Final = np.array([-1, *(by_name(a.serves).number if a.serves else -1 for a in _ARTICLES)], dtype=np.int64)
_NEED: Final = np.array([-1, *(-1 if a.need is None else a.need for a in _ARTICLES)], dtype=np.int64)
_POINTS, _SKILL, _TIDIED_S, _WELCOME = (
    np.array([0, *(getattr(article, name) for article in _ARTICLES)], dtype=np.int64)
    for name in ("points", "skill", "tidied_s", "welcome")
)


class GiftOccasion(IntEnum):
    """Why a thing was given; permanent numbers."""

    BIRTHDAY = 1
    THANKS = 2
    ASKED = 3  # somebody was asked to give it
    NEW_FRIEND = 4


def birthday_of(seed: int, residents: Int) -> Int:
    """Day of the year, 0-364, on which each resident was born."""
    return below(draw(seed, residents, _BIRTHDAY, 0), YEAR_DAYS)


def goods_of(places: Sequence[Mapping[str, Any]]) -> list[list[Thing]]:
    """List what is sold at each place of a scenario."""
    return [[thing for thing in Thing if place["type"] in CATALOGUE[thing].sold_at] for place in places]


class Things:
    """The things of a run and how they change hands."""

    def __init__(
        self,
        spec: ThingsSpec,
        around: Surroundings,
        residents: ResidentColumns,
        skill_of: Int,
        goods: Sequence[Sequence[Thing]],
        belongings: Belongings,
    ) -> None:
        """skill_of: by resident, the Skill that her trade pays.   goods: by place of a district, what is sold there."""
        self.spec = spec
        self.belongings = belongings
        self._around = around
        self._residents = residents
        self._skill_of = skill_of
        self._goods_at = goods

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

    def leave(self, resident: int) -> None:
        """Let somebody who moves away take her things along."""
        for number in self.belongings.stacks_of(resident).tolist():
            self.belongings.drop(number)

    def _use(self, began: Bool, moment: int, log: StepLog) -> Int:
        """Let who began something use the first thing of hers that serves it; return whom it did good."""
        mine, residents = self.belongings, self._residents
        owner = mine.owner[: mine.last + 1]
        numbers = np.flatnonzero(began[owner] & (_SERVES[mine.thing[: mine.last + 1]] == residents.action[owner]))
        _, first = np.unique(mine.owner[numbers], return_index=True)
        numbers = numbers[first]
        if not len(numbers):
            return _NOBODY
        who, thing = mine.owner[numbers].astype(np.int64), mine.thing[numbers].astype(np.int64)
        has_need = np.flatnonzero(_NEED[thing] >= 0)
        self._please(who[has_need], _NEED[thing[has_need]], _POINTS[thing[has_need]])
        practised = residents.skills[who, self._skill_of[who]].astype(np.int64) + _SKILL[thing]
        residents.skills[who, self._skill_of[who]] = np.minimum(practised, SKILL_MAX)
        residents.mess_since[who] = np.minimum(residents.mess_since[who] + _TIDIED_S[thing], moment)
        rows = np.flatnonzero(mine.wear(numbers))
        log.add(
            len(rows),
            kind=WorldEvent.THING_USED_UP,
            sim_time=moment,
            actor=who[rows],
            place=residents.place[who[rows]],
            object=numbers[rows],
            action=thing[rows],
        )
        return who

    def _buy(self, began: Bool, moment: int, books: Books, log: StepLog) -> tuple[Int, Int]:
        """Let some of those who shop bring a thing home too; return them and their shops."""
        residents, spec = self._residents, self.spec
        rows, luck = self._drawn(began & (residents.action == Action.SHOP), _BUY, spec.buy)
        bought = []
        self.belongings.look_at(rows, residents.count)
        for resident, choice in zip(rows.tolist(), below(sub_draw(luck, 1), 1 << 30).tolist(), strict=True):
            place = int(residents.place[resident])
            wanted = self._wanted(resident, place, choice)
            if wanted is None:
                continue
            number = self.belongings.add(resident, wanted, made_at=moment, place=place)
            bought.append((resident, place, number, wanted, CATALOGUE[wanted].value_cents))
        who, place_of, number_of, thing, price = np.array(bought, dtype=np.int64).reshape(-1, 5).T
        books.carry_out(
            transfers(
                len(who),
                payer=who,
                payee=-place_of,
                amount_cents=price,
                category=Category.PURCHASE,
                sim_time=moment,
                subject=Action.SHOP,
            )
        )
        log.add(
            len(who),
            kind=WorldEvent.THING_BOUGHT,
            sim_time=moment,
            actor=who,
            place=place_of,
            object=number_of,
            action=thing,
            amount=price,
        )
        return who, place_of

    def _wanted(self, resident: int, place: int, choice: int) -> Thing | None:
        """Choose among what is sold here what she can afford and carry; None if there is nothing."""
        money, room_g = int(self._residents.money[resident]), self._room_g(resident)
        fits = [
            thing
            for thing in self._goods_at[(place - 1) % len(self._goods_at)]
            if CATALOGUE[thing].value_cents * _AFFORDABLE <= money and CATALOGUE[thing].weight_g <= room_g
        ]
        return fits[choice % len(fits)] if fits else None

    def _room_g(self, resident: int) -> int:
        return self.spec.weight_limit_g - self.belongings.weight_g(resident)

    def _photograph(self, began: Bool, moment: int, log: StepLog) -> Int:
        """Let some of those who are out for pleasure take a photo; return them."""
        residents, mine = self._residents, self.belongings
        is_out = ~self._around.town.is_home[residents.place]
        is_fun = (residents.action == Action.MOVE) | (residents.action == Action.PLAY)
        rows, _ = self._drawn(began & is_out & is_fun, _PHOTO, self.spec.photo)
        mine.look_at(rows, residents.count)
        numbers = [self._keep_photo(resident, moment) for resident in rows.tolist()]
        log.add(
            len(rows),
            kind=WorldEvent.PHOTO_TAKEN,
            sim_time=moment,
            actor=rows,
            place=residents.place[rows],
            object=np.array(numbers, dtype=np.int64),
            action=residents.action[rows],
        )
        return rows

    def _keep_photo(self, resident: int, moment: int) -> int:
        """Put a photo to her things, in the place of the oldest if she has too many; return its number."""
        mine, place = self.belongings, int(self._residents.place[resident])
        own = mine.stacks_of(resident)
        photos = own[(mine.thing[own] == Thing.PHOTO) & (mine.origin[own] == 0)]
        if len(photos) >= PHOTOS_KEPT:
            mine.drop(int(photos[np.argmin(mine.made_at[photos])]))
        shows = int(self._residents.action[resident]) + 1
        return mine.add(resident, Thing.PHOTO, made_at=moment, place=place, shows=shows)

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
        owners = np.unique(mine.owner[: mine.last + 1]).astype(np.int64)
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
        return int(VALUE_CENTS[self.belongings.thing[number]]) * _AFFORDABLE <= int(self._residents.money[buyer])

    def fits(self, number: int, resident: int) -> bool:
        """Say whether somebody can keep one of a stack beside what she has."""
        return CATALOGUE[Thing(int(self.belongings.thing[number]))].weight_g <= self._room_g(resident)

    def _drawn(self, may: Bool, purpose: int, chance: int) -> tuple[Int, Draws]:
        """Draw, once an action, who of those who may: their numbers and what was drawn."""
        rows = np.flatnonzero(may) if chance else _NOBODY
        luck = draw(self._around.seed, rows, purpose, self._residents.decisions[rows])
        is_drawn = below(luck, MILLION) < chance
        return rows[is_drawn], luck[is_drawn]

    def _please(self, who: Int, need: Int, points: Int) -> None:
        """Add to needs, which are lines since the last decision: so the lines are moved.   who: distinct."""
        needs = self._residents.needs
        needs[who, need] = np.minimum(needs[who, need].astype(np.int64) + points, NEED_MAX)

    def _log(
        self,
        kind: WorldEvent,
        actor: int,
        number: int,
        *,
        action: int,
        place: int,
        moment: int,
        log: StepLog,
        **more: int,
    ) -> None:
        """Note what happened to an item in the record.   more: target, amount, reason."""
        log.add(1, kind=kind, sim_time=moment, actor=actor, place=place, object=number, action=action, **more)
