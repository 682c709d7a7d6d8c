"""Swaps that are asked for, and everything that keeps two from coming to terms: in memory, one reason a row."""

from collections.abc import Callable

import numpy as np
import pytest

from streams.kernel.simtime import HOUR_S
from streams.writer.part import Command
from tests.world.dealings.test_things import ONE, TWO, Owners, own
from world.actions import Action
from world.economy.catalogue import Thing
from world.orders import Setting, serve


def met(**things: object) -> Owners:
    """Let two friends be together: the first with a notebook and a book, the second with a board game."""
    owners = Owners(**things)
    owners.befriend(ONE, TWO, owners.noon)
    for resident in (ONE, TWO):
        owners.begin(resident, Action.REST, 1)
        owners.residents.arrive[resident] = owners.noon - HOUR_S
    own(owners.items, ONE, Thing.NOTEBOOK)  # 1
    own(owners.items, ONE, Thing.BOOK)  # 2
    own(owners.items, TWO, Thing.BOARD_GAME)  # 3
    return owners


def asked(owners: Owners, kind: str, **body: int | str) -> str:
    at = Setting(
        dealings=owners.dealings,
        ties=owners.ties,
        free=np.zeros(0, dtype=np.int64),
        moment=owners.noon,
        books=owners.town.books(),
        log=owners.log,
    )
    reason, _made, _changed = serve(Command(inbox_id=1, kind=kind, actor=0, body={"resident": ONE, **body}), at)
    return reason


def test_two_things_of_about_equal_worth_change_hands() -> None:
    owners = met()

    assert asked(owners, "trade", other=TWO, item=2, for_item=3) == ""
    assert owners.items.owner[[2, 3]].tolist() == [TWO, ONE]


def poor(owners: Owners) -> None:
    owners.residents.money[TWO] = 1_000


def worn(owners: Owners) -> None:
    owners.items.wear(np.array([2]))


def strangers(owners: Owners) -> None:
    owners.ties.change(np.array([ONE]), np.array([TWO]), strength=-9_000, trust=0, at=owners.noon)


def asleep(owners: Owners) -> None:
    owners.residents.action[TWO] = Action.SLEEP


def nothing(owners: Owners) -> None:
    """All is well between the two."""


@pytest.mark.parametrize(
    ("change", "kind", "body", "reason"),
    [
        (poor, "trade", {"other": TWO, "item": 2}, "too_poor"),
        (worn, "trade", {"other": TWO, "item": 2}, "not_for_sale"),
        (strangers, "trade", {"other": TWO, "item": 2}, "not_friends"),
        (strangers, "lend", {"other": TWO, "cents": 100}, "not_friends"),
        (asleep, "give", {"other": TWO, "item": 2}, "not_together"),
        (nothing, "trade", {"other": TWO, "item": 1, "for_item": 3}, "not_worth_it"),
        (nothing, "trade", {"other": TWO, "item": 2, "for_item": 1}, "item_not_found"),
        (nothing, "give", {"other": TWO, "item": 3}, "item_not_found"),
        (nothing, "give", {"other": TWO, "item": 99}, "item_not_found"),
        (nothing, "repay", {}, "owes_nothing"),
    ],
)
def test_what_is_refused_changes_nothing_and_says_why(
    change: Callable[[Owners], None], kind: str, body: dict[str, int], reason: str
) -> None:
    owners = met()
    change(owners)

    assert asked(owners, kind, **body) == reason
    assert (owners.items.owner[1:4].tolist(), owners.kinds()) == ([ONE, ONE, TWO], [])


def test_nobody_is_given_more_than_she_can_keep() -> None:
    owners = met(weight_limit_g=1_200)  # the board game weighs a thousand

    assert asked(owners, "give", other=TWO, item=2) == "too_heavy"
