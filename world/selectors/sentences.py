"""What is said about residents in the reader's language: names of actions and reasons, and one sentence of thought.

Sentences are made when they are read, never kept: the record holds numbers.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

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
    Action.USE_PHONE: pgettext_lazy("action", "on the phone"),
    Action.TALK: pgettext_lazy("action", "talking"),
    Action.SEARCH_JOB: pgettext_lazy("action", "looking for work"),
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
    Reason.OCCASION: pgettext_lazy("reason", "something is on there"),
    Reason.APPOINTMENT: pgettext_lazy("reason", "an appointment"),
    Reason.MESSAGES: pgettext_lazy("reason", "messages are waiting"),
    Reason.CURIOUS: pgettext_lazy("reason", "to see what is new"),
    Reason.COMPANION: pgettext_lazy("reason", "good company"),
    Reason.JOBLESS: pgettext_lazy("reason", "out of work"),
    Reason.PLAYED: pgettext_lazy("reason", "decided by whoever plays her"),
    Reason.AWAITS_PLAYER: pgettext_lazy("reason", "waits for whoever plays her"),
    Reason.PLACE_CLOSED: pgettext_lazy("reason", "it was closed"),
    Reason.PLACE_FULL: pgettext_lazy("reason", "it was full"),
    Reason.TOO_POOR: pgettext_lazy("reason", "it was too expensive"),
    Reason.NOT_OFFERED: pgettext_lazy("reason", "it was not possible there"),
    Reason.MIND_FAILED: pgettext_lazy("reason", "could not make up her mind"),
}
_WHY: Final[Mapping[int, Promise]] = {
    Reason.HUNGRY: _("I am hungry."),
    Reason.TIRED: _("I am tired."),
    Reason.LONELY: _("I would like some company."),
    Reason.BORED: _("I want some fun."),
    Reason.DIRTY: _("I need a wash."),
    Reason.UNWELL: _("I do not feel well."),
    Reason.SHIFT: _("My shift calls."),
    Reason.BEDTIME: _("It is bedtime."),
    Reason.MEALTIME: _("It is time for a meal."),
    Reason.ERRAND: _("There is something to buy."),
    Reason.CHORE: _("Somebody has to do it."),
    Reason.LEARNING: _("I want to get better at this."),
    Reason.HABIT: _("As always at this hour."),
    Reason.NOTHING_BETTER: _("Nothing better comes to mind."),
    Reason.TOLD: _("I was told to."),
    Reason.BORN: _("A new day begins."),
    Reason.OCCASION: _("Something is on there."),
    Reason.APPOINTMENT: _("I am meeting somebody."),
    Reason.MESSAGES: _("Somebody has written to me."),
    Reason.CURIOUS: _("I wonder what is new."),
    Reason.COMPANION: _("It is nice to have somebody to talk to."),
    Reason.JOBLESS: _("I need work."),
    Reason.PLAYED: _("Something tells me to."),
    Reason.AWAITS_PLAYER: _("I wonder what to do next."),
    Reason.PLACE_CLOSED: _("It was closed."),
    Reason.PLACE_FULL: _("There was no room."),
    Reason.TOO_POOR: _("I cannot afford it."),
    Reason.NOT_OFFERED: _("That was not possible."),
    Reason.MIND_FAILED: _("I could not make up my mind."),
}
_DOING: Final[Mapping[int, Promise]] = {
    Action.WAIT: _("I am waiting at {place}."),
    Action.MOVE: _("I am at {place}."),
    Action.WORK: _("I am working at {place}."),
    Action.STUDY: _("I am studying at {place}."),
    Action.EAT: _("I am eating at {place}."),
    Action.SLEEP: _("I am sleeping at {place}."),
    Action.REST: _("I am resting at {place}."),
    Action.READ: _("I am reading at {place}."),
    Action.EXERCISE: _("I am exercising at {place}."),
    Action.SHOP: _("I am shopping at {place}."),
    Action.PLAY: _("I am having fun at {place}."),
    Action.WASH: _("I am washing at {place}."),
    Action.HOUSEWORK: _("I am tidying up at {place}."),
    Action.USE_PHONE: _("I am looking at my phone at {place}."),
    Action.TALK: _("I am talking with somebody at {place}."),
    Action.SEARCH_JOB: _("I am looking for work at {place}."),
}
_GOING: Final[Mapping[int, Promise]] = {
    Action.WAIT: _("I am on my way to {place}."),
    Action.MOVE: _("I am walking to {place}."),
    Action.WORK: _("I am on my way to work at {place}."),
    Action.STUDY: _("I am on my way to {place} to study."),
    Action.EAT: _("I am on my way to {place} to eat."),
    Action.SLEEP: _("I am on my way to {place} to sleep."),
    Action.REST: _("I am on my way to {place} to rest."),
    Action.READ: _("I am on my way to {place} to read."),
    Action.EXERCISE: _("I am on my way to {place} to exercise."),
    Action.SHOP: _("I am on my way to {place} to shop."),
    Action.PLAY: _("I am on my way to {place} to have fun."),
    Action.WASH: _("I am on my way to {place} to wash."),
    Action.HOUSEWORK: _("I am on my way to {place} to tidy up."),
    Action.USE_PHONE: _("I am on my way to {place}."),
    Action.TALK: _("I am on my way to {place} to talk."),
    Action.SEARCH_JOB: _("I am on my way to {place} to look for work."),
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
    return gettext("{why} {doing}").format(why=_WHY[reason], doing=doing)
