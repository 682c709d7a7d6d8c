"""What operators did to the map, in the admin, and who had to live elsewhere for it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from streams.admin import moment
from world.admin.names import place_name
from world.admin.rows import TownTableAdmin
from world.models import HomeChange, PlaceChange


@admin.register(PlaceChange)
class PlaceChangeAdmin(TownTableAdmin):
    """Changes of the map."""

    list_display = ("number", "when", "where", "kind", "operator")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look the place's name up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.annotate(place_name=place_name("place"))

    @admin.display(description=_("time"))
    def when(self, row: PlaceChange) -> str:
        """Show when it was done."""
        return moment(row.sim_time)


@admin.register(HomeChange)
class HomeChangeAdmin(TownTableAdmin):
    """Who was given a bed elsewhere."""

    list_display = ("number", "when", "resident", "home_before", "home")

    @admin.display(description=_("time"))
    def when(self, row: HomeChange) -> str:
        """Show when it was done."""
        return moment(row.sim_time)
