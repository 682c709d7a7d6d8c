"""What people do in the network: as their account, through the inbox. What the network makes of it is the receipt."""

from pydantic import BaseModel

from streams.models import Inbox, Run, Subject, User
from streams.network.commands import LIFT, SANCTION, LiftBody, SanctionBody
from streams.services.inbox import append_command, wait_for_receipt
from streams.services.joining import account_of
from streams.writer.part import CommandKind


def act(run: Run, user: User, kind: CommandKind, body: BaseModel, *, idempotency_key: str = "") -> Inbox:
    """Send a command of `streams.network.commands` as a person's account and wait for its receipt.

    She gets an account where she has none yet: errors as `account_of` and `append_command`.
    """
    account = account_of(run, user)
    command = append_command(run, kind, body, actor=account, user=user, idempotency_key=idempotency_key)
    return wait_for_receipt(command)


def sanction(run: Run, operator: User, *, kind: Subject, subject: int, reason: str, idempotency_key: str = "") -> Inbox:
    """Hide a post or a comment, or keep an account from writing, and wait for the receipt."""
    body = SanctionBody(kind=kind, subject=subject, reason=reason)
    return wait_for_receipt(append_command(run, SANCTION, body, user=operator, idempotency_key=idempotency_key))


def lift(run: Run, operator: User, *, kind: Subject, subject: int, idempotency_key: str = "") -> Inbox:
    """Let what is hidden be seen again, or an account write, and wait for the receipt."""
    body = LiftBody(kind=kind, subject=subject)
    return wait_for_receipt(append_command(run, LIFT, body, user=operator, idempotency_key=idempotency_key))
