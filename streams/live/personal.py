"""What the network tells single people: that a message was written to them, that somebody did what concerns them.

Only accounts of people who have a login in the run are told, and what residents do among themselves costs a look at the
memberships and no more. Who may have an event is decided when it is read: whoever has left a group by then, or is
divided from the sender by a block, is not told any more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from streams.events import StreamEvent
from streams.kernel.ids import key_of, number_of, run_of
from streams.live.encoding import ClientEvent
from streams.live.frames import Channel
from streams.models import Account, Block, Conversation, Event, Membership, Message, Participant
from streams.models.social import STANDS

NOTICED: Final[Mapping[int, str]] = {
    StreamEvent.COMMENT_CREATED: "comment",
    StreamEvent.LIKE_CREATED: "like",
    StreamEvent.REPOST_CREATED: "repost",
    StreamEvent.FOLLOW_CREATED: "follow",
    StreamEvent.PARTICIPANT_ADDED: "group",
}
"""Kinds of events that leave a notice with their target, and what the notice is of."""
PERSONAL: Final = frozenset({*NOTICED, StreamEvent.MESSAGE_CREATED})
"""Kinds of events that single people are told of."""

Inside = Mapping[int, Sequence[tuple[int, int]]]
"""Of conversations: the accounts in it, each with the step since when; by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """Who is told what of some events; accounts, conversations and messages by key.

    members: accounts of people.   groups: conversations of more than two.   walls: pairs of which one blocks the other,
    both ways round.
    """

    members: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    messages: Mapping[int, Message] = field(default_factory=dict)
    senders: Mapping[int, Account] = field(default_factory=dict)
    inside: Inside = field(default_factory=dict)
    walls: frozenset[tuple[int, int]] = frozenset()

    def encode(self, event: Event) -> Iterable[ClientEvent]:
        """Tell those whom an event concerns; nothing where that is nobody."""
        if event.kind == StreamEvent.MESSAGE_CREATED:
            yield from self._message(event)
        elif self._is_noticed(event):
            yield _told("notice_created", {"kind": NOTICED[event.kind]}, {event.target})

    def _is_noticed(self, event: Event) -> bool:
        actor, target = _sides(event)
        is_between_two = event.kind == StreamEvent.PARTICIPANT_ADDED and _conversation(event) not in self.groups
        return target in self.members and actor != target and not is_between_two and (actor, target) not in self.walls

    def _message(self, event: Event) -> Iterable[ClientEvent]:
        row = self.messages.get(key_of(event.run_id, event.object))
        if row is None:
            return
        there = [(key, 0) for key in _sides(event)] if event.target else self.inside.get(row.conversation_id, ())
        readers = {
            number_of(account)
            for account, since in there
            if account in self.members and since <= row.step and (row.sender_id, account) not in self.walls
        }
        if readers:
            sender = self.senders[row.sender_id]
            said = {
                "id": row.number,
                "conversation_id": number_of(row.conversation_id),
                "sender": {"id": sender.number, "handle": sender.handle, "name": sender.display_name},
                "text": row.text,
            }
            yield _told("message_created", said, readers)


def read_personal(events: Sequence[Event]) -> Personal:
    """Read what these events mean to single people.

    No query without such events; one, or with messages to groups three, where they concern no person; at most eight.
    """
    mine = [event for event in events if event.kind in PERSONAL]
    if not mine:
        return Personal()
    to_groups = _messages({key for event, key in _written(mine) if not event.target})
    inside = _inside({row.conversation_id for row in to_groups.values()})
    people = {key for event in mine for key in _sides(event)} | {key for rows in inside.values() for key, _ in rows}
    members = _members(people)
    direct = {key for event, key in _written(mine) if event.target and not members.isdisjoint(_sides(event))}
    heard = {key: row for key, row in to_groups.items() if _has_any(members, inside.get(row.conversation_id, ()))}
    messages = heard | _messages(direct)
    senders = {row.sender_id for row in messages.values()}
    return Personal(
        members=members,
        groups=_groups({_conversation(event) for event in mine if _sides(event)[1] in members}),
        messages=messages,
        senders=Account.objects.in_bulk(senders) if senders else {},
        inside=inside,
        walls=_walls(members, people) if members else frozenset(),
    )


def _told(name: str, data: Mapping[str, Any], readers: Iterable[int]) -> ClientEvent:
    return ClientEvent(type=name, channel=Channel.PERSONAL, data=data, is_now=True, readers=frozenset(readers))


def _sides(event: Event) -> tuple[int, int]:
    return key_of(event.run_id, event.actor), key_of(event.run_id, event.target)


def _conversation(event: Event) -> int:
    """Give the conversation that somebody came into; 0 for other events."""
    return key_of(event.run_id, event.amount) if event.kind == StreamEvent.PARTICIPANT_ADDED else 0


def _written(events: Sequence[Event]) -> list[tuple[Event, int]]:
    return [
        (event, key_of(event.run_id, event.object)) for event in events if event.kind == StreamEvent.MESSAGE_CREATED
    ]


def _has_any(members: frozenset[int], there: Sequence[tuple[int, int]]) -> bool:
    return any(account in members for account, _ in there)


def _messages(keys: set[int]) -> dict[int, Message]:
    return Message.objects.in_bulk(keys) if keys else {}


def _inside(conversations: set[int]) -> Inside:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    if conversations:
        rows = Participant.objects.filter(STANDS, conversation__in=conversations)
        for conversation, account, since in rows.values_list("conversation_id", "account_id", "step"):
            found[conversation].append((account, since))
    return found


def _members(accounts: set[int]) -> frozenset[int]:
    """Say which of these accounts are people's."""
    runs, numbers = {run_of(key) for key in accounts}, {number_of(key) for key in accounts} - {0}
    rows = Membership.objects.filter(run__in=runs, number__in=numbers).values_list("run_id", "number")
    return frozenset({key_of(run_id, number) for run_id, number in rows} & accounts)


def _groups(conversations: set[int]) -> frozenset[int]:
    wanted = conversations - {0}
    if not wanted:
        return frozenset()
    return frozenset(Conversation.objects.filter(pk__in=wanted, is_group=True).values_list("pk", flat=True))


def _walls(members: frozenset[int], people: set[int]) -> frozenset[tuple[int, int]]:
    """Find blocks between people and those whom they had to do with, both ways round."""
    rows = Block.objects.filter(STANDS, blocker__in=people, blocked__in=people)
    pairs = rows.values_list("blocker_id", "blocked_id")
    return frozenset({(one, other) for pair in pairs for one, other in (pair, pair[::-1]) if other in members})
