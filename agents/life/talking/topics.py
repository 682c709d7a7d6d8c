"""What people like to talk of when there is nothing to tell: what both care for."""

from typing import Final

import numpy as np

from streams.search.topics import Topic
from world.contract import Int, Persona, Trait
from world.occupations import Occupation

_CARES: Final[dict[Topic, tuple[int, int, int, int, int, int]]] = {
    Topic.CASUAL: (60, 0, 0, 0, 0, 0),
    Topic.WORK: (10, 0, 10, 0, 0, 0),
    Topic.LIFE: (40, 0, 0, 0, 4, 0),
    Topic.RELATIONSHIP: (0, 0, 0, 4, 6, 2),
    Topic.HOBBY: (20, 6, 0, 0, 0, 0),
    Topic.GOSSIP: (0, 0, 0, 8, 0, 4),
    Topic.PLAN: (10, 0, 4, 4, 0, 0),
    Topic.FOOD: (50, 2, 0, 0, 2, 0),
    Topic.MONEY: (10, 0, 4, 0, 0, 5),
    Topic.NEWS: (20, 4, 2, 0, 0, 0),
    Topic.HEALTH: (5, 0, 0, 0, 2, 8),
    Topic.WEATHER: (50, 0, 0, 0, 0, 0),
    Topic.SPORT: (0, 0, 5, 5, 0, 0),
    Topic.LEARNING: (0, 9, 3, 0, 0, 0),
    Topic.PLACE: (25, 3, 0, 0, 2, 0),
    Topic.CULTURE: (0, 11, 0, 0, 0, 0),
}
"""How much one cares for a topic: a basis, and tenths of each Big Five trait in the order of world.contract.Trait."""
_BASIS: Final = np.array([basis for basis, *_ in _CARES.values()], dtype=np.int32)
_SHARES: Final = np.array([shares for _, *shares in _CARES.values()], dtype=np.int32).T
_JOBLESS: Final = (Occupation.UNEMPLOYED, Occupation.RETIRED)


def shared_interest(persona: Persona, one: Int, other: Int) -> Int:
    """Say how much two care for each topic, as much as the one who cares less: int32[n, topics].   one, other: int[n]."""
    shared: Int = np.minimum(_interest(persona, one), _interest(persona, other))
    return shared


def _interest(persona: Persona, who: Int) -> Int:
    cares = _BASIS + persona.traits[who].astype(np.int32) @ _SHARES // 10
    cares[np.isin(persona.occupation[who], _JOBLESS), Topic.WORK] = 0
    return cares


assert list(_CARES) == list(Topic), "a topic's number is its column"
assert len(_SHARES) == len(Trait), "a trait's number is its row"
