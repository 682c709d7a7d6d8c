"""Work, loans, things, and the town's days of both, in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from streams.admin import Titles, field_of, link_unless_0, moment
from streams.kernel.ids import key_range
from streams.models import Account
from world.admin.names import place_name
from world.admin.rows import TownTableAdmin
from world.admin.titles import TOWN_TITLES
from world.models import Employment, Item, Loan, TownDay


def _person(row: Any, number: int, name: str) -> str:
    """Link to a resident by number; nothing for nobody."""
    return link_unless_0("world_resident", key_range(row.run_id)[0], number, name)


@admin.register(Employment)
class EmploymentAdmin(TownTableAdmin):
    """Changes of work: who took up or lost which trade, and where."""

    list_display = ("number", "at", "who", "cause", "occupation_before", "occupation", "where", "wage_per_hour")
    titles: ClassVar[Titles] = {
        **TOWN_TITLES,
        "shift_start_s": _("shift starts, seconds after midnight"),
        "shift_length_s": _("length of the shift, seconds"),
        "bedtime_s": _("bedtime, seconds after midnight"),
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look the names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(
            who_name=field_of(Account, "resident", "display_name"), place_name=place_name("workplace")
        )
        return named

    @admin.display(description=_("time"))
    def at(self, row: Employment) -> str:
        """Show when it changed."""
        return moment(row.sim_time)

    @admin.display(description=_("resident"))
    def who(self, row: Any) -> str:
        """Link to whose work it is."""
        return _person(row, row.resident, row.who_name)

    @admin.display(description=_("workplace"))
    def where(self, row: Any) -> str:
        """Link to the place."""
        return link_unless_0("world_place", key_range(row.run_id)[0], row.workplace, row.place_name)


@admin.register(Loan)
class LoanAdmin(TownTableAdmin):
    """Loans between friends."""

    list_display = ("number", "at", "from_whom", "to_whom", "amount_cents", "repaid_cents", "until", "outcome")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look both names up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(
            lender_name=field_of(Account, "lender", "display_name"),
            borrower_name=field_of(Account, "borrower", "display_name"),
        )
        return named

    @admin.display(description=_("time"))
    def at(self, row: Loan) -> str:
        """Show when it was given."""
        return moment(row.sim_time)

    @admin.display(description=_("lender"))
    def from_whom(self, row: Any) -> str:
        """Link to the lender."""
        return _person(row, row.lender, row.lender_name)

    @admin.display(description=_("borrower"))
    def to_whom(self, row: Any) -> str:
        """Link to the borrower."""
        return _person(row, row.borrower, row.borrower_name)

    @admin.display(description=_("to be paid back by"))
    def until(self, row: Loan) -> str:
        """Show when it is due."""
        return moment(row.due)


@admin.register(Item)
class ItemAdmin(TownTableAdmin):
    """Things that residents own."""

    list_display = ("number", "who", "thing", "kind", "count", "value_cents", "uses_left", "since")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look the owner's name up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        named: QuerySet[Any] = rows.annotate(who_name=field_of(Account, "owner", "display_name"))
        return named

    @admin.display(description=_("owner"))
    def who(self, row: Any) -> str:
        """Link to the owner."""
        return _person(row, row.owner, row.who_name)

    @admin.display(description=_("since"))
    def since(self, row: Item) -> str:
        """Show since when there is such a thing."""
        return moment(row.made_at)


@admin.register(TownDay)
class TownDayAdmin(TownTableAdmin):
    """Work and debts of the town, day by day."""

    list_display = ("number", "at", "labour", "unemployed", "hired", "laid_off", "open_loans", "owed_cents")

    @admin.display(description=_("midnight"))
    def at(self, row: TownDay) -> str:
        """Show at whose end."""
        return moment(row.sim_time)
