"""Commands that a Part cannot bear: tried a few times, then answered `failed`, so that the run lives on without them.

A step that raises is given up whole, and with it what would have been written about it. So the tries are counted in a
transaction of their own, fenced like a commit. A process that is killed counts nothing: that is not the command's fault.
"""

from collections.abc import Callable, Sequence
from typing import Final

from django.db import InterfaceError, InternalError, OperationalError, transaction
from django.db.models import F

from streams.errors import NotHolder
from streams.models import Inbox, Outcome, RunHead
from streams.writer import lease as leases
from streams.writer.lease import Lease
from streams.writer.part import Command

TRIES_MAX: Final = 3
REASON_FAILED: Final = "command_failed"
CIRCUMSTANCES: Final = (NotHolder, OperationalError, InterfaceError, InternalError)
"""Faults that no command is to blame for: the run was taken over, the database is away or full, or it ended our session."""


def groups_of(commands: Sequence[Command]) -> list[list[Command]]:
    """Split commands into those that may share a step, in order: one that was in a step that failed is tried alone."""
    groups: list[list[Command]] = []
    for command in commands:
        if groups and not command.tries and not groups[-1][-1].tries:
            groups[-1].append(command)
        else:
            groups.append([command])
    return groups


def first_group(commands: Sequence[Command]) -> list[Command]:
    """Take the commands that the next step may apply; the others wait for the one after it."""
    return next(iter(groups_of(commands)), [])


def is_retry(commands: Sequence[Command]) -> bool:
    """Whether a step with these commands failed before.

    Then it is committed by itself: a fault of a later step neither undoes what they did nor is counted against them.
    """
    return any(command.tries for command in commands)


def count_failed_try(
    lease: Lease, commands: Sequence[Command], *, wall_ms: int, give_up: Callable[[Command], None]
) -> None:
    """Count that a step with these commands failed, and answer those that are given up now. NotHolder as for a commit.

    give_up: called for each of these within the same transaction. They are stamped with the last step that was committed.
    """
    tried = Inbox.objects.filter(pk__in=[command.inbox_id for command in commands], applied_step=None)
    with transaction.atomic():
        leases.extend(lease, wall_ms=wall_ms)
        tried.update(tries=F("tries") + 1)
        spent = set(tried.filter(tries__gte=TRIES_MAX).values_list("pk", flat=True))
        step = RunHead.objects.get(pk=lease.run_id).step
        tried.filter(pk__in=spent).update(applied_step=step, position=0, outcome=Outcome.FAILED, reason=REASON_FAILED)
        for command in commands:
            if command.inbox_id in spent:
                give_up(command)
