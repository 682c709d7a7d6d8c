"""A person's conversations and messages. Nobody reads them but who is in them, from the step on in which she came in.

A private conversation is out of reach for both while one blocks the other; in a group a blocked account's messages are
left out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BigIntegerField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from streams.kernel.ids import number_of
from streams.models import Message, Participant, ReadMark
from streams.selectors.accounts import AccountView, accounts_by_numbers
from streams.selectors.notices import UNREAD_MAX
from streams.selectors.viewing import Page, Viewer, of_one, page_of

_NUMBER_BITS: Final = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """What somebody wrote into a conversation."""

    number: int
    conversation: int
    sender: AccountView
    text: str
    sim_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationView:
    """A conversation that the viewer is in; members: who is in it now, herself too. unread: counted up to UNREAD_MAX."""

    number: int
    is_group: bool
    title: str
    members: Sequence[AccountView]
    last: MessageView | None
    unread: int
    sim_time: int


class _CountOf(Subquery):
    """How many rows a subquery has: it may be cut, which an aggregate cannot be."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def conversations_of(viewer: Viewer, *, before: int = 0, limit: int = 20) -> Page[ConversationView]:
    """List the viewer's conversations, where something happened last first. At most 7 queries.

    Costs by how many she is in: of each, the last message is looked up by an index. The cursor joins time and number.
    """
    rows = _counted(viewer, _of(viewer))
    if before:
        active, number = before >> _NUMBER_BITS, before & ((1 << _NUMBER_BITS) - 1)
        rows = rows.filter(Q(active__lt=active) | Q(active=active, conversation__lt=viewer.key(number)))
    rows = rows.order_by("-active", "-conversation")
    page = page_of(rows, limit, lambda row: row.active << _NUMBER_BITS | number_of(row.conversation_id))
    return Page(items=_views(viewer, page.items), next=page.next)


def conversation_view(viewer: Viewer, number: int) -> ConversationView | None:
    """Show one conversation; None if the viewer is not in it or may not see it. At most 7 queries."""
    rows = _counted(viewer, _of(viewer).filter(conversation=viewer.key(number)))
    return next(iter(_views(viewer, list(rows))), None)


def messages_in(
    viewer: Viewer, conversation: int, *, before: int = 0, after: int = 0, limit: int = 20
) -> Page[MessageView]:
    """List messages of a conversation, the newest of the page last; nothing where the viewer may not read it.

    Without a cursor the latest; before: those earlier than a number; after: those later, the earliest of them.
    `next` goes on in the same direction. At most 6 queries.
    """
    mine = _of(viewer).filter(conversation=viewer.key(conversation)).first()
    if mine is None:
        return Page(items=[])
    rows = viewer.made(Message).filter(step__gte=mine.step)
    rows = of_one(rows, "conversation_id", mine.conversation_id, is_oldest_first=bool(after))
    rows = rows.exclude(sender__in=viewer.keys(viewer.blocked))
    if before:
        rows = rows.filter(pk__lt=viewer.key(before))
    if after:
        rows = rows.filter(pk__gt=viewer.key(after))
    page = page_of(rows, limit, lambda row: row.number)
    senders = accounts_by_numbers(viewer, [number_of(row.sender_id) for row in page.items])
    views = [_message(row, senders) for row in page.items]
    return Page(items=views if after else views[::-1], next=page.next)


def unread_total(viewer: Viewer) -> int:
    """Count unread messages in all conversations, each up to UNREAD_MAX. One query, none without an account."""
    if viewer.membership is None:
        return 0
    rows = _of(viewer).annotate(unread=_unread(viewer))
    return int(rows.aggregate(total=Sum("unread"))["total"] or 0)


def last_message(viewer: Viewer, conversation: int) -> int:
    """Say the last message of a conversation that the viewer is in, by number, 0 for none. Two queries."""
    page = messages_in(viewer, conversation, limit=1)
    return page.items[-1].number if page.items else 0


def _of(viewer: Viewer) -> QuerySet[Participant]:
    """Select where the viewer is in, without private conversations with whom she does not see."""
    rows = viewer.standing(Participant).filter(account=viewer.key(viewer.account))
    if not viewer.blocked:
        return rows
    with_blocked = Participant.objects.filter(
        conversation=OuterRef("conversation"), account__in=viewer.keys(viewer.blocked)
    )
    return rows.filter(Q(conversation__is_group=True) | ~Exists(with_blocked))


def _counted(viewer: Viewer, rows: QuerySet[Participant]) -> QuerySet[Any]:
    """Add what a row of the list needs: the last message, when something happened last, how much is unread."""
    last = _readable(viewer).order_by("-pk")
    return rows.select_related("conversation").annotate(
        last_id=Subquery(last.values("pk")[:1], output_field=BigIntegerField(null=True)),
        active=Coalesce(Subquery(last.values("sim_time")[:1]), F("conversation__sim_time")),
        unread=_unread(viewer),
    )


def _readable(viewer: Viewer) -> QuerySet[Message]:
    rows = viewer.made(Message).filter(conversation=OuterRef("conversation"), step__gte=OuterRef("step"))
    return rows.exclude(sender__in=viewer.keys(viewer.blocked))


def _unread(viewer: Viewer) -> _CountOf:
    marks = ReadMark.objects.filter(
        membership=viewer.membership, conversation=OuterRef(OuterRef("conversation")) - viewer.key(0)
    )
    read = Coalesce(Subquery(marks.values("message")[:1]), 0)
    theirs = _readable(viewer).exclude(sender=viewer.key(viewer.account)).filter(pk__gt=read + viewer.key(0))
    return _CountOf(theirs.order_by().values("pk")[:UNREAD_MAX])


def _views(viewer: Viewer, rows: Sequence[Any]) -> list[ConversationView]:
    last = {row.pk: row for row in Message.objects.filter(pk__in=[row.last_id for row in rows if row.last_id])}
    inside = _inside(viewer, [row.conversation_id for row in rows])
    senders = [number_of(row.sender_id) for row in last.values()]
    members = [number for numbers in inside.values() for number in numbers]
    accounts = accounts_by_numbers(viewer, [*senders, *members])
    return [
        ConversationView(
            number=number_of(row.conversation_id),
            is_group=row.conversation.is_group,
            title=row.conversation.title,
            members=[accounts[number] for number in inside[row.conversation_id] if number in accounts],
            last=_message(last[row.last_id], accounts) if row.last_id else None,
            unread=row.unread,
            sim_time=row.active,
        )
        for row in rows
    ]


def _inside(viewer: Viewer, conversations: Sequence[int]) -> Mapping[int, list[int]]:
    """Say who is in conversations, in the order of their coming, by key. One query."""
    found: Mapping[int, list[int]] = defaultdict(list)
    rows = viewer.standing(Participant).filter(conversation__in=conversations).order_by("pk")
    for conversation, account in rows.values_list("conversation_id", "account_id"):
        if number_of(account) not in viewer.blocked:
            found[conversation].append(number_of(account))
    return found


def _message(row: Message, senders: Mapping[int, AccountView]) -> MessageView:
    return MessageView(
        number=row.number,
        conversation=number_of(row.conversation_id),
        sender=senders[number_of(row.sender_id)],
        text=row.text,
        sim_time=row.sim_time,
    )
