"""How slots are filled in English: names, places, sums, times, and the small words that agree with them."""

from collections.abc import Callable
from typing import Final

from agents.voice.conditions import BITS
from agents.voice.dice import Dice
from agents.voice.facts import Fact
from agents.voice.names import called
from agents.voice.scene import Scene, Thing

SLOTS: Final[dict[str, str]] = {
    **dict.fromkeys(("at", "with", "dear", "pal", "your", "when", "favour", "mine"), ""),
    **dict.fromkeys(("today", "Today", "day", "Day", "days", "meal", "Meal", "clock", "Clock"), "dated"),
    **{name: name for name in ("place", "amount", "hero", "author", "by", "to", "moment")},
    **dict.fromkeys(("who", "one"), "who"),
    **dict.fromkeys(("thing", "Thing", "a", "A", "was", "is", "it", "s"), "thing"),
    "nth": "often",
    "Place": "place",
}
"""The condition under which each slot can be filled."""
_WITH_THE: Final = frozenset(
    {
        *("Bakery", "Kitchen", "Supermarket", "Market", "House", "Museum", "Cinema", "Canteen", "Workshop", "Tavern"),
        *("Inn", "Bar", "Restaurant", "Library", "Gym", "Theatre"),
    }
)
"""Last words of names that English puts `the` before."""
_IN: Final = frozenset({"park", "garden", "square", "market"})
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS: Final = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HOURS: Final = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_MINUTES: Final = {
    5: "five past",
    10: "ten past",
    15: "quarter past",
    20: "twenty past",
    25: "twenty-five past",
    30: "half past",
} | {
    60 - minutes: f"{words} to"
    for minutes, words in ((5, "five"), (10, "ten"), (15, "quarter"), (20, "twenty"), (25, "twenty-five"))
}
FAVOURS: Final = (
    ("water my plants while I'm out", "water your plants"),
    ("lend me your ladder", "lend you the ladder"),
    ("take in a parcel for me", "take in your parcel"),
    ("have a look at a letter I can't make sense of", "have a look at your letter"),
    ("help me carry a wardrobe down the stairs", "carry the wardrobe with you"),
    ("keep my spare key", "keep your key"),
    ("lend me your good umbrella", "lend you the umbrella"),
    ("feed the cat on Thursday", "feed the cat"),
    ("show me how to descale a kettle", "come and see to the kettle"),
    ("hem a pair of trousers", "hem your trousers"),
)
"""As asked, and as the one who is asked says it."""


def listed(names: tuple[str, ...]) -> str:
    """Name people: Iris, Leo and Ada."""
    short = [called(name) for name in names]
    return short[0] if len(short) == 1 else f"{', '.join(short[:-1])} and {short[-1]}"


def place_name(place: str) -> str:
    """Name a place within a sentence, with its article."""
    if place.startswith("The "):
        return "the " + place[4:]
    return f"the {place}" if place.rpartition(" ")[2] in _WITH_THE and " " in place else place


def sum_of(cents: int) -> str:
    """Write a sum: 26, 4.50, 1,204."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def clock(when_s: int) -> str:
    """Say the time of day to five minutes: seven, half past seven, twenty to eight."""
    minutes = (when_s + 150) // 300 * 5
    hour, rest = divmod(minutes, 60)
    if not rest:
        return _HOURS[hour % 12]
    return f"{_MINUTES[rest]} {_HOURS[(hour + (rest > 30)) % 12]}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _part(scene: Scene, morning: str, noon: str, afternoon: str, evening: str, night: str) -> str:
    flags = scene.flags
    for name, word in (("morning", morning), ("noon", noon), ("afternoon", afternoon), ("evening", evening)):
        if flags & BITS[name]:
            return word
    return night


def _today(scene: Scene) -> str:
    return _part(scene, "this morning", "today", "this afternoon", "this evening", "tonight")


def _meal(scene: Scene) -> str:
    return _part(scene, "breakfast", "lunch", "late lunch", "dinner", "supper")


def _place(scene: Scene) -> str:
    invitation = scene.invitation
    return place_name(invitation.place if invitation and invitation.place else scene.fact.place)


def _at(scene: Scene) -> str:
    if scene.has("home") and not scene.has("place"):
        return " at home"
    return f" {'in' if scene.fact.kind in _IN else 'at'} {_place(scene)}" if scene.has("place") else ""


def _others(fact: Fact) -> str:
    return f" with {listed(fact.who)}" if fact.who else ""


def _moment(scene: Scene) -> str:
    invitation = scene.invitation
    if invitation is None or invitation.when_s < 0:
        return ""
    day = f"on {_DAYS[invitation.weekday]} " if invitation.weekday >= 0 else ""
    return f"{day}at {clock(invitation.when_s)}"


def _dear(scene: Scene) -> str:
    """Name the one answered in the first sentence; some do so at the very end instead."""
    return f", {called(scene.by)}" if scene.by and not _names_last(scene) else ""


def _names_last(scene: Scene) -> bool:
    return bool(scene.voice.habit & _NAMES_LAST) and not scene.author


def _your(scene: Scene) -> str:
    """Say whose a thing is: the speaker's, the addressee's, or a third person's."""
    if scene.flags & BITS["own"]:
        return "my"
    return "that" if scene.by and scene.author and scene.by != scene.author else "your"


def _thing(scene: Scene) -> Thing:
    assert scene.thing is not None, "a phrase with a thing is only chosen where there is one"
    return scene.thing


def _favour(scene: Scene) -> tuple[str, str]:
    return FAVOURS[scene.invitation.favour % len(FAVOURS) if scene.invitation else 0]


def _agrees(plural: str, singular: str) -> Callable[[Scene], str]:
    return lambda scene: plural if scene.flags & BITS["plural"] else singular


FORMS: Final[dict[str, Callable[[Scene], str]]] = {
    "place": _place,
    "Place": lambda scene: _capital(_place(scene)),
    "at": _at,
    "with": lambda scene: _others(scene.fact),
    "who": lambda scene: listed(scene.fact.who),
    "one": lambda scene: called(scene.fact.who[0]),
    "today": _today,
    "Today": lambda scene: _capital(_today(scene)),
    "day": lambda scene: _DAYS[scene.fact.weekday % 7],
    "Day": lambda scene: _DAYS[scene.fact.weekday % 7],
    "days": lambda scene: _DAYS[scene.fact.weekday % 7] + "s",
    "meal": _meal,
    "Meal": lambda scene: _capital(_meal(scene)),
    "clock": lambda scene: clock(scene.fact.when_s),
    "Clock": lambda scene: _capital(clock(scene.fact.when_s)),
    "thing": lambda scene: _thing(scene).name,
    "Thing": lambda scene: _capital(_thing(scene).name),
    "a": lambda scene: _thing(scene).one,
    "A": lambda scene: _capital(_thing(scene).one),
    "was": _agrees("were", "was"),
    "is": _agrees("are", "is"),
    "s": _agrees("", "s"),
    "it": _agrees("them", "it"),
    "amount": lambda scene: sum_of(scene.fact.amount_cents),
    "nth": lambda scene: _ORDINALS[min(scene.fact.count, 10)],
    "hero": lambda scene: called(scene.hero),
    "author": lambda scene: called(scene.author),
    "by": lambda scene: called(scene.by),
    "to": lambda scene: called(scene.to),
    "dear": _dear,
    "pal": lambda scene: f", {called(scene.author or scene.to)}" if scene.author or scene.to else "",
    "moment": _moment,
    "when": lambda scene: f" {moment}" if (moment := _moment(scene)) else "",
    "your": _your,
    "favour": lambda scene: _favour(scene)[0],
    "mine": lambda scene: _favour(scene)[1],
}
_NAMES_LAST: Final = 8
"""A bit of a voice's habits."""
_LOOSE, _WORRIED = BITS["slangy"], BITS["worried"]


def finish(text: str, scene: Scene, dice: Dice) -> str:
    """Begin with a capital and end as this person ends: with a full stop, none, a mark or three dots."""
    if text[0].islower():
        text = _capital(text)
    if "?." in text:  # a line whose last alternative may be a question
        text = text.replace("?.", "?")
    if scene.by and _names_last(scene) and called(scene.by) not in text:
        text = f"{text[:-1]}, {called(scene.by)}{text[-1]}"
    if not text.endswith(".") or text.endswith(".."):
        return text
    if dice.chance(scene.glee):
        return text[:-1] + "!"
    if scene.flags & _LOOSE and scene.voice.habit & 1 and dice.chance(60):
        return text[:-1]
    if scene.flags & _WORRIED and scene.voice.habit & 6 and dice.chance(10):
        return text + ".."
    return text
