"""The things that there are in a town: what each is, weighs and costs, how long it lasts, and what using it does.

A thing is used when its owner begins the action that it serves; every property that is said of it changes something then.
Numbers are kept for ever: they stand in tables and in the record.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from world.contract import Need
from world.scenario import PlaceType


class ItemKind(IntEnum):
    """Kinds of things; permanent numbers."""

    TOOL = 1
    FOOD = 2
    MATERIAL = 3
    PHOTO = 4
    DOCUMENT = 5
    GIFT = 6
    EQUIPMENT = 7
    MISC = 8


class Thing(IntEnum):
    """Things; permanent numbers."""

    PHOTO = 1
    SNACK = 2
    BOOK = 3
    TOOLBOX = 4
    CLEANING_KIT = 5
    TEA_SET = 6
    TRAINERS = 7
    BOARD_GAME = 8
    NOTEBOOK = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One thing. uses: how often before one of it is used up, 0 = it lasts.   serves: the name of an action, "" = none."""

    kind: ItemKind
    weight_g: int
    value_cents: int
    uses: int = 0
    serves: str = ""
    need: Need | None = None
    points: int = 0  # hundredths that the need gains from one use
    skill: int = 0  # hundredths that the trade's skill gains from one use
    tidied_s: int = 0  # seconds by which a home is tidier for one use
    welcome: int = 0  # hundredths of company to whom it is given
    sold_at: frozenset[PlaceType] = frozenset()

    @property
    def properties(self) -> dict[str, int]:
        """What its use or its giving changes, by name."""
        named = {"skill": self.skill, "tidied_s": self.tidied_s, "welcome": self.welcome}
        if self.need is not None:
            named[self.need.name.lower()] = self.points
        return {name: value for name, value in sorted(named.items()) if value}


_T = PlaceType
_FOOD_SHOPS: Final = frozenset(
    {_T.SUPERMARKET, _T.CONVENIENCE_STORE, _T.MARKET, _T.BAKERY, _T.CAFE, _T.TEA_HOUSE, _T.CANTEEN}
)
_HARDWARE: Final = frozenset({_T.SUPERMARKET, _T.MARKET, _T.CONVENIENCE_STORE})
_BOOKS: Final = frozenset({_T.BOOKSHOP, _T.MUSEUM, _T.LIBRARY})

CATALOGUE: Final[dict[Thing, Article]] = {
    Thing.PHOTO: Article(kind=ItemKind.PHOTO, weight_g=5, value_cents=0, welcome=300),
    Thing.SNACK: Article(
        kind=ItemKind.FOOD,
        weight_g=250,
        value_cents=900,
        uses=1,
        serves="eat",
        need=Need.SATIETY,
        points=700,
        welcome=200,
        sold_at=_FOOD_SHOPS,
    ),
    Thing.BOOK: Article(
        kind=ItemKind.DOCUMENT,
        weight_g=400,
        value_cents=3_500,
        uses=20,
        serves="read",
        need=Need.FUN,
        points=500,
        welcome=500,
        sold_at=_BOOKS,
    ),
    Thing.TOOLBOX: Article(
        kind=ItemKind.TOOL, weight_g=2_500, value_cents=6_000, uses=60, serves="work", skill=4, sold_at=_HARDWARE
    ),
    Thing.CLEANING_KIT: Article(
        kind=ItemKind.MATERIAL,
        weight_g=800,
        value_cents=1_500,
        uses=6,
        serves="housework",
        tidied_s=4 * 3_600,
        sold_at=_HARDWARE,
    ),
    Thing.TEA_SET: Article(
        kind=ItemKind.GIFT,
        weight_g=1_200,
        value_cents=8_800,
        welcome=900,
        sold_at=frozenset({_T.MARKET, _T.TEA_HOUSE, _T.MUSEUM}),
    ),
    Thing.TRAINERS: Article(
        kind=ItemKind.EQUIPMENT,
        weight_g=700,
        value_cents=12_000,
        uses=80,
        serves="exercise",
        need=Need.HEALTH,
        points=150,
        welcome=400,
        sold_at=frozenset({_T.SUPERMARKET, _T.MARKET}),
    ),
    Thing.BOARD_GAME: Article(
        kind=ItemKind.MISC,
        weight_g=1_000,
        value_cents=5_000,
        uses=50,
        serves="play",
        need=Need.SOCIAL,
        points=300,
        welcome=600,
        sold_at=frozenset({_T.BOOKSHOP, _T.SUPERMARKET, _T.MUSEUM}),
    ),
    Thing.NOTEBOOK: Article(
        kind=ItemKind.MISC,
        weight_g=200,
        value_cents=800,
        uses=10,
        serves="study",
        skill=3,
        welcome=150,
        sold_at=_BOOKS | _HARDWARE,
    ),
}
