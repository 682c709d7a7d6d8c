"""Counts from rows: what the kept counts must be equal to."""

from collections.abc import Iterator

import numpy as np

from streams.kernel.columns import Array, Table
from streams.network.moment import Rows
from streams.network.rows import COMMENTS, FOLLOWS, LIKES, POSTS, REPOSTS


def count_of_posts(rows: Rows) -> Array:
    """Count the standing comments, likes and reposts of each post: int64[posts + 1, 3], row 0 unused."""
    size = rows.at.last[POSTS.name] + 1
    return np.stack([_counted(rows, table, "post_id", size) for table in (COMMENTS, LIKES, REPOSTS)], axis=1)


def count_of_accounts(rows: Rows, accounts: int) -> Array:
    """Count the standing posts, followers and followed of each account: int64[accounts + 1, 3], row 0 unused."""
    columns = ((POSTS, "author_id"), (FOLLOWS, "followed_id"), (FOLLOWS, "follower_id"))
    return np.stack([_counted(rows, table, name, accounts + 1) for table, name in columns], axis=1)


def _counted(rows: Rows, table: Table, name: str, size: int) -> Array:
    return sum((np.bincount(of, minlength=size) for of in _references(rows, table, name)), np.zeros(size, np.int64))


def _references(rows: Rows, table: Table, name: str) -> Iterator[Array]:
    for part in rows.standing(table, name):
        yield part[name]
