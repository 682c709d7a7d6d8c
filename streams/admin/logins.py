"""Logins in the admin: to be given a role or switched off by administrators, and the links that let people in."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin  # noqa: F401  # groups are registered there, so they are by now
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from streams.admin.rows import ReadOnlyAdmin, UnfoldAdmin
from streams.models import OneTimeLink, User

# what a login may do is its role; groups would be a second answer that nothing reads
admin.site.unregister(Group)


@admin.register(OneTimeLink)
class LinkAdmin(ReadOnlyAdmin):
    """Links that sign somebody in once; the secret's hash is not shown."""

    list_display = ("user", "expires_wall_ms", "used_wall_ms")
    list_select_related = ("user",)
    exclude = ("secret_hash",)


@admin.register(User)
class UserAdmin(UnfoldAdmin):
    """Logins; made with `create_operator`, given a role or switched off here by administrators."""

    list_display = ("email", "role", "language", "is_active", "created_wall")
    list_filter = ("role", "is_active")
    list_filter_sheet = False
    search_fields = ("email",)
    search_help_text = _("E-mail address")
    fields = ("email", "role", "language", "is_active", "created_wall", "last_login")
    readonly_fields = ("created_wall", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave making logins to `create_operator`, which sets a password."""
        return False
