"""Dead letters in the admin: look at them, send them again, dismiss them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from society.errors import ServiceError
from society.identity.audit import note
from society.models import FailedTask
from society.operations.dead_letters import send_again
from streams.admin import ReadOnlyAdmin
from streams.models import User


@admin.register(FailedTask)
class FailedTaskAdmin(ReadOnlyAdmin):
    """One row for each task and kind of error."""

    list_display = ("task", "error", "times", "message", "first_wall", "last_wall")
    list_filter = ("task", "error")
    search_fields = ("message", "task")
    search_help_text = _("Task or message")
    why_read_only = _("A letter is sent again or dismissed by an action in the list; it is not rewritten.")
    actions: Any = ("retry", "dismiss")

    def has_operate_permission(self, request: HttpRequest) -> bool:
        """Let operators decide what becomes of a letter."""
        return isinstance(request.user, User) and request.user.is_operator

    @admin.action(description=_("Send again"), permissions=["operate"])
    def retry(self, request: HttpRequest, letters: QuerySet[FailedTask]) -> None:
        """Send each task once more; one that cannot be sent stays, and says why."""
        for letter in letters:
            task = letter.task
            self.log_change(request, letter, "sent again")
            note(letter, "sent again")
            try:
                send_again(letter)
            except ServiceError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.message_user(request, gettext("%(task)s was sent again.") % {"task": task}, messages.SUCCESS)

    @admin.action(description=_("Dismiss"), permissions=["operate"])
    def dismiss(self, request: HttpRequest, letters: QuerySet[FailedTask]) -> None:
        """Forget letters whose cause is mended."""
        self.log_deletions(request, letters)
        for letter in letters:
            note(letter, "dismissed")
        count, _by_model = letters.delete()
        said = ngettext("%(count)d failed task was dismissed.", "%(count)d failed tasks were dismissed.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)
