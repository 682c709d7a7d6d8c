"""Dealings as orders: the checks and the effects of the town's own rules, and a receipt.

The rules let residents do so of themselves on quarters of an hour (`possessions`, `things`, `lending` and `treats` of
`world/engine/`); here somebody outside asks for one such act. It is done before the step, in the order of the inbox, so each
receipt knows of those before it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.writer.part import Command
from world.actions import Action
from world.commands import (
    BUY,
    GIVE,
    LEND,
    REPAY,
    TAKE_PHOTO,
    TRADE,
    TREAT,
    USE,
    BuyBody,
    GiveBody,
    LendBody,
    PhotoBody,
    RepayBody,
    TradeBody,
    TreatBody,
    UseBody,
)
from world.contract import Int
from world.economy.books import Books
from world.economy.catalogue import Thing
from world.engine.dealings import Dealings
from world.engine.lending import FRIEND_STRENGTH, LEAST_TRUST
from world.engine.steplog import StepLog
from world.engine.things import GiftOccasion
from world.engine.treats import FRIEND
from world.ties import Ties

Made = dict[str, int]
"""What an act made or moved, by name, for the receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where an act happens: the dealings of the run, a moment, and the books and the log of the step.

    free: places where nobody pays just now.
    """

    dealings: Dealings
    ties: Ties
    free: Int
    moment: int
    books: Books
    log: StepLog


def serve(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    """Carry out one act: the reason for which it is refused ("" = done), what it made, and whom it changed.

    Residents by number, places by minus theirs, as in the ledger.
    """
    resident, other = int(command.body["resident"]), int(command.body.get("other", 0))
    reason = _why_not_at_all(resident, other, at)
    if reason:
        return reason, {}, ()
    return _ACTS[command.kind](command, at)


def _why_not_at_all(resident: int, other: int, at: Setting) -> str:
    residents = at.dealings.residents
    if max(resident, other) > residents.count or not all(
        residents.place[number] for number in (resident, other) if number
    ):
        return "agent_not_found"
    if resident == other:
        return "yourself"
    return "asleep" if residents.action[resident] == Action.SLEEP else ""


def _refused(reason: str) -> tuple[str, Made, tuple[int, ...]]:
    return reason, {}, ()


def _give(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    body, things = GiveBody.model_validate(command.body), at.dealings.things
    if reason := _why_not_handed(body, at):
        return _refused(reason)
    number = things.give(body.resident, body.other, body.item, GiftOccasion.ASKED, at.moment, at.ties, at.log)
    return "", {"item": number}, (body.resident, body.other)


def _trade(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    body, things = TradeBody.model_validate(command.body), at.dealings.things
    if reason := _why_not_handed(body, at) or _why_not_traded(body, at):
        return _refused(reason)
    seller, buyer = body.resident, body.other
    if body.for_item:
        number = things.swap(seller, buyer, body.item, body.for_item, at.moment, at.ties, at.log)
    else:
        number = things.sell(seller, buyer, body.item, at.moment, at.ties, at.books, at.log)
    return "", {"item": number}, (seller, buyer)


def _why_not_handed(body: GiveBody, at: Setting) -> str:
    """Say why a thing of hers cannot come into the other's hands."""
    things = at.dealings.things
    if not _owns(body.resident, body.item, at):
        return "item_not_found"
    if not things.is_here(np.array([body.other]), body.resident, at.moment)[0]:
        return "not_together"
    return "" if things.fits(body.item, body.other) else "too_heavy"


def _why_not_traded(body: TradeBody, at: Setting) -> str:
    """Say why two do not come to terms."""
    things = at.dealings.things
    if at.ties.bond(body.resident, body.other, at.moment)[0] < FRIEND:
        return "not_friends"
    if not things.is_for_sale(body.item):
        return "not_for_sale"
    if not body.for_item:
        return "" if things.affords(body.other, body.item) else "too_poor"
    if not _owns(body.other, body.for_item, at):
        return "item_not_found"
    if not (things.is_for_sale(body.for_item) and things.is_worth(np.array([body.for_item]), body.item)[0]):
        return "not_worth_it"
    return "" if things.fits(body.for_item, body.resident) else "too_heavy"


def _owns(resident: int, item: int, at: Setting) -> bool:
    belongings = at.dealings.things.belongings
    return item <= belongings.last and int(belongings.owner[item]) == resident


def _lend(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    body, lending = LendBody.model_validate(command.body), at.dealings.lending
    lender, borrower = body.resident, body.other
    liking, trust = at.ties.bond(lender, borrower, at.moment)
    if liking < FRIEND_STRENGTH:
        return _refused("not_friends")
    if trust < LEAST_TRUST:
        return _refused("not_trusted")
    if lending.loans.owes[borrower]:
        return _refused("owes_already")
    if not lending.can_lend(np.array([lender]), body.cents)[0]:
        return _refused("too_poor")
    number = lending.lend(lender, borrower, body.cents, at.moment, at.ties, at.books, at.log)
    return "", {"loan": number}, (lender, borrower)


def _repay(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    body, lending = RepayBody.model_validate(command.body), at.dealings.lending
    rows = np.flatnonzero(lending.loans.borrower == body.resident)[:1]
    if not len(rows):
        return _refused("owes_nothing")
    rest, lender = int(lending.loans.rest_cents[rows[0]]), int(lending.loans.lender[rows[0]])
    cents = min(body.cents or rest, rest)
    if cents > int(at.dealings.residents.money[body.resident]):
        return _refused("too_poor")
    number = int(lending.loans.number[rows[0]])
    lending.pay_back(rows, np.array([cents], dtype=np.int64), at.moment, at.ties, at.books, at.log)
    return "", {"loan": number, "cents": cents}, (body.resident, lender)


def _treat(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    body, treats = TreatBody.model_validate(command.body), at.dealings.treats
    host, guest = body.resident, body.other
    if not treats.eat_together(host, guest, at.free, at.moment):
        return _refused("not_eating_together")
    if at.ties.bond(host, guest, at.moment)[0] < FRIEND:
        return _refused("not_friends")
    if not treats.is_wealthy(host):
        return _refused("not_wealthy")
    treats.treat(host, guest, at.moment, at.ties, at.books, at.log)
    return "", {}, (host, guest)


def _use(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    body, things = UseBody.model_validate(command.body), at.dealings.things
    if not _owns(body.resident, body.item, at):
        return _refused("item_not_found")
    if not things.is_usable(body.item):
        return _refused("not_usable")
    if not things.is_in_use(body.item, at.moment):
        return _refused("not_doing_it")
    things.use(body.item, at.moment, at.log)
    return "", {"item": body.item}, (body.resident,)


def _buy(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    body, things = BuyBody.model_validate(command.body), at.dealings.things
    thing, place = Thing[body.thing.upper()], int(at.dealings.residents.place[body.resident])
    if not things.is_shopping(body.resident, at.moment):
        return _refused("not_shopping")
    if not things.is_sold(thing, place):
        return _refused("not_sold_here")
    if not things.can_pay(body.resident, thing):
        return _refused("too_poor")
    if not things.can_carry(body.resident, thing):
        return _refused("too_heavy")
    number = things.buy(body.resident, thing, at.moment, at.books, at.log)
    return "", {"item": number}, (body.resident, -place)


def _take_photo(command: Command, at: Setting) -> tuple[str, Made, tuple[int, ...]]:
    body, things = PhotoBody.model_validate(command.body), at.dealings.things
    if not things.is_out_for_fun(body.resident, at.moment):
        return _refused("nothing_to_photograph")
    return "", {"item": things.take_photo(body.resident, at.moment, at.log)}, (body.resident,)


_ACTS: Final[Mapping[str, Callable[[Command, Setting], tuple[str, Made, tuple[int, ...]]]]] = {
    GIVE.name: _give,
    TRADE.name: _trade,
    LEND.name: _lend,
    REPAY.name: _repay,
    TREAT.name: _treat,
    USE.name: _use,
    BUY.name: _buy,
    TAKE_PHOTO.name: _take_photo,
}
