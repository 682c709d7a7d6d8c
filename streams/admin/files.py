"""Uploaded pictures in the admin: whose they are, how large, and a way to take one away."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from streams.admin.rows import ReadOnlyAdmin
from streams.models import StoredFile, User
from streams.services.files import remove_file


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    """Pictures that people uploaded; operators delete those that have no place here."""

    list_display = ("id", "user", "kind", "size", "width", "height", "created_wall", "shown")
    list_select_related = ("user",)
    list_filter = ("kind",)
    search_fields = ("user__email", "key")
    search_help_text = _("E-mail address of the owner, or the key")
    readonly_fields = ("shown",)
    actions: Any = ("delete_files",)

    @admin.display(description=_("picture"))
    def shown(self, file: StoredFile) -> str:
        """Link to the picture."""
        return format_html('<a href="{}">{}</a>', file.url, file.key[:8])

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Let operators moderate."""
        return isinstance(request.user, User) and request.user.is_operator

    @admin.action(description=_("Delete the pictures for good"), permissions=["moderate"])
    def delete_files(self, request: HttpRequest, files: QuerySet[StoredFile]) -> None:
        """Delete the files; posts that show them show nothing in their place."""
        count = sum(remove_file(file.user, file.key) for file in files.select_related("user"))
        self.message_user(request, _("Deleted: %(count)d.") % {"count": count}, messages.SUCCESS)
