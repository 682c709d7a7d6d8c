"""Hiding and suspending from the admin: an action appends a command for each chosen row and tells the receipts in words.

Whatever takes something from people asks for a reason first, so its action shows a form; the form posts the same action
again to the same list.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from streams.admin.rows import HistoryAdmin
from streams.admin.steering import ANSWERED
from streams.models import Inbox, Outcome, Run, Sanction, Subject, User
from streams.network.commands import LIFT, SANCTION, LiftBody, SanctionBody
from streams.services.inbox import RunEndedError, append_command, wait_for_receipt
from streams.writer.part import CommandKind

REASON_MAX: Final = 300
REFUSALS: Final[Mapping[str, Promise]] = {
    "already_sanctioned": _("it is so already"),
    "not_sanctioned": _("nothing stands against it"),
    "unknown_kind": _("this run has no social network"),
    "social_off": _("this run has no social network"),
    "post_not_found": _("there is no such post any more"),
    "comment_not_found": _("there is no such comment any more"),
    "account_not_found": _("there is no such account"),
}


class ReasonForm(forms.Form):
    """Why; it stands in the record with the sanction."""

    reason = forms.CharField(label=_("Reason"), max_length=REASON_MAX)


class SanctionedAdmin(HistoryAdmin):
    """A table of history whose rows operators may sanction. A subclass says what its rows are."""

    subject: ClassVar[Subject]
    actions: Any = ("sanction", "lift")

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Let operators moderate."""
        return isinstance(request.user, User) and request.user.is_operator

    @admin.action(description=_("Hide, or suspend ..."), permissions=["moderate"])
    def sanction(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        """Ask for the reason, then hide a post or comment, or keep an account from writing."""
        form = ReasonForm(request.POST if ANSWERED in request.POST else None)
        if form.is_valid():
            why = form.cleaned_data["reason"]
            return self._send(
                request, rows, SANCTION, lambda number: SanctionBody(kind=self.subject, subject=number, reason=why)
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Hide, or suspend"),
            "opts": self.model._meta,
            "form": form,
            "rows": rows,
            "action": "sanction",
            "answered": ANSWERED,
            "selected": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/sanction_form.html", context)

    @admin.action(description=_("Lift the sanction"), permissions=["moderate"])
    def lift(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        """Let it be seen again, or the account write."""
        return self._send(request, rows, LIFT, lambda number: LiftBody(kind=self.subject, subject=number))

    def _send(
        self, request: HttpRequest, rows: Iterable[Any], kind: CommandKind, body: Callable[[int], BaseModel]
    ) -> HttpResponse:
        said = [(row, row.run_id, body(row.number)) for row in rows]
        send_commands(self, request, kind, said)
        return HttpResponseRedirect(request.get_full_path())


def send_commands(
    asked_by: "admin.ModelAdmin[Any]",
    request: HttpRequest,
    kind: CommandKind,
    said: Iterable[tuple[Any, int, BaseModel]],
) -> None:
    """Append a command for each (row, run, body) and tell what became of it."""
    user = request.user if isinstance(request.user, User) else None
    for row, run_id, body in said:
        try:
            run = Run.objects.get(pk=run_id)
            receipt = wait_for_receipt(append_command(run, kind, body, user=user))
        except RunEndedError:
            asked_by.message_user(request, _("%(row)s: the run has ended.") % {"row": row}, messages.ERROR)
        else:
            asked_by.message_user(request, *_told(row, receipt))


def _told(row: Any, receipt: Inbox) -> tuple[str, int]:
    """Say what became of a command, and how grave that is."""
    said = {"row": row, "reason": REFUSALS.get(receipt.reason, receipt.reason)}
    if receipt.outcome == Outcome.APPLIED:
        return _("%(row)s: done.") % said, messages.SUCCESS
    if receipt.outcome == Outcome.PENDING:
        return _("%(row)s: noted, but no engine has answered yet.") % said, messages.WARNING
    return _("%(row)s: refused, because %(reason)s.") % said, messages.ERROR


@admin.register(Sanction)
class SanctionAdmin(HistoryAdmin):
    """What is hidden and who is suspended."""

    list_display = ("number", "at", "kind", "subject", "reason", "ended_step")
    actions: Any = ("lift",)

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Let operators moderate."""
        return isinstance(request.user, User) and request.user.is_operator

    @admin.action(description=_("Lift the sanction"), permissions=["moderate"])
    def lift(self, request: HttpRequest, rows: QuerySet[Sanction]) -> HttpResponse:
        """Let what is hidden be seen again, or the account write."""
        said = [(row, row.run_id, LiftBody(kind=Subject(row.kind), subject=row.subject)) for row in rows]
        send_commands(self, request, LIFT, said)
        return HttpResponseRedirect(request.get_full_path())
