"""People out of distributions: ages, trades, traits, homes, jobs, sleep, names. Integers and drawn by seed; no Django."""

from world.population.districts import Settled
from world.population.people import Population, make_newcomer, make_population

__all__ = ["Population", "Settled", "make_newcomer", "make_population"]
