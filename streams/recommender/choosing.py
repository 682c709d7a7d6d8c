"""Posts to choose from, and choosing the best few of them for many viewers at once, ties settled by the post's number."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.recommender.fading import Int

SCORE_MAX: Final = (1 << 31) - 1
_NUMBER_BITS: Final = 31
"""Posts of a run are numbered below 2**31 (streams/network/commands.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The posts that anybody may be shown, as columns [p]: row i of each belongs to one post, in any order."""

    number: Int
    author: Int
    sim_time: Int
    topic: Int
    comments: Int
    likes: Int
    reposts: Int

    def __len__(self) -> int:
        return len(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What each viewer is shown, best first.

    rows: int32[n, m], rows of the pool, -1 where there are fewer posts.   reasons: uint16[n, m], bits of Reason, then 0.
    """

    rows: NDArray[np.int32]
    reasons: NDArray[np.uint16]


def keys_of(scores: NDArray[np.int64], pool: Pool, candidates: Int) -> NDArray[np.int64]:
    """Join score and number into one key, so that no two are equal: of equal scores the later post is the better one.

    scores: int64[n, k], cut at SCORE_MAX.   candidates: int[n, k], rows of the pool, distinct in a row, -1 = none.
    Returns int64[n, k], -1 where there is no candidate.
    """
    keys = np.minimum(scores, SCORE_MAX) << _NUMBER_BITS | pool.number[candidates].astype(np.int64)
    return np.where(candidates >= 0, keys, -1)


def choose(keys: NDArray[np.int64], candidates: Int, reasons: NDArray[np.uint16], count: int) -> Chosen:
    """Take the `count` largest keys of each row, largest first.

    All are [n, k]. The keys of a row are distinct, so what a partial sort does with ties never shows.
    """
    count = min(count, keys.shape[1])
    best = np.argpartition(-keys, count - 1, axis=1)[:, :count] if count else np.empty((len(keys), 0), dtype=np.intp)
    order = np.argsort(-np.take_along_axis(keys, best, axis=1), axis=1)
    best = np.take_along_axis(best, order, axis=1)
    rows = np.take_along_axis(candidates, best, axis=1).astype(np.int32)
    return Chosen(
        rows=rows, reasons=np.where(rows >= 0, np.take_along_axis(reasons, best, axis=1), 0).astype(np.uint16)
    )


def nth_of_its_author(keys: NDArray[np.int64], authors: Int) -> NDArray[np.int64]:
    """Count, for each candidate, how many better ones of the same author its row has.

    keys, authors: [n, k].   Returns int64[n, k]: 0 for an author's best, 1 for the second ...
    """
    best_first = np.argsort(-keys, axis=1, kind="stable")
    ranked = np.take_along_axis(authors, best_first, axis=1)
    by_author = np.argsort(ranked, axis=1, kind="stable")
    grouped = np.take_along_axis(ranked, by_author, axis=1)
    position = np.broadcast_to(np.arange(grouped.shape[1]), grouped.shape)
    begins = np.ones(grouped.shape, dtype=bool)
    begins[:, 1:] = grouped[:, 1:] != grouped[:, :-1]
    nth = position - np.maximum.accumulate(np.where(begins, position, 0), axis=1)
    found = np.empty(grouped.shape, dtype=np.int64)
    np.put_along_axis(found, np.take_along_axis(best_first, by_author, axis=1), nth, axis=1)
    return found
