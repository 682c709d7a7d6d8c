"""Follows that a run begins with, as rows: made all at once, and no acts, so that nothing tells of them."""

import numpy as np

from streams.kernel.columns import Array, Mode, TableBatch
from streams.kernel.ids import key_of
from streams.network.pending import FOLLOWERS, FOLLOWING
from streams.network.rows import ACCOUNT_COUNTS, FOLLOWS, count_rows
from streams.writer.part import StepContext


def follow_rows(context: StepContext, follower: Array, followed: Array) -> list[TableBatch]:
    """Make the rows of follows, and of the counts that follow from them.

    follower, followed: int64[f], accounts, each pair once and nobody herself. Only in the run's first step: nobody has
    counts yet. ValueError if somebody follows herself.
    """
    if (follower == followed).any():
        raise ValueError(f"account {int(follower[follower == followed][0])} would follow herself")
    if not len(follower):
        return []
    base = key_of(context.run.run_id, 0)
    numbers = context.numbers.take(FOLLOWS.name, len(follower))
    columns = {
        "id": base + numbers,
        "step": np.full(len(numbers), context.step),
        "sim_time": np.full(len(numbers), context.since),
        "ended_step": np.zeros(len(numbers), dtype=np.int64),
        "follower_id": base + follower,
        "followed_id": base + followed,
    }
    size = int(max(follower.max(), followed.max())) + 1
    counts = np.zeros((size, len(ACCOUNT_COUNTS.names) - 1), dtype=np.int64)
    counts[:, FOLLOWERS] = np.bincount(followed, minlength=size)
    counts[:, FOLLOWING] = np.bincount(follower, minlength=size)
    some = np.flatnonzero(counts.any(axis=1))
    return [
        TableBatch.of(FOLLOWS, Mode.INSERT, columns),
        count_rows(context.run.run_id, ACCOUNT_COUNTS, some, counts[some], Mode.INSERT),
    ]
