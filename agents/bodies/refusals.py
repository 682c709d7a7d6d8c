"""Why somebody could not live as a resident as she wanted to: names for receipts, and sentences for people."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AGENT_NOT_FOUND: Final = "agent_not_found"
NO_ACCOUNT: Final = "no_account"
SUSPENDED: Final = "suspended"
NOBODY_IS_PLAYED: Final = "nobody_is_played"
YOURS_ALREADY: Final = "yours_already"
PLAYED_BY_ANOTHER: Final = "played_by_another"
TOO_MANY_BODIES: Final = "too_many_bodies"
NOT_PLAYED: Final = "not_played"
NOT_YOUR_BODY: Final = "not_your_body"
NOT_HERE: Final = "not_here"
ANOTHER_CAME: Final = "another_order_came"
SENTENCES: Final[Mapping[str, Promise]] = {
    AGENT_NOT_FOUND: _("Nobody with this number lives in town."),
    NO_ACCOUNT: _("Only accounts play residents: sign in as a member of a run that has a social network."),
    SUSPENDED: _("Your account is suspended: you can read, but not act. Ask an operator why."),
    NOBODY_IS_PLAYED: _("In this town nobody is played: its scenario says so ([bodies] per_person)."),
    YOURS_ALREADY: _("You play this resident already."),
    PLAYED_BY_ANOTHER: _("Somebody else plays this resident. Choose another one."),
    TOO_MANY_BODIES: _("You play as many residents as this town allows. Give one back first."),
    NOT_PLAYED: _("Nobody plays this resident."),
    NOT_YOUR_BODY: _("You do not play this resident. Take her first."),
    NOT_HERE: _("Whom you want to talk to is not here or not free. Look at who is."),
    ANOTHER_CAME: _("Another decision or order came for the same moment."),
    "place_closed": _("It is closed, or closes too soon."),
    "place_full": _("It is full."),
    "too_poor": _("There is not enough money for it."),
    "not_offered": _("This cannot be done there now. Choose from what is offered."),
    "world_paused": _("The world is paused: resume it, then send the command again."),
    "run_ended": _("This run has ended: it can be read, but nobody acts here any more."),
}
"""By the reason of the receipt; those of places are `world.contract.Reason` in small letters."""
