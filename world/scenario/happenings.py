"""How often chance strikes: the random happenings of a town, each with its probability on a day.

What is left out is 0 and never happens. What each one does is in `world/engine/happenings.py`.
"""

from typing import Final

from world.scenario.fields import Chance, Spec
from world.scenario.places import PlaceType

COFFEE_TYPES: Final = frozenset({PlaceType.CAFE, PlaceType.TEA_HOUSE})
"""Where coffee may be free for two hours."""
FAIR_TYPES: Final = frozenset({PlaceType.PARK, PlaceType.SQUARE, PlaceType.GARDEN})
"""Where a fair may be held."""


class HappeningsSpec(Spec):
    """Probabilities on one day, of one in a million inside; files write "2%" or 0.02."""

    bonus: Chance = 0  # for each resident who has a shift that day: some hours' wage extra
    red_packet: Chance = 0  # for each resident: a gift of money from somebody in the district, or from relatives
    illness: Chance = 0  # for each resident who is well: one to three days in bed
    broken_phone: Chance = 0  # for each resident: a repair to pay
    free_coffee: Chance = 0  # for each district: one cafe or tea house gives meals away for two hours
    park_fair: Chance = 0  # for each district, Saturdays and Sundays: a fair in a park, square or garden
