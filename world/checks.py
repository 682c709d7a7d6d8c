"""What must hold between the town's columns and its ledger: nobody's money from nowhere, no place over its seats."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from streams.kernel.columns import Columns
from streams.kernel.ids import key_range
from streams.log.archive import days_between, rows_between, rows_from
from streams.log.lineage import segments_of
from streams.models import Run
from streams.writer.store import Store
from world.contract import Int
from world.economy.ledger import NAMED
from world.engine.people import Occupancy, count_people
from world.engine.state import PlaceColumns
from world.engine.step import TownEngine
from world.models.ledger_archive import LEDGER_ARCHIVE
from world.rows import LEDGER

_COUNTS: Final = ("inside", "asleep", "working")
_NAMES: Final = ("payer", "payee", "amount_cents")


def check_money(store: Store, run_id: int, engine: TownEngine) -> list[str]:
    """Compare every balance with the sum of its transfers, and the whole with what the named accounts gave and took."""
    faults = []
    residents = np.zeros(engine.residents.count + 1, dtype=np.int64)
    places = np.zeros(engine.places.count + 1, dtype=np.int64)
    issued = 0
    for rows in _ledger(store, run_id):
        residents += _net(rows, engine.residents.count, sign=1)
        places += _net(rows, engine.places.count, sign=-1)
        issued += int(rows["amount_cents"][rows["payer"] >= NAMED].sum())
        issued -= int(rows["amount_cents"][rows["payee"] >= NAMED].sum())
    for what, kept, booked in (("resident", engine.residents.money, residents), ("place", engine.places.till, places)):
        wrong = np.flatnonzero(kept != booked)[:5]
        faults += [f"{what} {i}: owns {kept[i]} cents, the ledger gives {booked[i]}" for i in wrong.tolist()]
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
    counted = PlaceColumns(engine.places.count)
    count_people(counted, engine.residents)
    if any(not np.array_equal(getattr(counted, name), getattr(engine.places, name)) for name in _COUNTS):
        faults.append("the counts of who is at each place differ from where the residents are")
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


def _ledger(store: Store, run_id: int) -> Iterator[dict[str, Int]]:
    """Read all transfers of a run's lineage: those that are rows at once, sealed days one by one."""
    for segment in segments_of(Run.objects.get(pk=run_id)):
        kept_from = rows_from(segment.run_id, LEDGER_ARCHIVE.kind)
        first, end = key_range(segment.run_id)
        yield _until(store.read_range(LEDGER, first + kept_from, end), segment.last_step)
        for day in days_between(segment.run_id, LEDGER_ARCHIVE.kind, 0, kept_from - 1):
            last = min(day.last, kept_from - 1)
            yield _until(rows_between(LEDGER_ARCHIVE, segment.run_id, day.first, last).columns, segment.last_step)


def _until(rows: Columns, last_step: int) -> dict[str, Int]:
    return {name: rows[name][rows["step"] <= last_step].astype(np.int64) for name in _NAMES}
