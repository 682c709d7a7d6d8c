"""The audit log in the admin: looked at by operators, changed by nobody."""

from typing import Any, Final

from auditlog import admin as _registered  # noqa: F401  # what is taken away below is there by now
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from society.identity.audit import ENTRIES, told
from streams.admin import ReadOnlyAdmin

admin.site.unregister(ENTRIES)

# What the libraries of the audit log and of failed sign-ins call things, and leave in English.
SAID_BY_LIBRARIES: Final = (
    gettext_noop("log entry"),
    gettext_noop("log entries"),
    gettext_noop("timestamp"),
    gettext_noop("remote address"),
    gettext_noop("action"),
    gettext_noop("create"),
    gettext_noop("update"),
    gettext_noop("delete"),
    gettext_noop("access"),
    gettext_noop("access attempt"),
    gettext_noop("access attempts"),
    gettext_noop("Username"),
    gettext_noop("IP Address"),
    gettext_noop("Failed Logins"),
    gettext_noop("Attempt Time"),
    gettext_noop("User Agent"),
    gettext_noop("Path"),
)


@admin.register(ENTRIES)
class AuditAdmin(ReadOnlyAdmin):
    """Who did what to logins, keys and the schedule."""

    list_display = ("timestamp", "who", "what", "thing", "kind", "remote_addr")
    list_select_related = ("actor", "content_type")
    list_filter = ("action",)
    search_fields = ("actor__email", "object_repr")
    search_help_text = _("E-mail address of who did it, or the thing's name")
    why_read_only = _("What was noted stays as it is. What became of a command to a run stands in its inbox.")

    def names_on_page(self, request: HttpRequest, obj: Any) -> Any:
        """Show the same on an entry's page."""
        return self.list_display

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let nothing be written."""
        return self.list_display

    @admin.display(description=_("who"))
    def who(self, entry: Any) -> str:
        """Say who did it."""
        return str(entry.actor or _("the program, or a command"))

    @admin.display(description=_("what"))
    def what(self, entry: Any) -> str:
        """Say what was done."""
        return f"{entry.get_action_display()}: {told(entry)}"

    @admin.display(description=_("to"))
    def thing(self, entry: Any) -> str:
        """Name what it was done to."""
        return str(entry.object_repr)

    @admin.display(description=_("kind"))
    def kind(self, entry: Any) -> str:
        """Say what kind of thing that is."""
        model = entry.content_type.model_class()
        return str(model._meta.verbose_name if model else entry.content_type)
