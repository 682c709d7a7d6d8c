"""Steering runs from the admin: each action appends one command to the run's inbox and tells its receipt in words.

Speed and end need an answer first, so their action shows a form; the form posts the same action again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from streams.admin.links import admin_link
from streams.admin.rows import ReadOnlyAdmin
from streams.kernel.clock import RATE_MAX_MILLI, RATE_MIN_MILLI
from streams.models import Inbox, Outcome, Run, User
from streams.services.inbox import RunEndedError, append_command, wait_for_receipt
from streams.writer.clock_part import END_RUN, PAUSE, RESUME, SET_RATE, SNAPSHOT, STEP_ONCE, Nothing, RateBody
from streams.writer.part import CommandKind
from streams.writer.poison import REASON_FAILED
from streams.writer.session import REFUSED_ENDED, REFUSED_NOT_PAUSED, REFUSED_PAUSED

COMMANDS: Final[Mapping[str, Promise]] = {
    PAUSE.name: _("Pause"),
    RESUME.name: _("Resume"),
    STEP_ONCE.name: _("Single step"),
    SET_RATE.name: _("Change of speed"),
    SNAPSHOT.name: _("Snapshot"),
    END_RUN.name: _("End"),
}
REFUSALS: Final[Mapping[str, Promise]] = {
    REFUSED_NOT_PAUSED: _("single steps are for a paused run; pause it first"),
    REFUSED_PAUSED: _("the run is paused; resume it first"),
    REFUSED_ENDED: _("the run has ended; fork it to go on from it"),
    REASON_FAILED: _("every step with it failed; the failed tasks say why"),
}
ANSWERED: Final = "answered"
_BACK: Final = "back"


class RateForm(forms.Form):
    """A new speed, within the bounds of the inbox."""

    rate = forms.DecimalField(
        label=_("Simulated seconds a real second"),
        min_value=Decimal(RATE_MIN_MILLI) / 1000,
        max_value=Decimal(RATE_MAX_MILLI) / 1000,
        decimal_places=3,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )

    def body(self) -> BaseModel:
        """Make the command's body."""
        return RateBody(rate_milli=int(self.cleaned_data["rate"] * 1000))


class EndForm(forms.Form):
    """A deliberate yes: an ended run is never driven again."""

    sure = forms.BooleanField(label=_("Yes, end it for good. Its past can still be read and forked."))

    def body(self) -> BaseModel:
        """Make the command's body."""
        return Nothing()


class SteeringAdmin(ReadOnlyAdmin):
    """Actions on runs, for operators only."""

    actions: Any = ("pause", "resume", "step_once", "set_rate", "take_snapshot", "end_run")
    change_form_outer_before_template = "admin/steer.html"

    def has_steer_permission(self, request: HttpRequest) -> bool:
        """Let operators steer."""
        return isinstance(request.user, User) and request.user.is_operator

    @admin.action(description=_("Pause"), permissions=["steer"])
    def pause(self, request: HttpRequest, runs: QuerySet[Run]) -> HttpResponse:
        """Stop the shown clock."""
        return self._send(request, runs, PAUSE, Nothing())

    @admin.action(description=_("Resume"), permissions=["steer"])
    def resume(self, request: HttpRequest, runs: QuerySet[Run]) -> HttpResponse:
        """Let the shown clock go on."""
        return self._send(request, runs, RESUME, Nothing())

    @admin.action(description=_("One step (while paused)"), permissions=["steer"])
    def step_once(self, request: HttpRequest, runs: QuerySet[Run]) -> HttpResponse:
        """Go one grid step further."""
        return self._send(request, runs, STEP_ONCE, Nothing())

    @admin.action(description=_("Set the speed ..."), permissions=["steer"])
    def set_rate(self, request: HttpRequest, runs: QuerySet[Run]) -> HttpResponse:
        """Change how fast time goes."""
        return self._asked(request, runs, SET_RATE, RateForm)

    @admin.action(description=_("Take a snapshot"), permissions=["steer"])
    def take_snapshot(self, request: HttpRequest, runs: QuerySet[Run]) -> HttpResponse:
        """Keep the whole state."""
        return self._send(request, runs, SNAPSHOT, Nothing())

    @admin.action(description=_("End for good ..."), permissions=["steer"])
    def end_run(self, request: HttpRequest, runs: QuerySet[Run]) -> HttpResponse:
        """End the run."""
        return self._asked(request, runs, END_RUN, EndForm)

    def _asked(
        self, request: HttpRequest, runs: QuerySet[Run], kind: CommandKind, form_of: Callable[..., RateForm | EndForm]
    ) -> HttpResponse:
        """Show the form until it is answered well, then send."""
        form = form_of(request.POST if ANSWERED in request.POST else None)
        if form.is_valid():
            return self._send(request, runs, kind, form.body())
        context = {
            **self.admin_site.each_context(request),
            "title": COMMANDS[kind.name],
            "opts": self.model._meta,
            "form": form,
            "runs": runs,
            "action": request.POST["action"],
            "answered": ANSWERED,
            "back": request.POST.get(_BACK, ""),
            "selected": helpers.ACTION_CHECKBOX_NAME,
            "is_end": kind is END_RUN,
        }
        return TemplateResponse(request, "admin/steer_form.html", context)

    def _send(self, request: HttpRequest, runs: Iterable[Run], kind: CommandKind, body: BaseModel) -> HttpResponse:
        """Append the command to each run, tell the receipts, and go back to where the operator came from."""
        user = request.user if isinstance(request.user, User) else None
        chosen = list(runs)
        for run in chosen:
            try:
                receipt = wait_for_receipt(append_command(run, kind, body, user=user))
            except RunEndedError:
                said = {"run": run, "command": COMMANDS[kind.name], "reason": REFUSALS[REFUSED_ENDED]}
                self.message_user(request, _REFUSED % said, messages.ERROR)
            else:
                self.message_user(request, *told(run, receipt))
        return HttpResponseRedirect(_next(request.POST.get(_BACK, ""), chosen))


def _next(back: str, runs: Sequence[Run]) -> str:
    """Go back to the page that the button stood on."""
    if back == "start":
        return reverse("admin:index")
    if back == "run" and len(runs) == 1:
        return reverse("admin:streams_run_change", args=[runs[0].pk])
    return reverse("admin:streams_run_changelist")


_REFUSED: Final = _("%(run)s: %(command)s was refused, because %(reason)s.")


def told(run: Run, receipt: Inbox) -> tuple[str, int]:
    """Say what became of a command, and how grave that is; one that waits is linked, to be looked at later."""
    reason = REFUSALS.get(receipt.reason, receipt.reason)
    said: dict[str, Any] = {"run": run, "command": COMMANDS[receipt.kind], "reason": reason}
    if receipt.outcome == Outcome.APPLIED:
        return gettext("%(run)s: %(command)s is done.") % said, messages.SUCCESS
    if receipt.outcome in (Outcome.REFUSED, Outcome.FAILED):
        return _REFUSED % said, messages.ERROR
    waits = gettext("%(run)s: %(command)s is noted, but no engine has answered yet.") % said
    link = admin_link("streams_inbox", receipt.pk, gettext("Look for the answer here"))
    return format_html("{} {}", waits, link), messages.WARNING
