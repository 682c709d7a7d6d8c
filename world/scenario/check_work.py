"""Rules about jobs: kinds of place, hours, wages, room for those who work at once."""

from collections.abc import Iterator

from streams.kernel.simtime import DAY_S, clock_text
from world.scenario.faults import Fault
from world.scenario.hours import WEEKDAYS, Span, is_within
from world.scenario.places import JobSpec, PlaceFunction, PlaceSpec
from world.scenario.tables import TownTables
from world.scenario.trades import WORKPLACE_TYPES


def check_work(town: TownTables) -> Iterator[Fault]:
    """Find what is wrong with the jobs of a town."""
    for place in town.places:
        if place.jobs and PlaceFunction.WORK not in place.functions:
            allowed = "add 'work' to its functions or take its jobs away"
            yield Fault(
                path=f"places[{place.key}].functions", problem="it has jobs but nobody can work", allowed=allowed
            )
        for position, job in enumerate(place.jobs, 1):
            path = f"places[{place.key}].jobs[{position}]"
            yield from _trade(place, job, path)
            yield from _shift(place, job, path)
            yield from _room(place, job, path)
            yield from _wage(town, job, path)


def _trade(place: PlaceSpec, job: JobSpec, path: str) -> Iterator[Fault]:
    types = WORKPLACE_TYPES[job.occupation]
    label = job.occupation.label
    if place.type not in types:
        problem = f"a {label} has no work at a {place.type.value}"
        allowed = f"a {label} works at {', '.join(sorted(types))}" if types else f"{label} is not a job"
        yield Fault(path=f"{path}.occupation", problem=problem, allowed=allowed)


def _shift(place: PlaceSpec, job: JobSpec, path: str) -> Iterator[Fault]:
    for day, opening in enumerate(place.open.by_day):
        if job.workdays >> day & 1 and not is_within(job.shift_span, opening):
            problem = f"{job.shift} on {WEEKDAYS[day]} is outside the opening hours ({_opening_text(opening)})"
            allowed = "a shift lies within the hours of each of its days; change shift, days or open"
            yield Fault(path=f"{path}.shift", problem=problem, allowed=allowed)
            return
    if job.shift_span[1] > DAY_S // 2:
        allowed = "a shift is at most 12 hours"
        yield Fault(path=f"{path}.shift", problem=f"{job.shift} is longer than half a day", allowed=allowed)


def _opening_text(opening: Span) -> str:
    start_s, length_s = opening
    return f"{clock_text(start_s)}-{clock_text(start_s + length_s)}" if length_s else "closed"


def _room(place: PlaceSpec, job: JobSpec, path: str) -> Iterator[Fault]:
    at_once = sum(other.count for other in place.jobs if _overlap(job, other))
    if at_once > place.capacity:
        problem = f"{at_once} people would work at once where {place.capacity} have room"
        allowed = f"count is small enough for the capacity of {place.capacity}, or the capacity at least {at_once}"
        yield Fault(path=f"{path}.count", problem=problem, allowed=allowed)


def _overlap(one: JobSpec, other: JobSpec) -> bool:
    """Whether the two are ever at work together, taking all days alike."""
    (start_s, length_s), (other_start_s, other_length_s) = one.shift_span, other.shift_span
    return any(
        start_s < other_start_s + other_length_s + shift_s and other_start_s + shift_s < start_s + length_s
        for shift_s in (-DAY_S, 0, DAY_S)
    )


def _wage(town: TownTables, job: JobSpec, path: str) -> Iterator[Fault]:
    if job.wage_per_hour is None and job.occupation not in town.economy.wage_per_hour:
        allowed = f"give the job one or set economy.wage_per_hour.{job.occupation.label}"
        yield Fault(path=f"{path}.wage_per_hour", problem="nothing says what the job pays", allowed=allowed)
