"""The page "Your account": everything about a login that its person decides herself."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from society.identity.api_keys import keys_of
from society.identity.audit import acting
from society.identity.leaving import sign_out_everywhere
from society.identity.second_factor import has_second_factor, must_have_one, recovery_codes_left
from society.models import ClientSignIn
from society.views.own.key_form import KeyForm
from society.views.own.password import PasswordForm
from streams.models import User

CLIENTS_SHOWN = 20
OwnView = Callable[..., HttpResponse]


def own(*methods: str) -> Callable[[OwnView], OwnView]:
    """Wrap a view of a person's own login: she is signed in, and nothing of it is kept by anybody on the way."""

    def wrap(view: OwnView) -> OwnView:
        @wraps(view)
        def audited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with acting(request):
                return view(request, *args, **kwargs)

        return never_cache(require_http_methods(list(methods))(login_required(audited)))

    return wrap


@own("GET", "HEAD")
def account_page(request: HttpRequest) -> HttpResponse:
    """Show everything."""
    return shown(request)


@own("POST")
def change_language(request: HttpRequest) -> HttpResponse:
    """Speak to this login in another language, here at once and wherever it signs in."""
    user, language = person(request), request.POST.get("language", "")
    answer = redirect("own_account")
    if language in dict(settings.LANGUAGES):
        User.objects.filter(pk=user.pk).update(language=language)
        remember_language(answer, language)
    return answer


@own("POST")
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session and every client's sign-in but this session."""
    user = person(request)
    sign_out_everywhere(user)
    update_session_auth_hash(request, user)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("own_account")


def shown(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    """Show the page.   more: a form that was filled in wrongly, or what is shown once."""
    user = person(request)
    clients = ClientSignIn.objects.standing().filter(user=user).order_by("-renewed_wall")
    context = {
        "person": user,
        "languages_offered": settings.LANGUAGES,
        "password_form": PasswordForm(user),
        "clients": list(clients[:CLIENTS_SHOWN]),
        "keys": list(keys_of(user)),
        "key_form": KeyForm(user),
        "has_factor": has_second_factor(user),
        "needs_factor": must_have_one(user),
        "codes_left": recovery_codes_left(user),
    }
    return render(request, "society/own/account.html", {**context, **more}, status=status)


def person(request: HttpRequest) -> User:
    """Return whose page it is."""
    assert isinstance(request.user, User), "the wrapper lets nobody else in"
    return request.user


def remember_language(answer: HttpResponse, language: str) -> None:
    """Have the browser ask for a language from now on."""
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3_600, samesite="Lax")
