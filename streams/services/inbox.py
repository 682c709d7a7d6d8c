"""The door of a run: append a command to its inbox and wait a moment for the receipt."""

import json
import time
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from pydantic import BaseModel

from streams.errors import StreamsError
from streams.kernel.text import canonical_json
from streams.models import Inbox, Membership, Outcome, Run, RunStatus, User
from streams.selectors.clock import shown_clock
from streams.writer.part import CommandKind, Queue

RECEIPT_WAIT_S: Final = 2.0
_POLL_S: Final = 0.05


class WorldPausedError(StreamsError):
    """A body was commanded while time stands still."""


class RunEndedError(StreamsError):
    """A command was meant for a run that is over."""


def append_command(
    run: Run, kind: CommandKind, body: BaseModel, *, actor: int = 0, user: User | None = None, idempotency_key: str = ""
) -> Inbox:
    """Put a command into a run's inbox; the same key of the same person gives the first command again.

    WorldPausedError for a command to a body while paused, RunEndedError for an ended run, ValueError for text that cannot
    be kept and for a key without a person. A command that was taken already is given again also where a new one would
    be refused. What steers a run is by the account of whoever steers it, if she has one there, and is noted in the audit log.
    """
    if idempotency_key and user is None:
        raise ValueError("an idempotency key belongs to a person: give the user, or no key")
    sent_before = Inbox.objects.filter(run=run, user=user, idempotency_key=idempotency_key or None)
    if idempotency_key and (first := sent_before.first()) is not None:
        return first
    if run.status == RunStatus.ENDED:
        raise RunEndedError(f"{run} has ended: start a new run or fork this one")
    if kind.queue is Queue.GRID and shown_clock(run).is_paused:
        raise WorldPausedError(f"{run} is paused: resume it, then send the command again")
    text = canonical_json(body.model_dump(mode="json"))
    key = idempotency_key or None
    if kind.is_steering and user is not None and not actor:
        actor = Membership.objects.filter(run=run, user=user).values_list("number", flat=True).first() or 0
    try:
        with transaction.atomic():
            asked = {"run": run, "kind": kind.name, "body": text, "actor": actor, "user": user}
            command = Inbox.objects.create(**asked, idempotency_key=key)
            if kind.is_steering:
                _note(command)
            return command
    except IntegrityError:  # the same key came twice at once
        if key is None:
            raise
        return sent_before.get()


def _note(command: Inbox) -> None:
    """Have a command noted by whoever keeps the audit log; this package knows only where the settings say that is."""
    if settings.COMMANDS_NOTED_BY:
        import_string(settings.COMMANDS_NOTED_BY)(command)


def wait_for_receipt(command: Inbox, *, timeout_s: float = RECEIPT_WAIT_S) -> Inbox:
    """Wait until the writer answered or the time is up; the outcome says which."""
    deadline = time.monotonic() + timeout_s
    while command.outcome == Outcome.PENDING and time.monotonic() < deadline:
        time.sleep(_POLL_S)
        command.refresh_from_db()
    return command


def made(receipt: Inbox, name: str) -> int:
    """Say the number of what an applied command made, as its receipt has it under a name; 0 where it has not."""
    return int(json.loads(receipt.result).get(name, 0))
