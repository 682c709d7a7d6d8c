"""Climates as tables by month: how warm it is, how much of it is wet, and how much warmer the afternoon is than the night.

Means and shares of wet hours are rounded from what the named cities report for 1991-2020; tenths of a degree, percent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from world.scenario import Climate


@dataclass(frozen=True, slots=True, kw_only=True)
class ClimateTable:
    """Twelve months from January."""

    mean_c10: tuple[int, ...]  # mean temperature of the middle of the month, tenths of a degree
    wet_percent: tuple[int, ...]  # of the hours
    swing_c10: int  # how far a clear day's warmest and coldest hour lie apart
    storm_percent: int  # of the wet hours above 12 degrees, and half as many below


CLIMATES: Final[Mapping[Climate, ClimateTable]] = {
    # like London
    Climate.OCEANIC: ClimateTable(
        mean_c10=(55, 58, 79, 105, 137, 166, 188, 185, 158, 124, 85, 59),
        wet_percent=(16, 14, 13, 12, 11, 10, 10, 11, 11, 15, 16, 16),
        swing_c10=70,
        storm_percent=8,
    ),
    # like Beijing
    Climate.CONTINENTAL: ClimateTable(
        mean_c10=(-28, 4, 77, 153, 213, 251, 272, 261, 212, 136, 46, -12),
        wet_percent=(3, 4, 5, 7, 9, 13, 18, 16, 10, 7, 5, 3),
        swing_c10=110,
        storm_percent=22,
    ),
    # like Barcelona
    Climate.MEDITERRANEAN: ClimateTable(
        mean_c10=(98, 103, 123, 145, 178, 218, 246, 249, 218, 181, 134, 106),
        wet_percent=(7, 6, 7, 8, 7, 5, 3, 6, 8, 10, 8, 7),
        swing_c10=85,
        storm_percent=18,
    ),
    # like Singapore
    Climate.TROPICAL: ClimateTable(
        mean_c10=(266, 271, 276, 281, 286, 285, 282, 281, 280, 279, 272, 266),
        wet_percent=(16, 11, 13, 14, 15, 13, 14, 14, 14, 16, 20, 20),
        swing_c10=70,
        storm_percent=35,
    ),
}
