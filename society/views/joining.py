"""Choosing a name before the first act in a run: asked once, and then what she wanted to do is done."""

from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from society.views.acts import next_of, perform, tell
from society.views.drafts import forget_wanted, keep_draft, wanted_in
from society.views.standing import Visit, may_take_part, of_network
from streams.kernel.ids import key_of
from streams.models import Account, User
from streams.network.commands import JoinBody
from streams.selectors.accounts import numbers_of_handles
from streams.services.inbox import RunEndedError
from streams.services.joining import JoinPending, JoinRefused, account_of
from streams.services.refusals import SENTENCES

_FAULTS: Final[Mapping[str, Promise]] = {
    "handle": _("Use 2 to 40 of these: small letters a-z, digits and _."),
    "display_name": _("Say what you want to be called, in up to 60 characters."),
}
_TAKEN: Final = _("Somebody here is called that already. Choose another.")
_SHOWN_MAX: Final = 100

Faults = Mapping[str, Promise]


@of_network
def join(visit: Visit) -> HttpResponse:
    """Ask for a handle and a name; with both, open the account and go on with what was wanted."""
    user = visit.frame.user
    if user is None:
        return redirect_to_login(visit.request.get_full_path(), reverse("sign_in"))
    if not may_take_part(user):
        raise PermissionDenied("only members take part")
    if visit.standing.me is not None:
        return redirect(visit.standing.me.href)
    if visit.request.method != "POST" or not visit.standing.may_write:
        return _asked(visit, {}, {})
    form = visit.request.POST
    names = {
        "handle": form.get("handle", "").strip().removeprefix("@").lower(),
        "display_name": form.get("display_name", "").strip(),
    }
    faults = _faults(visit, names)
    return _asked(visit, names, faults) if faults else _opened(visit, user, names)


def _faults(visit: Visit, names: Mapping[str, str]) -> Faults:
    """Say what is wrong, by field."""
    try:
        JoinBody.model_validate(names)
    except ValidationError as error:
        return {str(fault["loc"][0]): _FAULTS[str(fault["loc"][0])] for fault in error.errors()}
    return {"handle": _TAKEN} if numbers_of_handles(visit.frame.run, [names["handle"]]) else {}


def _opened(visit: Visit, user: User, names: Mapping[str, str]) -> HttpResponse:
    """Open the account and do what was wanted; where that cannot be, say why and keep what was written."""
    request, run = visit.request, visit.frame.run
    wanted = wanted_in(request, run)
    forget_wanted(request)
    try:
        number = account_of(run, user, handle=names["handle"], display_name=names["display_name"])
    except JoinPending as pending:
        tell(request, pending.receipt, "")
    except JoinRefused as refused:
        messages.error(request, str(SENTENCES.get(refused.reason, refused.reason)))
    except RunEndedError:
        messages.error(request, _("This run has ended: it can be read, but nobody writes here any more."))
    else:
        # the writer adds digits where somebody else was quicker
        given = Account.objects.get(pk=key_of(run.pk, number)).handle
        messages.success(request, _("You are @%(handle)s here.") % {"handle": given})
        return redirect("feed", run.pk) if wanted is None else perform(request, run, user, wanted)
    if wanted is not None:
        keep_draft(request, wanted)
    return redirect(next_of(request, run, wanted))


def _asked(visit: Visit, names: Mapping[str, str], faults: Faults) -> HttpResponse:
    wanted = wanted_in(visit.request, visit.frame.run) or QueryDict()
    context = {
        "names": {name: text[:_SHOWN_MAX] for name, text in names.items()},
        "faults": faults,
        "is_wanted": bool(wanted),
        "wanted_text": wanted.get("text", ""),
        "back": next_of(visit.request, visit.frame.run, wanted),
    }
    return visit.render("society/join.html", "feed", context)
