"""What a talk was about and how it went, from what was said in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agents.life.sayings import Said
from agents.voice import Act
from streams.search.topics import Topic

_TOLD_COUNTS: Final = 3
"""Of how many other turns news counts as much, when the topic is found."""


@dataclass(frozen=True, slots=True)
class Course:
    """A talk in numbers."""

    topic: Topic
    told: tuple[Said, ...]
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
    acts = [said.act for said in sayings]
    told = tuple(said for said in sayings if said.act == Act.TELL and said.event)
    return Course(
        topic=_topic_of(sayings),
        told=told,
        is_confided=any(said.valence < 0 and said.owner == said.speaker for said in told),
        is_comforted=Act.COMFORT in acts,
        is_cheered=Act.CHEER in acts,
        teased=acts.count(Act.TEASE),
        doubted=acts.count(Act.DOUBT),
        is_agreed=Act.ACCEPT in acts,
        is_declined=Act.DECLINE in acts,
    )


def _topic_of(sayings: Sequence[Said]) -> Topic:
    """Find what was talked about most, the first of equals; CASUAL only where there was nothing else."""
    weights: dict[int, int] = {}
    for said in sayings:
        if said.topic != Topic.CASUAL:
            weights[said.topic] = weights.get(said.topic, 0) + (_TOLD_COUNTS if said.act == Act.TELL else 1)
    return Topic(max(weights, key=lambda topic: weights[topic])) if weights else Topic.CASUAL
