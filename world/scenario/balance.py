"""How a town keeps its number of people: who moves away, who moves in, how often, and up to how many.

Off unless a scenario says otherwise. What each rule does is in `world/engine/moving.py` and `world/population_part.py`.
"""

from typing import Annotated

from pydantic import Field, StrictBool

from world.scenario.fields import Spec

Days = Annotated[int, Field(ge=1, le=3_650)]


class BalanceSpec(Spec):
    """When residents give up on a town, and when newcomers come."""

    enabled: StrictBool = False
    ceiling: Annotated[int, Field(ge=1, le=1_000_000)] = 60
    """Nobody moves in while so many people live in town."""
    cooldown_days: Days = 3
    """Days between two newcomers, and before the first."""
    debt_days: Days = 30
    """Who has been in debt at more midnights in a row moves away."""
    unhappy_days: Days = 30
    """Who has been unhappy at more midnights in a row moves away."""
    unhappy_below: Annotated[int, Field(ge=0, le=100)] = 35
    """Somebody is unhappy while the mean of her six needs is below so many points of 100."""
