"""Kinds of weather and seasons, by permanent numbers: they stand in the record."""

from enum import IntEnum


class Sky(IntEnum):
    """What it is like outside."""

    CLEAR = 0
    CLOUDY = 1
    RAIN = 2
    STORM = 3
    SNOW = 4
    FOG = 5
    HEAT = 6


class Season(IntEnum):
    """Seasons of the northern half of the world, by calendar month."""

    SPRING = 0
    SUMMER = 1
    AUTUMN = 2
    WINTER = 3
