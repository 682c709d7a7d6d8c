"""Where in her day somebody is: the shift, the break, the night, the meals. Times only; wishes are made of them elsewhere."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.minds.rules.person import Person, Purpose
from streams.kernel.rng import below, triangular
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from world.actions import Action
from world.contract import Bool, Int, ObservationBatch
from world.occupations import Occupation

HALF_DAY_S: Final = DAY_S // 2
FAR_OFF_S: Final = 7 * DAY_S
WORK_SLOT: Final = 1
"""Column of one's own workplace among the candidates, as the contract orders them."""
SET_OUT_S: Final = 10 * MINUTE_S
"""With less than this before one has to leave for work, one leaves."""
LEAST_WORK_S: Final = 10 * MINUTE_S
_BREAK_FROM_SHIFT_S: Final = 5 * HOUR_S + 30 * MINUTE_S
"""Longer shifts have a meal in the middle."""
_LATEST_S: Final = -8 * MINUTE_S
_EARLIEST_S: Final = 14 * MINUTE_S
LEAST_NIGHT_S: Final = HOUR_S
_MEALS: Final = np.arange(3)
_MEAL_SPREAD_S: Final = np.array([30, 75, 90], np.int64) * MINUTE_S
"""By how much people's breakfasts, lunches and dinners differ."""
_LONGER_AT_MOST_S: Final = 30 * MINUTE_S
_NIGHTS_OFF_S: Final = 20 * HOUR_S
_CIVIL_BEDTIME_S: Final = 23 * HOUR_S + 15 * MINUTE_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The schedule of n residents, seen from now; seconds, row by row."""

    hour: Int  # 0-23
    weekday: Int  # Monday is 0
    is_student: Bool
    is_sick: Bool
    is_on_duty: Bool  # at work, or time to go there
    is_break: Bool  # time for the meal of a long shift
    is_free: Bool  # no shift for the rest of the day
    leave_in_s: Int  # until one has to leave here for work; FAR_OFF_S or less
    stretch_s: Int  # of work from now: to the break, or else to the end of the shift
    past_bedtime_s: Int  # negative before it; -12 h to 12 h
    night_s: Int  # of sleep left if one goes to bed now, at most; may be negative
    rise_in_s: Int  # until one has to be up to dress and go to work
    meal: Int  # the nearest meal: 0 breakfast, 1 lunch, 2 dinner
    off_meal_s: Int  # how far from its time
    next_meal_s: Int  # until the next mealtime
    fasted_s: Int  # since the last meal
    awake_s: Int  # since the last sleep


def read_day(seen: ObservationBatch, person: Person) -> Day:
    """Find out where in their day these residents are."""
    now = seen.now.astype(np.int64)
    of_day_s = now % DAY_S
    is_student = seen.persona.occupation == Occupation.STUDENT
    leave_at = _leave_at(seen, person, is_student)
    # a shift that begins before one is well again is not gone to
    leave_in_s = np.where(seen.sick_until > np.maximum(leave_at, now), FAR_OFF_S, np.minimum(leave_at - now, FAR_OFF_S))
    is_on_duty = (leave_in_s <= SET_OUT_S) & (now <= seen.shift_until - LEAST_WORK_S)
    break_at, had_break = _break(seen, person)
    is_break = is_on_duty & ~had_break & (now + LEAST_WORK_S >= break_at)
    works_until = np.where(had_break | is_break, seen.shift_until, break_at)
    past_bedtime_s, night_s, rise_in_s = _night(seen, person, now, of_day_s, leave_in_s, is_on_duty)
    meal, off_meal_s, next_meal_s = _meals(seen, person, of_day_s)
    return Day(
        hour=of_day_s // HOUR_S,
        weekday=now // DAY_S % 7,
        is_student=is_student,
        is_sick=seen.sick_until > now,
        is_on_duty=is_on_duty,
        is_break=is_break,
        is_free=leave_in_s > DAY_S - of_day_s,
        leave_in_s=leave_in_s,
        stretch_s=works_until - now,
        past_bedtime_s=past_bedtime_s,
        night_s=night_s,
        rise_in_s=rise_in_s,
        meal=meal,
        off_meal_s=off_meal_s,
        next_meal_s=next_meal_s,
        fasted_s=now - seen.last_meal,
        awake_s=now - seen.last_sleep,
    )


def _leave_at(seen: ObservationBatch, person: Person, is_student: Bool) -> Int:
    """When to set out for the shift: the conscientious arrive early, others up to ten minutes late."""
    chance_s = triangular(person.lasting(Purpose.PUNCTUALITY, seen.shift_from), 3 * MINUTE_S)
    early_s = np.minimum(np.maximum((person.diligence - 40) * 12 + chance_s, _LATEST_S), _EARLIEST_S)
    way_s = np.where(is_student, seen.walk_s[:, Action.STUDY, WORK_SLOT], seen.walk_s[:, Action.WORK, WORK_SLOT])
    leave_at: Int = seen.shift_from - way_s - early_s
    return leave_at


def _break(seen: ObservationBatch, person: Person) -> tuple[Int, Bool]:
    """When the meal of this shift is, and whether it is behind one (a short shift has none)."""
    length_s = seen.persona.shift_length_s.astype(np.int64)
    percent = 44 + below(person.lasting(Purpose.BREAK, seen.shift_from), 11)
    break_at = seen.shift_from + length_s * percent // 100
    had_meal = seen.last_meal >= seen.shift_from + length_s // 4
    return break_at, had_meal | (length_s <= _BREAK_FROM_SHIFT_S) | (seen.now > seen.shift_from + length_s * 3 // 4)


def _night(
    seen: ObservationBatch, person: Person, now: Int, of_day_s: Int, leave_in_s: Int, is_on_duty: Bool
) -> tuple[Int, Int, Int]:
    """How far past bedtime it is, how much night is left, and when one has to be up for the shift.

    With nothing to get up for, the sociable and the young stay up, and who works nights sleeps like others; getting up
    for a shift cuts the night short.
    """
    persona = seen.persona
    works_nights = (persona.bedtime_s > 4 * HOUR_S) & (persona.bedtime_s < 16 * HOUR_S)
    is_off = ~is_on_duty & (leave_in_s > _NIGHTS_OFF_S)
    bedtime_s = np.where(works_nights & is_off, _CIVIL_BEDTIME_S, persona.bedtime_s)
    usual = (of_day_s - bedtime_s + HALF_DAY_S) % DAY_S - HALF_DAY_S
    which_night = (now - usual) // HOUR_S
    mood_s = triangular(person.lasting(Purpose.NIGHT, which_night), 25 * MINUTE_S)
    youth = np.minimum(np.maximum(40 - person.age, -20), 20)
    may_sleep_in = ~is_on_duty & (leave_in_s > persona.sleep_length_s + 4 * HOUR_S)
    late_s = np.where(may_sleep_in, np.maximum(10 + person.outgoing // 2 + youth, 0) * MINUTE_S, 0)
    past_bedtime_s = usual - late_s - mood_s
    longer_s = np.where(persona.gender == 1, 5 * MINUTE_S, 0)
    dressing_s = (35 + person.diligence * 3 // 10) * MINUTE_S
    # however early one goes to bed, one does not sleep much longer than usual
    to_wake_s = persona.sleep_length_s + longer_s + np.minimum(-past_bedtime_s, _LONGER_AT_MOST_S)
    rise_in_s = leave_in_s - dressing_s
    return past_bedtime_s, np.minimum(to_wake_s, rise_in_s), rise_in_s


def _meals(seen: ObservationBatch, person: Person, of_day_s: Int) -> tuple[Int, Int, Int]:
    """Find the nearest of one's three mealtimes, how far off it is, and how long until the next."""
    persona = seen.persona
    wakes_s = (persona.bedtime_s.astype(np.int64) + persona.sleep_length_s) % DAY_S
    sleeps_by_day = (wakes_s > 13 * HOUR_S) & (wakes_s < 21 * HOUR_S)
    early_s = np.where(person.age >= 60, 30 * MINUTE_S, 0)
    mealtimes = np.empty((len(seen), len(_MEALS)), dtype=np.int64)
    mealtimes[:, 0] = wakes_s + 25 * MINUTE_S
    mealtimes[:, 1] = np.where(sleeps_by_day, wakes_s + 5 * HOUR_S, 12 * HOUR_S)
    mealtimes[:, 2] = np.where(sleeps_by_day, wakes_s + 10 * HOUR_S, 18 * HOUR_S + 15 * MINUTE_S - early_s)
    mealtimes += below(person.lasting(Purpose.MEALTIMES, _MEALS[None, :]), _MEAL_SPREAD_S)
    until = (mealtimes - of_day_s[:, None]) % DAY_S
    off = np.minimum(until, DAY_S - until)
    return off.argmin(axis=1), off.min(axis=1), until.min(axis=1)
