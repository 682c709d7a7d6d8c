"""Treats: somebody wealthy who eats out pays for a friend at the same place. The friend has paid the till; she is paid back."""

from typing import Final

import numpy as np

from streams.kernel.rng import below, draw
from streams.kernel.simtime import DAY_S, HOUR_S
from world.actions import Action
from world.contract import NEED_MAX, Bool, EconomicStatus, Int, Need
from world.economy.books import Books
from world.economy.ledger import Category, transfers
from world.economy.terms import economic_status
from world.engine.lending import QUARTER_S
from world.engine.observe import Surroundings
from world.engine.state import ResidentColumns
from world.engine.steplog import StepLog
from world.events import WorldEvent
from world.scenario import LendingSpec
from world.scenario.fields import MILLION
from world.ties import Ties

FRIEND: Final = 3_001
"""Strength from which on two are friends."""
_TREAT: Final = 64
"""Purpose of draws, kept for ever."""
_MEALS: Final = (7 * HOUR_S, 23 * HOUR_S)
_PLEASURE: Final = 600
"""Hundredths of a point of company that a treat is to the friend."""


class Treats:
    """Who pays for whom; nothing is kept between two quarters of an hour."""

    def __init__(self, spec: LendingSpec, around: Surroundings, residents: ResidentColumns) -> None:
        self.spec = spec
        self._around = around
        self._residents = residents

    def quarter(self, moment: int, free: Int, ties: Ties, books: Books, log: StepLog) -> Int:
        """Let those treat who want to; return whose purse changed.   free: places where nobody pays just now."""
        nobody = np.zeros(0, dtype=np.int64)
        if not self.spec.treat or not _MEALS[0] <= moment % DAY_S < _MEALS[1]:
            return nobody
        eats_at = self._eaters(moment, free)
        hosts = self._hosts(np.flatnonzero(eats_at))
        if not len(hosts):
            return nobody
        host, guest = self._pairs(hosts, eats_at, moment, ties)
        return self._pay(host, guest, eats_at, moment, ties, books, log)

    def treat(self, host: int, guest: int, moment: int, ties: Ties, books: Books, log: StepLog) -> None:
        """Let somebody pay for the meal of another who eats where she does: see `eat_together`."""
        self._pay(np.array([host]), np.array([guest]), self._residents.place, moment, ties, books, log)

    def eat_together(self, one: int, other: int, free: Int, moment: int) -> bool:
        """Say whether two eat at the same place, which is paid for."""
        eats_at = self._eaters(moment, free)
        return int(eats_at[one]) == int(eats_at[other]) > 0

    def is_wealthy(self, resident: int) -> bool:
        """Say whether somebody can afford to treat others."""
        one = np.array([resident])
        status = economic_status(self._residents.money[one], self._around.terms.daily_costs[one])
        return int(status[0]) == EconomicStatus.WEALTHY

    def _pay(self, host: Int, guest: Int, eats_at: Int, moment: int, ties: Ties, books: Books, log: StepLog) -> Int:
        """Let hosts pay for their guests, who have paid the till; return both.   eats_at: by resident."""
        price = self._around.town.price_cents[eats_at[guest], Action.EAT]
        books.carry_out(
            transfers(
                len(host),
                payer=host,
                payee=guest,
                amount_cents=price,
                category=Category.TREAT,
                sim_time=moment,
                subject=Action.EAT,
            )
        )
        log.add(
            len(host),
            kind=WorldEvent.TREATED,
            sim_time=moment,
            actor=host,
            target=guest,
            place=eats_at[guest],
            amount=price,
        )
        ties.change(guest, host, strength=200, trust=100, at=moment)
        ties.change(host, guest, strength=80, trust=0, at=moment)
        social = self._residents.needs[:, Need.SOCIAL]
        social[guest] = np.minimum(social[guest].astype(np.int64) + _PLEASURE, NEED_MAX)
        return np.concatenate([host, guest])

    def _eaters(self, moment: int, free: Int) -> Int:
        """By resident, where she eats something that she paid for; 0 = she does not."""
        residents, town = self._residents, self._around.town
        is_dear = town.price_cents[:, Action.EAT] > 0
        is_dear[free] = False
        eats = (residents.action == Action.EAT) & (residents.arrive <= moment) & is_dear[residents.place]
        return np.where(eats, residents.place, 0)

    def _hosts(self, eaters: Int) -> Int:
        """Draw who feels like it, once a meal, of those who can afford it."""
        residents = self._residents
        status = economic_status(residents.money[eaters], self._around.terms.daily_costs[eaters])
        rich = eaters[status == EconomicStatus.WEALTHY]
        luck = draw(self._around.seed, rich, _TREAT, residents.decisions[rich])
        return rich[below(luck, MILLION) < self.spec.treat]

    def _pairs(self, hosts: Int, eats_at: Int, moment: int, ties: Ties) -> tuple[Int, Int]:
        """Find for each host the best friend who eats there too, is poorer, and came, or was met, in this quarter."""
        residents = self._residents
        friends, strength = ties.others_of(hosts).astype(np.int64), ties.strengths_of(hosts, moment)
        later = np.maximum(residents.arrive[friends], residents.arrive[hosts][:, None])
        fits: Bool = (friends > 0) & (strength >= FRIEND) & (later > moment - QUARTER_S)
        fits &= (eats_at[friends] == eats_at[hosts][:, None]) & (
            residents.money[friends] < residents.money[hosts][:, None]
        )
        best = np.where(fits, strength, -1).argmax(axis=1)
        row = np.flatnonzero(fits.any(axis=1))
        host, guest = hosts[row], friends[row, best[row]]
        # nobody is treated twice, and who is treated treats nobody: of two hosts the one with the lower number
        _, first = np.unique(guest, return_index=True)
        host, guest = host[np.sort(first)], guest[np.sort(first)]
        is_host = ~np.isin(host, guest)
        return host[is_host], guest[is_host]
