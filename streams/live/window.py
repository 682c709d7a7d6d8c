"""How much a viewer was sent and has not acknowledged: the bound that the web server does not give us.

Daphne takes every frame at once and keeps what a reader does not read, without limit; so what may be on the way to one
viewer is counted here. Plain bookkeeping: time is an argument.
"""

from collections import deque
from typing import Final

WINDOW_EVENTS: Final = 2_000
"""Events on the way to one viewer: at 230 bytes each 50 viewers that never read cost 23 MB, and a viewer with a round
trip of 200 ms still gets 10,000 events a second."""
ROOM_EVENTS: Final = WINDOW_EVENTS // 2
"""A viewer that fell behind is read for again when this much is free, so that reads are worth their query."""
STUCK_AFTER_S: Final = 10.0
"""A full window without any acknowledgement for so long means that nobody reads."""


class Window:
    """Unacknowledged events of one viewer."""

    def __init__(self) -> None:
        self._sent: deque[tuple[int, int]] = deque()
        self._progress_s = 0.0
        self.outstanding = 0

    def has_room_for(self, events: int) -> bool:
        """Whether so many more may be sent; an empty window takes anything."""
        return not self.outstanding or self.outstanding + events <= WINDOW_EVENTS

    @property
    def has_room(self) -> bool:
        """Whether a viewer that fell behind may be given more."""
        return self.outstanding <= WINDOW_EVENTS - ROOM_EVENTS

    def send(self, seq: int, events: int, *, now_s: float) -> None:
        """Note that events up to seq are on the way."""
        if not self._sent:
            self._progress_s = now_s
        self._sent.append((seq, events))
        self.outstanding += events

    def acknowledge(self, seq: int, *, now_s: float) -> bool:
        """Take everything up to seq off; whether there was anything."""
        before = self.outstanding
        while self._sent and self._sent[0][0] <= seq:
            self.outstanding -= self._sent.popleft()[1]
        if self.outstanding == before:
            return False
        self._progress_s = now_s
        return True

    def rewind(self, seq: int) -> None:
        """Go back to seq: what is on the way stays counted, and any acknowledgement from seq on takes it off."""
        if self._sent:
            self._sent = deque([(seq, self.outstanding)])

    def patience_s(self, now_s: float) -> float:
        """Seconds left until a full window counts as stuck; not above 0 once it does."""
        return self._progress_s + STUCK_AFTER_S - now_s
