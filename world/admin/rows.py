"""What admins of the town's tables share: the titles of their columns, and a link to the place where something is."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from streams.admin import HistoryAdmin, Titles, link_unless_0
from streams.kernel.ids import key_range
from world.admin.titles import TOWN_TITLES


class TownTableAdmin(HistoryAdmin):
    """A table of the town's history. For the column `where`, its rows are annotated with `place_name`."""

    titles: ClassVar[Titles] = TOWN_TITLES

    @admin.display(description=_("place"))
    def where(self, row: Any) -> str:
        """Link to the place."""
        return link_unless_0("world_place", key_range(row.run_id)[0], row.place, row.place_name)
