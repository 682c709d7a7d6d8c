"""Who came and who left, what brings people to leave, and who let them come and go, in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from streams.admin import field_of, link_unless_0, moment
from streams.kernel.ids import key_range
from streams.models import Account
from world.admin.names import place_name
from world.admin.rows import TownTableAdmin
from world.labels import OCCUPATIONS, label
from world.models import BalanceSwitch, Hardship, Move
from world.occupations import Occupation


@admin.register(Move)
class MoveAdmin(TownTableAdmin):
    """Who moved in and away, and why."""

    list_display = ("number", "at", "who", "kind", "reason", "days_lived", "where", "trade")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look the names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(
            who_name=field_of(Account, "resident", "display_name"), place_name=place_name("place")
        )
        return named

    @admin.display(description=_("time"))
    def at(self, row: Move) -> str:
        """Show when it was."""
        return moment(row.sim_time)

    @admin.display(description=_("resident"))
    def who(self, row: Any) -> str:
        """Link to who came or left."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.resident, row.who_name)

    @admin.display(description=_("occupation"))
    def trade(self, row: Move) -> str:
        """Name her trade."""
        return label(OCCUPATIONS, Occupation(row.occupation).label)


@admin.register(Hardship)
class HardshipAdmin(TownTableAdmin):
    """Days in debt and unhappy, of those who had any."""

    list_display = ("number", "debt_days", "unhappy_days")


@admin.register(BalanceSwitch)
class BalanceSwitchAdmin(TownTableAdmin):
    """When operators let people come and go, and stopped it."""

    list_display = ("number", "at", "is_on", "operator")

    @admin.display(description=_("time"))
    def at(self, row: BalanceSwitch) -> str:
        """Show when it was."""
        return moment(row.sim_time)
