"""A resident's account book: her transfers, newest first, along her own chain of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from streams.kernel.ids import key_of
from streams.log.archive import chain_back
from streams.selectors.record import NumberRange, number_ranges
from world.economy.ledger import NAMED, Account, Category
from world.models import LedgerEntry
from world.models.ledger_archive import LEDGER_ARCHIVE
from world.rows import LEDGER
from world.selectors.bodies import read_bodies
from world.selectors.map import places_at
from world.selectors.moments import Moment

_AHEAD: Final = 10
"""Transfers of hers that the record may hold beyond the shown moment."""
_CHAIN: Final = """
WITH RECURSIVE chain (id, before, depth) AS (
    SELECT id, CASE WHEN payer = %(who)s THEN prev_payer ELSE prev_payee END, 1
    FROM world_ledgerentry WHERE id = %(start)s
    UNION ALL
    SELECT entry.id, CASE WHEN entry.payer = %(who)s THEN entry.prev_payer ELSE entry.prev_payee END, chain.depth + 1
    FROM world_ledgerentry AS entry JOIN chain ON entry.id = %(base)s + chain.before
    WHERE chain.before >= %(first)s AND chain.depth < %(limit)s
)
SELECT id FROM chain
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The other side of a transfer: a resident or a place by number, or a named account."""

    kind: str  # resident, place, account
    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One transfer as its owner sees it: positive when she was paid; cents."""

    number: int
    sim_time: int
    category: str
    amount_cents: int
    balance_cents: int
    counterparty: Party


def ledger_of(moment: Moment, number: int, *, before: int | None = None, limit: int = 50) -> list[Transfer]:
    """List a resident's transfers, newest first, none after the moment; `before` goes on from a transfer's number.

    One recursive query and one read a generation, and those that find the last transfer.
    """
    start = _start(moment, number, before)
    rows: list[LedgerEntry] = []
    for held in number_ranges(moment.run, LEDGER.name):
        if start < held.first or len(rows) >= limit:
            continue
        found = _chain_in(held, number, start, limit - len(rows) + (0 if before else _AHEAD))
        rows.extend(entry for entry in found if entry.sim_time <= moment.sim_time)
        start = _previous(found[-1], number) if found else 0
    parties = {-party for entry in rows[:limit] for party in (entry.payer, entry.payee) if party < 0}
    names = {place: row.label for place, row in places_at(moment, parties).items()}
    return [_transfer(entry, number, names) for entry in rows[:limit]]


def _start(moment: Moment, number: int, before: int | None) -> int:
    """Find the newest transfer to begin with: her last, or the one before a given one; 0 if there is none."""
    if before is None:
        return _last_entry(moment, number)
    for held in number_ranges(moment.run, LEDGER.name):
        if held.first <= before <= held.last:
            entry = next(iter(_chain_in(held, number, before, 1)), None)
            return _previous(entry, number) if entry is not None and number in (entry.payer, entry.payee) else 0
    return 0


def _last_entry(moment: Moment, number: int) -> int:
    bodies = read_bodies(moment, [number])
    return int(bodies.last_entry[0]) if len(bodies) else 0


def _previous(entry: LedgerEntry, number: int) -> int:
    return entry.prev_payer if entry.payer == number else entry.prev_payee


def _chain_in(held: NumberRange, number: int, start: int, limit: int) -> Sequence[LedgerEntry]:
    base = key_of(held.run_id, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            _CHAIN, {"who": number, "start": base + start, "base": base, "first": held.first, "limit": limit}
        )
        keys = [row[0] for row in cursor.fetchall()]
    rows = list(LedgerEntry.objects.filter(pk__in=keys).order_by("-pk"))
    following = _previous(rows[-1], number) if rows else start
    if following >= held.first and following and len(rows) < limit:  # numbers have no gaps: it is a row no longer
        rows += chain_back(
            LEDGER_ARCHIVE,
            held.run_id,
            following,
            previous=lambda entry: _previous(entry, number),
            being=number,
            first=held.first,
            limit=limit - len(rows),
        )
    return rows


def _transfer(entry: LedgerEntry, number: int, place_names: dict[int, str]) -> Transfer:
    pays = entry.payer == number
    return Transfer(
        number=entry.number,
        sim_time=entry.sim_time,
        category=Category(entry.category).name.lower(),
        amount_cents=-entry.amount_cents if pays else entry.amount_cents,
        balance_cents=entry.payer_balance if pays else entry.payee_balance,
        counterparty=_party(entry.payee if pays else entry.payer, place_names),
    )


def _party(party: int, place_names: dict[int, str]) -> Party:
    if party >= NAMED:
        return Party(kind="account", number=0, name=Account(party).name.lower())
    if party < 0:
        return Party(kind="place", number=-party, name=place_names[-party])
    return Party(kind="resident", number=party, name="")
