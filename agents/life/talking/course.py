"""What a talk was about and how it went, from what was said in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agents.life.sayings import Said
from agents.voice import Act
from streams.search.topics import Topic

_TOLD_COUNTS: Final = 3
"""Of how many other turns news counts as much, when the topic is found."""
_TELL, _COMFORT, _CHEER, _TEASE = int(Act.TELL), int(Act.COMFORT), int(Act.CHEER), int(Act.TEASE)
_DOUBT, _ACCEPT, _DECLINE = int(Act.DOUBT), int(Act.ACCEPT), int(Act.DECLINE)
_NEVER: Final = [0] * len(Act)


@dataclass(slots=True)  # not frozen: see agents.life.sayings.Said
class Course:
    """A talk in numbers."""

    topic: Topic
    told: Sequence[Said]
    """What was told in it, in order."""
    is_confided: bool
    """Whether somebody told bad news of her own."""
    is_comforted: bool
    is_cheered: bool
    teased: int
    doubted: int
    is_agreed: bool
    """Whether an invitation was accepted."""
    is_declined: bool


def course_of(sayings: Sequence[Said]) -> Course:
    """Sum up what was said in a talk, in order."""
    times = _NEVER.copy()
    for said in sayings:
        times[said.act] += 1
    told = [said for said in sayings if said.act == _TELL and said.event] if times[_TELL] else []
    return Course(
        topic=_topic_of(sayings),
        told=told,
        is_confided=any(said.valence < 0 and said.owner == said.speaker for said in told),
        is_comforted=times[_COMFORT] > 0,
        is_cheered=times[_CHEER] > 0,
        teased=times[_TEASE],
        doubted=times[_DOUBT],
        is_agreed=times[_ACCEPT] > 0,
        is_declined=times[_DECLINE] > 0,
    )


def _topic_of(sayings: Sequence[Said]) -> Topic:
    """Find what was talked about most, the first of equals; CASUAL only where there was nothing else."""
    weights: dict[int, int] = {}
    for said in sayings:
        if said.topic:
            weights[said.topic] = weights.get(said.topic, 0) + (_TOLD_COUNTS if said.act == _TELL else 1)
    return Topic(max(weights, key=weights.__getitem__)) if weights else Topic.CASUAL


assert not Topic.CASUAL, "what is about nothing else has the number 0"
