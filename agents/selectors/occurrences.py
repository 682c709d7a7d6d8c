"""What befell somebody, as a sentence in the reader's language: of news on a mind, of a memory, of a story of the day."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agents.voice import Occurrence

_SENTENCES: Final[Mapping[Occurrence, Promise | str]] = {
    Occurrence.MEAL: _("{who} had a meal."),
    Occurrence.WORKED: _("{who} worked."),
    Occurrence.STUDIED: _("{who} studied."),
    Occurrence.SLEPT_BADLY: _("{who} slept badly."),
    Occurrence.EXERCISED: _("{who} got some exercise."),
    Occurrence.READ_BOOK: _("{who} read a book."),
    Occurrence.SHOPPED: _("{who} went shopping."),
    Occurrence.PLAYED: _("{who} had some fun."),
    Occurrence.WALKED: _("{who} went for a walk."),
    Occurrence.HOUSEWORK: _("{who} did housework."),
    Occurrence.RESTED: _("{who} had a quiet hour."),
    Occurrence.WAITED: _("{who} waited in vain."),
    Occurrence.REFUSED_FULL: _("{who} found no seat free."),
    Occurrence.REFUSED_CLOSED: _("{who} stood before a closed door."),
    Occurrence.TOO_POOR: _("{who} could not afford something."),
    Occurrence.BONUS: _("{who} got a bonus at work."),
    Occurrence.RED_PACKET: _("{who} got a red packet."),
    Occurrence.FELL_ILL: _("{who} fell ill."),
    Occurrence.RECOVERED: _("{who} got well again."),
    Occurrence.PHONE_BROKE: _("{who} broke a phone."),
    Occurrence.FREE_COFFEE: _("{who} came upon free coffee."),
    Occurrence.FAIR: _("{who} came upon a fair."),
    Occurrence.MET: _("{who} had a talk."),
    Occurrence.QUARREL: _("{who} had a quarrel."),
    Occurrence.HEARD: _("{who} heard something that is going round."),
    Occurrence.NEW_FOLLOWER: _("{who} got a new follower."),
    Occurrence.QUIET_DAY: _("{who} had a quiet day."),
    Occurrence.MORNING: _("{who} enjoyed the morning."),
    Occurrence.EVENING: _("{who} enjoyed the evening."),
    Occurrence.WEEKEND: _("{who} looked forward to the weekend."),
    Occurrence.PAYDAY: _("{who} was paid."),
    Occurrence.LOOKING_FOR_JOB: _("{who} looked for work."),
    Occurrence.LOST_JOB: _("{who} lost a job."),
    Occurrence.NEW_JOB: _("{who} found work."),
    Occurrence.WEATHER: _("{who} looked at the sky."),
    Occurrence.PHOTO: _("{who} took a photo."),
    Occurrence.GIFT: _("{who} got a present."),
    Occurrence.MOVED_AWAY: _("{who} lost a friend, who moved away."),
}
_WITH: Final[Mapping[Occurrence, Promise | str]] = {
    Occurrence.WAITED: _("{who} waited in vain for {other}."),
    Occurrence.RED_PACKET: _("{who} got a red packet from {other}."),
    Occurrence.GIFT: _("{who} got a present from {other}."),
    Occurrence.MOVED_AWAY: _("{who} lost a friend: {other} moved away."),
    Occurrence.MET: _("{who} had a talk with {other}."),
    Occurrence.QUARREL: _("{who} had a quarrel with {other}."),
    Occurrence.HEARD: _("{who} heard something about {other}."),
    Occurrence.NEW_FOLLOWER: _("{who} is followed by {other} now."),
}
"""Where somebody else was in it."""


def occurrence_text(what: int, who: str, other: str = "") -> str:
    """Say what befell somebody.   what: agents.voice.Occurrence.   other: with whom, "" = nobody."""
    kind = Occurrence(what)
    words = _WITH.get(kind, _SENTENCES[kind]) if other else _SENTENCES[kind]
    return str(words).format(who=who, other=other)
