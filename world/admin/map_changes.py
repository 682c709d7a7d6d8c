"""What operators did to the map, in the admin, and who had to live elsewhere for it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from world.admin.rows import TownTableAdmin, place_column, resident_column
from world.models import HomeChange, PlaceChange


@admin.register(PlaceChange)
class PlaceChangeAdmin(TownTableAdmin):
    """Changes of the map."""

    list_display = ("number", "at", "where", "kind", "operator")
    places = ("place",)


@admin.register(HomeChange)
class HomeChangeAdmin(TownTableAdmin):
    """Who was given a bed elsewhere."""

    list_display = ("number", "at", "who", "left", "found")
    people = ("resident",)
    places = ("home_before", "home")

    who = resident_column("resident", _("resident"))
    left = place_column("home_before", _("home before"))
    found = place_column("home", _("home"))
