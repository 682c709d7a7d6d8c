"""Whom the residents of a new town follow from the start: some of those they know, and a few who care for the same things."""

from typing import Final

import numpy as np

from agents.life.phone.interests import interests_of
from streams.kernel.columns import Array
from streams.kernel.rng import Draws, below, draw, sub_draw
from streams.network.columns import LOW_HALF, PAIR_BITS
from world.contract import Int, Persona
from world.space.districts import Districts
from world.ties import Ties

_PURPOSE: Final = 7_503
_LEAST, _SPREAD = 3, 2
"""Two to four of those they know, most of them three or more."""
_WHIM: Final = 5_000
"""What luck adds to a tie's strength, so that it is not always the closest, nor mutual."""
_TRIES: Final = 4
"""So many strangers of the district are looked at for one of the same interest."""
_AT_ONCE: Final = 65_536


def first_follows(persona: Persona, ties: Ties, districts: Districts, *, seed: int) -> tuple[Array, Array]:
    """Choose who follows whom: (followers, followed), int64[f] each, in order of both, each pair once.

    persona: row i is the resident i + 1.   ties: of the new town. Some seconds for a million residents.
    """
    count = len(persona.home)
    by_number = persona.take(np.arange(-1, count))  # row 0 stands for nobody
    found = []
    for first in range(1, count + 1, _AT_ONCE):
        residents = np.arange(first, min(first + _AT_ONCE, count + 1), dtype=np.int64)
        luck = draw(seed, residents, _PURPOSE, 0)
        found += [_known(ties, residents, luck), _alike(by_number, districts, residents, luck, seed)]
    pairs = np.unique(np.concatenate(found))
    return pairs >> PAIR_BITS, pairs & LOW_HALF


def _known(ties: Ties, residents: Int, luck: Draws) -> Array:
    """Take some of those each one knows, the closer the likelier: pairs."""
    others = ties.others_of(residents)
    whim = below(sub_draw(luck[:, None], others), _WHIM)
    score = np.where(others > 0, ties.strengths_of(residents, 0) + whim + 1, 0)
    wanted = _LEAST - 1 + below(sub_draw(luck, 1), _SPREAD + 1)
    best = np.argsort(-score, axis=1, kind="stable")[:, : _LEAST - 1 + _SPREAD]
    chosen = np.take_along_axis(others, best, axis=1)
    is_chosen = (np.arange(best.shape[1]) < wanted[:, None]) & (chosen > 0)
    row, column = np.nonzero(is_chosen)
    pairs: Array = residents[row] << PAIR_BITS | chosen[row, column]
    return pairs


def _alike(persona: Persona, districts: Districts, residents: Int, luck: Draws, seed: int) -> Array:
    """Take for each the first of some strangers of the district who cares most for what she does, if there is one: pairs."""
    first = districts.first_residents(len(persona.home) - 1) + 1
    district = districts.district_of(persona.home[residents].astype(np.int64))
    size = np.diff(first)[district]
    strangers = first[district][:, None] + below(sub_draw(luck[:, None], np.arange(2, 2 + _TRIES)), size[:, None])
    mine = interests_of(seed, persona, residents).argmax(axis=1)
    theirs = interests_of(seed, persona, strangers.ravel()).argmax(axis=1).reshape(strangers.shape)
    is_alike = (theirs == mine[:, None]) & (strangers != residents[:, None])
    row = np.flatnonzero(is_alike.any(axis=1))
    pairs: Array = residents[row] << PAIR_BITS | strangers[row, is_alike[row].argmax(axis=1)]
    return pairs
