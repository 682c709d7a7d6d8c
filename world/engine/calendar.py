"""Happenings that the calendar brings: sunrise, sunset, midnight, and each full hour."""

from typing import Final

import numpy as np

from streams.kernel.simtime import DAY_S, DAYTIME_FROM_S, DAYTIME_UNTIL_S, HOUR_S
from world.contract import Int
from world.economy.books import Books
from world.economy.ledger import Account, Category, transfers
from world.engine.observe import Surroundings
from world.engine.state import PlaceColumns
from world.engine.steplog import StepLog
from world.events import WorldEvent

_MARKS: Final = ((0, WorldEvent.SETTLED), (DAYTIME_FROM_S, WorldEvent.SUNRISE), (DAYTIME_UNTIL_S, WorldEvent.SUNSET))
TILL_RESERVE_CENTS: Final = 50_000
"""What a place keeps at midnight; the rest is profit."""
_MEMORY: Final = 3
"""Heat is the mean of the new value and three parts of the old."""


def moments(since: int, until: int, of_day_s: int, every_s: int = DAY_S) -> list[int]:
    """Moments in (since, until] at of_day_s past each multiple of every_s."""
    first = (since - of_day_s) // every_s + 1
    last = (until - of_day_s) // every_s
    return [turn * every_s + of_day_s for turn in range(first, last + 1)]


def log_marks(since: int, until: int, log: StepLog) -> None:
    """Note sunrise, sunset and midnight."""
    for of_day_s, kind in _MARKS:
        for moment in moments(since, until, of_day_s):
            log.add(1, kind=kind, sim_time=moment)


def settle_places(places: PlaceColumns, owner_of: Int, midnight: int, books: Books) -> Int:
    """Pay out each till's profit at midnight and start counting visits anew; return the places that changed.

    owner_of: by place number, the resident who owns it, 0 = somebody out of town.
    """
    profit = np.maximum(places.till - TILL_RESERVE_CENTS, 0)
    profiting = np.flatnonzero(profit)
    books.carry_out(
        transfers(
            len(profiting),
            payer=-profiting,
            payee=np.where(owner_of[profiting] > 0, owner_of[profiting], Account.OUTSIDE_OWNERS),
            amount_cents=profit[profiting],
            category=Category.PROFIT,
            sim_time=midnight,
        )
    )
    places.visits[:] = 0
    return np.arange(1, places.count + 1)


def hour_heat(around: Surroundings, places: PlaceColumns) -> Int:
    """Let each place's heat follow how full it is; return the number of people inside, by place."""
    inside = around.occupancy.inside
    full = np.minimum(inside * 100 // np.maximum(around.town.capacity, 1), 100)
    places.heat[:] = (places.heat.astype(np.int64) * _MEMORY + full + _MEMORY - 1) // (_MEMORY + 1)
    return inside


def hours_in(since: int, until: int) -> list[int]:
    """Full hours in (since, until]."""
    return moments(since, until, 0, HOUR_S)
