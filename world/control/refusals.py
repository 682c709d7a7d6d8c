"""Why the town refused a measure, in sentences: by the reason of the receipt."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise]] = {
    "too_warm_for_it": _("It cannot snow when it is that warm."),
    "too_cold_for_it": _("It is too cold for such weather."),
    "no_weather": _("This town has no weather: its scenario says so."),
    "changes_nothing": _("This would change nothing."),
    "needs_a_place": _("Say at which place."),
    "needs_a_place_or_district": _("Say at which place, or in which district."),
    "district_not_found": _("The town has no such district."),
    "location_not_found": _("There is no such place in town."),
    "place_elsewhere": _("This place is in another district."),
    "home_stays_open": _("A home cannot be closed: people would have nowhere to go."),
    "nowhere_to_gather": _("There is nothing for guests to do there."),
    "already_in_force": _("This rule is in force already. End it first."),
    "too_many_in_force": _("Too much is in force at once. End something first."),
    "not_in_force": _("This is not in force any more."),
    "balance_needs_one_district": _("People come and go in towns of one district only."),
    "balance_needs_dealings": _("Nobody ever finds work here, so nobody would come: the scenario says so."),
    "balance_is_so_already": _("It is so already."),
    "world_paused": _("The world is paused: resume it, then send the command again."),
}
