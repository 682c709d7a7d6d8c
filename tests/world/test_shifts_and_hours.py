"""When places are open and shifts run, by the minute, against plain arithmetic."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from streams.kernel.simtime import DAY_S, HOUR_S, WEEK_S
from world.contract import Persona
from world.engine.hours import NO_SHIFT, OpeningHours, current_or_next_shift

SPANS = st.tuples(st.integers(0, 1439).map(lambda m: m * 60), st.integers(0, 1439).map(lambda m: m * 60))
WEEKS = st.tuples(*[SPANS] * 7)


def persona(start_s: int, length_s: int, workdays: int) -> Persona:
    names = ("age", "gender", "occupation", "home", "workplace", "bedtime_s", "sleep_length_s")
    plain = {name: np.zeros(1, dtype=np.int64) for name in names}
    return Persona(
        traits=np.zeros((1, 5), dtype=np.int64),
        shift_start_s=np.array([start_s]),
        shift_length_s=np.array([length_s]),
        workdays=np.array([workdays]),
        **plain,
    )


@given(week=WEEKS, now=st.integers(WEEK_S, 3 * WEEK_S))
def test_how_long_a_place_stays_open(week: tuple[tuple[int, int], ...], now: int) -> None:
    hours = OpeningHours([week])
    spans = [(day * DAY_S + start, day * DAY_S + start + length) for day, (start, length) in enumerate(week)]

    left = int(hours.closes_in_s(np.array([1]), np.array([now]))[0])

    assert is_open(spans, now) == (left > 0)
    assert all(is_open(spans, now + ahead) for ahead in range(0, left, 60))
    assert not is_open(spans, now + left)


def is_open(spans: list[tuple[int, int]], moment: int) -> bool:
    """Whether a span holds the moment, in this week or from the one before."""
    of_week = moment % WEEK_S
    return any(start <= of_week < end or start <= of_week + WEEK_S < end for start, end in spans)


def test_a_place_that_never_closes_is_open_for_long() -> None:
    hours = OpeningHours([((0, DAY_S),) * 7])

    left = hours.closes_in_s(np.array([1, 0]), np.array([5, 5]))

    assert left[0] > 6 * DAY_S
    assert left[1] == 0


def test_days_that_touch_are_one() -> None:
    weekend = [(0, 0)] * 5 + [(12 * HOUR_S, 12 * HOUR_S), (0, 10 * HOUR_S)]

    left = OpeningHours([tuple(weekend)]).closes_in_s(np.array([1]), np.array([5 * DAY_S + 20 * HOUR_S]))

    assert left.tolist() == [14 * HOUR_S]


def test_an_overnight_bar_is_open_after_midnight() -> None:
    hours = OpeningHours([((18 * HOUR_S, 8 * HOUR_S),) * 7])

    left = hours.closes_in_s(np.array([1, 1, 1]), np.array([DAY_S + HOUR_S, DAY_S + 3 * HOUR_S, DAY_S + 19 * HOUR_S]))

    assert left.tolist() == [HOUR_S, 0, 7 * HOUR_S]


@given(
    start_h=st.integers(0, 23),
    length_h=st.integers(1, 12),
    workdays=st.integers(1, 127),
    now=st.integers(0, 3 * WEEK_S),
)
def test_the_current_or_next_shift(start_h: int, length_h: int, workdays: int, now: int) -> None:
    shifts = [
        (day * DAY_S + start_h * HOUR_S, day * DAY_S + (start_h + length_h) * HOUR_S)
        for day in range(40)
        if workdays >> (day % 7) & 1
    ]

    start, end = current_or_next_shift(persona(start_h * HOUR_S, length_h * HOUR_S, workdays), np.array([now]))

    assert (int(start[0]), int(end[0])) == next(shift for shift in shifts if shift[1] > now)


def test_who_has_no_job_has_no_shift() -> None:
    start, end = current_or_next_shift(persona(9 * HOUR_S, 0, 31), np.array([DAY_S]))

    assert (int(start[0]), int(end[0])) == (NO_SHIFT, NO_SHIFT)
