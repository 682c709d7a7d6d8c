"""Assemble a run's Parts: the record, the town, the minds, the social network. The one place that knows them all."""

from collections.abc import Sequence

from agents.bodies.held import Bodies
from agents.bodies.part import BodiesPart
from agents.life.phone.founding import first_follows
from agents.part import AgentsPart, Company
from streams.kernel.columns import Array
from streams.network.part import NetworkPart, network_part
from streams.writer.clock_part import ClockPart
from streams.writer.part import Part, RunFacts
from world.dealings_part import DealingsPart
from world.part import WorldPart
from world.population_part import PopulationPart
from world.space.districts import Districts
from world.talks_part import TalksPart


def assemble(run: RunFacts) -> Sequence[Part]:
    """Make the Parts of a run, unloaded.

    Order is that of the step: people come and go, the town acts, then its dealings are written, then the minds note why,
    speak and look at their phones, then talks and ties are written, those who play residents are shown what these perceive
    now, and last comes what was said and done in the network.
    """
    talks = TalksPart(people=lambda: world.people())
    network = network_part(run, lambda: _first_follows(run, world, talks))
    if not isinstance(network, NetworkPart):
        return _without_company(network)
    company = Company(
        town=lambda: world.engine, talks=lambda: talks.talks, ties=lambda: talks.ties, network=network.entered
    )
    bodies = Bodies()
    agents = AgentsPart(people=lambda: world.people(), company=company, bodies=bodies)
    world = WorldPart(decide=agents.decide, know=agents.know, talks=talks.talks)
    dealings = DealingsPart(engine=lambda: world.engine, ties=lambda: talks.ties)
    played = BodiesPart(bodies, engine=lambda: world.engine, network=network.entered)
    population = PopulationPart(
        lambda: world, lambda: (dealings, agents, talks, played), agents.describe, network.entered
    )
    return (ClockPart(), population, world, dealings, agents, talks, played, network)


def _without_company(network: Part) -> Sequence[Part]:
    """Make the Parts of a town whose residents have no phones and do not talk."""
    agents = AgentsPart(people=lambda: world.people(), company=None)
    world = WorldPart(decide=agents.decide)
    dealings = DealingsPart(engine=lambda: world.engine)
    population = PopulationPart(lambda: world, lambda: (dealings, agents), agents.describe)
    return (ClockPart(), population, world, dealings, agents, network)


def _first_follows(run: RunFacts, world: WorldPart, talks: TalksPart) -> tuple[Array, Array]:
    """Say who follows whom in a new town."""
    districts = Districts.of_scenario(run.scenario)
    return first_follows(world.people().persona, talks.ties, districts, seed=run.seed)
