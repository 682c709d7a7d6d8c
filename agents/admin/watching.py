"""Whom operators keep an eye on, in the admin."""

from django.contrib import admin

from agents.models import Watch
from streams.admin import ReadOnlyAdmin


@admin.register(Watch)
class WatchAdmin(ReadOnlyAdmin):
    """Who watches whom; each operator's own list is at `/api/agents/watched` and on the page of residents."""

    list_display = ("id", "user", "run", "number", "created_wall")
    list_select_related = ("user", "run")
