"""What pages about company share: they are there only in a town whose residents talk and have phones."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from society.views.frame import Frame, frame_of
from society.views.open import readable

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Frame, P], HttpResponse]


def company_page(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """Open the run at its moment without its state, which costs no re-execution; of a town without company, say so."""

    @readable
    @wraps(page)
    def shown(request: HttpRequest, /, run_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        frame = frame_of(request, run_id, with_state=False)
        if not frame.has_network:
            return render(request, "society/company/none.html", frame.context() | {"view": "talks"}, status=404)
        return page(request, frame, *args, **kwargs)

    return shown
