"""The second step of signing in: a code of one's device, or setting one up where the settings demand it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from society.errors import LockedOut
from society.identity.entering import awaited, finish
from society.identity.second_factor import begin_enrolment, confirm, has_second_factor, verify
from society.views.failures import too_many

_WRONG = _("This code is not right, or was used already. Wait for the next one.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask whoever has proved her password for a code; without a device of hers, have her set one up."""
    user = awaited(request)
    if user is None:
        return redirect("sign_in")
    is_enrolling = not has_second_factor(user)
    fault = ""
    if request.method == "POST":
        code = request.POST.get("code", "")
        try:
            codes = confirm(user, code) if is_enrolling else None
            is_right = codes is not None or (not is_enrolling and verify(user, code))
        except LockedOut as locked:
            return too_many(request, locked.retry_after_s)
        if is_right:
            leads_to = finish(request, user) or "/"
            if codes is None:
                return redirect(leads_to)
            return render(request, "society/own/recovery_codes.html", {"codes": codes, "leads_to": leads_to})
        fault = str(_WRONG)
    enrolment = begin_enrolment(user) if is_enrolling else None
    status = 400 if fault else 200
    return render(request, "society/second_step.html", {"enrolment": enrolment, "fault": fault}, status=status)
