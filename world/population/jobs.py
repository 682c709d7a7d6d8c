"""Who works where and when: the town's jobs one by one, and people matched to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from world.occupations import Occupation
from world.population.draws import Purpose, people
from world.scenario.people import ResidentSpec
from world.scenario.tables import TownTables

Whole = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """One row a job, in the order in which they are filled: first one at each place, then a second, and so on."""

    place: Whole
    occupation: Whole
    start_s: Whole
    length_s: Whole
    workdays: Whole
    wage_cents: Whole  # per hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What people got. occupation: as wanted, or unemployed (retired from 65) without a job; job: row, -1 = none."""

    occupation: Whole
    job: Whole


def jobs_of(town: TownTables) -> Jobs:
    """List the jobs of a town's tile."""
    rows = [
        (place_number, job.occupation, *job.shift_span, job.workdays, town.wage_cents(job), job.count)
        for place_number, place in enumerate(town.places, start=1)
        for job in place.jobs
    ]
    kinds = np.array(rows, dtype=np.int64).reshape(len(rows), 7)
    table = np.repeat(kinds, kinds[:, 6], axis=0)
    table = table[np.lexsort((np.arange(len(table)), table[:, 0], _rank(table[:, :2])))]
    place, occupation, start_s, length_s, workdays, wage_cents, _ = table.T
    return Jobs(
        place=place, occupation=occupation, start_s=start_s, length_s=length_s, workdays=workdays, wage_cents=wage_cents
    )


def _rank(groups: Whole) -> Whole:
    """Count for each row the earlier rows that are equal (equal rows need not be together)."""
    order = np.lexsort(groups.T[::-1])
    ordered = groups[order]
    is_first = np.ones(len(groups), dtype=np.bool_)
    is_first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    starts = np.maximum.accumulate(np.where(is_first, np.arange(len(groups)), 0))
    rank = np.empty(len(groups), dtype=np.int64)
    rank[order] = np.arange(len(groups)) - starts
    return rank


def match(
    wanted: Whole, age: Whole, residents: Sequence[ResidentSpec], town: TownTables, jobs: Jobs, *, seed: int, first: int
) -> Matching:
    """Give jobs to people of the trade: residents who name a workplace, then other residents, then the rest as drawn.

    wanted: int[n], the occupation each of a district's people would have.   first: the row of the first in the town.
    """
    job = np.full(len(wanted), -1, dtype=np.int64)
    is_free = np.ones(len(jobs.place), dtype=np.bool_)
    for row, resident in enumerate(residents):
        if resident.workplace is not None:
            place = town.place_numbers[resident.workplace]
            fits = is_free & (jobs.place == place) & (jobs.occupation == resident.occupation)
            job[row] = np.flatnonzero(fits)[0]
            is_free[job[row]] = False
    luck = people(len(wanted), seed, Purpose.JOB, first=first) >> np.uint64(1)
    luck[: len(residents)] = 0
    queue = np.argsort(luck, kind="stable")
    queue = queue[job[queue] < 0]
    for trade in np.unique(jobs.occupation):
        seekers = queue[wanted[queue] == trade]
        openings = np.flatnonzero(is_free & (jobs.occupation == trade))[: len(seekers)]
        job[seekers[: len(openings)]] = openings
    without = (job < 0) & ~np.isin(wanted, (Occupation.STUDENT, Occupation.RETIRED))
    jobless = np.where(age >= 65, Occupation.RETIRED, Occupation.UNEMPLOYED)
    return Matching(occupation=np.where(without, jobless, wanted), job=job)
