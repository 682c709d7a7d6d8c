"""Simulated time: whole seconds since midnight of the first calendar day of every run (2024-01-01, a Monday).

An integer of its own type (`SimTime`), so that it never meets wall time by accident. int32 in columns: 68 years.
"""

import re
from datetime import datetime, timedelta
from typing import Final, NewType

SimTime = NewType("SimTime", int)

EPOCH: Final = datetime(2024, 1, 1)  # noqa: DTZ001  # world time has no zone
MINUTE_S: Final = 60
HOUR_S: Final = 3_600
DAY_S: Final = 86_400
WEEK_S: Final = 7 * DAY_S
LAST: Final = SimTime(2**31 - 1 - DAY_S)

DAYTIME_FROM_S: Final = 6 * HOUR_S
DAYTIME_UNTIL_S: Final = 22 * HOUR_S

_PERIODS: Final = (
    (0, "night"),
    (5, "early_morning"),
    (8, "morning"),
    (11, "noon"),
    (13, "afternoon"),
    (18, "evening"),
    (22, "night"),
)
_CLOCK_FORM: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def world_time(sim_time_s: int) -> str:
    """Write a moment as ISO 8601 without offset, whole seconds: 2024-01-01T06:00:00."""
    return (EPOCH + timedelta(seconds=int(sim_time_s))).isoformat()


def parse_world_time(text: str) -> SimTime:
    """Read ISO 8601 without offset. ValueError says what is allowed."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a world time such as 2024-01-03T09:30:00") from None
    if moment.tzinfo is not None:
        raise ValueError(f"{text!r} has an offset; world time has none (2024-01-03T09:30:00)")
    seconds = int((moment - EPOCH).total_seconds())
    if not 0 <= seconds <= LAST:
        raise ValueError(f"{text!r} is outside {world_time(0)} to {world_time(LAST)}")
    return SimTime(seconds)


def parse_clock(text: str) -> int:
    """Read 07:30 or 24:00 as seconds after midnight. ValueError says what is allowed."""
    match = _CLOCK_FORM.fullmatch(text.strip())
    seconds = int(match[1]) * HOUR_S + int(match[2]) * MINUTE_S + int(match[3] or 0) if match else -1
    if not match or int(match[2]) > 59 or int(match[3] or 0) > 59 or not 0 <= seconds <= DAY_S:
        raise ValueError(f"{text!r} is not a time of day between 00:00 and 24:00")
    return seconds


def day_count(sim_time_s: int) -> int:
    """Count days from 1 on the run's first calendar day."""
    return int(sim_time_s) // DAY_S + 1


def weekday(sim_time_s: int) -> int:
    """Monday is 0, Sunday 6."""
    return int(sim_time_s) // DAY_S % 7


def clock_text(sim_time_s: int) -> str:
    """Write the time of day as 07:05."""
    second = int(sim_time_s) % DAY_S
    return f"{second // HOUR_S:02d}:{second % HOUR_S // MINUTE_S:02d}"


def period(sim_time_s: int) -> str:
    """Name the period of the day: early_morning, morning, noon, afternoon, evening or night."""
    hour = int(sim_time_s) % DAY_S // HOUR_S
    return next(name for start, name in reversed(_PERIODS) if hour >= start)


def is_daytime(sim_time_s: int) -> bool:
    """Whether it is between sunrise (06:00) and sunset (22:00)."""
    return DAYTIME_FROM_S <= int(sim_time_s) % DAY_S < DAYTIME_UNTIL_S
