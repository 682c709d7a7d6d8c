"""The record's tables. History is keyed by run and number and written by the run's one writer; the rest is bookkeeping."""

from streams.models.accounts import Account, AccountKind
from streams.models.archive import ArchiveBlock, ArchiveDay, ArchivedKind, ArchiveHead
from streams.models.events import Event
from streams.models.files import FileKind, StoredFile
from streams.models.follows import AccountCount, Block, Follow
from streams.models.inbox import Inbox, Outcome
from streams.models.messages import Conversation, Message, Participant
from streams.models.moderation import Report, ReportState, Sanction, Subject
from streams.models.people import Membership, ReadMark
from streams.models.posts import Comment, Like, Notice, Post, PostCount, PostToken, Repost
from streams.models.runs import Run, RunClock, RunHead, RunLease, RunStatus, Snapshot, Step
from streams.models.users import OneTimeLink, Role, User

__all__ = [
    "Account",
    "AccountCount",
    "AccountKind",
    "ArchiveBlock",
    "ArchiveDay",
    "ArchiveHead",
    "ArchivedKind",
    "Block",
    "Comment",
    "Conversation",
    "Event",
    "FileKind",
    "Follow",
    "Inbox",
    "Like",
    "Membership",
    "Message",
    "Notice",
    "OneTimeLink",
    "Outcome",
    "Participant",
    "Post",
    "PostCount",
    "PostToken",
    "ReadMark",
    "Report",
    "ReportState",
    "Repost",
    "Role",
    "Run",
    "RunClock",
    "RunHead",
    "RunLease",
    "RunStatus",
    "Sanction",
    "Snapshot",
    "Step",
    "StoredFile",
    "Subject",
    "User",
]
