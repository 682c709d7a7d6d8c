"""Who is played, and by whom, in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agents.models import Body
from streams.admin import Titles, being_links, link_unless_0, same_key
from streams.kernel.ids import key_range
from streams.models import Account
from world.admin.rows import TownTableAdmin, moment_column
from world.admin.titles import TOWN_TITLES


@admin.register(Body)
class BodyAdmin(TownTableAdmin):
    """Residents who are or were played. Who took them when stands in the record; they are taken away on their pages."""

    list_display = ("number", "name", "who", "taken", "decided", "decisions", "missed", "missed_in_row", "links")
    ordering = ("pk",)
    people = ("player",)
    titles: ClassVar[Titles] = {
        **TOWN_TITLES,
        "taken_at": _("taken at"),
        "decided_at": _("last decision"),
        "seen_at": _("shown at"),
        "next_action": _("next action, 0 = none"),
        "next_place": _("next place"),
        "next_duration_s": _("for so many seconds"),
        "next_partner": _("with whom"),
    }

    taken = moment_column("taken_at", _("taken at"))
    decided = moment_column("decided_at", _("last decision"))

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Look the resident's own name up too."""
        named: QuerySet[Any] = rows.annotate(being_name=same_key(Account, "display_name"))
        return named

    def links_of(self, row: Body) -> list[str]:
        """Link to the same being's other rows."""
        return being_links(row.pk, row.run_id, row.number, without="agents_body")

    @admin.display(description=_("resident"))
    def name(self, row: Any) -> str:
        """Show who is played."""
        return row.being_name or "-"

    @admin.display(description=_("player"))
    def who(self, row: Any) -> str:
        """Link to the account that plays her; nothing for nobody."""
        return link_unless_0("streams_account", key_range(row.run_id)[0], row.player, row.player_name)
