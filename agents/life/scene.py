"""Everything that a step's social life can see and change: the one argument of its parts."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from agents.life.columns import MindColumns
from agents.life.courses import Courses
from agents.life.memories import Memories
from agents.life.people import People
from agents.life.places import Places
from agents.life.sayings import Sayings
from streams.network.state import Network
from streams.writer.part import StepContext
from world.engine.step import TownEngine
from world.talks.talks import Talks
from world.ties import Ties

Events = dict[str, NDArray[Any]]
"""A step's events as the digest sees them: columns of streams.Event with `seq` for the key, in the order of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One step: (context.since, context.until]."""

    context: StepContext
    events: Events
    town: TownEngine
    talks: Talks
    ties: Ties
    network: Network
    mind: MindColumns
    people: People
    places: Places
    sayings: Sayings
    courses: Courses
    memories: Memories

    def has_left(self, account: int) -> bool:
        """Whether an account is that of a resident who has moved away."""
        mind = self.mind
        if not 0 < account <= mind.count or not mind.is_agent[account]:
            return False
        return not self.town.residents.place[account]
