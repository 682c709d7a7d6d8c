"""What somebody wrote and could not send: kept in her session and put back into the form, once."""

from typing import Final

from django.http import HttpRequest

_KEY: Final = "draft"
_DRAFT_MAX: Final = 10_000


def keep_draft(request: HttpRequest, text: str) -> None:
    """Keep a text for the next form."""
    if text:
        request.session[_KEY] = text[:_DRAFT_MAX]


def draft_of(request: HttpRequest) -> str:
    """Take the text that was kept, empty without one."""
    return str(request.session.pop(_KEY, "")) if _KEY in request.session else ""
