"""What must hold between the network's rows and its counts: every count is the number of rows that stand.

And between rows and rows: whatever one refers to is there. The database does not look, see `streams.models.social`.
"""

from typing import Final

import numpy as np

from streams.kernel.columns import Array, Table
from streams.kernel.ids import key_of
from streams.network.columns import LOW_HALF, PAIR_BITS
from streams.network.counting import count_of_accounts, count_of_posts
from streams.network.loading import load_network
from streams.network.moment import Rows
from streams.network.rows import ACCOUNT_COUNTS, ACCOUNTS, CONVERSATIONS, HISTORY, POST_COUNTS, POSTS
from streams.network.state import Network
from streams.writer.part import RunFacts

_SHOWN: Final = 5
"""Faults of a kind that are told."""


def check_network(network: Network, run: RunFacts, rows: Rows) -> list[str]:
    """Say in sentences what the loaded network contradicts in its rows."""
    faults = _check_references(rows)
    if faults:  # whatever is counted would be counted for something that is not there
        return faults
    faults = _check_counts(rows, POST_COUNTS, count_of_posts(rows), needs_all=True)
    faults += _check_counts(rows, ACCOUNT_COUNTS, count_of_accounts(rows, network.accounts.count), needs_all=False)
    return faults + _check_columns(network, load_network(run, rows, is_present=False)) + _check_blocks(network)


def _check_references(rows: Rows) -> list[str]:
    """Ask of every reference whether that number was given: the database does not."""
    faults = []
    for table in HISTORY:
        names = [column.name for column in table.columns if column.is_key and column.name != table.key]
        for part in rows.all(table, *names):
            for name in names:
                of = part[name]
                wrong = np.flatnonzero((of < 1) | (of > rows.at.last[_referred(name).name]))[:_SHOWN].tolist()
                faults += [f"{table.name} {part['id'][n]}: {name} is {of[n]}, which nothing is" for n in wrong]
    return faults


def _referred(name: str) -> Table:
    """Say what a column of keys refers to, by its name."""
    return {"post_id": POSTS, "conversation_id": CONVERSATIONS}.get(name, ACCOUNTS)


def _check_counts(rows: Rows, table: Table, counted: Array, *, needs_all: bool) -> list[str]:
    """Compare rows of counts with what was counted.   needs_all: a row is there also where all counts are nought."""
    kept = np.full(counted.shape, 0 if not needs_all else -1)
    kept[0] = counted[0]
    base = key_of(rows.run_id, 0)
    for part in rows.store.read_parts(table, base + 1, base + len(counted)):
        kept[part["id"] - base] = np.stack([part[name] for name in table.names[1:]], axis=1)
    wrong = np.flatnonzero((kept != counted).any(axis=1))[:_SHOWN].tolist()
    names = " / ".join(table.names[1:])
    return [f"{table.name} {n}: {names} are kept as {kept[n].tolist()}, its rows {counted[n].tolist()}" for n in wrong]


def _check_columns(network: Network, recounted: Network) -> list[str]:
    """Compare what the present is loaded from with what follows from all rows."""
    faults = []
    for part in ("accounts", "posts", "comments", "conversations"):
        mine, theirs = getattr(network, part), getattr(recounted, part)
        for name in mine.LAYOUT:
            different = mine.rows(name) != theirs.rows(name)
            wrong = np.unique(np.nonzero(different)[0])[:_SHOWN].tolist()
            faults += [
                f"{part} {n}: {name} is {mine.rows(name)[n]}, its rows say {theirs.rows(name)[n]}" for n in wrong
            ]
    for part in ("follows", "blocks", "likes", "reposts", "pairs", "participants", "sanctions"):
        mine, theirs = (np.stack(each.entries()) for each in (getattr(network, part), getattr(recounted, part)))
        if not np.array_equal(mine, theirs):
            faults.append(f"{part}: {mine.shape[1]} are known, {theirs.shape[1]} follow from the rows, or others")
    return faults


def _check_blocks(network: Network) -> list[str]:
    keys, _ = network.blocks.entries()
    blocker, blocked = keys >> PAIR_BITS, keys & LOW_HALF
    both = np.concatenate([keys, blocked << PAIR_BITS | blocker])
    wrong = both[network.follows.many(both) > 0][:_SHOWN]
    return [f"account {key >> PAIR_BITS} follows {key & LOW_HALF} across a block" for key in wrong.tolist()]
