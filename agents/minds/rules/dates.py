"""Appointments: to leave for them in time, to go there, and to be there until the other comes. Some forget."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.minds.rules.person import Person, Purpose
from agents.minds.rules.schedule import Day
from streams.kernel.rng import below
from streams.kernel.simtime import HOUR_S, MINUTE_S
from world.actions import ACTIONS, Action
from world.contract import Bool, Int, Known, ObservationBatch

_THOUGHT_OF_S: Final = HOUR_S
"""From when on one thinks of it."""
_EARLY_S: Final = 14 * MINUTE_S
_LATE_S: Final = 15 * MINUTE_S
"""How early one likes to be there, and how long after the time one still goes, or waits."""
_MARGIN_S: Final = 4 * MINUTE_S
_UNKNOWN_WAY_S: Final = 15 * MINUTE_S
_PULL: Final = 6_000
"""Below a shift, above what a day usually holds."""
_LEAST_STAY_S: Final = 5 * MINUTE_S
_IN_ANY_CASE: Final = (Action.WORK, Action.SLEEP, Action.TALK)
"""What is not cut short for it."""
_MIN_S: Final = np.array([spec.min_s for spec in ACTIONS], np.int64)
_ANYWHERE_S: Final = 7 * 24 * HOUR_S
_FORGETFUL: Final = 60
"""Percent of appointments that the least conscientious think of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Who of n residents has an appointment within the hour and thinks of it."""

    rows: Int  # of the observation
    place: Int
    at: Int
    other: Int


def read_dates(seen: ObservationBatch, person: Person, day: Day) -> Dates | None:
    """Find those who have to think of an appointment now; None if nobody has."""
    known = seen.known
    if known is None:
        return None
    is_soon = (known.date_at - _THOUGHT_OF_S <= seen.now) & (seen.now <= known.date_at + _LATE_S)
    rows = np.flatnonzero(is_soon & (known.date_place > 0) & ~day.is_sick)
    if len(rows):
        rows = rows[_thinks_of_it(known, person)[rows]]
    if not len(rows):
        return None
    return Dates(rows=rows, place=known.date_place[rows], at=known.date_at[rows], other=known.date_with[rows])


def _thinks_of_it(known: Known, person: Person) -> Bool:
    luck = below(person.lasting(Purpose.APPOINTMENT, known.date_at), 100)
    return luck < _FORGETFUL + person.diligence * (100 - _FORGETFUL) // 100


def add_pull(dates: Dates, seen: ObservationBatch, place: Int, walk_s: Int, appeal: Int) -> None:
    """Speak for whatever can be done where one is expected, if one comes there in time: adds to int32[n, P, k].

    place, walk_s: of the candidates, of the same shape.
    """
    rows = dates.rows
    early_s = (dates.at - seen.now[rows])[:, None, None] - walk_s[rows]
    is_it = (place[rows] == dates.place[:, None, None]) & (early_s <= _EARLY_S) & (early_s >= -_LATE_S)
    appeal[rows] += is_it * np.int32(_PULL)


def bend_stays(dates: Dates, seen: ObservationBatch, *, action: Int, place: Int, walk_s: Int, stay_s: Int) -> Int:
    """Let what comes before end in time to leave, and be there until a little after the time: int64[n].

    action, place: what each resident does where.   walk_s: the way there.   stay_s: as it would be otherwise.
    """
    rows = dates.rows
    to_there = dates.at - seen.now[rows]
    is_there = place[rows] == dates.place
    way_s = np.where(seen.place[rows] == dates.place, 0, _way_s(dates, seen))
    before_s = np.minimum(stay_s[rows], to_there - way_s - _MARGIN_S - 2 * walk_s[rows])
    until_s = to_there - walk_s[rows] + _LEAST_STAY_S
    bent = np.where(is_there, until_s, np.where(to_there > 0, before_s, stay_s[rows]))
    bends = ~np.isin(action[rows], _IN_ANY_CASE)
    longer = stay_s.copy()
    longer[rows[bends]] = np.maximum(bent, _MIN_S[action[rows]])[bends]
    return longer


def _way_s(dates: Dates, seen: ObservationBatch) -> Int:
    """Say how long the way from here is, as far as it is known."""
    is_it = seen.candidates[dates.rows] == dates.place[:, None, None]
    way_s = np.where(is_it, seen.walk_s[dates.rows], _ANYWHERE_S).min(axis=(1, 2))
    return np.where(way_s < _ANYWHERE_S, way_s, _UNKNOWN_WAY_S)


def is_for_date(dates: Dates, action: Int, place: Int, partner: Int | None) -> Bool:
    """Whether what these residents chose is their appointment: to go there, or to talk to whom they meet: bool[n]."""
    found = np.zeros(len(action), dtype=bool)
    talks = action[dates.rows] == Action.TALK
    meets = partner[dates.rows] == dates.other if partner is not None else talks
    found[dates.rows] = np.where(talks, meets, place[dates.rows] == dates.place)
    return found
