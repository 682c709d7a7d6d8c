"""Why the town refused to change the map, in sentences: by the reason of the receipt."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise]] = {
    "location_not_found": _("There is no such place in town."),
    "place_is_gone": _("This place was deleted already."),
    "several_districts": _("The districts of this town share one map, which cannot be changed."),
    "off_the_map": _("This is off the map: choose a spot inside it."),
    "in_water": _("There is water: choose a spot on dry ground."),
    "on_a_street": _("A street runs there: choose a spot beside it."),
    "overlaps": _("Another place stands there: choose a free spot."),
    "no_way_there": _("No way leads to this spot: choose one nearer to a street."),
    "cuts_off": _("This would block the way to another place: choose another spot."),
    "stays_where_it_is": _("The place stands there already."),
    "changes_nothing": _("This would change nothing."),
    "name_taken": _("Another place has this name: choose another one."),
    "hours_do_not_fit": _(
        "These hours do not fit: a home is always open, no day runs into the next one, and some day has hours."
    ),
    "price_without_function": _("It has a price for what cannot be done there: leave the price out."),
    "function_missing": _("A home is for sleeping, eating, washing and resting; where there are jobs one can work."),
    "job_does_not_fit": _(
        "Its jobs do not fit: each needs a trade of such a place, a shift within the hours, room, and a wage."
    ),
    "does_not_fit": _("This does not fit together: compare it with other places of its kind."),
    "too_many_inside": _("More people are there now than it would have room for: try again when it is emptier."),
    "beds_taken": _("More people live there than it would have beds for."),
    "no_free_beds": _("Those who live there cannot be housed elsewhere: build another home first."),
    "no_labour_market": _("People work there, and in this town nobody can lose or find work."),
    "needed": _("The town needs another place than this one: it cannot be the last."),
    "world_paused": _("The world is paused: resume it, then send the command again."),
}
