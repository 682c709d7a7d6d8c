"""Giving, trading, lending and paying back as somebody outside asks for it: done as by the rules, or refused with the reason."""

import json
from collections.abc import Callable

import pytest

from streams.kernel.simtime import MINUTE_S
from streams.models import Event, Inbox, Outcome, Run, RunLease
from streams.services.inbox import append_command
from streams.writer.driver import Driver
from streams.writer.fork import fork_run
from streams.writer.past import step_at
from streams.writer.verify import verify_run
from tests.world.dealings.dealers import assemble, found_lively_run, lively
from world.actions import Action
from world.commands import DEALING_COMMANDS, DIRECT, DirectBody
from world.economy.catalogue import CATALOGUE, Thing
from world.economy.ledger import Category
from world.engine.things import GiftOccasion
from world.events import WorldEvent
from world.models import Item, LedgerEntry, Loan, Place, ResidentState

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

KINDS = {kind.name: kind for kind in DEALING_COMMANDS}
Ask = Callable[..., tuple[str, dict[str, int]]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Found a town on a Saturday morning in which people buy things, and let them shop until noon."""
    scenario = lively(things={"buy": "100%"}, lending={"term_days": 2})
    made = found_lively_run(monkeypatch, scenario, start="2024-01-06T10:00:00")
    advance(made, 180)
    return made


@pytest.fixture
def ask(run: Run) -> Ask:
    """Give a function that asks for one act and says why it was refused, and what was made."""

    def send(kind: str, **body: int | str) -> tuple[str, dict[str, int]]:
        command = append_command(run, KINDS[kind], KINDS[kind].body.model_validate(body))
        advance(run, 1)
        command.refresh_from_db()
        assert command.outcome in (Outcome.APPLIED, Outcome.REFUSED)
        return command.reason, json.loads(command.result)

    return send


def advance(run: Run, minutes: int) -> None:
    RunLease.objects.filter(run=run).update(expires_wall_ms=0)
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    session = driver.hold(run)
    driver.advance_until(session, session.head_sim_time + minutes * MINUTE_S)
    driver.release_all()


def owners(run: Run) -> dict[int, Item]:
    """Give one unworn stack of each who owns any, by owner."""
    rows = Item.objects.of(run.pk).filter(owner__gt=0).exclude(thing=Thing.PHOTO)
    return {row.owner: row for row in rows if row.uses_left == CATALOGUE[Thing(row.thing)].uses}


def friend_of(resident: int) -> int:
    """Everybody is the close friend of the next by number."""
    return resident % 24 + 1


def bring_together(run: Run, *residents: int) -> None:
    """Send some to the park, all the way."""
    park = Place.objects.of(run.pk).filter(type="park")[0].number
    for resident in residents:
        append_command(run, DIRECT, DirectBody(resident=resident, action="move", place=park))
    advance(run, 35)


def money(run: Run, resident: int) -> int:
    return ResidentState.objects.numbered(run.pk, resident).get().money


def the_event(run: Run, seq: int) -> Event:
    return Event.objects.numbered(run.pk, seq).get()


def is_sound(run: Run) -> bool:
    return list(verify_run(run, assemble)) == []


def test_a_thing_is_given_to_whom_one_is_with(run: Run, ask: Ask) -> None:
    giver, item = next(iter(owners(run).items()))
    other, before = friend_of(giver), item.count
    apart = ask("give", resident=giver, other=other, item=item.number)
    bring_together(run, giver, other)
    reason, made = ask("give", resident=giver, other=other, item=item.number)

    assert (apart[0] in ("not_together", "asleep"), reason) == (True, "")
    given = Item.objects.numbered(run.pk, made["item"]).get()
    assert (given.owner, given.origin, given.thing) == (other, giver, item.thing)
    if before > 1:
        assert Item.objects.numbered(run.pk, item.number).get().count == before - 1
    event = the_event(run, made["event"])
    assert (event.kind, event.actor, event.target) == (WorldEvent.THING_GIVEN, giver, other)
    assert (event.object, event.reason) == (made["item"], GiftOccasion.ASKED)
    assert is_sound(run)


def test_a_thing_is_sold_second_hand_and_the_ledger_has_it(run: Run, ask: Ask) -> None:
    seller, item = next(
        (owner, row) for owner, row in owners(run).items() if money(run, friend_of(owner)) > 20 * row.value_cents
    )
    buyer, before = friend_of(seller), money(run, seller)
    bring_together(run, seller, buyer)
    reason, made = ask("trade", resident=seller, other=buyer, item=item.number)

    assert (reason, Item.objects.numbered(run.pk, made["item"]).get().owner) == ("", buyer)
    entry = LedgerEntry.objects.of(run.pk).get(category=Category.TRADE)
    price = item.value_cents * 70 // 100
    assert (entry.payer, entry.payee, entry.amount_cents) == (buyer, seller, price)
    assert the_event(run, made["event"]).amount == price
    assert is_sound(run)
    assert money(run, seller) != before


def test_a_photo_is_taken_by_order_and_kept(run: Run, ask: Ask) -> None:
    bring_together(run, 1)
    reason, made = ask("take_photo", resident=1)
    refused = ask("buy", resident=1, thing="book")[0]

    photo = Item.objects.numbered(run.pk, made["item"]).get()
    assert (reason, refused) == ("", "not_shopping")
    assert (photo.owner, photo.thing, photo.shows) == (1, Thing.PHOTO, Action.MOVE + 1)
    assert the_event(run, made["event"]).kind == WorldEvent.PHOTO_TAKEN
    assert is_sound(run)


def test_what_is_bought_by_order_is_in_the_ledger(run: Run, ask: Ask) -> None:
    market = Place.objects.of(run.pk).filter(type="supermarket")[0].number
    buyer = max(range(1, 24), key=lambda number: money(run, number))
    append_command(run, DIRECT, DirectBody(resident=buyer, action="shop", place=market))
    receipts = [ask("buy", resident=buyer, thing="snack") for _ in range(40)]

    made = [made for reason, made in receipts if not reason]
    assert {reason for reason, _ in receipts} <= {"", "not_shopping"}
    assert made
    event = the_event(run, made[0]["event"])
    assert (event.kind, event.actor, event.place) == (WorldEvent.THING_BOUGHT, buyer, market)
    paid = LedgerEntry.objects.of(run.pk).filter(category=Category.PURCHASE, payer=buyer, sim_time=event.sim_time)
    assert event.amount in {entry.amount_cents for entry in paid}
    assert is_sound(run)


def test_what_is_somebody_elses_is_neither_given_nor_traded(run: Run, ask: Ask) -> None:
    item = next(iter(owners(run).values()))
    stranger = friend_of(item.owner)

    assert ask("give", resident=stranger, other=item.owner, item=item.number)[0] in ("item_not_found", "asleep")
    assert ask("trade", resident=item.owner, other=stranger, item=9_999)[0] in ("item_not_found", "asleep")
    assert ask("give", resident=1, other=1, item=1)[0] == "yourself"
    assert ask("give", resident=1, other=99, item=1)[0] == "agent_not_found"
    assert Item.objects.numbered(run.pk, item.number).get().owner == item.owner


def test_money_is_lent_and_paid_back_in_parts(run: Run, ask: Ask) -> None:
    lender = max(range(1, 24), key=lambda number: money(run, number))
    borrower, cents = friend_of(lender), 4_000
    before = money(run, lender), money(run, borrower)
    refused = [ask("lend", resident=lender, other=borrower, cents=10**8)[0], ask("repay", resident=borrower)[0]]
    reason, made = ask("lend", resident=lender, other=borrower, cents=cents)
    twice = ask("lend", resident=lender, other=borrower, cents=cents)[0]

    assert (refused, reason, twice) == (["too_poor", "owes_nothing"], "", "owes_already")
    loan = Loan.objects.numbered(run.pk, made["loan"]).get()
    assert (loan.lender, loan.borrower, loan.amount_cents, loan.due) == (
        lender,
        borrower,
        cents,
        loan.sim_time + 172_800,
    )
    assert the_event(run, made["event"]).kind == WorldEvent.LOAN_GIVEN

    part = ask("repay", resident=borrower, cents=1_500)
    rest = ask("repay", resident=borrower)

    assert ([part[0], rest[0]], [part[1]["cents"], rest[1]["cents"]]) == (["", ""], [1_500, 2_500])
    loan.refresh_from_db()
    assert (loan.repaid_cents, loan.outcome, loan.ended_step > 0) == (cents, 1, True)
    kinds = [the_event(run, made["event"]).kind for made in (part[1], rest[1])]
    assert kinds == [WorldEvent.LOAN_PAID_PART, WorldEvent.LOAN_SETTLED]
    of_loan = LedgerEntry.objects.of(run.pk).filter(category__in=(Category.LOAN, Category.REPAYMENT))
    assert sorted(of_loan.values_list("payer", "amount_cents")) == sorted(
        [(lender, cents), (borrower, 1_500), (borrower, 2_500)]
    )
    assert all(value > 0 for value in before)
    assert is_sound(run)


def test_one_thing_asked_for_twice_at_once_is_given_once(run: Run) -> None:
    giver, item = next((owner, row) for owner, row in owners(run).items() if row.count == 1)
    other = friend_of(giver)
    bring_together(run, giver, other)
    body = KINDS["give"].body.model_validate({"resident": giver, "other": other, "item": item.number})
    commands = [append_command(run, KINDS["give"], body) for _ in range(2)]
    advance(run, 1)

    receipts = [Inbox.objects.get(pk=command.pk) for command in commands]
    assert [(row.outcome, row.reason) for row in receipts] == [
        (Outcome.APPLIED, ""),
        (Outcome.REFUSED, "item_not_found"),
    ]
    fork = fork_run(run, step=step_at(run, present(run)), assemble=assemble, name="fork", wall_ms=0)
    assert (is_sound(run), is_sound(fork)) == (True, True)


def present(run: Run) -> int:
    return int(Run.objects.get(pk=run.pk).head.sim_time)


def test_nobody_deals_in_her_sleep(run: Run, ask: Ask) -> None:
    advance(run, 14 * 60)
    asleep = ResidentState.objects.of(run.pk).filter(action=Action.SLEEP)[0].number

    assert ask("lend", resident=asleep, other=friend_of(asleep), cents=100)[0] == "asleep"
