"""Whose turn it is: a function of the talk's row, so that nothing about it has to be remembered.

Two take turns. Of three, the one who was spoken to speaks next; she speaks to the more outgoing of the others, or to the
one who was silent for long.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

import numpy as np

from world.contract import Int

_SILENT_FOR_LONG: Final = 3
"""Turns."""
_BOTH_GREET: Final = 4
_BOTH_TAKE_LEAVE: Final = 6
"""Turns that a talk has to have for the greeting, or the goodbye, to be answered in a turn of its own."""


class Stage(IntEnum):
    """Where in a talk a turn stands."""

    GREETING = 0
    ACTIVE = 1
    CLOSING = 2


def stages(index: Int, planned: Int) -> Int:
    """Say where turns stand in talks of so many turns."""
    left = planned - index
    is_greeting = (index == 0) | ((index == 1) & (planned >= _BOTH_GREET))
    is_closing = (left == 1) | ((left == 2) & (planned >= _BOTH_TAKE_LEAVE))
    return np.where(is_greeting, Stage.GREETING, np.where(is_closing, Stage.CLOSING, Stage.ACTIVE))


def speakers(talks: Mapping[str, Int], index: Int, extraversion: Int) -> tuple[Int, Int, Int]:
    """Say of the turn `index` of each talk who speaks to whom, and who listens too (0 = nobody).

    talks: columns of world.talks.talks.COLUMNS, int64[n] each.   extraversion: by resident.
    """
    is_ones = index % 2 == 0
    speaker = np.where(is_ones, talks["one"], talks["other"])
    hearer = np.where(is_ones, talks["other"], talks["one"])
    third = np.zeros_like(speaker)
    # the first turn is always between the two who began
    joins = np.maximum(-((talks["sim_time"] - talks["third_at"]) // talks["turn_s"]), 1)
    of_three = np.flatnonzero((talks["third"] > 0) & (index >= joins))
    if len(of_three):
        members = np.stack([talks[name][of_three] for name in ("one", "other", "third")], axis=1)
        places = _of_three(joins[of_three], index[of_three], extraversion[members])
        row = np.arange(len(of_three))
        speaker[of_three], hearer[of_three], third[of_three] = (members[row, place] for place in places)
    return speaker, hearer, third


def _of_three(joins: Int, index: Int, outgoing: Int) -> tuple[Int, Int, Int]:
    """Say which members (0, 1, 2) speak, are spoken to, and listen.

    joins: the turn in which the third speaks for the first time.   outgoing: int[n, 3].
    """
    row = np.arange(len(joins))
    before = (joins - 1) % 2  # who spoke before the third came in
    speaker, hearer = np.full_like(joins, 2), 1 - before
    spoke_at = np.full((len(joins), 3), -1, dtype=np.int64)
    spoke_at[row, before] = joins - 1
    spoke_at[row, 1 - before] = joins - 2
    spoke_at[row, 2] = joins
    for turn in range(int(joins.min()) + 1, int(index.max()) + 1):
        goes_on = (turn > joins) & (turn <= index)
        listener = 3 - speaker - hearer
        is_left_out = turn - spoke_at[row, listener] >= _SILENT_FOR_LONG
        is_drawn = outgoing[row, listener] > outgoing[row, speaker]
        is_even = outgoing[row, listener] == outgoing[row, speaker]
        longer = spoke_at[row, listener] < spoke_at[row, speaker]
        addressed = np.where(is_left_out | is_drawn | (is_even & longer), listener, speaker)
        speaker, hearer = np.where(goes_on, hearer, speaker), np.where(goes_on, addressed, hearer)
        spoke_at[row[goes_on], speaker[goes_on]] = turn
    return speaker, hearer, 3 - speaker - hearer
