"""Kinds of events of the town. Numbers are permanent: 100-199."""

from enum import IntEnum


class WorldEvent(IntEnum):
    """What happens in the town."""

    ACTED = 100  # one action ended and the next began
    REFUSED = 101  # what was wanted could not be done: action, place, reason
    AGENT_CREATED = 102
    SUNRISE = 103
    SUNSET = 104
    SETTLED = 105  # midnight: tills are balanced, visits start at nought
    DIRECTED = 106  # an operator told somebody what to do
