"""What there is to write about: something that really happened to somebody."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Optional

from agents.voice.dice import mix


class Occurrence(IntEnum):
    """What happened; the numbers are permanent."""

    MEAL = 0
    WORKED = 1
    STUDIED = 2
    SLEPT_BADLY = 3
    EXERCISED = 4
    READ_BOOK = 5
    SHOPPED = 6
    PLAYED = 7
    WALKED = 8
    HOUSEWORK = 9
    RESTED = 10
    WAITED = 11
    REFUSED_FULL = 12
    REFUSED_CLOSED = 13
    TOO_POOR = 14
    BONUS = 15
    RED_PACKET = 16  # from who[0], else from relatives out of town
    FELL_ILL = 17
    RECOVERED = 18
    PHONE_BROKE = 19
    FREE_COFFEE = 20
    FAIR = 21
    MET = 22  # talked with who
    QUARREL = 23  # with who
    HEARD = 24  # about who[0], to whom `of` happened
    NEW_FOLLOWER = 25  # who
    QUIET_DAY = 26
    MORNING = 27
    EVENING = 28
    WEEKEND = 29
    PAYDAY = 30
    LOOKING_FOR_JOB = 31
    LOST_JOB = 32
    NEW_JOB = 33
    WEATHER = 34
    PHOTO = 35
    GIFT = 36  # from who
    MOVED_AWAY = 37  # who left town for good


@dataclass(slots=True)  # not frozen, which makes it ten times as dear
class Fact:
    """One thing that happened, as the one knows it to whom it happened.

    kind: the place's type in small letters ("cafe", "park" ...; any kind of dwelling is told of as home), "" = unknown.
    who: the others' full names.   valence -2..2, arousal 0..2: how it felt.   amount_cents: 0 = no money in it.
    count: how many times lately, this one too; 0 = unknown.   of: what happened to who[0], for HEARD.
    What is made up about it (which dish, which book, what sort of weather) follows from the fact, so a post, its comments and
    later gossip agree; `detail` above 0 settles it instead: the day's number for WEATHER, so that a town has one sky.
    """

    what: Occurrence
    place: str = ""
    kind: str = ""
    who: tuple[str, ...] = ()
    when_s: int = 43_200
    weekday: int = 0
    valence: int = 0
    arousal: int = 1
    amount_cents: int = 0
    count: int = 0
    of: Optional["Fact"] = None
    detail: int = 0

    @property
    def seed(self) -> int:
        """What its made-up details are drawn from: 64 bits."""
        parts = self.detail or (self.when_s * 7 + self.weekday) * 10_000_019 + self.amount_cents * 31 + self.count
        return mix(parts * 64 + self.what)


FORTUNES: Final = frozenset(
    {
        *(Occurrence.BONUS, Occurrence.RED_PACKET, Occurrence.RECOVERED, Occurrence.FREE_COFFEE, Occurrence.FAIR),
        *(Occurrence.NEW_JOB, Occurrence.PAYDAY, Occurrence.NEW_FOLLOWER, Occurrence.GIFT),
    }
)
MISFORTUNES: Final = frozenset(
    {
        *(Occurrence.SLEPT_BADLY, Occurrence.REFUSED_FULL, Occurrence.REFUSED_CLOSED, Occurrence.TOO_POOR),
        *(Occurrence.FELL_ILL, Occurrence.PHONE_BROKE, Occurrence.QUARREL, Occurrence.LOST_JOB),
        Occurrence.MOVED_AWAY,
    }
)
"""What is good or bad by itself, whatever it felt like."""
