"""Draws for a new population: every one keyed by the seed, the person's number and a purpose of its own."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from streams.kernel.rng import Draws, draw

Whole = NDArray[np.integer[Any]]

# The R2 sequence of the plastic number (Roberts 2018) times 2**64: any first n people are well balanced in both.
_FIRST_STEP: Final = np.uint64(13_925_049_943_829_917_697)
_SECOND_STEP: Final = np.uint64(10_511_700_303_068_563_457)


class Purpose(IntEnum):
    """What a draw is for; kept for ever, so that a seed keeps its people."""

    GENDER = 7_001
    LANGUAGE = 7_002
    NAME = 7_003
    OCCUPATION = 7_004
    AGE = 7_005
    TRAITS = 7_006
    JOB = 7_007
    HOME = 7_008
    HOME_SLOT = 7_009
    BEDTIME = 7_010
    SLEEP = 7_011
    MONEY = 7_012
    SKILLS = 7_013


def people(count: int, seed: int, purpose: Purpose, columns: int = 0, *, first: int = 0) -> Draws:
    """Draw once for each of `count` people from row `first`: uint64[count], or uint64[count, columns]."""
    numbers = np.arange(first + 1, first + count + 1)
    if not columns:
        return draw(seed, numbers, purpose, 0)
    return draw(seed, numbers[:, None], purpose, np.arange(columns)[None, :])


def evenly(count: int, seed: int, purpose: Purpose, *, first: int = 0) -> Draws:
    """Draw with little discrepancy for people from row `first`: among any first ones each share is close to its weight."""
    step = _FIRST_STEP if purpose is Purpose.GENDER else _SECOND_STEP
    with np.errstate(over="ignore"):
        return draw(seed, 0, purpose, 0) + np.arange(first, first + count, dtype=np.uint64) * step


def choose(draws: Draws, weights: Sequence[int] | Whole) -> NDArray[np.int64]:
    """Map draws to positions in `weights` in proportion; the sum of the weights is above 0 and below 2**32."""
    limits = np.cumsum(np.asarray(weights, dtype=np.int64))
    with np.errstate(over="ignore"):
        picks = ((draws >> np.uint64(32)) * np.uint64(limits[-1])) >> np.uint64(32)
    return np.searchsorted(limits, picks.astype(np.int64), side="right")


def between(draws: Draws, least: Whole, most: Whole) -> NDArray[np.int64]:
    """Map draws to whole numbers from least to most, both included; wide ranges in coarser steps."""
    steps = np.minimum(most - least, 2**31 - 1)
    picks = ((draws >> np.uint64(32)) * (steps + 1).astype(np.uint64)) >> np.uint64(32)
    coarse = np.where(steps == 0, 0, (most - least) // np.maximum(steps, 1))
    drawn: NDArray[np.int64] = least + picks.astype(np.int64) * coarse
    return drawn


def largest_remainder(weights: Sequence[int] | Whole, total: int) -> NDArray[np.int64]:
    """Share out `total` in proportion to weights (sum above 0); left-overs go to the largest remainders, ties first."""
    parts = np.asarray(weights, dtype=np.int64) * total
    whole = int(np.asarray(weights, dtype=np.int64).sum())
    shares = parts // whole
    order = np.argsort(-(parts % whole), kind="stable")
    shares[order[: total - int(shares.sum())]] += 1
    return shares
