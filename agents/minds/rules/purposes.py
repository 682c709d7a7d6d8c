"""What each of the mind's draws is for: numbers that are kept for ever, so that a replay draws what the first run drew."""

from enum import IntEnum


class Purpose(IntEnum):
    """Third part of the key of every draw; the fourth is named beside it."""

    WHIM = 101  # by decision: what one happens to fancy
    LINGERING = 102  # by decision: how long one stays
    PUNCTUALITY = 103  # by shift: how early one sets out, when one takes the break
    NIGHT = 104  # by night: a little earlier or later to bed
    LEANING = 105  # by action: what one is fond of
    FAVOURITE = 106  # by place: where one likes to be
    MEALTIMES = 107  # by meal: when one eats
    MOOD = 108  # by three hours: where one feels like being
