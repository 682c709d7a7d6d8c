"""One form of an operator, one command to the town: appended to the inbox, and what became of it told as a message."""

import json
from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError

from society.views.control import next_page
from society.views.frame import reader
from streams.models import Inbox, Outcome, Run
from streams.services.inbox import RunEndedError, WorldPausedError, append_command, wait_for_receipt
from streams.writer.part import CommandKind


def carry_out(
    request: HttpRequest,
    run_id: int,
    kinds: Mapping[str, CommandKind],
    read: Callable[[CommandKind], BaseModel],
    *,
    done: Mapping[str, Promise],
    refusals: Mapping[str, Promise],
) -> HttpResponse:
    """Send the command that the form names and lead back to where it stood. PermissionDenied for who is no operator.

    read: makes the body out of the form, ValueError for what makes none.   done, refusals: sentences by kind and by reason.
    """
    run, user = get_object_or_404(Run, pk=run_id), reader(request)
    if user is None or not user.is_operator:
        raise PermissionDenied("only operators steer a run")
    kind = kinds.get(request.POST.get("command", ""))
    if kind is None:
        messages.error(request, _("There is no such command. Nothing was changed."))
        return redirect(next_page(request, run))
    try:
        receipt = wait_for_receipt(append_command(run, kind, read(kind), user=user))
    except (ValidationError, ValueError):
        messages.error(request, _("Something in the form is not right. Check what you entered. Nothing was changed."))
    except WorldPausedError:
        messages.error(request, _("The town refused this: %(reason)s") % {"reason": refusals["world_paused"]})
    except RunEndedError:
        messages.error(request, _("This run has ended: found a new one or fork it. Nothing was changed."))
    else:
        _tell(request, receipt, done, refusals)
    return redirect(next_page(request, run))


def _tell(request: HttpRequest, receipt: Inbox, done: Mapping[str, Promise], refusals: Mapping[str, Promise]) -> None:
    say: Callable[[HttpRequest, str], None] = messages.success
    text = str(done[receipt.kind])
    shortfall = str(json.loads(receipt.result).get("refused", ""))
    if shortfall:  # an order that was given, and could not be carried out
        say, text = messages.warning, str(refusals.get(shortfall, shortfall.replace("_", " ")))
    if receipt.outcome == Outcome.REFUSED:
        reason = refusals.get(receipt.reason, receipt.reason)
        say, text = messages.error, _("The town refused this: %(reason)s") % {"reason": reason}
    elif receipt.outcome == Outcome.FAILED:
        say = messages.error
        text = str(_("The town could not do this. The failed tasks in the administration say why."))
    elif receipt.outcome == Outcome.PENDING:
        say = messages.warning
        text = str(_("Noted, but no engine has answered yet. It will be done as soon as one drives this run."))
    say(request, text)
