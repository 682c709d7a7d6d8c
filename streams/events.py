"""Kinds of events of the record itself. Numbers are permanent: 1-99 streams, 100-199 world, 200-299 agents."""

from enum import IntEnum


class StreamEvent(IntEnum):
    """What happens to a run as a record."""

    CLOCK_CHANGED = 1
    SNAPSHOT_TAKEN = 2
    RUN_ENDED = 3


class ClockAction(IntEnum):
    """How the clock was changed: the event's `action`; `amount` is the rate in thousandths."""

    PAUSE = 1
    RESUME = 2
    STEP = 3
    RATE = 4
