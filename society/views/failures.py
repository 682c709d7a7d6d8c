"""Pages for what went wrong, in the site's look; they ask nothing of the database, which may be what failed."""

import sys
from math import ceil
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from streams.api.errors import RETRY_AFTER_S, broken_body, senseless_body, unavailable_body

_API: Final = "/api/"


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show that the request made no sense: another host's name, a broken form."""
    if request.path.startswith(_API):
        return JsonResponse(senseless_body(str(exception)), status=400)
    return render(request, "400.html", status=400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show that this needs another role."""
    return render(request, "403.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show that a form was too old or came from elsewhere."""
    return render(request, "403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show that there is nothing at this address."""
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest, retry_after_s: int) -> HttpResponse:
    """Show that somebody tried too often, and when there are further tries."""
    shown = render(request, "429.html", {"minutes": ceil(retry_after_s / 60)}, status=429)
    shown["Retry-After"] = str(retry_after_s)
    return shown


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """Show that something broke; when it was the database, that it will be back.

    The API answers for itself, except to what fails before its views: who asks is read from the database first.
    """
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    response: HttpResponse
    if request.path.startswith(_API):
        body = unavailable_body() if is_away else broken_body()
        response = JsonResponse(body, status=503 if is_away else 500)
    else:
        response = render(request, "503.html" if is_away else "500.html", status=503 if is_away else 500)
    if is_away:
        response["Retry-After"] = str(RETRY_AFTER_S)
    return response
