"""The second factor on the account's page: set up, given new recovery codes, switched off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from society.errors import LockedOut
from society.identity.entering import mark_proved
from society.identity.passwords import person_with
from society.identity.second_factor import (
    begin_enrolment,
    confirm,
    has_second_factor,
    must_have_one,
    new_recovery_codes,
    remove,
    verify,
)
from society.views.failures import too_many
from society.views.own.page import own, person
from streams.models import User

_WRONG = _("This code is not right, or was used already. Wait for the next one.")


@own("GET", "HEAD", "POST")
def set_up(request: HttpRequest) -> HttpResponse:
    """Show what a device needs, and take it into use by its first code and the password."""
    user = person(request)
    if has_second_factor(user):
        return redirect("own_account")
    fault = ""
    if request.method == "POST":
        try:
            if not _knows_password(request, user):
                fault = str(_("That is not your password."))
            elif (codes := confirm(user, request.POST.get("code", ""))) is None:
                fault = str(_WRONG)
            else:
                mark_proved(request)
                return _codes_shown(request, codes)
        except LockedOut as locked:
            return too_many(request, locked.retry_after_s)
    context = {
        "enrolment": begin_enrolment(user),
        "fault": fault,
        "asks_password": user.has_usable_password(),
    }
    return render(request, "society/own/second_factor.html", context, status=400 if fault else 200)


@own("POST")
def change(request: HttpRequest) -> HttpResponse:
    """Give new recovery codes or switch the factor off, for a code of the device or an old recovery code."""
    user = person(request)
    try:
        is_right = verify(user, request.POST.get("code", ""))
    except LockedOut as locked:
        return too_many(request, locked.retry_after_s)
    if not is_right:
        messages.error(request, _WRONG)
    elif request.POST.get("do") == "recovery_codes":
        return _codes_shown(request, new_recovery_codes(user))
    elif must_have_one(user):
        messages.error(request, _("Operators need a second factor here, so it stays on."))
    else:
        remove(user)
        messages.success(request, _("You are asked for no code any more."))
    return redirect("own_account")


def _knows_password(request: HttpRequest, user: User) -> bool:
    """Whether the password was given: who only found an open browser must not take the login over by a device of his."""
    if not user.has_usable_password():
        return True
    return person_with(request, user.email, request.POST.get("current", "")) is not None


def _codes_shown(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context = {"codes": codes, "leads_to": reverse("own_account")}
    return render(request, "society/own/recovery_codes.html", context)
