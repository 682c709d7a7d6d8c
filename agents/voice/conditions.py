"""The conditions that phrases may ask for, as bits: of the speaker, of what happened, of who it is said to."""

from typing import Final

from agents.voice.facts import FORTUNES, MISFORTUNES, Fact, Occurrence
from agents.voice.speakers import Speaker, Voice
from agents.voice.stances import Tie

_TRADES: Final = (
    *("unemployed", "programmer", "designer", "waiter", "student", "artist", "teacher", "retired", "sales", "chef"),
    *("doctor", "nurse", "shopkeeper", "writer", "owner"),
)
_HOMES: Final = frozenset({"home", "house", "flats", "dormitory"})
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "cafe": ("cafe", "eatery"),
    "tea_house": ("tea_house", "eatery"),
    "restaurant": ("restaurant", "eatery"),
    "canteen": ("canteen", "eatery"),
    "bakery": ("bakery", "eatery"),
    "bar": ("bar", "eatery"),
    "supermarket": ("shop",),
    "convenience_store": ("shop",),
    "market": ("shop", "market"),
    "bookshop": ("hushed",),
    "library": ("hushed",),
    "school": ("school",),
    "college": ("school",),
    "hospital": ("hospital",),
    "clinic": ("hospital",),
    "office": ("office",),
    "studio": ("office",),
    "workshop": ("workshop",),
    "town_hall": ("office",),
    "gym": ("gym",),
    "cinema": ("cinema", "ticketed"),
    "museum": ("ticketed", "hushed"),
    "bathhouse": ("bathhouse",),
    "square": ("square", "outdoors"),
    "park": ("park", "outdoors"),
    "garden": ("park", "outdoors"),
    "sports_ground": ("pitch", "outdoors"),
}
"""What each type of place is good for saying."""
_OF_THINGS: Final = ("wet", "cold", "hot", "fair", "windy", "foggy", "tool")

_NAMES: Final = (
    *("warm", "cool", "lively", "quiet", "wordy", "terse", "wry", "earnest", "worried", "steady", "formal", "slangy"),
    *("young", "old", "woman", "sunny", "low", *_TRADES),
    *(
        "good",
        "bad",
        "great",
        "awful",
        "stirred",
        "calm",
        "who",
        "many",
        "hero",
        "news",
        "place",
        "amount",
        "often",
        "first",
        "home",
    ),
    *("morning", "noon", "afternoon", "evening", "night", "weekend", "monday", "friday", "dated"),
    *dict.fromkeys(kind for kinds in _KINDS.values() for kind in kinds),
    *("thing", "plural", *_OF_THINGS),
    *("stranger", "acquaintance", "friend", "close", "own", "by", "author", "to", "moment"),
)
BITS: Final[dict[str, int]] = {name: 1 << place for place, name in enumerate(_NAMES)}
"""Every condition and its bit; for the life of a process only."""
_BITS_OF_KIND: Final = {kind: sum(BITS[name] for name in names) for kind, names in _KINDS.items()}
_BITS_OF_TIE: Final = {
    Tie.STRANGER: BITS["stranger"],
    Tie.ACQUAINTANCE: BITS["acquaintance"],
    Tie.FRIEND: BITS["friend"],
    Tie.CLOSE: BITS["friend"] | BITS["close"],
    Tie.OWN: BITS["own"],
}
_HIGH: Final = 60
_LOW: Final = 40
_YOUNG: Final = 30
_OLD: Final = 60
_OFTEN_TIMES: Final = 3
_NIGHT, _MORNING, _NOON, _AFTERNOON, _EVENING = (BITS[n] for n in ("night", "morning", "noon", "afternoon", "evening"))
_OF_HOUR: Final = (
    *(_NIGHT for _ in range(5)),
    *(_MORNING for _ in range(5, 11)),
    *(_NOON for _ in range(11, 14)),
    *(_AFTERNOON for _ in range(14, 18)),
    *(_EVENING for _ in range(18, 23)),
    _NIGHT,
)
_DATED, _HOME, _PLACE, _WHO, _MANY, _AMOUNT, _OFTEN, _FIRST, _STIRRED, _CALM, _GOOD, _BAD = (
    BITS[name]
    for name in ("dated", "home", "place", "who", "many", "amount", "often", "first", "stirred", "calm", "good", "bad")
)
_GREAT, _AWFUL = _GOOD | BITS["great"], _BAD | BITS["awful"]
_OF_DAY: Final = (BITS["monday"], 0, 0, 0, BITS["friday"], BITS["weekend"], BITS["weekend"])
_HOUR_S: Final = 3_600


def _pair(level: int, high: int, low: int) -> int:
    return high if level > _HIGH else low if level < _LOW else 0


_WARM, _COOL, _LIVELY, _QUIET, _WORDY, _TERSE = (BITS[name] for name in _NAMES[:6])
_WRY, _EARNEST, _WORRIED, _STEADY, _FORMAL, _SLANGY = (BITS[name] for name in _NAMES[6:12])


def of_speaker(speaker: Speaker, voice: Voice) -> int:
    """Say which conditions a speaker meets."""
    flags = (
        _pair(voice.warmth, _WARM, _COOL)
        | _pair(voice.energy, _LIVELY, _QUIET)
        | _pair(voice.wordiness, _WORDY, _TERSE)
        | _pair(voice.humour, _WRY, _EARNEST)
        | _pair(voice.worry, _WORRIED, _STEADY)
        | _pair(voice.formality, _FORMAL, _SLANGY)
    )
    if speaker.age < _YOUNG:
        flags |= BITS["young"]
    elif speaker.age >= _OLD:
        flags |= BITS["old"]
    if speaker.gender == 1:
        flags |= BITS["woman"]
    if speaker.mood:
        flags |= BITS["sunny"] if speaker.mood > 0 else BITS["low"]
    if speaker.occupation in _TRADES:
        flags |= BITS[speaker.occupation]
    return flags


def of_fact(fact: Fact) -> int:
    """Say which conditions a fact meets."""
    flags = _DATED | _OF_HOUR[fact.when_s // _HOUR_S % 24] | _OF_DAY[fact.weekday % 7]
    flags |= _of_feeling(fact.what, fact.valence, fact.arousal)
    if fact.kind in _HOMES:
        flags |= _HOME
    elif fact.place:
        flags |= _PLACE | _BITS_OF_KIND.get(fact.kind, 0)
    if fact.who:
        flags |= _WHO | (_MANY if len(fact.who) > 1 else 0)
    if fact.amount_cents > 0:
        flags |= _AMOUNT
    if fact.count:
        flags |= _OFTEN if fact.count >= _OFTEN_TIMES else _FIRST if fact.count == 1 else 0
    return flags


def _of_feeling(what: Occurrence, valence: int, arousal: int) -> int:
    flags = _STIRRED if arousal > 1 else 0 if arousal else _CALM
    if valence > 0 or (not valence and what in FORTUNES):
        flags |= _GREAT if valence > 1 else _GOOD
    elif valence < 0 or what in MISFORTUNES:
        flags |= _AWFUL if valence < -1 else _BAD
    return flags


def nature_of(what: Occurrence) -> int:
    """Say which conditions an occurrence meets by itself, whatever it felt like: those of good and bad."""
    return _of_feeling(what, 0, 1)


UNDATED: Final = ~(BITS["dated"] | BITS["weekend"] | sum({*_OF_HOUR, BITS["monday"], BITS["friday"]}))
"""Keeps all conditions but those of the hour and the day."""


def of_tie(tie: Tie) -> int:
    """Say which conditions an acquaintance meets; somebody close is a friend as well."""
    return _BITS_OF_TIE[tie]
