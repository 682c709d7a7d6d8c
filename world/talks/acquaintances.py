"""Whom newcomers know from before: those they live with, some they work with, neighbours, old friends across the district.

Everybody stands in a few rows, one of each kind, and knows some of those next to her; so it costs a sort each, however many
they are. Ties go both ways, and mean more to the one than to the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.rng import Draws, below, draw, sub_draw
from streams.kernel.simtime import DAY_S, HOUR_S
from world.contract import Int, Persona
from world.space.districts import Districts
from world.ties import STRENGTH_MAX, TIES_MAX

_PURPOSE: Final = 42
_COUNT_MAX: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How people who stand in a row know each other."""

    purpose: int
    reach: int  # how many places further in the row
    percent: int  # of those pairs who know each other
    strength: tuple[int, int]  # lowest and highest
    trust: tuple[int, int]


_HOME: Final = _Kind(purpose=1, reach=2, percent=75, strength=(3_800, 7_800), trust=(6_000, 9_000))
_WORK: Final = _Kind(purpose=2, reach=2, percent=55, strength=(900, 3_600), trust=(4_500, 7_000))
_STREET: Final = _Kind(purpose=3, reach=1, percent=60, strength=(600, 2_400), trust=(4_500, 6_000))
_OLD_FRIENDS: Final = _Kind(purpose=4, reach=1, percent=70, strength=(1_500, 5_500), trust=(5_500, 8_500))


def founding_ties(persona: Persona, districts: Districts, *, seed: int, start: int) -> Mapping[str, Int]:
    """Make the ties of a new town's people, as `Ties.fill` takes them.   persona: row i is the resident i + 1."""
    home, workplace = persona.home.astype(np.int64), persona.workplace.astype(np.int64)
    everybody = np.arange(1, len(home) + 1, dtype=np.int64)
    luck = draw(seed, everybody, _PURPOSE, 0)
    district = districts.district_of(home) + 1
    # neighbours: of each household one, in the order of houses
    speaks = _first_of_each(home)
    rows = (
        (_HOME, *_in_a_row(home, sub_draw(luck, 1), everybody)),
        (_WORK, *_in_a_row(workplace, sub_draw(luck, 2), everybody)),
        (_STREET, *_in_a_row(district[speaks], home[speaks].astype(np.uint64), everybody[speaks])),
        (_OLD_FRIENDS, *_in_a_row(district, sub_draw(luck, 4), everybody)),
    )
    pairs = [_pairs(kind, group, number, seed) for kind, group, number in rows]
    one, other, strength, trust = (np.concatenate(columns) for columns in zip(*pairs, strict=True))
    # who lives and works together is told of once, as what comes first
    key = one * (len(home) + 1) + other
    _, first = np.unique(key, return_index=True)
    one, other, strength, trust = one[first], other[first], strength[first], trust[first]
    slot = np.arange(len(one)) - np.searchsorted(one, one, side="left")
    met = sub_draw(draw(seed, one, _PURPOSE, 5), other)
    return {
        "number": one * TIES_MAX + slot,
        "other": other,
        "at": np.maximum(start - 2 * HOUR_S - below(met, DAY_S), 1),
        "strength": strength,
        "trust": trust,
        "count": 1 + strength * _COUNT_MAX // STRENGTH_MAX,
    }


def _first_of_each(home: Int) -> Int:
    _, first = np.unique(home, return_index=True)
    return first


def _in_a_row(group: Int, order: Draws, number: Int) -> tuple[Int, Int]:
    """Put people into rows by group (0 = none), each in this order: group and number of each, side by side."""
    rows = np.flatnonzero(group)
    rows = rows[np.lexsort((number[rows], order[rows], group[rows]))]
    return group[rows], number[rows]


def _pairs(kind: _Kind, group: Int, number: Int, seed: int) -> tuple[Int, Int, Int, Int]:
    """Let people in rows know those who stand near them: one, other, strength and trust, both ways."""
    found = []
    for distance in range(1, kind.reach + 1):
        one, other = number[:-distance], number[distance:]
        luck = sub_draw(draw(seed, one, _PURPOSE, kind.purpose), other)
        knows = (group[:-distance] == group[distance:]) & (below(luck, 100) < kind.percent)
        one, other, luck = one[knows], other[knows], luck[knows]
        for side, (here, there) in enumerate(((one, other), (other, one))):
            found.append((here, there, *_weights(kind, luck, side)))
    one, other, strength, trust = (np.concatenate(columns) for columns in zip(*found, strict=True))
    return one, other, strength, trust


def _weights(kind: _Kind, luck: Draws, side: int) -> tuple[Int, Int]:
    """Draw strength and trust: what both have in common, and a tenth that is each one's own."""
    low, high = kind.strength
    strength = low + below(sub_draw(luck, 1), high - low) + below(sub_draw(luck, 2 + side), STRENGTH_MAX // 10)
    low, high = kind.trust
    trust = low + below(sub_draw(luck, 4 + side), high - low)
    return strength - STRENGTH_MAX // 20, trust
