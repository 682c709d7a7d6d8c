"""A person's account in a run: opened by the command `join` when she first needs one, remembered as her membership."""

import json

from django.db import transaction

from streams.errors import StreamsError
from streams.models import Inbox, Membership, Outcome, Run, User
from streams.network.commands import JOIN, JoinBody
from streams.services.inbox import append_command, wait_for_receipt


class JoinRefused(StreamsError):
    """The run opened no account: `reason` is the receipt's."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"no account was opened: {reason}")
        self.reason = reason


class JoinPending(StreamsError):
    """No engine has answered yet: the account comes with the receipt, and whoever asks again then has it."""

    def __init__(self, receipt: Inbox) -> None:
        super().__init__("no engine has opened the account yet")
        self.receipt = receipt


def membership_of(run: Run, user: User) -> Membership | None:
    """Find a person's membership without making one. One query."""
    return Membership.objects.filter(run=run, user=user).first()


def account_of(run: Run, user: User, *, handle: str = "", display_name: str = "") -> int:
    """Give the number of a person's account, opening it where she has none. However many ask at once, one is opened.

    handle, display_name: what is wished for, by default ones that say nothing of her; without effect once there is an
    account. JoinRefused where the run has no network; JoinPending where no engine answers; RunEndedError, and
    pydantic's ValidationError for a handle that is none.
    """
    member = membership_of(run, user)
    if member is not None:
        return member.number
    # not from the address of her login, which is nobody's business
    body = JoinBody(handle=handle or f"member_{user.pk}", display_name=display_name or f"Member {user.pk}")
    receipt = wait_for_receipt(append_command(run, JOIN, body, user=user, idempotency_key=_key(run, user)))
    if receipt.outcome == Outcome.PENDING:
        raise JoinPending(receipt)
    if receipt.outcome != Outcome.APPLIED:
        raise JoinRefused(receipt.reason)
    with transaction.atomic():
        number = json.loads(receipt.result)["account"]
        return Membership.objects.get_or_create(run=run, user=user, defaults={"number": number})[0].number


def _key(run: Run, user: User) -> str:
    """Name the attempt: all who ask at once share one command, and one that failed is no hindrance for ever.

    The line end keeps it apart from the keys of people, which come in a header.
    """
    failed = Inbox.objects.filter(run=run, user=user, kind=JOIN.name, outcome__in=(Outcome.REFUSED, Outcome.FAILED))
    return f"join\n{failed.count()}"
