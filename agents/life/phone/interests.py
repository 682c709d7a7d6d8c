"""What residents care for before anybody knows what they like: shares of topics by trade, character and a turn of their own."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.rng import below, draw
from streams.recommender.interests import SHARES
from streams.search.topics import TOPICS, Topic
from world.contract import Int, Persona, Trait
from world.occupations import Occupation

_PURPOSE: Final = 7_501
_USUAL: Final = 10
_TRADE: Final = 22
_OWN: Final = 18
_HOBBIES: Final = 2
_TOPICS_OF: Final[dict[Occupation, tuple[Topic, ...]]] = {
    Occupation.UNEMPLOYED: (Topic.WORK, Topic.MONEY),
    Occupation.PROGRAMMER: (Topic.WORK, Topic.LEARNING),
    Occupation.DESIGNER: (Topic.CULTURE, Topic.HOBBY),
    Occupation.WAITER: (Topic.FOOD, Topic.GOSSIP),
    Occupation.STUDENT: (Topic.LEARNING, Topic.RELATIONSHIP),
    Occupation.ARTIST: (Topic.CULTURE, Topic.HOBBY),
    Occupation.TEACHER: (Topic.LEARNING, Topic.NEWS),
    Occupation.RETIRED: (Topic.WEATHER, Topic.HEALTH),
    Occupation.SALES: (Topic.MONEY, Topic.PLAN),
    Occupation.CHEF: (Topic.FOOD, Topic.WORK),
    Occupation.DOCTOR: (Topic.HEALTH, Topic.NEWS),
    Occupation.NURSE: (Topic.HEALTH, Topic.LIFE),
    Occupation.SHOPKEEPER: (Topic.MONEY, Topic.GOSSIP),
    Occupation.WRITER: (Topic.CULTURE, Topic.LIFE),
    Occupation.OWNER: (Topic.MONEY, Topic.WORK),
}
_CHARACTER: Final = (
    (Topic.GOSSIP, Trait.EXTRAVERSION),
    (Topic.RELATIONSHIP, Trait.AGREEABLENESS),
    (Topic.CULTURE, Trait.OPENNESS),
    (Topic.PLAN, Trait.CONSCIENTIOUSNESS),
    (Topic.HEALTH, Trait.NEUROTICISM),
    (Topic.SPORT, Trait.EXTRAVERSION),
)
"""Topics that somebody with much of a trait likes better: by up to `_USUAL` points."""


def _by_trade() -> NDArray[np.int64]:
    table = np.full((len(Occupation), TOPICS), _USUAL, dtype=np.int64)
    for trade, topics in _TOPICS_OF.items():
        table[trade, list(topics)] += _TRADE
    return table


_BY_TRADE: Final = _by_trade()


def interests_of(seed: int, persona: Persona, residents: Int) -> NDArray[np.int16]:
    """Say what residents care for: int16[n, 16], shares of SHARES less what rounding takes."""
    points = _BY_TRADE[persona.occupation[residents]]
    for topic, trait in _CHARACTER:
        points[:, topic] += persona.traits[residents, trait].astype(np.int64) * _USUAL // 100
    rows = np.arange(len(residents))
    for nth in range(_HOBBIES):
        points[rows, below(draw(seed, residents, _PURPOSE, nth), TOPICS)] += _OWN
    shares: NDArray[np.int16] = (points * SHARES // points.sum(axis=1, keepdims=True)).astype(np.int16)
    return shares
