"""Load what waits on residents' phones out of rows: the present, or any moment before it."""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from agents.life.columns import MindColumns
from agents.life.phone.inbox import ANSWERS_KEPT_S, Inbox
from agents.life.phone.looking import seen_until
from streams.kernel.columns import Array, Table
from streams.kernel.ids import key_of, number_of
from streams.kernel.simtime import DAY_S
from streams.models import Comment, Message
from streams.network.moment import Moment, Rows
from streams.network.rows import COMMENTS, MESSAGES, PARTICIPANTS, POSTS
from streams.writer.part import RunFacts
from streams.writer.store import Store

_AT_ONCE: Final = 500


def load_inbox(
    run: RunFacts, store: Store, mind: MindColumns, *, step: int, now: int, last: Mapping[str, int]
) -> Inbox:
    """Load an inbox.   mind: as at the moment.   last: by table of COUNTED, the last number given by then."""
    rows = Rows(store=store, run_id=run.run_id, at=Moment(step=step, sim_time=now, last=last))
    inbox = Inbox(mind.is_agent)
    _load_messages(inbox, rows, mind)
    _load_replies(inbox, rows, mind, run)
    inbox.reached = last[MESSAGES.name]
    return inbox


def _load_messages(inbox: Inbox, rows: Rows, mind: MindColumns) -> None:
    """Let wait what was written after a resident's last look into a conversation that she is in since before."""
    waiting_for = np.flatnonzero(mind.unread)
    if not len(waiting_for):
        return
    first = int(mind.read_to[waiting_for].min()) + 1
    readers = _readers(rows, mind)
    of_people: dict[int, int] = {}
    for part in rows.all(MESSAGES, "step", "conversation_id", "sender_id", first=first):
        columns = (part[name].tolist() for name in ("id", "step", "conversation_id", "sender_id"))
        for number, step, conversation, sender in zip(*columns, strict=True):
            theirs = [
                one for one, since in readers.get(conversation, ()) if since <= step and number > mind.read_to[one]
            ]
            inbox.deliver(number, conversation, sender, theirs, None)
            if theirs and inbox.is_person(sender):
                of_people[number] = sender
    texts = _texts(Message, rows, of_people)
    for number, sender in of_people.items():
        inbox.note_words(number, sender, texts[number])


def _readers(rows: Rows, mind: MindColumns) -> dict[int, list[tuple[int, int]]]:
    """List by conversation the residents with something unread, and since which step they are in it."""
    found: dict[int, list[tuple[int, int]]] = {}
    for part in rows.standing(PARTICIPANTS, "conversation_id", "account_id", "step"):
        is_reader = mind.has(part["account_id"])
        is_reader[is_reader] = mind.unread[part["account_id"][is_reader]] > 0
        columns = (part[name][is_reader].tolist() for name in ("conversation_id", "account_id", "step"))
        for conversation, account, step in zip(*columns, strict=True):
            found.setdefault(conversation, []).append((account, step))
    return found


def _load_replies(inbox: Inbox, rows: Rows, mind: MindColumns, run: RunFacts) -> None:
    """Let wait the answers of the last days that came after the resident answered last looked."""
    since = rows.at.sim_time // DAY_S * DAY_S - ANSWERS_KEPT_S
    names = ("id", "sim_time", "author_id", "post_id", "parent")
    for part in rows.all(COMMENTS, *names[1:], first=rows.first_since(COMMENTS, since)):
        number, at, author, post, parent = (part[name].astype(np.int64) for name in names)
        answered = np.where(parent > 0, _authors(rows, COMMENTS, parent), _authors(rows, POSTS, post))
        waits = (at > since) & mind.has(answered)
        waits[waits] = at[waits] > seen_until(run, mind.phone_at[answered[waits]])
        texts = _texts(Comment, rows, number[waits & ~mind.has(author)].tolist())
        for row in np.flatnonzero(waits).tolist():
            one = int(number[row])
            inbox.note_reply(one, int(at[row]), int(author[row]), int(answered[row]), texts.get(one, ""))


def _authors(rows: Rows, table: Table, numbers: Array) -> Array:
    """Find the authors of posts or comments by number: int64 of their shape, 0 for the number 0."""
    named = numbers[numbers > 0]
    if not len(named):
        return np.zeros_like(numbers)
    first, end = int(named.min()), int(named.max()) + 1
    authors = np.zeros(end - first, dtype=np.int64)
    base = key_of(rows.run_id, 0)
    for part in rows.store.read_parts(table, base + first, base + end, ("id", "author_id")):
        authors[part["id"] - base - first] = part["author_id"] - base
    return np.where(numbers > 0, authors[np.maximum(numbers - first, 0)], 0)


def _texts(model: type[Message | Comment], rows: Rows, numbers: Iterable[int]) -> dict[int, str]:
    """Read the texts of messages or comments by number."""
    keys, found = [key_of(rows.run_id, number) for number in numbers], {}
    for i in range(0, len(keys), _AT_ONCE):
        for key, text in model.objects.filter(pk__in=keys[i : i + _AT_ONCE]).values_list("pk", "text"):
            found[number_of(key)] = text
    return found
