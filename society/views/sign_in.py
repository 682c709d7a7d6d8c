"""Coming in and going out: by address and password, or by a one-time link that run_live printed."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from society.errors import LockedOut
from society.identity.entering import let_in
from society.identity.passwords import person_with
from society.views.failures import too_many
from society.views.own.page import remember_language
from streams.models import User
from streams.services.links import is_usable, redeem


class SignInForm(AuthenticationForm):
    """Address and password; one sentence for every failure, so that nobody learns which addresses exist."""

    error_messages = {
        "invalid_login": _("Address or password is wrong. Passwords tell small letters from capitals."),
        "inactive": _("This login is closed. Ask whoever runs the town."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-mail address")
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        """Look for the login; LockedOut goes on to the view."""
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if email and password:
            assert self.request is not None, "the view gives the request"
            self.user_cache = person_with(self.request, email, password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data


class SignIn(LoginView):
    """Ask for address and password."""

    template_name = "society/sign_in.html"
    authentication_form = SignInForm
    next_page = "worlds"
    redirect_authenticated_user = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in; whoever tried too often is told so, right or wrong."""
        try:
            return super().post(request, *args, **kwargs)
        except LockedOut as locked:
            return too_many(request, locked.retry_after_s)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let her in, and speak her language."""
        user = form.get_user()
        assert isinstance(user, User), "logins are of our own kind"
        leads_to = self.get_success_url()
        is_in = let_in(self.request, user, leads_to=leads_to)
        answer = redirect(leads_to if is_in else "second_step")
        language = user.language
        if language:
            remember_language(answer, language)
        return answer

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Say beside the form whether one may sign up."""
        return super().get_context_data(**context, may_sign_up=settings.SIGN_UP)


class SignOut(LogoutView):
    """Sign out and show the worlds."""

    next_page = "worlds"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask before the link is spent (previews of links only look); sign in when the button is pressed."""
    if request.method != "POST":
        usable = is_usable(secret)
        return render(request, "society/enter.html", {"is_usable": usable}, status=200 if usable else 410)
    user = redeem(secret)
    if user is None:
        return render(request, "society/enter.html", {"is_usable": False}, status=410)
    return redirect("worlds" if let_in(request, user) else "second_step")
