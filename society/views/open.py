"""Who may read pages, and what a moment that cannot be shown looks like: one wrapper around every page of a run."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from society.views.frame import Frame, NoSuchMomentError, reader
from streams.models import Run
from world.selectors.moments import present

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def readable(page: Page[P]) -> Page[P]:
    """Show the page to whoever may read; where reading is not public, ask for a sign-in first."""

    @wraps(page)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not settings.PUBLIC_READ and reader(request) is None:
            return redirect_to_login(request.get_full_path(), reverse("sign_in"))
        try:
            return page(request, *args, **kwargs)
        except NoSuchMomentError as error:
            return _no_such_moment(request, int(str(kwargs["run_id"])), str(error))

    return shown


def _no_such_moment(request: HttpRequest, run_id: int, reason: str) -> HttpResponse:
    run = get_object_or_404(Run, pk=run_id)
    frame = Frame(run=run, moment=present(run), user=reader(request))
    return render(request, "society/no_moment.html", frame.context() | {"reason": reason}, status=404)
