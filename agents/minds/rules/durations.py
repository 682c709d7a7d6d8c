"""How long: usual lengths, what traits and needs make of them, and what has to end in time for what comes next."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from agents.minds.rules.person import Person, Purpose
from agents.minds.rules.schedule import Day
from streams.kernel.rng import Draws, below
from streams.kernel.simtime import HOUR_S, MINUTE_S
from world.actions import ACTIONS, Action
from world.contract import Int, Need, ObservationBatch

_A = Action
_USUAL_MIN: Final[Mapping[Action, tuple[int, int]]] = {
    _A.WAIT: (8, 15),
    _A.MOVE: (15, 31),
    _A.WORK: (60, 60),
    _A.STUDY: (45, 95),
    _A.EAT: (15, 28),
    _A.SLEEP: (40, 80),  # a nap; the night has its own length
    _A.REST: (15, 28),
    _A.READ: (20, 44),
    _A.EXERCISE: (30, 60),
    _A.SHOP: (40, 75),
    _A.PLAY: (30, 55),
    _A.WASH: (20, 35),
    _A.HOUSEWORK: (25, 65),
    _A.USE_PHONE: (5, 15),
    _A.TALK: (4, 8),
    _A.SEARCH_JOB: (40, 80),
}
"""Shortest and longest usual stay, minutes."""
_SHORTEST_S: Final = np.array([_USUAL_MIN[action][0] for action in Action], np.int64) * MINUTE_S
_SPREAD_S: Final = np.array([_USUAL_MIN[action][1] for action in Action], np.int64) * MINUTE_S - _SHORTEST_S + 1
_PATIENCE_OF: Final = np.array(
    [{_A.STUDY: 1, _A.HOUSEWORK: 1, _A.READ: 2, _A.REST: 3}.get(action, 0) for action in Action], np.int64
)
_MIN_S: Final = np.array([spec.min_s for spec in ACTIONS], np.int64)
_MAX_S: Final = np.array([spec.max_s for spec in ACTIONS], np.int64)
_BENDS: Final = np.array(
    [spec.is_leisure or spec.number in (_A.STUDY, _A.SHOP, _A.HOUSEWORK, _A.SEARCH_JOB) for spec in ACTIONS]
)
"""Actions that end early for a meal or for bed."""
_MEAL_EXTRA_S: Final = np.array([-5, 0, 8], np.int64) * MINUTE_S
"""Breakfast is short, dinner is long."""
_BREAK_S: Final = (25 * MINUTE_S, 8 * MINUTE_S)
_SPELL_S: Final = (75 * MINUTE_S, 30 * MINUTE_S)
"""How long one works without looking up, and by how much that differs."""
_SPELL_REST_S: Final = 35 * MINUTE_S
_RESTED: Final = 6_500
_REMNANT_S: Final = 15 * MINUTE_S
"""With less than this left before one has to leave, one stays until then."""


def durations(seen: ObservationBatch, person: Person, day: Day, action: Int, walk_s: Int) -> Int:
    """Seconds at the place, for the chosen action at the end of the chosen way: int64[n]."""
    luck = person.passing(Purpose.LINGERING)
    stay_s: Int = _SHORTEST_S[action] + below(luck, _SPREAD_S[action])
    stay_s = stay_s * _patience(person, action) // 100
    is_meal = action == Action.EAT
    stay_s += np.where(is_meal, _MEAL_EXTRA_S[day.meal] + person.outgoing * 3, 0)
    stay_s = np.where(is_meal & day.is_break, _BREAK_S[0] + below(luck, _BREAK_S[1]), stay_s)
    stay_s = _end_for_the_next(day, action, stay_s, walk_s)
    is_night = (day.past_bedtime_s > -2 * HOUR_S) & (day.night_s >= HOUR_S)
    nap_s = np.minimum(stay_s + _missing_sleep_s(seen), day.rise_in_s)
    sleep_s = np.where(is_night, np.maximum(day.night_s, nap_s), nap_s)
    stay_s = np.where(action == Action.SLEEP, sleep_s, stay_s)
    at_work = (action == Action.WORK) | ((action == Action.STUDY) & day.is_on_duty)
    stay_s = np.where(at_work, _spell_s(day.stretch_s - walk_s, luck), stay_s)
    return np.minimum(np.maximum(stay_s, _MIN_S[action]), _MAX_S[action])


def _spell_s(stretch_s: Int, luck: Draws) -> Int:
    """Work for one spell of what is left, then look up; a short rest is worked off with it."""
    spell_s = _SPELL_S[0] + below(luck, _SPELL_S[1])
    return np.where(stretch_s - spell_s < _SPELL_REST_S, stretch_s, spell_s)


def _missing_sleep_s(seen: ObservationBatch) -> Int:
    """How long a nap has to be for somebody who missed a night."""
    missing = np.maximum(_RESTED - seen.needs[:, Need.ENERGY].astype(np.int64), 0)
    return missing * HOUR_S // ACTIONS[Action.SLEEP].rates[Need.ENERGY]


def _patience(person: Person, action: Int) -> Int:
    """Percent of the usual length: the diligent stick to duties, the curious to books, the old rest longer."""
    diligent = 85 + person.diligence * 3 // 10
    curious = 85 + person.openness * 3 // 10
    aged = 85 + person.age * 4 // 10
    percent = np.stack([np.full_like(diligent, 100), diligent, curious, aged], axis=1)
    return percent[np.arange(len(action)), _PATIENCE_OF[action]]


def _end_for_the_next(day: Day, action: Int, stay_s: Int, walk_s: Int) -> Int:
    """End before the next meal, before bed, and in time to leave for work; what is left of little is used up."""
    least = _MIN_S[action]
    meal_s = np.where(day.fasted_s + day.next_meal_s > 3 * HOUR_S, day.next_meal_s, 12 * HOUR_S)
    bed_s = np.where(day.past_bedtime_s < 0, -day.past_bedtime_s, 12 * HOUR_S)
    room_s = np.minimum(meal_s, bed_s) - walk_s
    stay_s = np.where(_BENDS[action] & (room_s >= least), np.minimum(stay_s, room_s), stay_s)
    spare_s = np.where(day.is_on_duty, 12 * HOUR_S, day.leave_in_s - 2 * walk_s)
    is_remnant = (spare_s - stay_s < _REMNANT_S) & (spare_s >= least)
    return np.where(is_remnant, spare_s, stay_s)
