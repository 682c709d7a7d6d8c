"""Operations in the admin: what went wrong in the background."""

from django.contrib import admin

from society.models import FailedTask
from streams.admin import ReadOnlyAdmin


@admin.register(FailedTask)
class FailedTaskAdmin(ReadOnlyAdmin):
    """Dead letters; the newest failure stands first."""

    list_display = ("task", "error", "times", "message", "first_wall", "last_wall")
    list_filter = ("task",)
    ordering = ("-last_wall",)
