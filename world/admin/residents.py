"""Residents in the admin: bodies, and what they do and how they are."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from streams.admin import admin_link, being_links, link_unless_0, list_link, same_key
from streams.kernel.ids import key_range
from streams.models import Account
from world.admin.commanding import RESIDENT_ACTIONS, TownCommandingAdmin
from world.admin.rows import TownTableAdmin, moment_column, place_column
from world.labels import OCCUPATIONS
from world.models import Resident, ResidentState
from world.occupations import Occupation
from world.selectors.sentences import action_label, reason_label


@admin.register(Resident)
class ResidentAdmin(TownCommandingAdmin, TownTableAdmin):
    """Bodies, with links to their faces, minds, states and actions; operators order, change and send away."""

    row_field = "resident"
    actions: Any = RESIDENT_ACTIONS

    list_display = ("number", "name", "age", "gender", "living_by", "at_home", "at_work", "links")
    list_display_links = ("number", "name")
    ordering = ("pk",)
    places = ("home", "workplace")

    at_home = place_column("home", _("home"))
    at_work = place_column("workplace", _("workplace"))

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Look her own name up too."""
        return rows.annotate(resident_name=same_key(Account, "display_name"))

    def links_of(self, row: Resident) -> list[str]:
        """Link to the same being's other rows."""
        return being_links(row.pk, row.run_id, row.number, without="world_resident")

    @admin.display(description=_("name"))
    def name(self, resident: Any) -> str:
        """Show whose body it is."""
        return resident.resident_name or "-"

    @admin.display(description=_("occupation"))
    def living_by(self, resident: Resident) -> str:
        """Show what she lives by."""
        return trade_text(resident.occupation)


def trade_text(occupation: int) -> str:
    """Name an occupation in the reader's language."""
    name = Occupation(occupation).label
    return str(OCCUPATIONS.get(name, name))


@admin.register(ResidentState)
class ResidentStateAdmin(TownTableAdmin):
    """What residents do and how they are, as of their last decision."""

    list_display = (
        "number",
        "who",
        "doing",
        "because",
        "where",
        "until",
        "money",
        "energy",
        "satiety",
        "health",
        "links",
    )
    ordering = ("pk",)
    places = ("place",)

    until = moment_column("due", _("until"))

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Look her own name up too."""
        return rows.annotate(resident_name=same_key(Account, "display_name"))

    def links_of(self, row: ResidentState) -> list[str]:
        """Link to what she did, her last event and her last transfer of money."""
        run_key = key_range(row.run_id)[0]
        actions = list_link("world_actionlog", gettext("actions"), run=row.run_id, agent=row.number)
        event = link_unless_0("world_actionlog", run_key, row.last_event, gettext("last event"))
        return [actions, event, link_unless_0("world_ledgerentry", run_key, row.last_entry, gettext("last transfer"))]

    @admin.display(description=_("who"))
    def who(self, state: Any) -> str:
        """Link to the resident."""
        return admin_link("world_resident", state.pk, state.resident_name or f"#{state.number}")

    @admin.display(description=_("action"))
    def doing(self, state: ResidentState) -> str:
        """Show what she does."""
        return action_label(state.action)

    @admin.display(description=_("because"))
    def because(self, state: ResidentState) -> str:
        """Show why."""
        return reason_label(state.reason)
