"""A town to write about: five hundred people, its places, and what happens to them, all drawn from fixed dice."""

from functools import cache
from typing import Final

from agents.voice import Dice, Fact, Occurrence, Speaker
from agents.voice import Occurrence as What
from agents.voice.facts import FORTUNES, MISFORTUNES
from world.occupations import Occupation
from world.population.names import CHINESE, ENGLISH
from world.scenario import Gender

_KINDS: Final = (
    *("cafe", "bakery", "bookshop", "supermarket", "restaurant", "market", "tea_house", "square", "library", "museum"),
    *("convenience_store", "canteen", "bar", "cinema", "college", "office", "studio", "workshop", "hospital", "school"),
    *("garden", "park", "gym"),
)
_ENGLISH: Final = (
    "The Corner Cup/Golden Crust Bakery/Lamplight Books/Harvest Supermarket/Red Bean Kitchen/Quayside Market/"
    "Still Water Tea House/Fountain Square/The Reading Room/Brook Museum/Evergreen Corner/Noonday Canteen/The Night Heron/"
    "Moonrise Cinema/Brookside College/Brook Software/Papercrane Studio/Kiln and Loom Workshop/Willowbrook Hospital/"
    "Sparrow Lane School/Riverside Garden/Willow Park/Iron Willow"
)
_CHINESE: Final = (
    "街角咖啡馆/金麦面包房/灯下书店/丰收超市/红豆小馆/码头集市/静水茶馆/喷泉广场/镇图书馆/溪畔美术馆/常青便利店/正午食堂/"
    "夜鹭酒馆/月升影院/溪畔学院/溪流软件/纸鹤设计室/窑织工坊/柳溪医院/麻雀巷小学/临溪花园/垂柳公园/铁柳健身房"
)
PLACES: Final[dict[str, dict[str, str]]] = {
    "en": dict(zip(_KINDS, _ENGLISH.split("/"), strict=True)) | {"home": "Poplar Court"},
    "zh": dict(zip(_KINDS, _CHINESE.split("/"), strict=True)) | {"home": "白杨公寓"},
}
_EATERIES: Final = "cafe bakery restaurant canteen bar tea_house convenience_store home home"
_OFFICES: Final = "office hospital school workshop studio cafe"
_WHERE: Final[dict[Occurrence, str]] = {
    What.MEAL: _EATERIES,
    What.WORKED: _OFFICES,
    What.STUDIED: "library college school workshop home",
    What.EXERCISED: "gym park garden",
    What.READ_BOOK: "library bookshop park home cafe",
    What.SHOPPED: "supermarket market convenience_store bakery",
    What.PLAYED: "cinema museum bar park square home",
    What.WALKED: "park garden square",
    What.HOUSEWORK: "home",
    What.RESTED: "home park garden",
    What.WAITED: "cafe square park",
    What.REFUSED_FULL: "restaurant canteen cafe gym",
    What.REFUSED_CLOSED: "library bookshop bakery",
    What.TOO_POOR: "cinema restaurant bar",
    What.FREE_COFFEE: "cafe",
    What.FAIR: "park square",
    What.MET: "cafe park square office bar",
    What.QUARREL: "bar home office",
    What.PHOTO: "park cafe market square",
    **dict.fromkeys((What.BONUS, What.PAYDAY, What.LOST_JOB, What.NEW_JOB), _OFFICES),
}
_SHARES: Final[dict[Occurrence, int]] = dict.fromkeys(What, 1) | {
    **dict.fromkeys((What.SHOPPED, What.EXERCISED, What.REFUSED_FULL, What.REFUSED_CLOSED, What.NEW_FOLLOWER), 3),
    **dict.fromkeys((What.STUDIED, What.SLEPT_BADLY, What.READ_BOOK, What.RESTED, What.HOUSEWORK, What.MORNING), 4),
    **dict.fromkeys((What.EVENING, What.WEATHER, What.PHOTO, What.QUIET_DAY, What.WEEKEND), 3),
    **dict.fromkeys((What.PLAYED, What.WALKED, What.HEARD), 6),
    What.MEAL: 14,
    What.WORKED: 12,
    What.MET: 8,
}
"""How often each is told of."""
MIX: Final = [what for what, share in _SHARES.items() for _ in range(share)]
_WITH_SOMEBODY: Final = frozenset({What.MET, What.QUARREL, What.HEARD, What.NEW_FOLLOWER, What.MOVED_AWAY})
_OFTEN_WITH_SOMEBODY: Final = frozenset({What.MEAL, What.WORKED, What.PLAYED, What.WALKED, What.FAIR, What.RED_PACKET})
_SUMS: Final[dict[Occurrence, tuple[int, int]]] = {
    What.MEAL: (800, 4_500),
    What.SHOPPED: (900, 9_000),
    What.PLAYED: (1_000, 4_500),
    What.TOO_POOR: (2_000, 6_000),
    What.BONUS: (5_000, 140_000),
    What.RED_PACKET: (888, 20_000),
    What.PHONE_BROKE: (8_000, 30_000),
    What.PAYDAY: (20_000, 90_000),
    What.NEW_JOB: (1_800, 5_000),
}


@cache
def names(language: str) -> tuple[str, ...]:
    """Name five hundred people."""
    book = ENGLISH if language == "en" else CHINESE
    parts = [book.full_name((Gender.FEMALE, Gender.MALE)[index % 2], index * 53 + index // 7) for index in range(500)]
    return tuple(f"{given[0]} {family[0]}" if language == "en" else family[0] + given[0] for given, family in parts)


def _traits(dice: Dice) -> tuple[int, int, int, int, int]:
    first, second, third, fourth, fifth = ((dice.below(101) + dice.below(101)) // 2 for _ in range(5))
    return first, second, third, fourth, fifth


@cache
def speakers(language: str) -> tuple[Speaker, ...]:
    """Make five hundred people of all characters, ages and trades."""
    dice = Dice(11)
    trades = [trade.label for trade in Occupation]
    return tuple(
        Speaker(
            name,
            language,
            18 + dice.below(60),
            dice.below(3),
            dice.pick(trades),
            *_traits(dice),
            dice.below(5) - 2,
        )
        for name in names(language)
    )


def fact(language: str, dice: Dice, what: Occurrence | None = None) -> Fact:
    """Draw what happened to somebody."""
    if what is None:
        what = dice.pick(MIX)
    kinds = _WHERE.get(what, "").split()
    kind = dice.pick(kinds) if kinds and dice.chance(90) else ""
    valence = dice.below(5) - 2
    low, high = _SUMS.get(what, (0, 0))
    return Fact(
        what=what,
        place=PLACES[language].get(kind, ""),
        kind=kind,
        who=_company(language, what, dice),
        when_s=dice.below(86_400),
        weekday=dice.below(7),
        valence=abs(valence) if what in FORTUNES else -abs(valence) if what in MISFORTUNES else valence,
        arousal=dice.below(3),
        amount_cents=(low + dice.below(high - low)) // 50 * 50 if high and kind != "home" and dice.chance(70) else 0,
        count=dice.pick((0, 0, 0, 1, 2, 3, 4)),
        of=fact(language, dice, dice.pick([other for other in MIX if other != What.HEARD]))
        if what == What.HEARD
        else None,
    )


def _company(language: str, what: Occurrence, dice: Dice) -> tuple[str, ...]:
    if what not in _WITH_SOMEBODY and not (what in _OFTEN_WITH_SOMEBODY and dice.chance(35)):
        return ()
    first = dice.below(400)
    return names(language)[first : first + (2 if what in _OFTEN_WITH_SOMEBODY and dice.chance(20) else 1)]
