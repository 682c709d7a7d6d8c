"""Why: the main cause of a choice, in the words of the record."""

from typing import Final

import numpy as np

from agents.minds.rules.urgency import RELIEF
from world.actions import Action
from world.contract import Int, Need, Reason

_OF_NEED: Final = np.array([Reason.TIRED, Reason.HUNGRY, Reason.LONELY, Reason.BORED, Reason.DIRTY, Reason.UNWELL])
assert len(_OF_NEED) == len(Need)
_OF_DUTY: Final[dict[Action, Reason]] = {
    Action.WORK: Reason.SHIFT,
    Action.STUDY: Reason.LEARNING,
    Action.EAT: Reason.MEALTIME,
    Action.SLEEP: Reason.BEDTIME,
    Action.SHOP: Reason.ERRAND,
    Action.WASH: Reason.HABIT,
    Action.HOUSEWORK: Reason.CHORE,
    Action.USE_PHONE: Reason.CURIOUS,
    Action.TALK: Reason.COMPANION,
    Action.SEARCH_JOB: Reason.JOBLESS,
}
_BY_ACTION: Final = np.array([_OF_DUTY.get(action, Reason.NOTHING_BETTER) for action in Action])
_WORTH_NAMING: Final = 80
_FOND: Final = 2_200


def reasons(
    *, action: Int, urgency: Int, duty: Int, company: Int, taste: Int, fondness: Int, occasion: Int | None
) -> Int:
    """Name the largest cause: a need, a duty, company, what is on there, or a liking.

    action: int[n].   urgency: int[n, 6].   The others: int[n], their share in the weight of what was chosen; occasion is
    None when nothing is on anywhere.
    """
    relief = urgency * RELIEF[action] // 100
    need = relief.argmax(axis=1)
    shares = np.stack([relief.max(axis=1), duty, company], axis=1)
    names = np.stack([_OF_NEED[need], _BY_ACTION[action], np.full_like(action, Reason.LONELY)], axis=1)
    if occasion is not None:
        shares = np.column_stack([shares, occasion])
        names = np.column_stack([names, np.full_like(action, Reason.OCCASION)])
    row, main = np.arange(len(action)), shares.argmax(axis=1)
    named = names[row, main]
    likes = np.where(taste + fondness >= _FOND, Reason.HABIT, Reason.NOTHING_BETTER)
    is_named = shares[row, main] >= _WORTH_NAMING
    return np.where(is_named, named, np.where(_BY_ACTION[action] == Reason.NOTHING_BETTER, likes, _BY_ACTION[action]))
