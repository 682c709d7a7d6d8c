"""Proving who one is by a password. The only module that knows the library which counts the wrong ones.

Wrong passwords are counted by account and by address, also for addresses that have no login: both lock for a while, and
neither lets a stranger learn who has one. A success forgets only what this person failed from this place, so that nobody
buys herself further tries at another's password by signing in as herself now and then.
"""

from typing import Final

import structlog
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.http import HttpRequest

from society.errors import LockedOut
from society.identity.addresses import client_address
from society.identity.limits import SIGN_INS, take
from society.settings.security import LOCKED_FOR
from streams.models import User

log = structlog.get_logger(__name__)

FAILURES: Final = AccessAttempt
"""The library's table: a row for each account, address and browser, with how often it failed."""


def person_with(request: HttpRequest, email: str, password: str) -> User | None:
    """Find the login with this address and password; None for a wrong one. LockedOut after too many tries.

    An unknown address, a wrong password and a closed login cost the same time and are told apart by nothing.
    """
    wait_s = take(SIGN_INS, client_address(request))
    if wait_s is not None:
        raise LockedOut(wait_s)
    user = authenticate(request, username=User.objects.normalize_email(email.strip()).lower(), password=password)
    if isinstance(user, User):
        FAILURES.objects.filter(username=user.email, ip_address=client_address(request)).delete()
        return user
    if getattr(request, "axes_locked_out", False):
        log.warning("sign_in.locked", address=client_address(request))
        raise LockedOut(int(LOCKED_FOR.total_seconds()))
    return None


def unlock(user: User) -> None:
    """Forget what was failed at this login, wherever from."""
    FAILURES.objects.filter(username=user.email).delete()
