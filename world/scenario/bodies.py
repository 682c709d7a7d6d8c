"""Who may live in town as somebody who lives there already, and how long residents wait for those who play them."""

from typing import Annotated

from pydantic import Field

from world.scenario.fields import Spec


class BodiesSpec(Spec):
    """Rules for people and programs who play residents."""

    per_person: Annotated[int, Field(ge=0, le=1_000)] = 3
    """Residents whom one account may play at a time; 0 = nobody is played."""
    patience_s: Annotated[int, Field(ge=120, le=1_800)] = 300
    """Simulated seconds that a resident waits for a decision when she has nothing to do; then she decides herself."""
    give_up_after: Annotated[int, Field(ge=0, le=1_000)] = 3
    """Decisions in a row that were missed before she decides without waiting, until there is one again."""
    idle_days: Annotated[int, Field(ge=0, le=365)] = 1
    """Simulated days without a decision after which nobody plays her any more; 0 = she is kept for ever."""
