"""Who came and who left, what brings people to leave, and who let them come and go, in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from world.admin.rows import TownTableAdmin, resident_column
from world.labels import OCCUPATIONS, label
from world.models import BalanceSwitch, Hardship, Move, PersonaChange, Removal
from world.occupations import Occupation


@admin.register(Move)
class MoveAdmin(TownTableAdmin):
    """Who moved in and away, and why."""

    list_display = ("number", "at", "who", "kind", "reason", "days_lived", "where", "trade")
    people = ("resident",)
    places = ("place",)

    who = resident_column("resident", _("resident"))

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


@admin.register(Removal)
class RemovalAdmin(TownTableAdmin):
    """Whom operators sent away, and why."""

    list_display = ("number", "at", "who", "operator", "text")
    people = ("resident",)

    who = resident_column("resident", _("resident"))


@admin.register(PersonaChange)
class PersonaChangeAdmin(TownTableAdmin):
    """Whom operators changed, and what she was like before."""

    list_display = ("number", "at", "who", "operator", "before")
    people = ("resident",)

    who = resident_column("resident", _("resident"))
