"""The events of a run as the digest saw them, read back from front to back: rows, or sealed days a window at a time."""

from typing import Final

import numpy as np

from streams.kernel.columns import Array
from streams.kernel.ids import key_of
from streams.log.archive import EVENT_ARCHIVE, Rows, day_holding, joined, pruned_between, rows_between, rows_from
from streams.models import ArchivedKind
from streams.writer.record import EVENT_TABLE
from streams.writer.stores import open_store

_WINDOW_ROWS: Final = 1_000_000
"""Archived events that are held at a time: a large day is unpacked once for each such window."""
_LAST: Final = 2**40 - 1


class EventReader:
    """Reads ranges of one run's own seqs, best in order."""

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._store = open_store()
        self._kept_from = rows_from(run_id, ArchivedKind.EVENTS)
        self._pruned = [(day.first, day.last) for day in pruned_between(run_id, ArchivedKind.EVENTS, 0, _LAST)]
        self._window: Rows = joined(EVENT_ARCHIVE, [])

    def is_pruned(self, seq: int) -> bool:
        """Whether the event with this seq is neither a row nor archived any more."""
        return any(first <= seq <= last for first, last in self._pruned)

    def read(self, first: int, last: int) -> dict[str, Array]:
        """Read events by seq, both ends included, as `Record.hashed` gave them; fewer if rows are missing.

        HistoryLost if they were pruned since this reader was made.
        """
        if first > last or first >= self._kept_from:
            events = self._rows(first, last)
            if len(events["seq"]) == last - first + 1:
                return events
            self._kept_from = rows_from(self._run_id, ArchivedKind.EVENTS)  # deleted meanwhile?
            if first >= self._kept_from:
                return events
        return self._sealed(first, last)

    def _rows(self, first: int, last: int) -> dict[str, Array]:
        base = key_of(self._run_id, 0)
        events = self._store.read_range(EVENT_TABLE, base + first, base + last + 1)
        return {"seq": events.pop("id") - base, **events}

    def _sealed(self, first: int, last: int) -> dict[str, Array]:
        numbers = self._window.columns["id"]
        if not len(numbers) or first < numbers[0] or last > numbers[-1]:
            day = day_holding(self._run_id, ArchivedKind.EVENTS, first)
            end = last if day is None else max(last, min(day.last, first + _WINDOW_ROWS - 1))
            self._window = rows_between(EVENT_ARCHIVE, self._run_id, first, end)
            numbers = self._window.columns["id"]
        found = self._window.where(np.flatnonzero((numbers >= first) & (numbers <= last)))
        texts = np.empty(len(found), dtype=object)
        for row, text in found.texts.items():
            texts[row] = text
        events: dict[str, Array] = dict(found.columns)
        return {"seq": events.pop("id"), **events, EVENT_ARCHIVE.layout.text: texts}
