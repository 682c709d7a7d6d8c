"""All actions by number. A number is kept for ever: it stands in the record."""

from enum import IntEnum
from typing import Final

from world.actions.body import EAT, SLEEP, WASH
from world.actions.company import TALK, USE_PHONE
from world.actions.duty import HOUSEWORK, SHOP, STUDY, WORK
from world.actions.idle import MOVE, REST, WAIT
from world.actions.leisure import EXERCISE, PLAY, READ
from world.actions.search import SEARCH_JOB
from world.actions.spec import ActionSpec


class Action(IntEnum):
    """Permanent numbers; column of an action in every offered[n, A]."""

    WAIT = 0
    MOVE = 1
    WORK = 2
    STUDY = 3
    EAT = 4
    SLEEP = 5
    REST = 6
    READ = 7
    EXERCISE = 8
    SHOP = 9
    PLAY = 10
    WASH = 11
    HOUSEWORK = 12
    USE_PHONE = 13
    TALK = 14
    SEARCH_JOB = 15


_SPECS: Final = (
    *(WAIT, MOVE, WORK, STUDY, EAT, SLEEP, REST, READ, EXERCISE, SHOP, PLAY, WASH, HOUSEWORK),
    *(USE_PHONE, TALK, SEARCH_JOB),
)
ACTIONS: Final[tuple[ActionSpec, ...]] = tuple(sorted(_SPECS, key=lambda spec: spec.number))
ACTION_COUNT: Final = len(ACTIONS)


def by_name(name: str) -> ActionSpec:
    """Find an action by its name. KeyError lists the names."""
    for spec in ACTIONS:
        if spec.name == name:
            return spec
    raise KeyError(f"no action {name!r}: one of {', '.join(spec.name for spec in ACTIONS)}")
