"""Making a login of one's own, where the setting SIGN_UP allows it."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from society.errors import LockedOut
from society.identity.addresses import client_address
from society.identity.registering import sign_up as make_login
from society.views.failures import too_many

_PASSWORD_MAX = 1_000
_MADE = _(
    "If this address had no login, it has one now: sign in with your password. If it had one, that stays as it was, with "
    "the password of then."
)


class SignUpForm(forms.Form):
    """Address and password."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=_PASSWORD_MAX,
        help_text=_("At least 8 characters, not only digits, and none that everybody uses. A sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Ask for address and password; what comes next is the same whether the address was known or not."""
    if not settings.SIGN_UP:
        return render(request, "society/sign_up.html", {"is_open": False}, status=403)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent, address = form.cleaned_data, client_address(request)
        try:
            make_login(sent["email"], sent["password"], from_address=address, language=get_language() or "")
        except LockedOut as locked:
            return too_many(request, locked.retry_after_s)
        except ValidationError as fault:
            form.add_error("password", fault)
        else:
            messages.success(request, _MADE)
            return redirect("sign_in")
    return render(request, "society/sign_up.html", {"is_open": True, "form": form})
