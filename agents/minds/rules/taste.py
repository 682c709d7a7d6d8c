"""What somebody likes to do: by traits, age, gender, trade, skills, the hour, and a fondness of her own."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from agents.minds.rules.person import Person, Purpose
from agents.minds.rules.schedule import Day
from streams.kernel.rng import below, triangular
from world.actions import ACTION_COUNT, ACTIONS, Action
from world.contract import Int, ObservationBatch, Skill, Trait
from world.occupations import Occupation

_FONDNESS: Final = 400
_WHIM: Final = 1_000
_REPEATED: Final = 900
"""What speaks against doing the same again at once."""


def _row(values: Mapping[Action, int]) -> list[int]:
    return [values.get(action, 0) for action in Action]


_A = Action
_BASE: Final = np.array(
    _row({_A.MOVE: 250, _A.REST: 500, _A.READ: 500, _A.EXERCISE: 200, _A.PLAY: 450, _A.STUDY: 100}), np.int64
)
_TRAITS: Final[dict[Trait, list[int]]] = {
    Trait.OPENNESS: _row({_A.READ: 7, _A.MOVE: 4, _A.STUDY: 9, _A.REST: -4, _A.PLAY: 2}),
    Trait.CONSCIENTIOUSNESS: _row({_A.EXERCISE: 5, _A.PLAY: -4, _A.REST: -4, _A.STUDY: 3}),
    Trait.EXTRAVERSION: _row({_A.PLAY: 6, _A.EXERCISE: 3, _A.READ: -5, _A.SHOP: 2, _A.REST: -2}),
    Trait.AGREEABLENESS: _row({_A.MOVE: 3, _A.HOUSEWORK: 3, _A.EAT: 2, _A.PLAY: -2}),
    Trait.NEUROTICISM: _row({_A.REST: 6, _A.WASH: 3, _A.EXERCISE: -4, _A.MOVE: 2, _A.PLAY: -2}),
}
"""For each point of a trait above or below 50."""
_BY_TRAIT: Final = np.array([_TRAITS[trait] for trait in Trait], np.int64)
_BY_YEAR: Final = np.array(
    _row({_A.PLAY: -8, _A.EXERCISE: -6, _A.MOVE: 5, _A.REST: 7, _A.READ: 4, _A.HOUSEWORK: 4}), np.int64
)
"""For each year above or below 40."""
_BY_GENDER: Final = np.array(
    [_row({_A.PLAY: 60, _A.EXERCISE: 60}), _row({_A.READ: 60, _A.MOVE: 60}), _row({_A.READ: 30, _A.EXERCISE: 30})],
    np.int64,
)
_TRADES: Final[dict[Occupation, list[int]]] = {
    Occupation.PROGRAMMER: _row({_A.PLAY: 250, _A.STUDY: 250, _A.EXERCISE: 100}),
    Occupation.DESIGNER: _row({_A.READ: 150, _A.MOVE: 150, _A.PLAY: 100}),
    Occupation.WAITER: _row({_A.REST: 200, _A.PLAY: 150}),
    Occupation.STUDENT: _row({_A.PLAY: 250, _A.EXERCISE: 100}),
    Occupation.ARTIST: _row({_A.MOVE: 250, _A.PLAY: 150, _A.HOUSEWORK: -150}),
    Occupation.TEACHER: _row({_A.READ: 300, _A.STUDY: 200}),
    Occupation.RETIRED: _row({_A.MOVE: 200, _A.READ: 150, _A.REST: 100, _A.HOUSEWORK: 100}),
    Occupation.SALES: _row({_A.PLAY: 200, _A.SHOP: 100}),
    Occupation.CHEF: _row({_A.REST: 200, _A.SHOP: 150}),
    Occupation.DOCTOR: _row({_A.READ: 200, _A.EXERCISE: 200}),
    Occupation.NURSE: _row({_A.REST: 200, _A.EXERCISE: 100}),
    Occupation.SHOPKEEPER: _row({_A.MOVE: 150, _A.READ: 100}),
    Occupation.WRITER: _row({_A.READ: 350, _A.MOVE: 200}),
    Occupation.OWNER: _row({_A.EXERCISE: 150, _A.READ: 150}),
    Occupation.UNEMPLOYED: _row({_A.MOVE: 150, _A.HOUSEWORK: 100, _A.STUDY: 700}),
}
_BY_TRADE: Final = np.array([_TRADES[trade] for trade in Occupation], np.int64)

_PRACTISED: Final[dict[Action, Skill]] = {
    _A.READ: Skill.WRITING,
    _A.PLAY: Skill.ART,
    _A.STUDY: Skill.TECHNOLOGY,
    _A.SHOP: Skill.TRADE,
    _A.HOUSEWORK: Skill.SERVICE,
    _A.EXERCISE: Skill.MEDICINE,
    _A.MOVE: Skill.TEACHING,
    _A.EAT: Skill.COOKING,
}
"""The skill that makes an action a pleasure; teachers like to walk and talk, those who know bodies to move theirs."""
_SKILL_OF: Final = np.array([_PRACTISED.get(action, Skill.ART) for action in Action])
_SKILL_DIVISOR: Final = np.array([30 if action in _PRACTISED else 2**30 for action in Action], np.int64)

_LEISURE_HOURS: Final[dict[Action, list[int]]] = {
    _A.MOVE: [-2_200] * 5
    + [-700, 250, 350, 250, 250, 250, 100, 0, 0, 50, 150, 250, 300, 350, 300, 150, -300, -900, -1_600],
    _A.REST: [-400] * 6 + [-500, -400, -300, -250, -150, -100, 150, 350, 250, 50, 0, 50, 100, 200, 300, 350, 300, 0],
    _A.READ: [-700] * 6 + [-300, -200, -100, 0, 100, 0, 0, 150, 150, 100, 100, 100, 100, 250, 350, 450, 350, -100],
    _A.EXERCISE: [-2_800] * 5
    + [-900, 350, 450, 300, 200, 150, -100, -400, -300, 0, 150, 300, 450, 350, 200, -100, -700, -1_600, -2_400],
    _A.PLAY: [
        -700,
        -1_100,
        -1_500,
        -1_500,
        -1_500,
        -1_300,
        -1_200,
        -900,
        -500,
        -250,
        -100,
        -50,
        0,
        50,
        100,
        150,
        150,
        200,
        300,
        350,
        400,
        350,
        100,
        -300,
    ],
}
_BY_HOUR: Final = np.array([_LEISURE_HOURS.get(action, [0] * 24) for action in Action], np.int64).T.copy()
_ON_FREE_DAYS: Final = np.array(_row({_A.PLAY: 150, _A.EXERCISE: 200, _A.MOVE: 200, _A.STUDY: -100}), np.int64)
_AGAIN: Final = np.array(
    [
        _REPEATED if spec.is_leisure or spec.number in (_A.STUDY, _A.HOUSEWORK, _A.SHOP, _A.SEARCH_JOB) else 0
        for spec in ACTIONS
    ],
    np.int64,
)
_EVERY_ACTION: Final = np.arange(ACTION_COUNT)


def wants_of_taste(seen: ObservationBatch, person: Person, day: Day) -> Int:
    """Weigh what one likes about each action just now: int64[n, A]."""
    persona = seen.persona
    wants = np.zeros((len(seen), ACTION_COUNT), dtype=np.int64)
    for trait in Trait:
        wants += (person.traits[:, trait, None] - 50) * _BY_TRAIT[trait]
    wants += (person.age - 40)[:, None] * _BY_YEAR
    wants += _BASE + _BY_GENDER[persona.gender] + _BY_TRADE[persona.occupation] + _BY_HOUR[day.hour]
    wants += seen.skills[:, _SKILL_OF] // _SKILL_DIVISOR
    wants += np.where((day.weekday >= 5) | day.is_free, 1, 0)[:, None] * _ON_FREE_DAYS
    wants -= np.where(seen.last_action[:, None] == _EVERY_ACTION, _AGAIN, 0)
    wants += below(person.lasting(Purpose.LEANING, _EVERY_ACTION[None, :]), _FONDNESS)
    wants += triangular(person.passing(Purpose.WHIM, _EVERY_ACTION[None, :]), _WHIM)
    return wants
