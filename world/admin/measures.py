"""What operators set in force, in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from streams.admin import moment
from world.admin.names import place_name
from world.admin.rows import TownTableAdmin
from world.engine.measures import MeasureKind
from world.labels import MEASURES, label
from world.models import Measure


@admin.register(Measure)
class MeasureAdmin(TownTableAdmin):
    """Rules, events, broadcasts and weather that were set."""

    list_display = ("number", "what", "district", "where", "begins", "is_over", "until", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look the place's name up in the same query."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.annotate(place_name=place_name("place"))

    @admin.display(description=_("kind"))
    def what(self, row: Measure) -> str:
        """Name the kind."""
        return label(MEASURES, MeasureKind(row.kind).name.lower())

    @admin.display(description=_("from"))
    def begins(self, row: Measure) -> str:
        """Show when it began."""
        return moment(row.starts)

    @admin.display(description=_("until"))
    def until(self, row: Measure) -> str:
        """Show until when it was meant to last."""
        return moment(row.ends)

    @admin.display(description=_("over"), boolean=True)
    def is_over(self, row: Measure) -> bool:
        """Show whether it has ended."""
        return row.ended_step > 0
