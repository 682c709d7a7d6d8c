"""What residents are to each other, and their talks, in the admin. What is said in them: agents.admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, IntegerField, QuerySet
from django.db.models.functions import Cast, Mod
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from streams.admin import Titles, field_of, link_unless_0, moment
from streams.kernel.ids import NUMBER_BITS, key_range
from streams.models import Account
from world.admin.names import place_name
from world.admin.rows import TownTableAdmin
from world.admin.titles import TOWN_TITLES
from world.models import Talk, Tie
from world.ties import TIES_MAX


@admin.register(Tie)
class TieAdmin(TownTableAdmin):
    """Ties, one row a direction; strength is as of the last time that the two met."""

    list_display = ("number", "who", "whom", "strength", "trust", "count", "last")
    titles: ClassVar[Titles] = {**TOWN_TITLES, "at": _("last time")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look both names up in the same query; whose tie it is follows from its number."""
        rows: QuerySet[Any] = super().get_queryset(request)
        owner = Cast(Mod(F("pk"), 1 << NUMBER_BITS) / TIES_MAX, IntegerField())
        named: QuerySet[Any] = rows.annotate(owner=owner).annotate(
            who_name=field_of(Account, "owner", "display_name"), whom_name=field_of(Account, "other", "display_name")
        )
        return named

    @admin.display(description=_("who"))
    def who(self, row: Any) -> str:
        """Link to whose tie it is."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.owner, row.who_name)

    @admin.display(description=_("other"))
    def whom(self, row: Any) -> str:
        """Link to the other."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.other, row.whom_name)

    @admin.display(description=_("last time"))
    def last(self, row: Tie) -> str:
        """Show when they last met."""
        return moment(row.at)


@admin.register(Talk)
class TalkAdmin(TownTableAdmin):
    """Talks in town."""

    list_display = ("number", "at", "where", "first", "second", "joiner", "turns", "ending", "mood")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look all names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(
            place_name=place_name("place"),
            one_name=field_of(Account, "one", "display_name"),
            other_name=field_of(Account, "other", "display_name"),
            third_name=field_of(Account, "third", "display_name"),
        )
        return named

    @admin.display(description=_("who began"))
    def first(self, row: Any) -> str:
        """Link to who began."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.one, row.one_name)

    @admin.display(description=_("with"))
    def second(self, row: Any) -> str:
        """Link to whom she talked with."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.other, row.other_name)

    @admin.display(description=_("joined by"))
    def joiner(self, row: Any) -> str:
        """Link to who joined them."""
        return link_unless_0("world_resident", key_range(row.run_id)[0], row.third, row.third_name)
