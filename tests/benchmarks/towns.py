"""Towns of any size for benchmarks: the scenario that comes with the product, grown as the product grows it."""

from society.experiments.founding import found_scenario
from society.experiments.growth import grown
from society.experiments.scenario import ScenarioFile, load_scenario
from streams.models import Run


def scaled(population: int, step_s: int, *, is_social: bool = False) -> ScenarioFile:
    """Grow willowbrook so that `population` people live in it as fifty do.

    is_social: with talks, phones and the network; without, it is the engine alone.
    """
    scenario = grown(load_scenario("willowbrook"), population, step_s=step_s)
    return scenario.model_copy(update={"social": scenario.social.model_copy(update={"enabled": is_social})})


def found_scaled(population: int, step_s: int, *, is_social: bool = False) -> Run:
    """Found such a town."""
    return found_scenario(scaled(population, step_s, is_social=is_social))
