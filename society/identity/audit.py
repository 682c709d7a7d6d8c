"""The audit log: who changed which login, key or schedule. The only module that knows the library that keeps it.

What is saved as a row is noted by the library, for the models that the settings name; what is done by an update or
without a row is noted here. Who did it is whoever acts while it happens; nobody is the program itself, or a command.
What is done to runs is no part of it: that is recorded in their inbox, with who sent it.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.db.models import Model
from django.http import HttpRequest

from society.identity.addresses import client_address
from streams.models import User

ENTRIES: Final = LogEntry
"""The library's table."""
_WHAT: Final = "what"


def acting(request: HttpRequest, user: User | None = None) -> AbstractContextManager[Any]:
    """Have what is noted meanwhile be by whoever asks.   user: where a token says who asks, and no session."""
    who = user or request.user
    if request.method in {"GET", "HEAD", "OPTIONS"} or not isinstance(who, User):
        return nullcontext()
    acted: AbstractContextManager[Any] = set_actor(who, remote_addr=client_address(request))
    return acted


def note(thing: Model, what: str) -> None:
    """Note something that was done to a thing, in a few English words."""
    LogEntry.objects.log_create(
        thing, force_log=True, action=LogEntry.Action.UPDATE, changes={}, additional_data={_WHAT: what}
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
