"""When places are open and when shifts run: tables by minute of the week, and arithmetic over days."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from streams.kernel.simtime import DAY_S, MINUTE_S, WEEK_S
from world.contract import Int, Persona

WEEK_MINUTES: Final = WEEK_S // MINUTE_S
OPEN_ENDED_S: Final = WEEK_S
"""What a place that never closes says when asked how long it stays open."""
NO_SHIFT: Final = 2**31 - 1
Week = tuple[tuple[int, int], ...]
"""Seven spans from Monday: start in seconds after midnight, length in seconds (0 = closed)."""


class OpeningHours:
    """How long each place stays open, by minute of the week; places with equal hours share a row, row 0 is closed."""

    def __init__(self, weeks: Sequence[Week]) -> None:
        """weeks: by place number from 1."""
        distinct = list(dict.fromkeys(weeks))
        rows = {week: row for row, week in enumerate(distinct, start=1)}
        self._row = np.array([0, *(rows[week] for week in weeks)], dtype=np.int32)
        self._rows = len(distinct) + 1
        table = np.stack([np.zeros(WEEK_MINUTES, dtype=np.int32), *(_closes_in(week) for week in distinct)], axis=1)
        self._table = table.ravel()  # by minute, then row: what is asked at one moment lies together

    def row_of(self, place: Int) -> Int:
        """Return the row of places' hours, int32: what `closes_by_row` asks for."""
        return self._row[place]

    def close(self, place: int) -> None:
        """Let a place be closed for good."""
        self._row[place] = 0

    def closes_in_s(self, place: Int, now: Int) -> Int:
        """Seconds until a place closes, 0 if it is closed (or place 0): int32; shapes broadcast."""
        return self.closes_by_row(self._row[place], now)

    def closes_by_row(self, row: Int, now: Int) -> Int:
        """Seconds until places with these hours close, 0 if they are closed: int32; shapes broadcast."""
        minute = (now // MINUTE_S % WEEK_MINUTES * self._rows).astype(np.int32)
        left = self._table.take(row + minute)
        left -= (now % MINUTE_S).astype(np.int32)
        return np.maximum(left, 0, out=left)


def _closes_in(week: Week) -> Int:
    """Seconds until closing for each minute of the week, 0 while closed: int32[10080]. Days that touch are one."""
    is_open = np.zeros(WEEK_MINUTES, dtype=bool)
    for day, (start_s, length_s) in enumerate(week):
        first = (day * DAY_S + start_s) // MINUTE_S
        is_open[np.arange(first, first + length_s // MINUTE_S) % WEEK_MINUTES] = True
    if is_open.all():
        return np.full(WEEK_MINUTES, OPEN_ENDED_S, dtype=np.int32)
    closed = np.flatnonzero(~np.concatenate([is_open, is_open]))
    minutes = np.arange(WEEK_MINUTES)
    return ((closed[np.searchsorted(closed, minutes)] - minutes) * MINUTE_S).astype(np.int32)


def current_or_next_shift(persona: Persona, now: Int) -> tuple[Int, Int]:
    """Find each resident's current shift, or else the next: (start, end) in simulated seconds, int64[n] each.

    NO_SHIFT for those without one. A shift belongs to the day on which it starts, also when it runs over midnight.
    """
    start = np.full(len(now), NO_SHIFT, dtype=np.int64)
    today = now.astype(np.int64) // DAY_S
    length = persona.shift_length_s.astype(np.int64)
    for offset in range(7, -2, -1):
        day = today + offset
        works = (persona.workdays >> (day % 7) & 1).astype(bool) & (length > 0) & (day >= 0)
        begins = day * DAY_S + persona.shift_start_s
        start = np.where(works & (begins + length > now), begins, start)
    return start, np.where(start == NO_SHIFT, NO_SHIFT, start + length)
