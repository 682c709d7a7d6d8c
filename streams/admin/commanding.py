"""Commands from lists of the admin: an action shows the form, appends the command for each chosen row, tells the receipts."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from streams.admin.command_forms import Titles, body_of, command_form
from streams.admin.rows import UnfoldAdmin
from streams.admin.steering import ANSWERED
from streams.models import Inbox, Outcome, Run, User
from streams.services.inbox import RunEndedError, WorldPausedError, append_command, wait_for_receipt
from streams.writer.part import CommandKind

Action = Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse]
Sentences = Mapping[str, Promise]
FIELDS: Final = "of"
"""Before the names of a command's fields, one of which is called as the list's own field is: action."""
_ENDED: Final = _("the run has ended")
_PAUSED: Final = _("the run is paused; resume it first")
_REFUSED: Final = _("%(row)s: refused, because %(reason)s.")


def command_action(kind: CommandKind, title: Any, sentences: Sentences) -> Action:
    """Make the action that sends one kind of command.   sentences: of refusals, by reason."""

    @admin.action(description=title, permissions=["command"])
    def send(asked_by: "CommandingAdmin", request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        return asked_by.ask(request, rows, kind, title, sentences)

    send.__name__ = f"command_{kind.name}"
    return send


class CommandingAdmin(UnfoldAdmin):
    """A list whose rows commands are about. A subclass says which field of a command the row's number is."""

    row_field: ClassVar[str] = ""
    field_titles: ClassVar[Titles] = {}

    def has_command_permission(self, request: HttpRequest) -> bool:
        """Let operators command."""
        return isinstance(request.user, User) and request.user.is_operator

    def ask(
        self, request: HttpRequest, rows: QuerySet[Any], kind: CommandKind, title: Promise, sentences: Sentences
    ) -> HttpResponse:
        """Show the form until it is answered well, then send."""
        left_out = frozenset({self.row_field} if self.row_field else ())
        form_of = command_form(kind.body, leave_out=left_out, titles=self.field_titles)
        form = form_of(request.POST if ANSWERED in request.POST else None, prefix=FIELDS)
        chosen = list(rows)
        if form.is_valid():
            bodies = [body_of(form, kind.body, self._fixed(row)) for row in chosen]
            if all(bodies):
                for row, body in zip(chosen, bodies, strict=True):
                    assert body is not None, "none of them is"
                    self.message_user(request, *self._sent(request, row, kind, body, sentences))
                return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.model._meta,
            "form": form,
            "rows": chosen,
            "action": f"command_{kind.name}",
            "answered": ANSWERED,
            "selected": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/command_form.html", context)

    def _fixed(self, row: Any) -> dict[str, int]:
        return {self.row_field: row.number} if self.row_field else {}

    def _sent(
        self, request: HttpRequest, row: Any, kind: CommandKind, body: BaseModel, sentences: Sentences
    ) -> tuple[str, int]:
        """Append one command and say what became of it."""
        user = request.user if isinstance(request.user, User) else None
        run = row if isinstance(row, Run) else Run.objects.get(pk=row.run_id)
        try:
            receipt = wait_for_receipt(append_command(run, kind, body, user=user))
        except RunEndedError:
            return _REFUSED % {"row": row, "reason": _ENDED}, messages.ERROR
        except WorldPausedError:
            return _REFUSED % {"row": row, "reason": _PAUSED}, messages.ERROR
        except ValueError as wrong:
            return _REFUSED % {"row": row, "reason": wrong}, messages.ERROR
        return told_of(row, receipt, sentences)


def told_of(row: Any, receipt: Inbox, sentences: Sentences) -> tuple[str, int]:
    """Say what became of a command, and how grave that is."""
    said = {"row": row, "receipt": receipt.pk, "reason": sentences.get(receipt.reason, receipt.reason)}
    if receipt.outcome == Outcome.APPLIED:
        return _("%(row)s: done (receipt %(receipt)d).") % said, messages.SUCCESS
    if receipt.outcome == Outcome.PENDING:
        return _("%(row)s: noted (receipt %(receipt)d), but no engine has answered yet.") % said, messages.WARNING
    return _("%(row)s: refused (receipt %(receipt)d). %(reason)s") % said, messages.ERROR
