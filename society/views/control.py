"""Steering a run from a page: one form, one command into the inbox, and what became of it as a message."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from pydantic import BaseModel, ValidationError

from society.views.frame import reader
from streams.kernel.clock import RATE_MAX_MILLI, RATE_MIN_MILLI
from streams.models import Inbox, Outcome, Run
from streams.services.inbox import RunEndedError, append_command, wait_for_receipt
from streams.writer.clock_part import PAUSE, RESUME, SET_RATE, STEP_ONCE, Nothing, RateBody
from streams.writer.part import CommandKind

RATES: Final = (0.5, 1, 2, 5, 10, 20, 50, 100, 300, 1000)
"""Speeds that the page offers; the API takes any in between."""
_PLAIN_NUMBER: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")
_COMMANDS: Final[Mapping[str, CommandKind]] = {kind.name: kind for kind in (PAUSE, RESUME, STEP_ONCE, SET_RATE)}
_DONE: Final[Mapping[str, Promise]] = {
    PAUSE.name: _("The town is paused."),
    RESUME.name: _("The town goes on."),
    STEP_ONCE.name: _("The town went one step further."),
    SET_RATE.name: _("The speed is set."),
}


@require_POST
def control(request: HttpRequest, run_id: int) -> HttpResponse:
    """Append what an operator asks for to the inbox and tell what became of it."""
    run, user = get_object_or_404(Run, pk=run_id), reader(request)
    if user is None or not user.is_operator:
        raise PermissionDenied("only operators steer a run")
    kind = _COMMANDS.get(request.POST.get("command", ""))
    try:
        body = _body(kind, request.POST.get("rate", ""))
    except ValidationError:
        messages.error(request, _("The speed is a number from %(low)g to %(high)g.") % _bounds())
        return redirect(next_page(request, run))
    if kind is None:
        messages.error(request, _("There is no such command. Nothing was changed."))
        return redirect(next_page(request, run))
    try:
        receipt = wait_for_receipt(append_command(run, kind, body, user=user))
    except RunEndedError:
        messages.error(request, _("This run has ended: found a new one or fork it. Nothing was changed."))
    else:
        _tell(request, receipt)
    return redirect(next_page(request, run))


def _body(kind: CommandKind | None, rate: str) -> BaseModel:
    if kind is not SET_RATE:
        return Nothing()
    return RateBody(rate_milli=round(float(rate) * 1000) if _PLAIN_NUMBER.fullmatch(rate) else 0)


def _bounds() -> dict[str, float]:
    return {"low": RATE_MIN_MILLI / 1000, "high": RATE_MAX_MILLI / 1000}


def _tell(request: HttpRequest, receipt: Inbox) -> None:
    say: Callable[[HttpRequest, str], None] = messages.success
    text = str(_DONE[receipt.kind])
    if receipt.outcome == Outcome.REFUSED:
        say, text = messages.error, _("The town refused this: %(reason)s") % {"reason": receipt.reason}
    elif receipt.outcome == Outcome.FAILED:
        say = messages.error
        text = str(_("The town could not do this. The failed tasks in the administration say why."))
    elif receipt.outcome == Outcome.PENDING:
        say = messages.warning
        text = str(_("Noted, but no engine has answered yet. It will be done as soon as one drives this run."))
    say(request, text)


def next_page(request: HttpRequest, run: Run) -> str:
    """Where to go afterwards: back to the page of the form, never to another site."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("town", args=[run.pk])
