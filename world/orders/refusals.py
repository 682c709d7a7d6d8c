"""Why residents could not do what they were ordered to, in sentences: by the reason of the receipt."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise]] = {
    "agent_not_found": _("There is no such resident in town."),
    "location_not_found": _("There is no such place in town."),
    "is_leaving": _("She is about to move away."),
    "no_talks": _("In this town nobody talks: its scenario says so."),
    "place_closed": _("She was told, but the place is closed."),
    "place_full": _("She was told, but there is no room."),
    "not_offered": _("She was told, but cannot do it there now: it needs another place, time or company."),
    "another_order_came": _("She was told, but another order came right after it."),
    "world_paused": _("The world is paused: resume it, then send the command again."),
    "no_dealings": _("In this town nobody deals in things or money: its scenario says so."),
    "yourself": _("This needs two different residents."),
    "asleep": _("She is asleep. Try again when she is awake."),
    "item_not_found": _("The thing is not there, or not theirs. Look at the inventory."),
    "not_together": _("The two are not awake at one place. Bring them together first."),
    "too_heavy": _("It is too heavy: first something else has to go."),
    "not_friends": _("The tie between the two is too weak for it."),
    "not_trusted": _("The lender does not trust the borrower enough."),
    "not_for_sale": _("The thing has no price, or is worn: nobody trades it."),
    "not_worth_it": _("The two things are not worth about the same, or one is worn."),
    "owes_already": _("The borrower has a loan to pay back first."),
    "owes_nothing": _("There is no loan to pay back."),
    "too_poor": _("There is not enough money for it."),
    "not_eating_together": _("The two do not eat something at one place that is paid for. Have both eat there first."),
    "not_wealthy": _("Only who is wealthy treats others."),
    "not_usable": _("This thing is not used for anything."),
    "not_doing_it": _("She is not doing what the thing is for. Order that first."),
    "not_shopping": _("She is not shopping. Have her shop first, where the thing is sold."),
    "not_sold_here": _("This shop does not sell it."),
    "nothing_to_photograph": _("She takes photos when she is out for a walk or for fun. Send her there first."),
}
