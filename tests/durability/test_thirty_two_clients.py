"""Thirty-two clients over HTTP at once: likes, follows, meals and a last seat, counted exactly, answered truly.

As `test_thirty_two_threads`, but through the whole door: a server with threads, tokens, receipts that are waited for.
"""

import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from pytest_django.live_server_helper import LiveServer

from society.identity import tokens
from society.parts import assemble
from streams.kernel.ids import key_of
from streams.models import Account, AccountCount, AccountKind, Follow, Like, PostCount, Role, Run, User
from streams.models.social import STANDS
from streams.writer.verify import verify_run
from tests.durability import test_thirty_two_threads as crowd
from tests.durability.test_thirty_two_threads import AUTHOR, EATERS, MEAL_CENTS, POOR, SITTERS, THREADS
from world.actions import Action
from world.economy.ledger import Category
from world.models import LedgerEntry, Place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

CLIENTS: Final = range(1, THREADS + 1)
run = crowd.run
"""The same town."""

Answer = tuple[int, Any]


@dataclass(frozen=True)
class Client:
    """A program that is signed in."""

    url: str
    token: str

    def ask(self, path: str, body: object = None) -> Answer:
        """Send something, or read it where there is no body: the status, and the data or the error."""
        sent = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            with urlopen(Request(f"{self.url}/api/{path}", sent, headers), timeout=60) as answered:
                return answered.status, json.load(answered)["data"]
        except HTTPError as refused:
            return refused.code, json.load(refused)["error"]

    def outcome(self, answer: Answer) -> str:
        """Say what became of a write, in the end: `applied`, or why it was refused."""
        status, told = answer
        if status == 202:
            told = {"receipt": self.ask(f"receipts/{told['receipt']['id']}")[1]}
        if status == 409:
            return str(told["details"]["reason"])
        receipt = told["receipt"]
        return str(receipt["result"].get("refused") or receipt["reason"] or receipt["outcome"])


def client(server: LiveServer, name: str, role: Role) -> Client:
    user = User.objects.create_user(f"{name}@example.org", "a long enough one", role=role)
    return Client(server.url, tokens.begin(user).access)


def wishes(number: int, member: Client, operator: Client, author: str, places: dict[str, int]) -> list[Answer]:
    """Join, like, send a resident to eat or to the only seat, like once more, follow."""
    action, place = ("eat", places["cafe"]) if number in EATERS else ("read", places["bench"])
    return [
        member.ask("me", {"handle": f"member_{number}"}),
        member.ask("posts/1/like", {}),
        operator.ask(f"agents/{number}/command", {"action": action, "location_id": place}),
        member.ask("posts/1/like", {}),
        member.ask(f"accounts/{author}/follow", {}),
    ]


def test_what_a_crowd_of_clients_asks_at_once_is_done_once_each_and_every_answer_is_true(
    run: Run, live_server: LiveServer
) -> None:
    places = {place.key: place.number for place in Place.objects.of(run.pk)}
    author = Account.objects.numbered(run.pk, AUTHOR).get().handle
    operator = client(live_server, "operator", Role.OPERATOR)
    members = {number: client(live_server, f"member{number}", Role.MEMBER) for number in CLIENTS}
    with ThreadPoolExecutor(THREADS) as pool:
        asked = [pool.submit(wishes, n, member, operator, author, places) for n, member in members.items()]
        while wait(asked, timeout=0.02).not_done:
            crowd.answer(run)
    crowd.answer(run)
    crowd.make_step(run)  # orders wait for the grid
    joined, liked, ordered, again, followed = zip(*(each.result() for each in asked), strict=True)

    assert {status for status, _ in joined} == {201}
    assert outcomes(members, liked) == {"applied": THREADS}
    assert outcomes(members, again) == {"already_liked": THREADS}
    assert outcomes(members, followed) == {"applied": THREADS}
    counters_are_exact(run)
    orders_are_exact(run, [operator.outcome(one) for one in ordered], places)
    assert list(verify_run(run, assemble)) == []


def outcomes(members: dict[int, Client], answers: Sequence[Answer]) -> Counter[str]:
    return Counter(members[number].outcome(answer) for number, answer in zip(CLIENTS, answers, strict=True))


def counters_are_exact(run: Run) -> None:
    people = Account.objects.of(run.pk).filter(kind=AccountKind.HUMAN)
    likes = Like.objects.of(run.pk).filter(STANDS, post_id=key_of(run.pk, 1))
    follows = Follow.objects.of(run.pk).filter(STANDS, followed_id=key_of(run.pk, AUTHOR))

    assert people.count() == THREADS
    assert likes.filter(account__in=people).count() == follows.filter(follower__in=people).count() == THREADS
    assert PostCount.objects.numbered(run.pk, 1).get().likes == likes.count()
    assert AccountCount.objects.numbered(run.pk, AUTHOR).get().followers == follows.count()


def orders_are_exact(run: Run, became: Sequence[str], places: dict[str, int]) -> None:
    fed = [number for number in EATERS if became[number - 1] == "applied"]
    meals = LedgerEntry.objects.of(run.pk).filter(
        category=Category.PURCHASE, subject=Action.EAT, payee=-places["cafe"], payer__in=EATERS
    )

    assert [number for number in EATERS if number not in fed] == list(POOR)
    assert {became[number - 1] for number in POOR} == {"too_poor"}
    assert sorted(meals.values_list("payer", "amount_cents")) == [(number, MEAL_CENTS) for number in fed]
    assert Counter(became[number - 1] for number in SITTERS) == {"applied": 1, "place_full": len(SITTERS) - 1}
