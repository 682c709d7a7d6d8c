"""Assemble a run's Parts: the record, the town, the minds, the social network. The one place that knows them all."""

from collections.abc import Sequence

from agents.part import AgentsPart
from streams.network.part import network_part
from streams.writer.clock_part import ClockPart
from streams.writer.part import Part, RunFacts
from world.part import WorldPart


def assemble(run: RunFacts) -> Sequence[Part]:
    """Make the Parts of a run, unloaded.

    Order is that of the step: the town acts, then the minds note why, and the network writes what was said and done in it.
    """
    agents = AgentsPart(people=lambda: world.people())
    world = WorldPart(decide=agents.decide)
    return (ClockPart(), world, agents, network_part(run))
