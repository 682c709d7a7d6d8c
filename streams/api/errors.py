"""Errors as the API answers them: a code, a sentence in the reader's language, details.

APIException (REST framework)
+-- ApiError            one of the codes below, with its status
    +-- NotFound        AgentNotFound, LocationNotFound, PostNotFound, CommentNotFound, AccountNotFound,
    |                   ConversationNotFound
    +-- Conflict        WorldPaused
    +-- InvalidParameter, NotAnswered, Unauthenticated, Forbidden, RateLimited
"""

from collections.abc import Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Any, Final

import structlog
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from streams.errors import DigestMismatch, EngineMismatch, HistoryLost
from streams.services.inbox import RunEndedError, WorldPausedError

log = structlog.get_logger(__name__)

RETRY_AFTER_S: Final = 5
Details = Mapping[str, Any]


class ApiError(exceptions.APIException):
    """A refusal with a code of ours; `details` says what failed."""

    code = "INTERNAL_ERROR"
    sentence: str | Promise = _("Something went wrong here. It has been noted.")
    retry_after_s: int | None = None

    def __init__(self, sentence: str | Promise | None = None, **details: Any) -> None:
        self.message = self.sentence if sentence is None else sentence
        self.details: Details = details
        super().__init__(detail=str(self.message))


class InvalidParameter(ApiError):
    """A value that was sent is not allowed."""

    status_code = status.HTTP_400_BAD_REQUEST
    code = "INVALID_PARAMETER"
    sentence = _("A value is not allowed; the details say which and why.")


class NotFound(ApiError):
    """There is no such thing, or it is not for this reader."""

    status_code = status.HTTP_404_NOT_FOUND
    code = "NOT_FOUND"
    sentence = _("There is nothing here.")


class AgentNotFound(NotFound):
    """The run has no such resident."""

    code = "AGENT_NOT_FOUND"
    sentence = _("This run has no resident with that number.")


class LocationNotFound(NotFound):
    """The run has no such place."""

    code = "LOCATION_NOT_FOUND"
    sentence = _("This run has no place with that number.")


class PostNotFound(NotFound):
    """The run has no such post for this reader."""

    code = "POST_NOT_FOUND"
    sentence = _("There is no such post here, or it is not there any more.")


class CommentNotFound(NotFound):
    """The run has no such comment for this reader."""

    code = "COMMENT_NOT_FOUND"
    sentence = _("There is no such comment here, or it is not there any more.")


class AccountNotFound(NotFound):
    """The run has no such account for this reader."""

    code = "ACCOUNT_NOT_FOUND"
    sentence = _("There is no such account here.")


class ConversationNotFound(NotFound):
    """The reader is in no such conversation."""

    code = "CONVERSATION_NOT_FOUND"
    sentence = _("There is no such conversation.")


class Unauthenticated(ApiError):
    """Whoever asks has not proved who she is."""

    status_code = status.HTTP_401_UNAUTHORIZED
    code = "UNAUTHENTICATED"
    sentence = _("Sign in first.")


class Forbidden(ApiError):
    """Whoever asks may not do this."""

    status_code = status.HTTP_403_FORBIDDEN
    code = "FORBIDDEN"
    sentence = _("Your role does not allow this.")


class RateLimited(ApiError):
    """Too many requests, or too many wrong passwords; `retry_after_s` says when to come again."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    code = "RATE_LIMITED"
    sentence = _("Too many requests; wait a moment.")

    def __init__(self, retry_after_s: int, sentence: str | Promise | None = None) -> None:
        super().__init__(sentence, retry_after_s=retry_after_s)
        self.retry_after_s = retry_after_s


class NotAnswered(ApiError):
    """No engine answers, and without its answer nothing can be sent."""

    retry_after_s = RETRY_AFTER_S

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    code = "UNAVAILABLE"
    sentence = _("No engine drives this run at the moment, so nothing was sent. Try again soon.")


class Conflict(ApiError):
    """The run refused; `details.reason` is the receipt's reason."""

    status_code = status.HTTP_409_CONFLICT
    code = "CONFLICT"
    sentence = _("The run refused this; the details say why.")


class WorldPaused(Conflict):
    """A body was commanded while time stands still."""

    code = "WORLD_PAUSED"
    sentence = _("The world is paused: resume it, then send the command again.")


_NAMED: Final[Sequence[tuple[type[Exception], type[ApiError], Promise]]] = (
    (WorldPausedError, WorldPaused, WorldPaused.sentence),
    (RunEndedError, Conflict, _("This run has ended: start a new run or fork this one.")),
    (HistoryLost, NotFound, _("That moment is not in the record of this run.")),
    (
        EngineMismatch,
        Conflict,
        _("That past was made by another version of the engine; only its snapshots can be opened."),
    ),
    (DigestMismatch, Conflict, _("That past cannot be reproduced: it does not match its digest. Run verify_run.")),
)
_OF_STATUS: Final[Mapping[int, tuple[str, str | Promise]]] = {
    400: ("INVALID_PARAMETER", InvalidParameter.sentence),
    401: ("UNAUTHENTICATED", Unauthenticated.sentence),
    403: ("FORBIDDEN", Forbidden.sentence),
    404: ("NOT_FOUND", NotFound.sentence),
    405: ("METHOD_NOT_ALLOWED", _("This address does not take that method.")),
    406: ("NOT_ACCEPTABLE", _("Only JSON is spoken here.")),
    415: ("UNSUPPORTED_MEDIA_TYPE", _("Send JSON.")),
    429: ("RATE_LIMITED", RateLimited.sentence),
}


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Answer any failure of a view in the envelope; what nobody foresaw is logged and answered with 500."""
    set_rollback()
    if isinstance(error, ApiError):
        answer = _answer(error.status_code, error.code, str(error.message), error.details)
        if error.retry_after_s is not None:
            answer["Retry-After"] = str(error.retry_after_s)
        return answer
    if isinstance(error, OperationalError | InterfaceError):
        log.error("api.database_unavailable", why=str(error))
        return Response(unavailable_body(), status=503, headers={"Retry-After": str(RETRY_AFTER_S)})
    for kind, named, sentence in _NAMED:
        if isinstance(error, kind):
            return _answer(named.status_code, named.code, str(sentence), {"cause": str(error)})
    return _of_framework(error)


def _of_framework(error: Exception) -> Response:
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        log.error("api.failed", exc_info=error)
        return Response(broken_body(), status=500)
    # a session has no challenge to offer, so the framework says 403 where nobody is signed in
    number = 401 if isinstance(error, exceptions.NotAuthenticated) else error.status_code
    code, sentence = _OF_STATUS.get(number, (ApiError.code, ApiError.sentence))
    answer = _answer(number, code, str(sentence), _details(error))
    if isinstance(error, exceptions.Throttled):
        wait_s = getattr(error, "wait", None)  # published without it
        answer["Retry-After"] = str(ceil(wait_s or RETRY_AFTER_S))
    if number == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def _details(error: exceptions.APIException) -> Details:
    if isinstance(error, exceptions.ValidationError):
        return error.detail if isinstance(error.detail, dict) else {"non_field_errors": error.detail}
    return {"cause": str(error.detail)}


def senseless_body(cause: str) -> dict[str, Any]:
    """Write that a request was refused before a view was reached, and why."""
    return error_body(InvalidParameter.code, str(_("That request made no sense.")), {"cause": cause})


def unavailable_body() -> dict[str, Any]:
    """Write that the database is away, also for what fails before a view is reached."""
    return error_body("UNAVAILABLE", str(_("The database does not answer. Try again in a moment.")))


def broken_body() -> dict[str, Any]:
    """Write that something broke that nobody foresaw."""
    return error_body(ApiError.code, str(ApiError.sentence))


def error_body(code: str, message: str, details: Details = MappingProxyType({})) -> dict[str, Any]:
    """Put an error into the envelope."""
    return {"success": False, "error": {"code": code, "message": message, "details": dict(details)}}


def _answer(number: int, code: str, message: str, details: Details) -> Response:
    return Response(error_body(code, message, details), status=number)
