"""What somebody wrote and could not send, and what she wanted to do before she had a name: kept in her session, once.

Forms are kept field by field, so that a page can put each field back where it was.
"""

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, QueryDict

from streams.models import Run

Form = Mapping[str, str]
_DRAFT: Final = "draft"
_WANTED: Final = "wanted"
_RUN: Final = "run"
_FIELD_MAX: Final = 10_000
_FIELDS_MAX: Final = 12
_NOT_WRITTEN: Final = ("csrfmiddlewaretoken", "next")


def keep_draft(request: HttpRequest, form: QueryDict) -> None:
    """Keep what was written into a form for the page that shows it again; `form` says which form it was."""
    fields = {name: text for name, text in _kept(form).items() if name not in _NOT_WRITTEN}
    request.session[_DRAFT] = fields | {"form": fields.pop("do", "").partition("-")[0]}


def draft_of(request: HttpRequest) -> Form:
    """Take the form that was kept, empty without one."""
    found: Form = request.session.pop(_DRAFT, {}) if _DRAFT in request.session else {}
    return found


def keep_wanted(request: HttpRequest, run: Run, form: QueryDict) -> None:
    """Keep what somebody wants to do in a run until she has a name there."""
    fields = {name: text for name, text in _kept(form).items() if name != "csrfmiddlewaretoken"}
    request.session[_WANTED] = {_RUN: str(run.pk), **fields}


def wanted_in(request: HttpRequest, run: Run) -> QueryDict | None:
    """Say what somebody wants to do in a run, as the form that she sent; None for nothing."""
    kept: Form = request.session.get(_WANTED, {})
    if kept.get(_RUN) != str(run.pk):
        return None
    form = QueryDict(mutable=True)
    form.update({name: text for name, text in kept.items() if name != _RUN})
    return form


def forget_wanted(request: HttpRequest) -> None:
    """Forget it: it is done, or given up."""
    request.session.pop(_WANTED, None)


def _kept(form: QueryDict) -> dict[str, str]:
    return {name: str(text)[:_FIELD_MAX] for name, text in list(form.items())[:_FIELDS_MAX]}
