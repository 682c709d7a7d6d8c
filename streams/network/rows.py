"""The network's tables, and what a step did to it as rows and events to write."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final, cast

import numpy as np

from streams.kernel.columns import Array, Mode, Table, TableBatch
from streams.kernel.ids import key_of
from streams.models import (
    Account,
    AccountCount,
    Block,
    Comment,
    Conversation,
    Follow,
    Like,
    Message,
    Notice,
    Participant,
    Post,
    PostCount,
    PostToken,
    Repost,
    Sanction,
)
from streams.network.pending import EVENT_COLUMNS, Cells, Pending
from streams.search.tokens import tokens_of
from streams.writer.part import StepContext
from streams.writer.tables import table_of

ACCOUNTS: Final = table_of(Account)
POSTS: Final = table_of(Post)
TOKENS: Final = table_of(PostToken)
COMMENTS: Final = table_of(Comment)
LIKES: Final = table_of(Like)
REPOSTS: Final = table_of(Repost)
FOLLOWS: Final = table_of(Follow)
BLOCKS: Final = table_of(Block)
CONVERSATIONS: Final = table_of(Conversation)
PARTICIPANTS: Final = table_of(Participant)
MESSAGES: Final = table_of(Message)
NOTICES: Final = table_of(Notice)
SANCTIONS: Final = table_of(Sanction)
POST_COUNTS: Final = table_of(PostCount)
ACCOUNT_COUNTS: Final = table_of(AccountCount)

CELLS: Final[Mapping[Table, tuple[str, ...]]] = {
    ACCOUNTS: ("handle", "display_name", "bio", "kind", "avatar_seed", "picture"),
    POSTS: ("author_id", "text", "pictures", "topic", "feeling", "place", "about"),
    COMMENTS: ("post_id", "author_id", "parent", "depth", "text"),
    LIKES: ("account_id", "post_id"),
    REPOSTS: ("account_id", "post_id"),
    FOLLOWS: ("follower_id", "followed_id"),
    BLOCKS: ("blocker_id", "blocked_id"),
    CONVERSATIONS: ("creator_id", "is_group", "title"),
    PARTICIPANTS: ("conversation_id", "account_id"),
    MESSAGES: ("conversation_id", "sender_id", "text"),
    NOTICES: ("account_id", "kind", "actor", "post", "comment"),
    SANCTIONS: ("kind", "subject", "reason"),
}
"""Tables that acts insert into, in this order, and the cells of a new row after number and time."""
HISTORY: Final = (POSTS, TOKENS, *(table for table in CELLS if table not in (ACCOUNTS, POSTS)))
"""What only the network writes; all of it exists from a number on and stands until a step, so a fork copies it."""


def append_events(pending: Pending, context: StepContext) -> Array:
    """Append the events that are not in the record yet to it, in the order of the acts, and return their seqs.

    Who wants to refer to an event in the step that it happens in calls this before the network's own step does.
    """
    told = pending.events[pending.recorded :]
    pending.recorded = len(pending.events)
    if not told:
        return np.zeros(0, dtype=np.int64)
    return context.record.append(len(told), **dict(zip(EVENT_COLUMNS, zip(*told, strict=True), strict=True)))


def batches_of(pending: Pending, context: StepContext) -> list[TableBatch]:
    """Turn what a step did into rows to write."""
    run_id = context.run.run_id
    made = [_made(table, pending.made[table.name], context) for table in CELLS if table.name in pending.made]
    made += _tokens(pending.made.get(POSTS.name, ()), context)
    ended = [_ended(table, pending.ended[table.name], context) for table in CELLS if table.name in pending.ended]
    profiles = [_changed(run_id, name, texts) for name, texts in pending.profiles.items()]
    counted = [
        count_rows(run_id, table, np.array(list(counts)), np.array(list(counts.values())), Mode.ADD)
        for table, counts in ((POST_COUNTS, pending.of_posts), (ACCOUNT_COUNTS, pending.of_accounts))
        if counts
    ]
    return [*made, *ended, *profiles, *counted]


def count_rows(run_id: int, table: Table, numbers: Array, counts: Array, mode: Mode) -> TableBatch:
    """Make rows of counts.   counts: int[n, 3], or of one column each."""
    columns = {name: counts[:, i] for i, name in enumerate(table.names[1:])}
    return TableBatch.of(table, mode, {table.key: key_of(run_id, 0) + numbers, **columns})


def _made(table: Table, rows: Sequence[Cells], context: StepContext) -> TableBatch:
    cells = dict(zip(("id", "sim_time", *CELLS[table]), zip(*rows, strict=True), strict=True))
    fixed = {"step": context.step, "ended_step": 0}
    columns: dict[str, Any] = {}
    for column in table.columns:
        if column.name in fixed:
            columns[column.name] = np.full(len(rows), fixed[column.name])
        elif column.is_fixed:
            shift = key_of(context.run.run_id, 0) if column.is_key else 0
            columns[column.name] = np.array(cells[column.name], dtype=column.dtype) + shift
        else:
            columns[column.name] = _texts(cells[column.name])
    return TableBatch.of(table, Mode.INSERT, columns)


def _tokens(posts: Sequence[Cells], context: StepContext) -> list[TableBatch]:
    """Make the rows by which new posts are searched for: all of a step at once, for no act asks for them."""
    found = [tokens_of(cast("str", text)) for _, _, _, text, *_ in posts]
    tokens = np.fromiter(chain.from_iterable(found), dtype=np.int64)
    if not len(tokens):
        return []
    base = key_of(context.run.run_id, 0)
    of = np.array([number for number, *_ in posts], dtype=np.int64).repeat([len(each) for each in found])
    columns = {"id": base + context.numbers.take(TOKENS.name, len(tokens)), "token": tokens, "post_id": base + of}
    return [TableBatch.of(TOKENS, Mode.INSERT, columns)]


def _ended(table: Table, numbers: Sequence[int], context: StepContext) -> TableBatch:
    keys = key_of(context.run.run_id, 0) + np.array(numbers, dtype=np.int64)
    ended = {"id": keys, "ended_step": np.full(len(keys), context.step)}
    return TableBatch.of(table.only("ended_step"), Mode.UPDATE, ended)


def _changed(run_id: int, name: str, texts: Mapping[int, str]) -> TableBatch:
    keys = key_of(run_id, 0) + np.array(list(texts), dtype=np.int64)
    return TableBatch.of(ACCOUNTS.only(name), Mode.UPDATE, {"id": keys, name: _texts(list(texts.values()))})


def _texts(values: Sequence[object]) -> Array:
    cells = np.empty(len(values), dtype=object)
    cells[:] = values
    return cells
