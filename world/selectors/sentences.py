"""What is said about residents in the reader's language: names of actions and reasons, and one sentence of thought.

Sentences are made when they are read, never kept: the record holds numbers.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from world.actions import ACTIONS, Action
from world.contract import Reason

ACTION_LABELS: Final[Mapping[int, Promise]] = {
    Action.WAIT: pgettext_lazy("action", "waiting"),
    Action.MOVE: pgettext_lazy("action", "going out"),
    Action.WORK: pgettext_lazy("action", "working"),
    Action.STUDY: pgettext_lazy("action", "studying"),
    Action.EAT: pgettext_lazy("action", "eating"),
    Action.SLEEP: pgettext_lazy("action", "sleeping"),
    Action.REST: pgettext_lazy("action", "resting"),
    Action.READ: pgettext_lazy("action", "reading"),
    Action.EXERCISE: pgettext_lazy("action", "exercising"),
    Action.SHOP: pgettext_lazy("action", "shopping"),
    Action.PLAY: pgettext_lazy("action", "having fun"),
    Action.WASH: pgettext_lazy("action", "washing"),
    Action.HOUSEWORK: pgettext_lazy("action", "doing housework"),
}
REASON_LABELS: Final[Mapping[int, Promise]] = {
    Reason.NONE: pgettext_lazy("reason", "no particular reason"),
    Reason.HUNGRY: pgettext_lazy("reason", "hungry"),
    Reason.TIRED: pgettext_lazy("reason", "tired"),
    Reason.LONELY: pgettext_lazy("reason", "lonely"),
    Reason.BORED: pgettext_lazy("reason", "bored"),
    Reason.DIRTY: pgettext_lazy("reason", "needs a wash"),
    Reason.UNWELL: pgettext_lazy("reason", "unwell"),
    Reason.SHIFT: pgettext_lazy("reason", "on shift"),
    Reason.BEDTIME: pgettext_lazy("reason", "bedtime"),
    Reason.MEALTIME: pgettext_lazy("reason", "mealtime"),
    Reason.ERRAND: pgettext_lazy("reason", "an errand"),
    Reason.CHORE: pgettext_lazy("reason", "a chore"),
    Reason.LEARNING: pgettext_lazy("reason", "to learn something"),
    Reason.HABIT: pgettext_lazy("reason", "habit"),
    Reason.NOTHING_BETTER: pgettext_lazy("reason", "nothing better to do"),
    Reason.TOLD: pgettext_lazy("reason", "was told to"),
    Reason.BORN: pgettext_lazy("reason", "new in town"),
    Reason.PLACE_CLOSED: pgettext_lazy("reason", "it was closed"),
    Reason.PLACE_FULL: pgettext_lazy("reason", "it was full"),
    Reason.TOO_POOR: pgettext_lazy("reason", "it was too expensive"),
    Reason.NOT_OFFERED: pgettext_lazy("reason", "it was not possible there"),
    Reason.MIND_FAILED: pgettext_lazy("reason", "could not make up her mind"),
}
_WHY: Final[Mapping[int, Promise]] = {
    Reason.HUNGRY: lazy("I am hungry."),
    Reason.TIRED: lazy("I am tired."),
    Reason.LONELY: lazy("I would like some company."),
    Reason.BORED: lazy("I want some fun."),
    Reason.DIRTY: lazy("I need a wash."),
    Reason.UNWELL: lazy("I do not feel well."),
    Reason.SHIFT: lazy("My shift calls."),
    Reason.BEDTIME: lazy("It is bedtime."),
    Reason.MEALTIME: lazy("It is time for a meal."),
    Reason.ERRAND: lazy("There is something to buy."),
    Reason.CHORE: lazy("Somebody has to do it."),
    Reason.LEARNING: lazy("I want to get better at this."),
    Reason.HABIT: lazy("As always at this hour."),
    Reason.NOTHING_BETTER: lazy("Nothing better comes to mind."),
    Reason.TOLD: lazy("I was told to."),
    Reason.BORN: lazy("A new day begins."),
    Reason.PLACE_CLOSED: lazy("It was closed."),
    Reason.PLACE_FULL: lazy("There was no room."),
    Reason.TOO_POOR: lazy("I cannot afford it."),
    Reason.NOT_OFFERED: lazy("That was not possible."),
    Reason.MIND_FAILED: lazy("I could not make up my mind."),
}
_DOING: Final[Mapping[int, Promise]] = {
    Action.WAIT: lazy("I am waiting at {place}."),
    Action.MOVE: lazy("I am at {place}."),
    Action.WORK: lazy("I am working at {place}."),
    Action.STUDY: lazy("I am studying at {place}."),
    Action.EAT: lazy("I am eating at {place}."),
    Action.SLEEP: lazy("I am sleeping at {place}."),
    Action.REST: lazy("I am resting at {place}."),
    Action.READ: lazy("I am reading at {place}."),
    Action.EXERCISE: lazy("I am exercising at {place}."),
    Action.SHOP: lazy("I am shopping at {place}."),
    Action.PLAY: lazy("I am having fun at {place}."),
    Action.WASH: lazy("I am washing at {place}."),
    Action.HOUSEWORK: lazy("I am tidying up at {place}."),
}
_GOING: Final[Mapping[int, Promise]] = {
    Action.WAIT: lazy("I am on my way to {place}."),
    Action.MOVE: lazy("I am walking to {place}."),
    Action.WORK: lazy("I am on my way to work at {place}."),
    Action.STUDY: lazy("I am on my way to {place} to study."),
    Action.EAT: lazy("I am on my way to {place} to eat."),
    Action.SLEEP: lazy("I am on my way to {place} to sleep."),
    Action.REST: lazy("I am on my way to {place} to rest."),
    Action.READ: lazy("I am on my way to {place} to read."),
    Action.EXERCISE: lazy("I am on my way to {place} to exercise."),
    Action.SHOP: lazy("I am on my way to {place} to shop."),
    Action.PLAY: lazy("I am on my way to {place} to have fun."),
    Action.WASH: lazy("I am on my way to {place} to wash."),
    Action.HOUSEWORK: lazy("I am on my way to {place} to tidy up."),
}


def action_name(action: int) -> str:
    """Name an action as the API does."""
    return ACTIONS[action].name


def action_label(action: int) -> str:
    """Name an action for a reader: eating."""
    return str(ACTION_LABELS[action])


def reason_name(reason: int) -> str:
    """Name a reason as the API does."""
    return Reason(reason).name.lower()


def reason_label(reason: int) -> str:
    """Name a reason for a reader: hungry."""
    return str(REASON_LABELS[reason])


def thought(*, action: int, reason: int, place: str, is_walking: bool) -> str:
    """Say in one or two short sentences what somebody is about and why."""
    doing = str((_GOING if is_walking else _DOING)[action]).format(place=place)
    if reason not in _WHY:
        return doing
    return _("{why} {doing}").format(why=_WHY[reason], doing=doing)
