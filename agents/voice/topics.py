"""Which topic each occurrence belongs to."""

from typing import Final

from agents.voice.facts import Fact
from agents.voice.facts import Occurrence as What
from streams.search.topics import Topic

TOPIC_OF: Final[dict[What, Topic]] = {
    What.MEAL: Topic.FOOD,
    What.WORKED: Topic.WORK,
    What.STUDIED: Topic.LEARNING,
    What.SLEPT_BADLY: Topic.LIFE,
    What.EXERCISED: Topic.SPORT,
    What.READ_BOOK: Topic.CULTURE,
    What.SHOPPED: Topic.LIFE,
    What.PLAYED: Topic.HOBBY,
    What.WALKED: Topic.PLACE,
    What.HOUSEWORK: Topic.LIFE,
    What.RESTED: Topic.LIFE,
    What.WAITED: Topic.CASUAL,
    What.REFUSED_FULL: Topic.PLACE,
    What.REFUSED_CLOSED: Topic.PLACE,
    What.TOO_POOR: Topic.MONEY,
    What.BONUS: Topic.MONEY,
    What.RED_PACKET: Topic.MONEY,
    What.FELL_ILL: Topic.HEALTH,
    What.RECOVERED: Topic.HEALTH,
    What.PHONE_BROKE: Topic.LIFE,
    What.FREE_COFFEE: Topic.NEWS,
    What.FAIR: Topic.NEWS,
    What.MET: Topic.RELATIONSHIP,
    What.QUARREL: Topic.RELATIONSHIP,
    What.HEARD: Topic.GOSSIP,
    What.NEW_FOLLOWER: Topic.CASUAL,
    What.QUIET_DAY: Topic.CASUAL,
    What.MORNING: Topic.LIFE,
    What.EVENING: Topic.LIFE,
    What.WEEKEND: Topic.PLAN,
    What.PAYDAY: Topic.MONEY,
    What.LOOKING_FOR_JOB: Topic.WORK,
    What.LOST_JOB: Topic.WORK,
    What.NEW_JOB: Topic.WORK,
    What.WEATHER: Topic.WEATHER,
    What.PHOTO: Topic.HOBBY,
    What.GIFT: Topic.RELATIONSHIP,
    What.MOVED_AWAY: Topic.RELATIONSHIP,
}
_CINEMA_AND_MUSEUM: Final = frozenset({"cinema", "museum"})


def topic_of(fact: Fact | None) -> Topic:
    """Say what a fact is about; a film or an exhibition is culture, however it was filed."""
    if fact is None:
        return Topic.CASUAL
    if fact.what == What.PLAYED and fact.kind in _CINEMA_AND_MUSEUM:
        return Topic.CULTURE
    return TOPIC_OF[fact.what]
