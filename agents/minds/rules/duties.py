"""What the hour and the household ask for: shift, night, meals, lessons, shopping, chores, the morning wash."""

from typing import Final

import numpy as np

from agents.minds.rules.person import Person
from agents.minds.rules.schedule import LEAST_NIGHT_S, Day
from streams.kernel.simtime import HOUR_S, MINUTE_S
from world.actions import ACTION_COUNT, Action
from world.contract import NEED_MAX, EconomicStatus, Int, Need, ObservationBatch

_ON_DUTY: Final = 7_000
_BREAK_MEAL: Final = 9_500
_NOT_NOW: Final = -3_000
_NOT_BY_DAY: Final = -2_700

_BED_STEP_S: Final = 15 * MINUTE_S
_BED_PULL: Final = np.array([0, 0, 400, 900, 1_500, 3_200, 4_000, 4_700, 5_300, 5_900, 6_500, 7_000, 7_500], np.int64)
"""From five quarters of an hour before bedtime to two hours after it."""
_QUARTERS_BEFORE: Final = 5

_LESSON_PULL: Final = np.array(
    [-3_000] * 7 + [-600, 300] + [3_400, 3_500, 3_400] + [300] + [2_600, 3_300, 3_200, 1_500]
    + [300, 200, 900, 900, 300, -800, -2_500], np.int64
)  # fmt: skip
"""By hour: a student's weekday."""
_LESSON_FREE: Final = np.array(
    [-3_000] * 8 + [-600, 500, 800, 700] + [0, 300, 700, 700, 400] + [-200] * 5 + [-1_500] * 2, np.int64
)

_COURSE_HOUR: Final = np.array(
    [-3_000] * 7
    + [-1_500, -600]
    + [550, 650, 550]
    + [-200, 400, 550, 550, 350]
    + [-200] * 2
    + [350] * 2
    + [-600, -1_500, -3_000],
    np.int64,
)
"""By hour: what those who have no lessons learn for themselves."""

_PANTRY_PULL: Final = np.array(
    [3_400, 3_000, 2_500, 2_000, 1_500, 1_050, 650, 300, 0, -300, -600, -900, -1_200], np.int64
)
"""By meals left at home: what shopping is worth."""
_SHOPPING_HOUR: Final = np.array(
    [-2_500] * 6
    + [-1_500, -800, -100, 150, 300, 200, -100, -100, 100, 200, 250, 300, 250, 100, -300, -900, -1_600, -2_200],
    np.int64,
)
_MESS_STEP: Final = 250
_MESS_PULL: Final = np.array([step * 120 - 100 for step in range(NEED_MAX // _MESS_STEP + 1)], np.int64)
_CHORE_HOUR: Final = np.array(
    [-3_000] * 6 + [-1_200, -500, 0, 250, 350, 200, -100, 0, 100, 100, 100, 50, 0, 100, 0, -500, -1_500, -2_500],
    np.int64,
)

_SEARCH_HOUR: Final = np.array(
    [-3_000] * 8 + [300, 1_700, 1_900, 1_500, -400, 200, 1_500, 1_500, 900] + [-600] + [-3_000] * 6, np.int64
)
"""By hour of a weekday: when those without work look for some."""
_NOT_ON_WEEKENDS: Final = -1_500


def wants_of_duties(seen: ObservationBatch, person: Person, day: Day) -> Int:
    """Weigh what is due of each action: int64[n, A]."""
    wants = np.zeros((len(seen), ACTION_COUNT), dtype=np.int64)
    diligence = person.diligence
    on_duty = _ON_DUTY + diligence * 10
    wants[:, Action.WAIT] = -1_500
    wants[:, Action.WORK] = np.where(day.is_on_duty, on_duty, _NOT_NOW)
    wants[:, Action.STUDY] = np.where(day.is_student, _lessons(day, diligence, on_duty), _COURSE_HOUR[day.hour])
    wants[:, Action.EAT] = _meal(seen, day, diligence)
    wants[:, Action.SLEEP] = _bed(seen, day)
    wants[:, Action.SHOP] = _shopping(seen, day, diligence)
    wants[:, Action.WASH] = _wash(seen, day)
    wants[:, Action.HOUSEWORK] = _chores(seen, person, day)
    wants[:, Action.SEARCH_JOB] = _search(seen, diligence, day)
    return wants


def _lessons(day: Day, diligence: Int, on_duty: Int) -> Int:
    """Weigh a student's books: lessons on weekdays, or in the hours of her course if she has one."""
    pull = np.where(day.weekday < 5, _LESSON_PULL[day.hour], _LESSON_FREE[day.hour])
    pull = np.where(pull > 0, pull * (60 + diligence * 8 // 10) // 100, pull)
    return np.where(day.is_on_duty, on_duty, pull)


def _meal(seen: ObservationBatch, day: Day, diligence: Int) -> Int:
    """Weigh the mealtime: breakfast is the meal that some skip, and a break is for eating."""
    near = np.maximum(75 * MINUTE_S - day.off_meal_s, 0)
    pull = near * np.where(day.meal == 0, 45 + diligence // 2, 100) // 160
    soon = np.where(day.fasted_s < 3 * HOUR_S, -1_200, pull * 6 // 10)
    fresh = np.where(day.fasted_s < 2 * HOUR_S, -4_000, np.where(day.fasted_s < 4 * HOUR_S, soon, pull))
    full = np.maximum(seen.needs[:, Need.SATIETY].astype(np.int64) - 7_500, 0) * 2 // 3
    abed = np.where((day.past_bedtime_s > 0) & (day.night_s > 2 * HOUR_S), 900, 0)
    return np.where(day.is_break, _BREAK_MEAL, fresh - full - abed)


def _bed(seen: ObservationBatch, day: Day) -> Int:
    """Weigh going to bed by the clock, which by day, or with no night left, speaks against it."""
    quarter = np.minimum(np.maximum(day.past_bedtime_s // _BED_STEP_S + _QUARTERS_BEFORE, 0), len(_BED_PULL) - 1)
    pull = _BED_PULL[quarter]
    is_night = (day.past_bedtime_s > -80 * MINUTE_S) & (day.night_s >= LEAST_NIGHT_S) & ~day.is_on_duty
    slept_out = np.where(day.awake_s < 5 * HOUR_S, 6_000, np.where(day.awake_s < 8 * HOUR_S, 2_500, 0))
    rested = np.maximum(seen.needs[:, Need.ENERGY].astype(np.int64) - 8_500, 0)
    return np.where(is_night, pull - slept_out - rested, _NOT_BY_DAY)


def _shopping(seen: ObservationBatch, day: Day, diligence: Int) -> Int:
    pull = _PANTRY_PULL[np.minimum(seen.pantry, len(_PANTRY_PULL) - 1)]
    prudent = (diligence - 50) * 4
    frugal = np.where(seen.status <= EconomicStatus.STRUGGLING, -200, 0)
    return pull + _SHOPPING_HOUR[day.hour] + prudent + frugal + np.where(day.is_free, 150, 0)


def _wash(seen: ObservationBatch, day: Day) -> Int:
    """Weigh a wash: after getting up, after sport, and before bed."""
    hygiene = seen.needs[:, Need.HYGIENE].astype(np.int64)
    after_sleep = (seen.last_action == Action.SLEEP) & (day.awake_s < HOUR_S)
    after_sport = seen.last_action == Action.EXERCISE
    before_bed = (day.past_bedtime_s > -75 * MINUTE_S) & (day.past_bedtime_s < 15 * MINUTE_S)
    pull = np.where(after_sleep | after_sport, 2_800, np.where(before_bed, 1_100, -300))
    again = np.where(seen.last_action == Action.WASH, 3_000, 0)
    clean: Int = np.maximum(hygiene - 8_000, 0)
    return pull - clean - again


def _chores(seen: ObservationBatch, person: Person, day: Day) -> Int:
    pull = _MESS_PULL[seen.mess // _MESS_STEP]
    orderly = 70 + person.diligence * 4 // 10 + person.kindness * 2 // 10
    return pull * orderly // 100 + _CHORE_HOUR[day.hour] + np.where(day.is_free & (day.weekday >= 5), 200, 0)


def _search(seen: ObservationBatch, diligence: Int, day: Day) -> Int:
    """Weigh looking for work, which only those without any are offered: an empty purse presses, a weekend does not."""
    pressed = np.where(seen.status <= EconomicStatus.STRUGGLING, 400, 0)
    return _SEARCH_HOUR[day.hour] + pressed + diligence * 6 + np.where(day.weekday >= 5, _NOT_ON_WEEKENDS, 0)
