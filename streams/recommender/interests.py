"""What a viewer cares for: shares of topics from what she wrote, answered and liked, and how far an author is from her."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.simtime import WEEK_S
from streams.recommender.fading import Int, faded
from streams.search.topics import TOPICS

WROTE: Final = 4
ANSWERED: Final = 3
LIKED: Final = 2
"""What one act says about an interest."""
SHARES: Final = 1_024
"""Sum of a viewer's interests, less what rounding takes."""
UNIFORM: Final = SHARES // TOPICS
"""The interest of a new person in each topic."""
HALF_LIFE_S: Final = WEEK_S
_SCALE: Final = 256
_PRIOR: Final = _SCALE
"""What is added to each topic: all sixteen weigh as much as eight fresh likes, so one like makes nobody single-minded."""

OWN, NEAREST, NEAR, FAR = range(4)
"""Distance over follows: herself, whom she follows, whom those follow, everybody else."""


def interests_of(*, viewers: int, viewer: Int, topic: Int, weight: Int, age_s: Int) -> NDArray[np.int16]:
    """Weigh the topics of what viewers did; an act counts half after a week.

    viewers: how many (n).   viewer: int[e], row of who did it.   topic, weight, age_s: int[e], simulated seconds.
    Returns int16[n, 16]: shares of SHARES; UNIFORM in each for a viewer who did nothing.
    """
    points = np.full((viewers, TOPICS), _PRIOR, dtype=np.int64)
    np.add.at(points, (viewer, topic), faded(weight.astype(np.int64) * _SCALE, age_s, HALF_LIFE_S))
    shares: NDArray[np.int16] = (points * SHARES // points.sum(axis=1, keepdims=True)).astype(np.int16)
    return shares


def pairs_of(one: Int, other: Int) -> NDArray[np.int64]:
    """Join two account numbers into one integer, to look pairs up by; broadcast."""
    return np.asarray(one, dtype=np.int64) << 32 | np.asarray(other, dtype=np.int64)


def distances(viewers: Int, authors: Int, *, nearest: Int, near: Int) -> NDArray[np.int8]:
    """Say how far authors are from viewers over follows.

    viewers: int[n], account numbers.   authors: int[n, k], account numbers.
    nearest, near: int64, pairs (viewer, author) in ascending order: whom a viewer follows; whom those follow.
    Returns int8[n, k]: OWN, NEAREST, NEAR or FAR.
    """
    pairs = pairs_of(viewers[:, None], authors)
    found = np.where(_is_in(near, pairs), NEAR, FAR)
    found = np.where(_is_in(nearest, pairs), NEAREST, found)
    return np.where(viewers[:, None] == authors, OWN, found).astype(np.int8)


def _is_in(ascending: Int, sought: NDArray[np.int64]) -> NDArray[np.bool_]:
    if not len(ascending):
        return np.zeros(sought.shape, dtype=bool)
    places = np.minimum(np.searchsorted(ascending, sought), len(ascending) - 1)
    return np.asarray(ascending[places] == sought)
