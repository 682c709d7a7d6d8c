"""Thirty-two at once at the door of one town: likes, follows, purchases and a last seat, counted exactly, answered truly.

Each thread appends its own commands by a connection of its own while an engine drives the run.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, Final

import pytest
from django.db import connection
from django.db.models import Q, QuerySet, Sum

from society.experiments.founding import found_scenario
from society.experiments.scenario import checked_scenario
from society.parts import assemble
from streams.kernel.clock import RATE_MIN_MILLI
from streams.kernel.ids import key_of
from streams.kernel.simtime import MINUTE_S
from streams.models import AccountCount, Event, Follow, Inbox, Like, Outcome, PostCount, Run
from streams.models.social import STANDS
from streams.network import commands as social
from streams.services.inbox import append_command
from streams.writer.clock_part import SET_RATE, RateBody
from streams.writer.driver import Driver
from streams.writer.part import CommandKind
from streams.writer.session import RunSession
from streams.writer.verify import verify_run
from tests.towns import SMALL_TOWN_FILE
from world.actions import Action
from world.commands import DIRECT, DirectBody
from world.contract import Reason
from world.economy.ledger import NAMED, Category
from world.events import WorldEvent
from world.models import LedgerEntry, Place, PlaceState, ResidentState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

THREADS: Final = 32
EATERS: Final = range(1, 23)
SITTERS: Final = range(23, THREADS + 1)
POOR: Final = (5, 6)
"""Residents who cannot pay a meal."""
AUTHOR: Final = 33
MEAL_CENTS: Final = 1_850
BENCH: Final = {
    "key": "bench",
    "name": "Bench",
    "name_zh": "长椅",
    "type": "park",
    "zone": "leisure",
    "open": "always",
    "x": 300,
    "y": 480,
    "width": 20,
    "height": 20,
    "capacity": 1,
    "functions": ["read"],
}


@pytest.fixture
def run() -> Run:
    """Found a town of forty on a Saturday at noon, in which somebody has posted something.

    Its clock all but stands: nobody sets out or stands up again while the last still asks, however slow the machine is.
    """
    tables = tomllib.loads(SMALL_TOWN_FILE.read_text(encoding="utf-8"))
    tables["run"] |= {"start": "2024-01-06T12:00:00", "step_s": MINUTE_S}
    poor = {**tables["population"]["residents"][0], "occupation": "retired", "age": 66}
    del poor["workplace"]
    people = [{**poor, "name": f"Number {number}", "money": "300.00"} for number in range(1, 7)]
    for number in POOR:
        people[number - 1]["money"] = "3.00"
    tables["population"] |= {"count": AUTHOR, "residents": people}
    tables["population"]["occupations"] = {"retired": 1}
    for place in tables["places"]:
        place["capacity"] = max(place["capacity"], AUTHOR)
    tables["places"].append(BENCH)
    made = found_scenario(checked_scenario(tables, file="crowd"), is_default=True)
    append_command(made, social.POST, social.PostBody(text="Who is there?"), actor=AUTHOR)
    append_command(made, SET_RATE, RateBody(rate_milli=RATE_MIN_MILLI))
    make_step(made)
    return made


@contextmanager
def held(run: Run) -> Iterator[tuple[Driver, RunSession]]:
    driver = Driver(assemble=assemble, publish=lambda run_id, seq: None)
    yield driver, driver.hold(run)
    driver.release_all()


def answer(run: Run) -> None:
    """Apply what waits, no faster than the shown clock."""
    with held(run) as (driver, session):
        driver.apply_waiting(session)


def make_step(run: Run) -> None:
    """Apply what waits and make one step of the grid."""
    with held(run) as (driver, session):
        driver.advance_until(session, session.head_sim_time + session.step_s)


def wishes(thread: int, places: dict[str, int]) -> list[tuple[CommandKind, int, Any]]:
    """Say what a thread wants: twice the same like, a follow, and either a meal or the only seat."""
    like, follow = social.OfPost(post=1), social.OfAccount(account=AUTHOR)
    action, place = ("eat", places["cafe"]) if thread in EATERS else ("read", places["bench"])
    return [
        (social.LIKE, thread, like),
        (DIRECT, 0, DirectBody(resident=thread, action=action, place=place)),
        (social.LIKE, thread, like),
        (social.FOLLOW, thread, follow),
    ]


def ask(run: Run, thread: int, places: dict[str, int]) -> list[int]:
    try:
        return [append_command(run, kind, body, actor=actor).pk for kind, actor, body in wishes(thread, places)]
    finally:
        connection.close()


def answers(receipts: list[Inbox], kind: str) -> Counter[tuple[str, str]]:
    return Counter((row.outcome, row.reason) for row in receipts if row.kind == kind)


def test_what_a_crowd_asks_at_once_is_done_once_each_and_every_receipt_is_true(run: Run) -> None:
    places = {place.key: place.number for place in Place.objects.of(run.pk)}
    before = set(
        Follow.objects.of(run.pk).filter(STANDS, followed_id=key_of(run.pk, AUTHOR)).values_list("follower_id")
    )
    with ThreadPoolExecutor(THREADS) as crowd:
        asked = [crowd.submit(ask, run, thread, places) for thread in range(1, THREADS + 1)]
        while wait(asked, timeout=0).not_done:
            answer(run)
    make_step(run)
    receipts = list(Inbox.objects.filter(pk__in=[pk for each in asked for pk in each.result()]).order_by("pk"))

    likes_are_exact(run, receipts)
    follows_are_exact(run, receipts, before)
    orders_are_exact(run, receipts, places)
    assert list(verify_run(run, assemble)) == []


def likes_are_exact(run: Run, receipts: list[Inbox]) -> None:
    likes = Like.objects.of(run.pk).filter(STANDS, post_id=key_of(run.pk, 1))
    assert answers(receipts, "like") == {(Outcome.APPLIED, ""): THREADS, (Outcome.REFUSED, "already_liked"): THREADS}
    assert sorted(like.account.number for like in likes.filter(account_id__lte=key_of(run.pk, THREADS))) == list(
        range(1, THREADS + 1)
    )
    assert PostCount.objects.numbered(run.pk, 1).get().likes == likes.count()


def follows_are_exact(run: Run, receipts: list[Inbox], before: set[tuple[int]]) -> None:
    follows = Follow.objects.of(run.pk).filter(STANDS, followed_id=key_of(run.pk, AUTHOR))
    assert answers(receipts, "follow") == +Counter(
        {
            (Outcome.APPLIED, ""): THREADS - len(before & of_threads(run)),
            (Outcome.REFUSED, "already_following"): len(before & of_threads(run)),
        }
    )
    assert set(follows.values_list("follower_id")) >= of_threads(run)
    assert AccountCount.objects.numbered(run.pk, AUTHOR).get().followers == follows.count()


def orders_are_exact(run: Run, receipts: list[Inbox], places: dict[str, int]) -> None:
    became = {json.loads(row.body)["resident"]: json.loads(row.result) for row in receipts if row.kind == DIRECT.name}
    refused = {number: result["refused"] for number, result in became.items() if "refused" in result}
    fed = [number for number in EATERS if number not in refused]
    seated = [number for number in SITTERS if number not in refused]
    assert answers(receipts, DIRECT.name) == {(Outcome.APPLIED, ""): THREADS}
    assert {number: refused.get(number) for number in EATERS} == {
        number: "too_poor" if number in POOR else None for number in EATERS
    }
    assert (len(seated), {refused[number] for number in SITTERS if number not in seated}) == (1, {"place_full"})

    meals = LedgerEntry.objects.of(run.pk).filter(
        category=Category.PURCHASE, subject=Action.EAT, payee=-places["cafe"], payer__in=EATERS
    )
    assert sorted(meals.values_list("payer", "amount_cents")) == [(number, MEAL_CENTS) for number in fed]
    entered = Event.objects.of(run.pk).filter(kind=WorldEvent.ACTED, next_place=places["bench"])
    assert list(entered.values_list("actor", flat=True)) == seated
    for number, result in became.items():
        assert is_obeyed(run, number, result["event"]) == (number not in refused)

    ledger = LedgerEntry.objects.of(run.pk)
    owned = sums(ResidentState.objects.of(run.pk), "money") + sums(PlaceState.objects.of(run.pk), "till")
    issued, taken = ledger.filter(payer__gte=NAMED), ledger.filter(payee__gte=NAMED)
    assert owned == sums(issued, "amount_cents") - sums(taken, "amount_cents")
    assert not ResidentState.objects.of(run.pk).filter(Q(money__lt=0)).exists()


def of_threads(run: Run) -> set[tuple[int]]:
    """Give the keys of those who ask, as queries do."""
    return {(key_of(run.pk, thread),) for thread in range(1, THREADS + 1)}


def is_obeyed(run: Run, resident: int, order: int) -> bool:
    """Say by the record whether what somebody did upon an order was what she was told."""
    acted = Event.objects.of(run.pk).filter(pk__gt=key_of(run.pk, order), actor=resident, kind=WorldEvent.ACTED)
    return acted[0].reason == Reason.TOLD


def sums(rows: QuerySet[Any], name: str) -> int:
    return int(rows.aggregate(total=Sum(name, default=0))["total"])
