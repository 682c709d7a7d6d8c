"""Rules about the population: weights that can be drawn from, and residents who fit home, work and age."""

from collections import Counter
from collections.abc import Iterable, Iterator

from world.occupations import Occupation
from world.scenario.faults import Fault
from world.scenario.people import ResidentSpec
from world.scenario.tables import TownTables
from world.scenario.trades import AGE_RANGE, WORKPLACE_TYPES


def check_people(town: TownTables) -> Iterator[Fault]:
    """Find what is wrong with the distributions and with the residents written out."""
    people = town.population
    yield from _weights("population.occupations", people.occupations.values())
    yield from _weights("population.genders", people.genders.values())
    yield from _weights("population.ages", [band.weight for band in people.ages])
    most = town.people_per_district
    if len(people.residents) > most:
        than = f"count {people.count}" if town.map.districts == 1 else f"the {most} people of the first district"
        problem = f"{len(people.residents)} residents are written out, more than {than}"
        yield Fault(path="population.residents", problem=problem, allowed=f"at most {most} fit, or raise count")
    for position, resident in enumerate(people.residents, 1):
        yield from _age(resident, f"population.residents[{position}]")
    yield from _resident_homes(town)
    yield from _resident_jobs(town)
    yield from _balance(town)


def _balance(town: TownTables) -> Iterator[Fault]:
    """Find what keeps people from coming and going: districts count their people by ranges of numbers."""
    if town.population.balance.enabled and town.map.districts > 1:
        problem = f"people come and go in towns of one district only, and this one has {town.map.districts}"
        yield Fault(path="population.balance.enabled", problem=problem, allowed="false, or map.districts = 1")


def _weights(path: str, weights: Iterable[int]) -> Iterator[Fault]:
    if not sum(weights):
        yield Fault(path=path, problem="all weights are 0", allowed="at least one weight is above 0")


def _age(resident: ResidentSpec, path: str) -> Iterator[Fault]:
    youngest, oldest = AGE_RANGE[resident.occupation]
    if not youngest <= resident.age <= oldest:
        problem = f"a {resident.occupation.label} of {resident.age} does not exist here"
        allowed = f"a {resident.occupation.label} is {youngest} to {oldest} years old"
        yield Fault(path=f"{path}.age", problem=problem, allowed=allowed)


def _resident_homes(town: TownTables) -> Iterator[Fault]:
    homes = {place.key: place.capacity for place in town.places if place.is_home}
    living = Counter[str]()
    for position, resident in enumerate(town.population.residents, 1):
        if resident.home is None:
            continue
        path = f"population.residents[{position}].home"
        living[resident.home] += 1
        if resident.home not in homes:
            yield Fault(path=path, problem=f"{resident.home!r} is not a home", allowed=f"homes are {', '.join(homes)}")
        elif living[resident.home] > homes[resident.home]:
            problem = f"{resident.home!r} is full before {resident.name} moves in"
            yield Fault(path=path, problem=problem, allowed=f"it holds {homes[resident.home]} people")


def _resident_jobs(town: TownTables) -> Iterator[Fault]:
    jobs = Counter[tuple[str, Occupation]]()
    for place in town.places:
        for job in place.jobs:
            jobs[place.key, job.occupation] += job.count
    free = jobs.copy()
    for position, resident in enumerate(town.population.residents, 1):
        path = f"population.residents[{position}].workplace"
        trade = resident.occupation
        if resident.workplace is None:
            continue
        if not WORKPLACE_TYPES[trade]:
            yield Fault(path=path, problem=f"a {trade.label} has no workplace", allowed="leave it out")
            continue
        keys = sorted(key for key, occupation in jobs if occupation is trade)
        free[resident.workplace, trade] -= 1
        if free[resident.workplace, trade] < 0:
            problem = f"{resident.workplace!r} has no free job for a {trade.label}"
            allowed = f"places with such jobs: {', '.join(keys) or 'none'}"
            yield Fault(path=path, problem=problem, allowed=allowed)
