"""Which topic each occurrence belongs to."""

from typing import Final

from agents.voice.facts import Fact
from agents.voice.facts import Occurrence as O
from streams.search.topics import Topic

TOPIC_OF: Final[dict[O, Topic]] = {
    O.MEAL: Topic.FOOD,
    O.WORKED: Topic.WORK,
    O.STUDIED: Topic.LEARNING,
    O.SLEPT_BADLY: Topic.LIFE,
    O.EXERCISED: Topic.SPORT,
    O.READ_BOOK: Topic.CULTURE,
    O.SHOPPED: Topic.LIFE,
    O.PLAYED: Topic.HOBBY,
    O.WALKED: Topic.PLACE,
    O.HOUSEWORK: Topic.LIFE,
    O.RESTED: Topic.LIFE,
    O.WAITED: Topic.CASUAL,
    O.REFUSED_FULL: Topic.PLACE,
    O.REFUSED_CLOSED: Topic.PLACE,
    O.TOO_POOR: Topic.MONEY,
    O.BONUS: Topic.MONEY,
    O.RED_PACKET: Topic.MONEY,
    O.FELL_ILL: Topic.HEALTH,
    O.RECOVERED: Topic.HEALTH,
    O.PHONE_BROKE: Topic.LIFE,
    O.FREE_COFFEE: Topic.NEWS,
    O.FAIR: Topic.NEWS,
    O.MET: Topic.RELATIONSHIP,
    O.QUARREL: Topic.RELATIONSHIP,
    O.HEARD: Topic.GOSSIP,
    O.NEW_FOLLOWER: Topic.CASUAL,
    O.QUIET_DAY: Topic.CASUAL,
    O.MORNING: Topic.LIFE,
    O.EVENING: Topic.LIFE,
    O.WEEKEND: Topic.PLAN,
    O.PAYDAY: Topic.MONEY,
    O.LOOKING_FOR_JOB: Topic.WORK,
    O.LOST_JOB: Topic.WORK,
    O.NEW_JOB: Topic.WORK,
    O.WEATHER: Topic.WEATHER,
    O.PHOTO: Topic.HOBBY,
}
_CINEMA_AND_MUSEUM: Final = frozenset({"cinema", "museum"})


def topic_of(fact: Fact | None) -> Topic:
    """Say what a fact is about; a film or an exhibition is culture, however it was filed."""
    if fact is None:
        return Topic.CASUAL
    if fact.what == O.PLAYED and fact.kind in _CINEMA_AND_MUSEUM:
        return Topic.CULTURE
    return TOPIC_OF[fact.what]
