"""What residents are to each other, and their talks, in the admin. What is said in them: agents.admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, IntegerField, QuerySet
from django.db.models.functions import Cast, Mod
from django.utils.translation import gettext_lazy as _

from streams.admin import Titles
from streams.kernel.ids import NUMBER_BITS
from world.admin.rows import TownTableAdmin, moment_column, resident_column
from world.admin.titles import TOWN_TITLES
from world.models import Talk, Tie
from world.ties import TIES_MAX


@admin.register(Tie)
class TieAdmin(TownTableAdmin):
    """Ties, one row a direction; strength is as of the last time that the two met."""

    list_display = ("number", "who", "whom", "strength", "trust", "count", "last")
    titles: ClassVar[Titles] = {**TOWN_TITLES, "at": _("last time")}
    people = ("owner", "other")

    who = resident_column("owner", _("who"))
    whom = resident_column("other", _("other"))
    last = moment_column("at", _("last time"))

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Say whose tie it is."""
        return rows.annotate(owner=Cast(Mod(F("pk"), 1 << NUMBER_BITS) / TIES_MAX, IntegerField()))


@admin.register(Talk)
class TalkAdmin(TownTableAdmin):
    """Talks in town."""

    list_display = ("number", "at", "where", "first", "second", "joiner", "turns", "ending", "mood")
    people = ("one", "other", "third")
    places = ("place",)

    first = resident_column("one", _("who began"))
    second = resident_column("other", _("with"))
    joiner = resident_column("third", _("joined by"))
