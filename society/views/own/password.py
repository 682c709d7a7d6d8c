"""Choosing a new password: on the account's page, or by a link from a mail."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from society.identity.addresses import client_address
from society.identity.limits import RESETS, take
from society.identity.recovering import change_password, person_of_reset, send_reset
from society.views.failures import too_many
from streams.models import User

_PASSWORD_MAX: Final = 1_000
_SENT = _("If this address has a login, a mail with a link is on its way to it. The link works for an hour.")


class PasswordForm(forms.Form):
    """A new password, and the present one where there is one."""

    current = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=_PASSWORD_MAX,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=_PASSWORD_MAX,
        help_text=_("At least 8 characters, not only digits, and none that everybody uses. A sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, asks_current: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self._user = user
        if not asks_current or not user.has_usable_password():
            del self.fields["current"]

    def clean_password(self) -> str:
        """Refuse one that is too easy."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self._user)
        return password


class AddressForm(forms.Form):
    """Whose password is forgotten."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for the address and mail a link; what is shown then is the same whether it has a login or not."""
    form = AddressForm(request.POST or None)
    if settings.SENDS_MAIL and request.method == "POST" and form.is_valid():
        wait_s = take(RESETS, client_address(request))
        if wait_s is not None:
            return too_many(request, wait_s)
        send_reset(form.cleaned_data["email"], address_of=reset_address(request))
        messages.success(request, _SENT)
        return redirect("sign_in")
    return render(request, "society/own/forgotten.html", {"form": form, "sends_mail": settings.SENDS_MAIL})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_new(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a new password and set it; the link is spent by that."""
    user = person_of_reset(token)
    form = PasswordForm(user, request.POST or None, asks_current=False) if user is not None else None
    if (
        user is not None
        and form is not None
        and form.is_valid()
        and change_password(user, form.cleaned_data["password"])
    ):
        messages.success(request, _("Your password is changed. Sign in with it."))
        return redirect("sign_in")
    return render(request, "society/own/choose_new.html", {"form": form}, status=410 if user is None else 200)


def reset_address(request: HttpRequest) -> str:
    """Give the whole address of the page that sets a new password, with TOKEN where the link's own part belongs."""
    path = reverse("choose_new_password", args=["TOKEN"])
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
