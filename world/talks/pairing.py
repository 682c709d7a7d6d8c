"""Who gets whom: residents who want to talk, and with whom, become talks, in an order that no batch changes.

Whoever is asked does not decide in this step, so nobody asks and is asked at once. Who comes first begins a talk, who comes
second joins it, and whoever comes later finds them busy.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.rng import below, draw, sub_draw
from world.actions import ACTIONS, Action
from world.contract import Bool, Int
from world.talks.companions import TALK_PURPOSE, TURN_S
from world.talks.talks import Talks

_PACE: Final = 1 << 40
_ORDER: Final = 2 << 40
_SHORTEST_S: Final = ACTIONS[Action.TALK].min_s
_LONGEST_S: Final = ACTIONS[Action.TALK].max_s
_TURNS: Final = (2, 10)
_TURNS_AT_WORK: Final = 4
"""Whoever works has time for a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Residents who want to talk with somebody who is here and free: int64[n] each."""

    number: Int
    now: Int
    decisions: Int
    partner: Int
    duration_s: Int  # wanted
    room_s: Int  # until one of the two has to leave, from now
    is_at_work: Bool  # the partner

    def __len__(self) -> int:
        return len(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What becomes of them, row by row."""

    turn_s: Int
    turns: Int  # 0 = begins none
    joins: Int  # number of the talk that she joins, 0 = none that there is already
    joins_row: Int  # row of who begins the talk that she joins, -1 = none
    duration_s: Int  # of the talk from now on; 0 = refused

    @property
    def is_refused(self) -> Bool:
        """Whether she finds nobody free."""
        return self.duration_s == 0


def answer(asking: Asking, talks: Talks, *, seed: int, step_s: int) -> Answered:
    """Decide who begins a talk, who joins one and who is refused."""
    luck = draw(seed, asking.number, TALK_PURPOSE, asking.decisions)
    turn_s = np.maximum(TURN_S[0] + below(sub_draw(luck, _PACE), TURN_S[1] - TURN_S[0] + 1), step_s)
    turns = _planned(asking, turn_s)
    standing = talks.talk_of[asking.partner].astype(np.int64)
    # those who ask for the same talk, or for the same person, stand in one line
    line = np.where(standing > 0, -standing, asking.partner)
    order = np.lexsort((asking.number, sub_draw(luck, _ORDER), asking.now, line))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - np.searchsorted(line[order], line[order], side="left")
    first = np.empty(len(order), dtype=np.int64)
    first[order] = order[np.searchsorted(line[order], line[order], side="left")]
    begins, joins = (standing == 0) & (place == 0), (standing > 0) & (place == 0)
    ends = asking.now + turns * turn_s
    ends[joins] = talks.ends_at(standing[joins])
    follows = (standing == 0) & (place == 1) & (ends[first] - asking.now >= _SHORTEST_S)
    ends = np.where(follows, ends[first], ends)
    return Answered(
        turn_s=turn_s,
        turns=np.where(begins, turns, 0),
        joins=np.where(joins, standing, 0),
        joins_row=np.where(follows, first, -1),
        duration_s=np.where(begins | joins | follows, ends - asking.now, 0),
    )


def _planned(asking: Asking, turn_s: Int) -> Int:
    """Say of how many turns the talks would be: as long as wanted, and as there is room for."""
    most = np.minimum(np.where(asking.is_at_work, _TURNS_AT_WORK, _TURNS[1]), _LONGEST_S // turn_s)
    wanted = np.minimum(np.minimum(asking.duration_s, asking.room_s) // turn_s, most)
    return np.maximum(wanted, np.maximum(-(-_SHORTEST_S // turn_s), _TURNS[0]))
