"""Acts between few: private conversations of two, groups, and what is written into them."""

from collections.abc import Iterable

from streams.events import StreamEvent
from streams.kernel.text import text_hash
from streams.models.messages import MEMBERS_MAX
from streams.network.columns import LOW_HALF, NetworkColumns, pair
from streams.network.notices import NoticeKind
from streams.network.refusals import (
    ACCOUNT_NOT_FOUND,
    ALREADY_A_PARTICIPANT,
    BLOCKED,
    CONVERSATION_NOT_FOUND,
    GROUP_FULL,
    NOT_A_PARTICIPANT,
    YOURSELF,
    Refused,
)
from streams.network.rows import CONVERSATIONS, MESSAGES, PARTICIPANTS


class Messaging(NetworkColumns):
    """Write to one account or to a group."""

    def message_to(self, sender: int, reader: int, text: str, *, at: int) -> int | Refused:
        """Write to one account, into the conversation of the two, which begins with this; return the message's number."""
        refused = self._refused_writer(sender) or self._refused_reader_of(sender, reader)
        if refused is not None:
            return refused
        conversation = self.conversation_of(sender, reader)
        if not conversation:
            conversation = self._begin(sender, (sender, reader), title="", is_group=False, at=at)
            one, other = min(sender, reader), max(sender, reader)
            self.conversations.one[conversation], self.conversations.other[conversation] = one, other
            self.pairs.put(pair(one, other), conversation)
        return self._write(sender, conversation, reader, text, at)

    def message(self, sender: int, conversation: int, text: str, *, at: int) -> int | Refused:
        """Write into a conversation that one is in; return the message's number."""
        refused = self._refused_writer(sender) or self._refused_participant(sender, conversation)
        if refused is not None:
            return refused
        reader = 0
        if not self.conversations.is_group[conversation]:
            reader = next(account for account in self.participants_of(conversation) if account != sender)
            if self._is_walled(sender, reader):
                return BLOCKED
        return self._write(sender, conversation, reader, text, at)

    def begin_group(self, creator: int, title: str, others: Iterable[int], *, at: int) -> int | Refused:
        """Begin a group of oneself and others, each named once or more; return the conversation's number."""
        refused = self._refused_writer(creator)
        if refused is not None:
            return refused
        invited = list(dict.fromkeys(others))
        for account in invited:
            refused = self._refused_reader_of(creator, account)
            if refused is not None:
                return refused
        if len(invited) >= MEMBERS_MAX:
            return GROUP_FULL
        conversation = self._begin(creator, (creator, *invited), title=title, is_group=True, at=at)
        for account in invited:
            self._notify(account, NoticeKind.GROUP, creator, at)
        return conversation

    def add_to_group(self, actor: int, conversation: int, account: int, *, at: int) -> int | Refused:
        """Bring an account into a group that one is in; return the participant's number."""
        refused = (
            self._refused_writer(actor)
            or self._refused_member(actor, conversation)
            or self._refused_reader_of(actor, account)
        )
        if refused is not None:
            return refused
        if self.participants.get(pair(conversation, account)):
            return ALREADY_A_PARTICIPANT
        if self.conversations.members[conversation] >= MEMBERS_MAX:
            return GROUP_FULL
        number = self._let_in(conversation, account, actor=actor, at=at)
        self._notify(account, NoticeKind.GROUP, actor, at)
        return number

    def leave_group(self, account: int, conversation: int, *, at: int) -> int | Refused:
        """Leave a group; return the number of the participant that one was."""
        if not self._is_account(account):
            return ACCOUNT_NOT_FOUND
        refused = self._refused_member(account, conversation)
        if refused is not None:
            return refused
        key = pair(conversation, account)
        number = self.participants.get(key)
        self.participants.drop(key)
        self.pending.ended[PARTICIPANTS.name].append(number)
        self.conversations.members[conversation] -= 1
        self.pending.tell(StreamEvent.PARTICIPANT_LEFT, at, account, target=account, number=number, amount=conversation)
        return number

    def conversation_of(self, one: int, other: int) -> int:
        """Find the conversation of two; 0 where they never wrote to each other."""
        return self.pairs.get(pair(min(one, other), max(one, other)))

    def participants_of(self, conversation: int) -> list[int]:
        """List who is in a conversation, by number."""
        if not self.conversations.is_group[conversation]:
            return [int(self.conversations.one[conversation]), int(self.conversations.other[conversation])]
        keys, _ = self.participants.between(pair(conversation, 0), pair(conversation + 1, 0))
        found: list[int] = (keys & LOW_HALF).tolist()
        return found

    def _refused_reader_of(self, sender: int, reader: int) -> Refused | None:
        if not self._is_account(reader):
            return ACCOUNT_NOT_FOUND
        if sender == reader:
            return YOURSELF
        return BLOCKED if self._is_walled(sender, reader) else None

    def _refused_participant(self, account: int, conversation: int) -> Refused | None:
        if not 0 < conversation <= self.conversations.count:
            return CONVERSATION_NOT_FOUND
        return None if self.participants.get(pair(conversation, account)) else NOT_A_PARTICIPANT

    def _refused_member(self, account: int, conversation: int) -> Refused | None:
        """Say why an account is not in a group of this number; two who write to each other are none."""
        refused = self._refused_participant(account, conversation)
        if refused is None and not self.conversations.is_group[conversation]:
            return CONVERSATION_NOT_FOUND
        return refused

    def _begin(self, creator: int, accounts: tuple[int, ...], *, title: str, is_group: bool, at: int) -> int:
        number = self._make(CONVERSATIONS, at, creator, is_group, title)
        self.conversations.append(is_group=is_group)
        amount = text_hash(title)
        self.pending.tell(StreamEvent.CONVERSATION_CREATED, at, creator, number=number, amount=amount)
        for account in accounts:
            self._let_in(number, account, actor=creator, at=at)
        return number

    def _let_in(self, conversation: int, account: int, *, actor: int, at: int) -> int:
        number = self._make(PARTICIPANTS, at, conversation, account)
        self.participants.put(pair(conversation, account), number)
        self.conversations.members[conversation] += 1
        self.pending.tell(StreamEvent.PARTICIPANT_ADDED, at, actor, target=account, number=number, amount=conversation)
        return number

    def _write(self, sender: int, conversation: int, reader: int, text: str, at: int) -> int:
        number = self._make(MESSAGES, at, conversation, sender, text)
        amount = text_hash(text)
        self.pending.tell(StreamEvent.MESSAGE_CREATED, at, sender, target=reader, number=number, amount=amount)
        return number
