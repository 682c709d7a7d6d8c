"""Why the town refused to let somebody in, to change or to send her away, in sentences: by the reason of the receipt."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise]] = {
    "agent_not_found": _("There is no such resident in town."),
    "location_not_found": _("There is no such place in town."),
    "people_of_districts": _("People are added and sent away in towns of one district only."),
    "town_is_full": _("So many people live here that no more fit into one district."),
    "no_free_beds": _("Every bed is taken: build another home first."),
    "not_a_home": _("This is no home: name a place where people live."),
    "no_free_bed_there": _("Every bed of this home is taken: name another one, or none."),
    "no_open_post": _("No place has a post of this trade free: name another one, or create the job first."),
    "age_does_not_fit": _("Nobody follows this trade at that age."),
    "no_labour_market": _("In this town nobody can lose or find work: its scenario says so."),
    "changes_nothing": _("This would change nothing."),
    "words_not_kept": _("In so large a town the words about residents are not stored."),
    "is_leaving": _("She is about to move away."),
    "last_resident": _("She is the last one: a town cannot be empty."),
    "world_paused": _("The world is paused: resume it, then send the command again."),
}
