"""Kinds of events of the town. Numbers are permanent: 100-199."""

from enum import IntEnum
from typing import Final


class WorldEvent(IntEnum):
    """What happens in the town."""

    ACTED = 100  # one action ended and the next began
    REFUSED = 101  # what was wanted could not be done: action, place, reason
    AGENT_CREATED = 102
    SUNRISE = 103
    SUNSET = 104
    SETTLED = 105  # midnight: tills are balanced, visits start at nought
    DIRECTED = 106  # an operator told somebody what to do
    # by chance: amount in cents, `due` = until when it lasts
    BONUS = 107  # actor, from place, amount
    RED_PACKET = 108  # actor gets amount from target, 0 = relatives out of town
    FELL_ILL = 109  # actor, until due
    RECOVERED = 110  # actor
    PHONE_BROKE = 111  # actor pays amount
    FREE_COFFEE = 112  # place, until due
    FAIR = 113  # place, until due


BY_CHANCE: Final = (
    WorldEvent.BONUS,
    WorldEvent.RED_PACKET,
    WorldEvent.FELL_ILL,
    WorldEvent.RECOVERED,
    WorldEvent.PHONE_BROKE,
    WorldEvent.FREE_COFFEE,
    WorldEvent.FAIR,
)
"""What befalls people and places, with the end of an illness."""
