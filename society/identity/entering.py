"""Letting somebody in by a browser: who has proved her password is still asked for her code, where she has one.

Between the two she is nobody: the session only remembers, for a while, whose code is awaited. Where the settings demand
a second factor of operators, one without is led to set it up before she is let in, and sessions that were begun without
one count for nothing.
"""

import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from society.identity.second_factor import has_second_factor, must_have_one
from streams.models import User

_AWAITED: Final = "awaited_code"
_PROVED: Final = "second_factor"
_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
AWAITED_S: Final = 10 * 60


def let_in(request: HttpRequest, user: User, *, leads_to: str = "") -> bool:
    """Sign somebody in who has proved her password; False where a second factor is still to be shown or set up."""
    if not has_second_factor(user) and not must_have_one(user):
        login(request, user, backend=_BACKEND)
        return True
    request.session[_AWAITED] = {
        "user": user.pk,
        "proof": user.get_session_auth_hash(),
        "since_s": int(time.time()),
        "leads_to": leads_to,
    }
    return False


def awaited(request: HttpRequest) -> User | None:
    """Find whose code is awaited here; None for nobody, for too long ago, and where the password was changed since."""
    noted: dict[str, Any] | None = request.session.get(_AWAITED)
    if noted is None or time.time() - noted["since_s"] > AWAITED_S:
        return None
    user = User.objects.filter(pk=noted["user"], is_active=True).first()
    if user is None or not constant_time_compare(noted["proof"], user.get_session_auth_hash()):
        return None
    return user


def finish(request: HttpRequest, user: User) -> str:
    """Sign somebody in who has shown her second factor; return where she wanted to go, empty for nowhere."""
    noted: dict[str, Any] = request.session.pop(_AWAITED, {})
    login(request, user, backend=_BACKEND)
    mark_proved(request)
    return str(noted.get("leads_to", ""))


def mark_proved(request: HttpRequest) -> None:
    """Note that this session's person has shown a second factor."""
    request.session[_PROVED] = True


class SecondFactorMiddleware:
    """Where operators need a second factor, sign out whoever is one in a session that was begun without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # nothing is asked of the database unless the setting is on
        if settings.OPERATORS_NEED_SECOND_FACTOR and _lacks_second_factor(request):
            logout(request)
        return self._get_response(request)


def _lacks_second_factor(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and must_have_one(request.user) and not request.session.get(_PROVED)
