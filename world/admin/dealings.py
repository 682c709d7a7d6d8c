"""Work, loans, things, and the town's days of both, in the admin."""

from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from streams.admin import Titles
from world.admin.rows import TownTableAdmin, moment_column, place_column, resident_column
from world.admin.titles import TOWN_TITLES
from world.models import Employment, Item, Loan, TownDay


@admin.register(Employment)
class EmploymentAdmin(TownTableAdmin):
    """Changes of work: who took up or lost which trade, and where."""

    list_display = ("number", "at", "who", "cause", "occupation_before", "occupation", "where", "wage_per_hour")
    people = ("resident",)
    places = ("workplace",)

    who = resident_column("resident", _("resident"))
    where = place_column("workplace", _("workplace"))
    titles: ClassVar[Titles] = {
        **TOWN_TITLES,
        "shift_start_s": _("shift starts, seconds after midnight"),
        "shift_length_s": _("length of the shift, seconds"),
        "bedtime_s": _("bedtime, seconds after midnight"),
    }


@admin.register(Loan)
class LoanAdmin(TownTableAdmin):
    """Loans between friends."""

    list_display = ("number", "at", "from_whom", "to_whom", "amount_cents", "repaid_cents", "until", "outcome")
    people = ("lender", "borrower")

    from_whom = resident_column("lender", _("lender"))
    to_whom = resident_column("borrower", _("borrower"))
    until = moment_column("due", _("to be paid back by"))


@admin.register(Item)
class ItemAdmin(TownTableAdmin):
    """Things that residents own."""

    list_display = ("number", "who", "thing", "kind", "count", "value_cents", "uses_left", "since")
    people = ("owner",)

    who = resident_column("owner", _("owner"))
    since = moment_column("made_at", _("since"))


@admin.register(TownDay)
class TownDayAdmin(TownTableAdmin):
    """Work and debts of the town, day by day."""

    list_display = ("number", "midnight", "labour", "unemployed", "hired", "laid_off", "open_loans", "owed_cents")
    midnight = moment_column("sim_time", _("midnight"))
