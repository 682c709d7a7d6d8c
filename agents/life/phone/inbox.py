"""What waits on residents' phones: private messages that they have not read, and answers to what they wrote.

Nothing of it is history of its own: what waits follows from the rows of messages and comments, from how far a resident has
read (`read_to`) and when she last looked (`phone_at`). So a run that is loaded at any moment has the same waiting for the
same people.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, cast

import numpy as np

from agents.life.columns import MindColumns
from agents.life.phone.look import by_key
from agents.life.phone.words import GLANCE_BITS, Glance
from agents.life.sayings import Said, Sayings
from agents.models import Medium
from streams.events import StreamEvent
from streams.kernel.keymap import KeyMap
from streams.kernel.simtime import DAY_S
from streams.network.columns import LOW_HALF, PAIR_BITS, pair
from streams.network.pending import Cells
from streams.network.rows import COMMENTS, MESSAGES, PARTICIPANTS
from streams.network.state import Network
from streams.writer.part import StepContext
from world.contract import Bool, Int

COUNTED: Final = (MESSAGES, COMMENTS, PARTICIPANTS)
"""Tables whose last numbers say what waits at a moment."""
ANSWERS_KEPT_S: Final = 2 * DAY_S
"""How long an answer under a post waits to be seen."""
_GLANCE_MASK: Final = (1 << GLANCE_BITS) - 1


class Letter(NamedTuple):
    """A private message that waits."""

    number: int
    conversation: int
    sender: int
    """0 = not known any more."""
    saying: int
    """0 = there is none."""
    said: Said | None
    """The saying."""
    glance: Glance | None


class Inbox:
    """The unread of all residents."""

    def __init__(self, is_agent: Bool) -> None:
        """is_agent: by number, who is a resident; all others are people."""
        self.is_agent = is_agent
        self._messages = KeyMap()
        """Reader, message; to its conversation."""
        self._replies = KeyMap()
        """Reader, comment; to its time and glance."""
        self._words = KeyMap()
        """Message of a person; to the sender and glance."""
        self.reached = 0
        """Number of the last message that was handed out."""

    def letters_to(self, readers: Int, sayings: Sayings) -> dict[int, list[Letter]]:
        """List the messages that wait, oldest first, by reader; those are left out for whom none does."""
        row, keys, conversations = self._messages.within(readers << PAIR_BITS, (readers + 1) << PAIR_BITS)
        number = keys & LOW_HALF
        saying = sayings.of_many(Medium.MESSAGE, number)
        told = np.full(len(row), None)
        told[saying > 0] = sayings.many(saying[saying > 0])
        columns = (number, conversations, saying, told)
        return by_key(readers[row], map(self._letter, *(values.tolist() for values in columns)))

    def replies_to(self, readers: Int) -> tuple[Int, Int, list[Glance | None]]:
        """List the answers under posts that wait: row of the reader, comment, and glance of a person's words.

        In order of row, then comment. glance: None = a resident's.
        """
        row, keys, values = self._replies.within(readers << PAIR_BITS, (readers + 1) << PAIR_BITS)
        codes = (values & _GLANCE_MASK).tolist()
        return row, keys & LOW_HALF, [Glance.of_code(code) if code else None for code in codes]

    def put_away(self, reader: int, messages: Iterable[int], comments: Iterable[int]) -> None:
        """Let nothing of this wait any longer.   messages, comments: numbers."""
        for number in messages:
            self._messages.drop(pair(reader, number))
        for number in comments:
            self._replies.drop(pair(reader, number))

    def put_away_all(self, reader: int) -> None:
        """Take away all messages that wait for somebody."""
        keys, _ = self._messages.between(pair(reader, 0), pair(reader + 1, 0))
        for key in keys.tolist():
            self._messages.drop(key)

    def receive(self, context: StepContext, network: Network, mind: MindColumns, is_here: Bool) -> None:
        """Hand out what was written in this step, by whomever; the last thing in each step.

        is_here: by number, who lives in town: nothing waits for those who left it.
        """
        pending = network.pending
        if pending.ended.get(PARTICIPANTS.name):
            self._leave(mind, pending.events)
        for cells in pending.made.get(MESSAGES.name, ()):
            (number, _, conversation, sender), text = _cells(cells)
            readers = network.participants_of(conversation)
            theirs = (reader for reader in readers if not self.is_person(reader) and is_here[reader])
            self.deliver(number, conversation, sender, theirs, mind)
            if self.is_person(sender):
                self.note_words(number, sender, text)
        for cells in pending.made.get(COMMENTS.name, ()):
            (number, at, post, author, parent, _), text = _cells(cells)
            answered = network.comments.author[parent] if parent else network.posts.author[post]
            self.note_reply(number, at, author, int(answered), text)
        self.reached = context.numbers.last(MESSAGES.name)
        if context.since // DAY_S != context.until // DAY_S:
            self.forget(context.until)

    def is_person(self, account: int) -> bool:
        """Whether somebody is no resident: nobody knows the stance of her words."""
        return account >= len(self.is_agent) or not self.is_agent[account]

    def deliver(
        self, number: int, conversation: int, sender: int, readers: Iterable[int], mind: MindColumns | None
    ) -> None:
        """Let a message wait.   mind: whose `unread` grows; None where it is counted already."""
        for reader in readers:
            if reader == sender or self.is_person(reader):
                continue
            self._messages.put(pair(reader, number), conversation)
            if mind is not None:
                mind.unread[reader] += 1
                mind.touch(reader)

    def note_words(self, number: int, sender: int, text: str) -> None:
        """Remember of a person's message who wrote it and what can be told of it at a glance."""
        self._words.put(number, sender << GLANCE_BITS | Glance.of_text(text).code)

    def note_reply(self, number: int, at: int, author: int, answered: int, text: str) -> None:
        """Let a comment wait for whom it answers, if that is a resident and not its author.

        at: simulated seconds.   text: asked for of a person's comments only.
        """
        if answered != author and not self.is_person(answered):
            code = Glance.of_text(text).code if self.is_person(author) else 0
            self._replies.put(pair(answered, number), at << GLANCE_BITS | code)

    def forget(self, midnight: int) -> None:
        """Forget what is too old to be answered: replies of more than ANSWERS_KEPT_S, and words of read messages."""
        _, values = self._replies.entries()
        self._replies.keep(values >> GLANCE_BITS > midnight - ANSWERS_KEPT_S)
        waiting, _ = self._messages.entries()
        numbers, _ = self._words.entries()
        self._words.keep(np.isin(numbers, waiting & LOW_HALF))

    def _letter(self, number: int, conversation: int, saying: int, said: Said | None) -> Letter:
        if said is not None:
            return Letter(number, conversation, said.speaker, saying, said, None)
        words = self._words.get(number)
        sender, code = words >> GLANCE_BITS, words & _GLANCE_MASK
        return Letter(number, conversation, sender, 0, None, Glance.of_code(code) if code else None)

    def _leave(self, mind: MindColumns, events: Iterable[Cells]) -> None:
        """Take away from those who left a group what waited for them there."""
        for kind, _, _, account, _, _, conversation, _ in events:
            if kind != StreamEvent.PARTICIPANT_LEFT:
                continue
            reader = cast("int", account)
            keys, conversations = self._messages.between(pair(reader, 0), pair(reader + 1, 0))
            for key in keys[conversations == conversation].tolist():
                self._messages.drop(key)
                mind.unread[reader] -= 1
                mind.touch(reader)


def _cells(cells: Cells) -> tuple[list[int], str]:
    """Take a new row that ends in a text apart."""
    *numbers, text = cells
    return cast("list[int]", numbers), cast("str", text)
