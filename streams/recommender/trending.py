"""Which words are on the rise: used by more people among the newer posts than among as many older ones."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.recommender.fading import Int

AUTHORS_MIN: Final = 2
"""People who must use a word: whoever repeats herself makes no trend."""
_SCALE: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Tokens on the rise, strongest first: int64[m] each; authors is how many used it among the newer posts."""

    token: NDArray[np.int64]
    authors: NDArray[np.int64]


def rising(*, token: Int, author: Int, is_newer: NDArray[np.bool_], count: int) -> Trends:
    """Find the tokens whose use grew most.

    token, author, is_newer: [e], one row for each token of each post; newer and older posts are as many.
    Growth is (newer - older)**2 / (1 + older) in authors: how surprising it is, not how often a word is used at all.
    Of equal growth the more used is first, then the smaller token.
    """
    newer_tokens, newer = _authors(token[is_newer], author[is_newer])
    older_tokens, older = _authors(token[~is_newer], author[~is_newer])
    before = np.zeros(len(newer_tokens), dtype=np.int64)
    _, here, there = np.intersect1d(newer_tokens, older_tokens, assume_unique=True, return_indices=True)
    before[here] = older[there]
    growth = (newer - before) * (newer - before) * _SCALE // (1 + before)
    growth[(newer <= before) | (newer < AUTHORS_MIN)] = 0
    order = np.lexsort((newer_tokens, -newer, -growth))
    order = order[growth[order] > 0][:count]
    return Trends(token=newer_tokens[order], authors=newer[order])


def _authors(token: Int, author: Int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the distinct authors of each token: (tokens ascending, how many)."""
    order = np.lexsort((author, token))
    token, author = token[order].astype(np.int64), author[order]
    is_first = np.ones(len(token), dtype=bool)
    is_first[1:] = (token[1:] != token[:-1]) | (author[1:] != author[:-1])
    tokens, counts = np.unique(token[is_first], return_counts=True)
    return tokens, counts.astype(np.int64)
