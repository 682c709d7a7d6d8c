"""Places in the admin, the ways between them, and how full they were."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext

from streams.admin import admin_link, link_unless_0, page_link
from streams.kernel.ids import key_of, key_range
from world.admin.commanding import PLACE_ACTIONS, TownCommandingAdmin
from world.admin.rows import TownTableAdmin
from world.models import Path, Place, PlaceHour, PlaceState


@admin.register(Place)
class PlaceAdmin(TownCommandingAdmin, TownTableAdmin):
    """Places, which operators change, move and delete."""

    row_field = "place"
    actions: Any = PLACE_ACTIONS

    list_display = ("number", "name", "name_zh", "type", "zone", "capacity", "is_home", "owner", "links")
    list_display_links = ("number", "name")
    ordering = ("pk",)

    def links_of(self, row: Place) -> list[str]:
        """Link to what changes about it, and to its page, where operators change it."""
        page = page_link("place", gettext("page"), row.run_id, row.key)
        return [admin_link("world_placestate", row.pk, gettext("state")), page]


@admin.register(PlaceState)
class PlaceStateAdmin(TownTableAdmin):
    """What changes about places."""

    list_display = ("number", "till", "heat", "visits", "links")
    ordering = ("pk",)

    def links_of(self, row: PlaceState) -> list[str]:
        """Link to the place and to its last transfer of money."""
        entry = link_unless_0("world_ledgerentry", key_range(row.run_id)[0], row.last_entry, gettext("last transfer"))
        return [admin_link("world_place", row.pk, gettext("place")), entry]


@admin.register(PlaceHour)
class PlaceHourAdmin(TownTableAdmin):
    """How full places were."""

    list_display = ("number", "where", "at", "inside", "heat")
    places = ("place",)


@admin.register(Path)
class PathAdmin(TownTableAdmin):
    """Ways between places."""

    list_display = ("number", "origin", "destination", "length_m", "links")
    ordering = ("pk",)

    def links_of(self, row: Path) -> list[str]:
        """Link to both ends."""
        ends = {gettext("from here"): row.origin, gettext("to there"): row.destination}
        return [admin_link("world_place", key_of(row.run_id, number), title) for title, number in ends.items()]
