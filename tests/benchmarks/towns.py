"""Towns of any size for benchmarks: the scenario that comes with the product, with everything in it multiplied."""

from society.experiments.founding import found_scenario
from society.experiments.scenario import ScenarioFile, checked_scenario, load_scenario
from streams.models import Run


def scaled(population: int, step_s: int) -> ScenarioFile:
    """Multiply homes, seats and jobs of willowbrook so that `population` people live in it as fifty do."""
    table = load_scenario("willowbrook").model_dump(mode="json")
    factor = -(-population // table["population"]["count"])
    table["run"]["step_s"] = step_s
    table["population"]["count"] = population
    table["population"]["residents"] = []
    for place in table["places"]:
        place["capacity"] *= factor
        for job in place["jobs"]:
            job["count"] *= factor
    return checked_scenario(table, file="benchmark")


def found_scaled(population: int, step_s: int) -> Run:
    """Found such a town."""
    return found_scenario(scaled(population, step_s))
