"""The audit log: who changed which login, key or schedule. The only module that knows the library that keeps it.

What is saved as a row is noted by the library, for the models that the settings name; what is done by an update or
without a row is noted here. Who did it is whoever acts while it happens; nobody is the program itself, or a command
that was told no name. Commands that steer runs are noted with what they ask for; what became of them says their receipt.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import Any, Final

from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from society.identity.addresses import client_address
from streams.models import Inbox, User

ENTRIES: Final = LogEntry
"""The library's table."""
_WHAT: Final = "what"
_ADDRESS: Final[ContextVar[str | None]] = ContextVar("audit_address", default=None)
_BODY_SHOWN: Final = 1_000


def acting(request: HttpRequest, user: User | None = None) -> AbstractContextManager[Any]:
    """Have what is noted meanwhile be by whoever asks.   user: where a token says who asks, and no session."""
    who = user or request.user
    if request.method in {"GET", "HEAD", "OPTIONS"} or not isinstance(who, User):
        return nullcontext()
    acted: AbstractContextManager[Any] = set_actor(who, remote_addr=client_address(request))
    return acted


class AddressMiddleware:
    """Remember from where a request comes while it is served, for what is noted of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _ADDRESS.set(client_address(request))
        try:
            return self._get_response(request)
        finally:
            _ADDRESS.reset(token)


def note(thing: Model, what: str) -> None:
    """Note something that was done to a thing, in a few English words."""
    LogEntry.objects.log_create(
        thing, force_log=True, action=LogEntry.Action.UPDATE, changes={}, additional_data={_WHAT: what}
    )


def note_command(command: Inbox) -> None:
    """Note a command that steers a run, as what is done to that run: its kind, what it says, and the number of its receipt."""
    asked = command.body if len(command.body) <= _BODY_SHOWN else f"{command.body[:_BODY_SHOWN]} ..."
    LogEntry.objects.log_create(
        command.run,
        force_log=True,
        action=LogEntry.Action.UPDATE,
        changes={},
        actor=command.user,
        actor_email=command.user.email if command.user else None,
        remote_addr=_ADDRESS.get(),
        additional_data={_WHAT: f"{command.kind} {asked} (receipt {command.pk})"},
    )


def told(entry: Any) -> str:
    """Say what an entry is about: the words of a note, else the values that changed."""
    said: Mapping[str, str] = entry.additional_data or {}
    if _WHAT in said:
        return said[_WHAT]
    changes: Mapping[str, Any] = entry.changes or {}
    return "; ".join(f"{name}: {_change(change)}" for name, change in changes.items())


def _change(change: Any) -> str:
    match change:
        case [None | "None", after]:
            return str(after)
        case [before, after]:
            return f"{before} → {after}"
        case _:
            return str(change)
