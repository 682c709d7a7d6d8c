"""Things: stacks that split and merge, a limit to what one carries, and every property that a thing has changes something."""

import numpy as np
import pytest

from streams.kernel.simtime import DAY_S, HOUR_S
from tests.world.dealings.dealers import STRENGTH, lively, open_town
from world.actions import Action
from world.contract import Need
from world.economy.belongings import STACK_MAX, USES, Belongings
from world.economy.catalogue import CATALOGUE, ItemKind, Thing
from world.economy.ledger import Category
from world.engine.possessions import PHOTOS_KEPT
from world.engine.steplog import StepLog
from world.engine.things import YEAR_DAYS, GiftOccasion, birthday_of
from world.engine.treats import FRIEND
from world.events import WorldEvent
from world.ties import Ties

ONE, TWO = 1, 2
EVERYTHING = {"buy": "100%", "photo": "100%", "gift": "100%", "trade": "100%"}


def own(things: Belongings, owner: int, thing: Thing, times: int = 1) -> int:
    return [things.add(owner, thing, made_at=100, place=5) for _ in range(times)][-1]


def test_equal_things_stack_up_to_ninety_nine() -> None:
    things = Belongings()

    first, last = own(things, ONE, Thing.SNACK, STACK_MAX), own(things, ONE, Thing.SNACK)

    assert first != last
    assert things.count[things.stacks_of(ONE)].tolist() == [STACK_MAX, 1]


def test_a_stack_is_split_when_one_of_it_is_given_and_merges_with_what_is_bought() -> None:
    things = Belongings()
    stack = own(things, ONE, Thing.NOTEBOOK, 3)

    given = things.hand_over(stack, TWO, at=200, place=7)
    own(things, ONE, Thing.NOTEBOOK)

    assert given != stack
    assert things.count[[stack, given]].tolist() == [3, 1]
    assert (things.owner[given], things.origin[given], things.made_at[given]) == (TWO, ONE, 200)


def test_a_single_thing_changes_its_owner_and_a_photo_keeps_when_and_where_it_was_taken() -> None:
    things = Belongings()
    photo = things.add(ONE, Thing.PHOTO, made_at=100, place=5, shows=Action.PLAY + 1)

    assert things.hand_over(photo, TWO, at=200, place=7) == photo
    assert (things.owner[photo], things.made_at[photo], things.place[photo]) == (TWO, 100, 5)


def test_a_number_that_nobody_owns_any_more_is_given_again() -> None:
    things = Belongings()
    first, second = own(things, ONE, Thing.BOOK), own(things, ONE, Thing.TOOLBOX)
    things.drop(first)

    assert own(things, TWO, Thing.TRAINERS) == first
    assert things.last == second


def test_what_is_used_wears_and_is_used_up() -> None:
    things = Belongings()
    number = own(things, ONE, Thing.CLEANING_KIT)

    worn = [bool(things.wear(np.array([number]))[0]) for _ in range(int(USES[Thing.CLEANING_KIT]))]

    assert worn == [False] * (len(worn) - 1) + [True]
    assert len(things.stacks_of(ONE)) == 0


def test_a_table_is_taken_over_as_it_was() -> None:
    things, again = Belongings(), Belongings()
    for thing in Thing:
        own(things, 1 + thing % 2, thing, 2)

    again.fill(things.as_dict())

    assert {name: v.tolist() for name, v in again.as_dict().items()} == {
        name: v.tolist() for name, v in things.as_dict().items()
    }
    assert again.take_changed()[0].tolist() == []


def test_every_kind_of_thing_is_there_and_every_use_serves_an_action() -> None:
    assert {article.kind for article in CATALOGUE.values()} == set(ItemKind)
    assert all(article.properties for article in CATALOGUE.values())
    assert all(bool(article.serves) == bool(article.uses) for article in CATALOGUE.values())


class Owners:
    """A town whose quarters of an hour are called by hand; all are out for a stroll at one public place."""

    def __init__(self, **things: object) -> None:
        scenario = lively(things=EVERYTHING | things)
        self.town, self.dealings, _ = open_town(scenario)
        self.engine, self.things = self.town.engine, self.dealings.things
        self.items, self.residents = self.things.belongings, self.town.engine.residents
        self.ties = Ties(self.residents.count)
        self.noon = self.town.now // DAY_S * DAY_S + 12 * HOUR_S
        self.residents.arrive[:] = 0
        self.residents.money[1:] = 1_000_000
        self.residents.needs[1:] = 3_000
        self.residents.skills[1:] = 1_000
        self.log = StepLog()

    def begin(self, resident: int, action: Action, place: int = 0) -> None:
        """Let an action have begun a minute ago, at home unless a place is named."""
        self.residents.action[resident] = action
        self.residents.place[resident] = place or self.engine.around.persona.home[resident]
        self.residents.arrive[resident] = self.noon - 60

    def quarter(self, moment: int = 0, grateful: tuple[tuple[int, int], ...] = ()) -> None:
        self.books = self.town.books()
        self.things.quarter(moment or self.noon, self.ties, grateful, self.books, self.log)

    def shop(self, thing: Thing) -> int:
        goods = self.things._goods_at
        return next(place for place, sold in enumerate(goods, start=1) if thing in sold)

    def kinds(self) -> list[int]:
        events = self.log.ordered()
        return events["kind"].tolist() if events else []

    def befriend(self, one: int, two: int, at: int) -> None:
        for a, b in ((one, two), (two, one)):
            self.ties.change(np.array([a]), np.array([b]), strength=STRENGTH, trust=0, at=at)


@pytest.fixture
def owners() -> Owners:
    return Owners()


@pytest.mark.parametrize(
    ("thing", "action", "need"),
    [
        (Thing.SNACK, Action.EAT, Need.SATIETY),
        (Thing.BOOK, Action.READ, Need.FUN),
        (Thing.TRAINERS, Action.EXERCISE, Need.HEALTH),
        (Thing.BOARD_GAME, Action.PLAY, Need.SOCIAL),
    ],
)
def test_using_a_thing_does_good(owners: Owners, thing: Thing, action: Action, need: Need) -> None:
    own(owners.items, ONE, thing)
    owners.begin(ONE, action)
    owners.begin(TWO, action)

    owners.quarter()

    gained = owners.residents.needs[[ONE, TWO], need].tolist()
    assert gained == [3_000 + CATALOGUE[thing].points, 3_000]


@pytest.mark.parametrize(("thing", "action"), [(Thing.TOOLBOX, Action.WORK), (Thing.NOTEBOOK, Action.STUDY)])
def test_tools_and_notes_train_the_skill_of_the_trade(owners: Owners, thing: Thing, action: Action) -> None:
    own(owners.items, ONE, thing)
    owners.begin(ONE, action)

    owners.quarter()

    skill = owners.engine.workforce.skill_of[ONE]
    assert owners.residents.skills[ONE, skill] == 1_000 + CATALOGUE[thing].skill


def test_material_makes_housework_tidy_more(owners: Owners) -> None:
    own(owners.items, ONE, Thing.CLEANING_KIT)
    owners.begin(ONE, Action.HOUSEWORK)
    before = owners.noon - 10 * HOUR_S
    owners.residents.mess_since[ONE] = before

    owners.quarter()

    assert owners.residents.mess_since[ONE] == before + CATALOGUE[Thing.CLEANING_KIT].tidied_s


def test_a_thing_is_used_once_an_action_and_the_last_use_is_an_event(owners: Owners) -> None:
    number = own(owners.items, ONE, Thing.SNACK)
    own(owners.items, ONE, Thing.SNACK)
    owners.begin(ONE, Action.EAT)

    owners.quarter()
    owners.quarter(owners.noon + HOUR_S // 4)

    assert owners.items.count[number] == 1
    assert owners.kinds() == [WorldEvent.THING_USED_UP]


def test_who_shops_brings_a_thing_that_is_sold_there_and_pays_the_till(owners: Owners) -> None:
    shop = owners.shop(Thing.BOOK)
    owners.begin(ONE, Action.SHOP, shop)

    owners.quarter()

    thing = Thing(int(owners.items.thing[owners.items.stacks_of(ONE)[0]]))
    price = CATALOGUE[thing].value_cents
    rows = owners.books.columns()
    assert thing in owners.things._goods_at[shop - 1]
    assert (rows["payer"].tolist(), rows["payee"].tolist()) == ([ONE], [-shop])
    assert rows["amount_cents"].tolist() == [price]
    assert owners.kinds() == [WorldEvent.THING_BOUGHT]


def test_nobody_buys_what_is_too_dear_or_too_heavy_or_where_nothing_is_to_happen() -> None:
    poor, laden, never = Owners(), Owners(weight_limit_g=100), Owners(buy=0)
    poor.residents.money[ONE] = 1_000
    for owners in (poor, laden, never):
        owners.begin(ONE, Action.SHOP, owners.shop(Thing.BOOK))

        owners.quarter()

        assert len(owners.items.stacks_of(ONE)) == 0


def test_a_photo_says_when_where_and_what_and_only_the_last_few_are_kept(owners: Owners) -> None:
    park = int(
        np.flatnonzero(owners.engine.around.town.allows[:, Action.PLAY] & ~owners.engine.around.town.is_home)[-1]
    )
    for day in range(PHOTOS_KEPT + 2):
        moment = owners.noon + day * DAY_S
        owners.begin(ONE, Action.PLAY, park)
        owners.residents.arrive[ONE] = moment - 60
        owners.quarter(moment)

    mine = owners.items.stacks_of(ONE)
    assert len(mine) == PHOTOS_KEPT
    assert sorted(owners.items.made_at[mine].tolist())[0] == owners.noon + 2 * DAY_S
    assert set(owners.items.place[mine].tolist()) == {park}
    assert set(owners.items.shows[mine].tolist()) == {Action.PLAY + 1}
    assert set(owners.kinds()) == {WorldEvent.PHOTO_TAKEN}


def test_close_friends_give_on_a_birthday_what_is_most_welcome(owners: Owners) -> None:
    day = int(birthday_of(owners.engine.around.seed, np.array([TWO]))[0])
    today = owners.noon // DAY_S
    moment = (today + (day - today) % YEAR_DAYS) * DAY_S + 17 * HOUR_S
    owners.befriend(ONE, TWO, moment)
    own(owners.items, ONE, Thing.NOTEBOOK)
    tea_set = own(owners.items, ONE, Thing.TEA_SET)

    owners.quarter(moment)

    assert owners.items.owner[tea_set] == TWO
    assert owners.residents.needs[TWO, Need.SOCIAL] == 3_000 + CATALOGUE[Thing.TEA_SET].welcome
    assert owners.kinds() == [WorldEvent.THING_GIVEN]


def test_who_has_paid_a_loan_back_says_thank_you_with_a_thing() -> None:
    grateful, never = Owners(), Owners(gift=0)
    for owners in (grateful, never):
        own(owners.items, ONE, Thing.BOOK)

        owners.quarter(grateful=((ONE, TWO),))

    assert grateful.kinds() == [WorldEvent.THING_GIVEN]
    assert never.kinds() == []


def become(owners: Owners, strength: int) -> None:
    """Let the first, who owns a book, and the second be together, and have them just come to like each other so much."""
    own(owners.items, ONE, Thing.BOOK)
    for resident in (ONE, TWO):
        owners.begin(resident, Action.REST, 1)
        owners.residents.arrive[resident] = owners.noon - HOUR_S
    owners.ties.change(np.array([ONE]), np.array([TWO]), strength=strength, trust=0, at=owners.noon - 60)


def test_who_has_just_made_a_friend_gives_her_something_once(owners: Owners) -> None:
    become(owners, FRIEND)
    before = int(owners.ties.strength_of(np.array([TWO]), np.array([ONE]), owners.noon)[0])

    owners.quarter()
    own(owners.items, ONE, Thing.TEA_SET)
    owners.ties.change(np.array([ONE]), np.array([TWO]), strength=10, trust=0, at=owners.noon + 60)
    owners.quarter(owners.noon + HOUR_S // 4)

    events = owners.log.ordered()
    assert (events["kind"].tolist(), events["reason"].tolist()) == ([WorldEvent.THING_GIVEN], [GiftOccasion.NEW_FRIEND])
    assert (events["actor"][0], events["target"][0]) == (ONE, TWO)
    assert owners.items.thing[owners.items.stacks_of(TWO)].tolist() == [Thing.BOOK]
    assert owners.ties.strength_of(np.array([TWO]), np.array([ONE]), owners.noon)[0] > before


@pytest.mark.parametrize(("strength", "action"), [(2_000, Action.REST), (7_000, Action.REST), (FRIEND, Action.SLEEP)])
def test_those_who_are_no_friends_or_have_long_been_get_nothing_nor_does_who_sleeps(
    owners: Owners, strength: int, action: Action
) -> None:
    become(owners, strength)
    owners.residents.action[TWO] = action

    owners.quarter()

    assert owners.kinds() == []


def meet(owners: Owners) -> None:
    owners.befriend(ONE, TWO, owners.noon)
    for resident in (ONE, TWO):
        owners.begin(resident, Action.REST, 1)
        owners.residents.arrive[resident] = owners.noon - HOUR_S


def a_month_of_trading(owners: Owners) -> None:
    for hour in range(24 * 30):
        owners.quarter(owners.noon + hour * HOUR_S)
        if owners.kinds():
            return


def test_a_friend_who_is_here_buys_a_thing_second_hand(owners: Owners) -> None:
    number = own(owners.items, ONE, Thing.BOOK)
    meet(owners)

    a_month_of_trading(owners)

    assert owners.kinds() == [WorldEvent.THING_SOLD]
    assert owners.items.owner[number] == TWO
    rows = owners.books.columns()
    assert (rows["category"].tolist(), rows["payer"].tolist(), rows["payee"].tolist()) == (
        [Category.TRADE],
        [TWO],
        [ONE],
    )
    assert rows["amount_cents"].tolist() == [CATALOGUE[Thing.BOOK].value_cents * 70 // 100]


def test_two_friends_swap_things_of_about_equal_worth_for_nothing(owners: Owners) -> None:
    book, game = own(owners.items, ONE, Thing.BOOK), own(owners.items, TWO, Thing.BOARD_GAME)
    meet(owners)

    a_month_of_trading(owners)

    assert owners.kinds() == [WorldEvent.THINGS_SWAPPED]
    assert owners.items.owner[[book, game]].tolist() == [TWO, ONE]
    assert owners.books.is_empty


def test_strangers_and_those_who_sleep_do_not_trade(owners: Owners) -> None:
    own(owners.items, ONE, Thing.BOOK)
    meet(owners)
    owners.residents.action[TWO] = Action.SLEEP

    a_month_of_trading(owners)

    assert owners.kinds() == []
