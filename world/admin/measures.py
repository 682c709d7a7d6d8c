"""What operators set in force, in the admin."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from world.admin.commanding import MEASURE_ACTIONS, TownCommandingAdmin
from world.admin.rows import TownTableAdmin, moment_column
from world.engine.measures import MeasureKind
from world.labels import MEASURES, label
from world.models import Measure


@admin.register(Measure)
class MeasureAdmin(TownCommandingAdmin, TownTableAdmin):
    """Rules, events, broadcasts and weather that were set, and may be ended before their time."""

    row_field = "number"
    actions: Any = MEASURE_ACTIONS

    list_display = ("number", "what", "district", "where", "begins", "is_over", "until", "text")
    places = ("place",)

    begins = moment_column("starts", _("from"))
    until = moment_column("ends", _("until"))

    @admin.display(description=_("kind"))
    def what(self, row: Measure) -> str:
        """Name the kind."""
        return label(MEASURES, MeasureKind(row.kind).name.lower())

    @admin.display(description=_("over"), boolean=True)
    def is_over(self, row: Measure) -> bool:
        """Show whether it has ended."""
        return row.ended_step > 0
