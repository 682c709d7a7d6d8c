"""What admins of the town's tables share: the titles of their columns, and columns that link to who or where a number means.

A table says in `people` and `places` which of its columns hold numbers of residents and places: their names are looked up
in the query of the rows, as `<column>_name`, and shown by `resident_column` and `place_column`.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from streams.admin import HistoryAdmin, Titles, field_of, link_unless_0, moment
from streams.kernel.ids import key_range
from streams.models import Account
from world.admin.names import place_name
from world.admin.titles import TOWN_TITLES

Shown = Callable[[Any, Any], SafeString | str]


def _linked(table: str, column: str, title: Any) -> Shown:
    @admin.display(description=title)
    def shown(table_admin: Any, row: Any) -> SafeString | str:
        return link_unless_0(table, key_range(row.run_id)[0], getattr(row, column), getattr(row, f"{column}_name"))

    return shown


def resident_column(column: str, title: Any) -> Shown:
    """Link to the resident whose number one of `people` holds; nothing for nobody."""
    return _linked("world_resident", column, title)


def place_column(column: str, title: Any) -> Shown:
    """Link to the place whose number one of `places` holds; nothing for none."""
    return _linked("world_place", column, title)


def moment_column(column: str, title: Any) -> Shown:
    """Show a simulated moment."""

    @admin.display(description=title)
    def shown(table_admin: Any, row: Any) -> str:
        return moment(getattr(row, column))

    return shown


class TownTableAdmin(HistoryAdmin):
    """A table of the town's history."""

    titles: ClassVar[Titles] = TOWN_TITLES
    people: ClassVar[Sequence[str]] = ()
    places: ClassVar[Sequence[str]] = ()

    where = place_column("place", _("place"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look the names up in the same query."""
        names = {column: field_of(Account, column, "display_name") for column in self.people}
        names |= {column: place_name(column) for column in self.places}
        named: QuerySet[Any] = self.keyed(super().get_queryset(request)).annotate(
            **{f"{column}_name": name for column, name in names.items()}
        )
        return named

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Add what follows from a row's own key; whose numbers come with it can be among `people`."""
        return rows
