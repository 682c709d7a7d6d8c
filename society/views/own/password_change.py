"""The account's page takes a new password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from society.errors import LockedOut
from society.identity.passwords import person_with
from society.identity.recovering import change_password
from society.views.failures import too_many
from society.views.own.page import own, person, shown
from society.views.own.password import PasswordForm


@own("POST")
def change_own_password(request: HttpRequest) -> HttpResponse:
    """Change the password of whoever knows the present one; every other session and client is signed out."""
    user = person(request)
    form = PasswordForm(user, request.POST)
    if not form.is_valid():
        return shown(request, password_form=form, status=400)
    if user.has_usable_password():
        try:
            proved = person_with(request, user.email, form.cleaned_data["current"])
        except LockedOut as locked:
            return too_many(request, locked.retry_after_s)
        if proved is None:
            form.add_error("current", _("That is not your password."))
            return shown(request, password_form=form, status=400)
    if change_password(user, form.cleaned_data["password"]):
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed. You are signed out everywhere but here."))
    return redirect("own_account")
