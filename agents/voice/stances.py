"""What a text does to its reader, so that the next one can answer it without reading it."""

from dataclasses import dataclass
from enum import IntEnum

from agents.voice.facts import Fact
from streams.search.topics import Topic


class Act(IntEnum):
    """What is done by saying something; the numbers are permanent."""

    TELL = 0
    ASK = 1
    CHEER = 2
    COMFORT = 3
    TEASE = 4
    OWN = 5  # "me too"
    DOUBT = 6
    AGREE = 7
    ANSWER = 8
    THANK = 9
    GREET = 10
    INVITE = 11
    ACCEPT = 12
    DECLINE = 13
    REQUEST = 14
    PROMISE = 15
    REFUSE = 16
    BYE = 17


class Subject(IntEnum):
    """What a question is about; the numbers are permanent."""

    NONE = 0
    HOW = 1  # how was it, how are you
    WORTH = 2  # was it worth the money
    AGAIN = 3  # once more?
    THEM = 4  # how are those who were there
    WHY = 5  # how did it come to that
    NEED = 6  # do you need anything
    TIP = 7  # what do you advise
    REALLY = 8  # is it true
    NEXT = 9  # and now


@dataclass(slots=True)  # not frozen: see agents.voice.facts.Fact
class Stance:
    """What was done, by whom and to whom (full names), about what; place and time of an invitation.

    favour: which of the favours that a language knows was asked; of a greeting and of small talk, which of its phrases it was.
    """

    act: Act
    subject: Subject = Subject.NONE
    by: str = ""
    to: str = ""
    fact: Fact | None = None
    place: str = ""
    when_s: int = -1
    weekday: int = -1
    favour: int = 0


@dataclass(slots=True)  # not frozen: see agents.voice.facts.Fact
class Words:
    """A text, what it is about and what it does."""

    text: str
    topic: Topic
    stance: Stance


class Tie(IntEnum):
    """How well two know each other; OWN: the post answered to is one's own."""

    STRANGER = 0
    ACQUAINTANCE = 1
    FRIEND = 2
    CLOSE = 3
    OWN = 4


class Purpose(IntEnum):
    """Why somebody writes a private message."""

    GREET = 0
    INVITE = 1
    THANKS = 2
    NEWS = 3
    COMFORT = 4
    FAVOUR = 5
    ANSWER = 6


@dataclass(slots=True)  # not frozen: see agents.voice.facts.Fact
class Errand:
    """A purpose with what it needs: place and time of an invitation, a fact to thank for, tell or comfort, what is answered.

    to: the stance answered.   yes: whether an invitation is taken, a favour done; None = as the speaker's nature has it.
    """

    purpose: Purpose
    fact: Fact | None = None
    place: str = ""
    when_s: int = -1
    weekday: int = -1
    to: Stance | None = None
    yes: bool | None = None


class Stage(IntEnum):
    """Where a conversation stands."""

    GREETING = 0
    ACTIVE = 1
    CLOSING = 2
