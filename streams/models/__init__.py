"""The record's tables. History is keyed by run and number and written by the run's one writer; the rest is bookkeeping."""

from streams.models.accounts import Account, AccountKind
from streams.models.archive import ArchiveBlock, ArchiveDay, ArchivedKind, ArchiveHead
from streams.models.events import Event
from streams.models.inbox import Inbox, Outcome
from streams.models.runs import Run, RunClock, RunHead, RunLease, RunStatus, Snapshot, Step
from streams.models.users import OneTimeLink, Role, User

__all__ = [
    "Account",
    "AccountKind",
    "ArchiveBlock",
    "ArchiveDay",
    "ArchiveHead",
    "ArchivedKind",
    "Event",
    "Inbox",
    "OneTimeLink",
    "Outcome",
    "Role",
    "Run",
    "RunClock",
    "RunHead",
    "RunLease",
    "RunStatus",
    "Snapshot",
    "Step",
    "User",
]
