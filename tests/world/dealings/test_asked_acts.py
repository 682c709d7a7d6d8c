"""Treats, use, purchases and photos that are asked for: as by the rules, and everything that keeps somebody from them."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.world.dealings.test_asked_trades import asked
from tests.world.dealings.test_things import ONE, TWO, Owners, own
from world.actions import Action
from world.contract import Need
from world.economy.catalogue import CATALOGUE, Thing
from world.events import WorldEvent

PRICE = 2_600
RICH = 10_000_000


def cafe(owners: Owners) -> int:
    """Find a place where a meal is paid for."""
    prices = owners.engine.around.town.price_cents[:, Action.EAT]
    return int(np.flatnonzero(prices == PRICE)[0])


def at_lunch() -> Owners:
    """Let two friends eat at one place, the first of them rich."""
    owners = Owners()
    owners.befriend(ONE, TWO, owners.noon)
    for resident in (ONE, TWO):
        owners.begin(resident, Action.EAT, cafe(owners))
    owners.residents.money[ONE] = RICH
    return owners


def a_shop(owners: Owners) -> int:
    return next(place for place in range(1, 36) if owners.things.is_sold(Thing.BOOK, place))


def at_the_shop() -> Owners:
    """Let somebody shop where there are books."""
    owners = Owners()
    owners.begin(ONE, Action.SHOP, a_shop(owners))
    return owners


def reading() -> Owners:
    """Let somebody who owns a book, a photo and trainers read."""
    owners = Owners()
    own(owners.items, ONE, Thing.BOOK)  # 1
    own(owners.items, ONE, Thing.PHOTO)  # 2
    own(owners.items, ONE, Thing.TRAINERS)  # 3
    owners.begin(ONE, Action.READ)
    return owners


def out() -> Owners:
    """Let somebody walk through a public place."""
    owners = Owners()
    owners.begin(ONE, Action.MOVE, cafe(owners))
    return owners


def test_a_friend_is_treated_to_what_she_eats() -> None:
    owners = at_lunch()
    before = int(owners.residents.money[TWO])

    assert asked(owners, "treat", other=TWO) == ""
    assert int(owners.residents.money[TWO]) == before + PRICE
    assert int(owners.residents.money[ONE]) == RICH - PRICE
    assert owners.kinds() == [WorldEvent.TREATED]


def test_a_thing_is_used_wears_and_does_good() -> None:
    owners = reading()
    before = int(owners.items.uses_left[1])

    assert asked(owners, "use", item=1) == ""
    assert int(owners.items.uses_left[1]) == before - 1
    assert int(owners.residents.needs[ONE, Need.FUN]) == 3_000 + CATALOGUE[Thing.BOOK].points
    assert owners.kinds() == [WorldEvent.THING_USED]


def test_the_last_use_is_told_of_too() -> None:
    owners = reading()
    owners.items.uses_left[1] = 1

    assert asked(owners, "use", item=1) == ""
    assert owners.kinds() == [WorldEvent.THING_USED, WorldEvent.THING_USED_UP]
    assert owners.items.owner[1] == 0


def test_a_thing_is_bought_and_paid_to_the_shop() -> None:
    owners = at_the_shop()
    shop, price = a_shop(owners), CATALOGUE[Thing.BOOK].value_cents
    till = int(owners.engine.places.till[shop])

    assert asked(owners, "buy", thing="book") == ""
    assert int(owners.engine.places.till[shop]) == till + price
    assert int(owners.residents.money[ONE]) == 1_000_000 - price
    assert owners.items.thing[owners.items.stacks_of(ONE)].tolist() == [Thing.BOOK]
    assert owners.kinds() == [WorldEvent.THING_BOUGHT]


def test_a_photo_shows_what_she_was_doing() -> None:
    owners = out()

    assert asked(owners, "take_photo") == ""
    (number,) = owners.items.stacks_of(ONE).tolist()
    assert (owners.items.thing[number], owners.items.shows[number]) == (Thing.PHOTO, Action.MOVE + 1)
    assert owners.kinds() == [WorldEvent.PHOTO_TAKEN]


def as_it_is(owners: Owners) -> None:
    """All is well."""


def apart(owners: Owners) -> None:
    owners.begin(TWO, Action.EAT)


def poor(owners: Owners) -> None:
    owners.residents.money[ONE] = 500


def strangers(owners: Owners) -> None:
    owners.ties.change(np.array([ONE]), np.array([TWO]), strength=-9_000, trust=0, at=owners.noon)


def resting(owners: Owners) -> None:
    owners.begin(ONE, Action.REST, int(owners.residents.place[ONE]))


def on_the_way(owners: Owners) -> None:
    owners.residents.arrive[ONE] = owners.noon + 60


def at_home(owners: Owners) -> None:
    owners.begin(ONE, Action.MOVE)


def loaded(owners: Owners) -> None:
    own(owners.items, ONE, Thing.TOOLBOX, 99)


@pytest.mark.parametrize(
    ("scene", "change", "kind", "body", "reason"),
    [
        (at_lunch, apart, "treat", {"other": TWO}, "not_eating_together"),
        (at_lunch, strangers, "treat", {"other": TWO}, "not_friends"),
        (at_lunch, poor, "treat", {"other": TWO}, "not_wealthy"),
        (reading, as_it_is, "use", {"item": 9}, "item_not_found"),
        (reading, as_it_is, "use", {"item": 2}, "not_usable"),
        (reading, as_it_is, "use", {"item": 3}, "not_doing_it"),
        (reading, on_the_way, "use", {"item": 1}, "not_doing_it"),
        (at_the_shop, resting, "buy", {"thing": "book"}, "not_shopping"),
        (at_the_shop, on_the_way, "buy", {"thing": "book"}, "not_shopping"),
        (at_the_shop, as_it_is, "buy", {"thing": "trainers"}, "not_sold_here"),
        (at_the_shop, poor, "buy", {"thing": "book"}, "too_poor"),
        (at_the_shop, loaded, "buy", {"thing": "book"}, "too_heavy"),
        (out, resting, "take_photo", {}, "nothing_to_photograph"),
        (out, at_home, "take_photo", {}, "nothing_to_photograph"),
        (out, on_the_way, "take_photo", {}, "nothing_to_photograph"),
    ],
)
def test_what_is_refused_changes_nothing_and_says_why(
    scene: Callable[[], Owners],
    change: Callable[[Owners], None],
    kind: str,
    body: dict[str, int | str],
    reason: str,
) -> None:
    owners = scene()
    change(owners)
    before = owners.items.as_dict()["count"].copy(), owners.residents.money.copy()

    assert asked(owners, kind, **body) == reason
    assert np.array_equal(owners.items.as_dict()["count"], before[0])
    assert np.array_equal(owners.residents.money, before[1])
    assert owners.kinds() == []
