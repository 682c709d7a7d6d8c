"""What must hold between the town's columns and its ledger: nobody's money from nowhere, no place over its seats."""

from typing import Final

import numpy as np

from streams.kernel.ids import key_range
from streams.log.lineage import segments_of
from streams.models import Run
from streams.writer.store import Store
from world.contract import Int
from world.economy.ledger import NAMED
from world.engine.people import Occupancy
from world.engine.step import TownEngine
from world.rows import LEDGER

_NAMES: Final = ("payer", "payee", "amount_cents")


def check_money(store: Store, run_id: int, engine: TownEngine) -> list[str]:
    """Compare every balance with the sum of its transfers, and the whole with what the named accounts gave and took."""
    rows = _ledger(store, run_id)
    faults = []
    residents = _net(rows, engine.residents.count, sign=1)
    places = _net(rows, engine.places.count, sign=-1)
    for what, kept, booked in (("resident", engine.residents.money, residents), ("place", engine.places.till, places)):
        wrong = np.flatnonzero(kept != booked)[:5]
        faults += [f"{what} {i}: owns {kept[i]} cents, the ledger gives {booked[i]}" for i in wrong.tolist()]
    issued = rows["amount_cents"][rows["payer"] >= NAMED].sum() - rows["amount_cents"][rows["payee"] >= NAMED].sum()
    total = int(engine.residents.money.sum() + engine.places.till.sum())
    if total != issued:
        faults.append(f"the town owns {total} cents, its sources issued {issued} net")
    return faults


def check_seats(engine: TownEngine) -> list[str]:
    """Compare the counts of guests with a fresh count and with the seats that there are."""
    around = engine.around
    fresh = Occupancy(around.town, around.persona, engine.residents)
    faults = []
    if not np.array_equal(fresh.guests, around.occupancy.guests):
        faults.append("the counted guests differ from where the residents are")
    for place in np.flatnonzero(fresh.guests[1:] > around.town.guest_capacity[1:]) + 1:
        faults.append(f"place {place}: {fresh.guests[place]} guests on {around.town.guest_capacity[place]} seats")
    return faults


def _net(rows: dict[str, Int], count: int, *, sign: int) -> Int:
    """Add up what residents (sign 1) or places (sign -1) got and gave: int64[count + 1]."""
    net = np.zeros(count + 1, dtype=np.int64)
    for side, direction in (("payee", 1), ("payer", -1)):
        party = rows[side].astype(np.int64) * sign
        mine = (party > 0) & (party <= count)
        np.add.at(net, party[mine], direction * rows["amount_cents"][mine])
    return net


def _ledger(store: Store, run_id: int) -> dict[str, Int]:
    segments = segments_of(Run.objects.get(pk=run_id))
    parts = [(store.read_range(LEDGER, *key_range(segment.run_id)), segment.last_step) for segment in segments]
    return {
        name: np.concatenate([part[name][part["step"] <= last].astype(np.int64) for part, last in parts])
        for name in _NAMES
    }
