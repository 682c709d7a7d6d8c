"""Trades, jobs and homes of a town's people, dealt out in each district by itself.

Everybody lives and works in one district. The people written out by hand live in the first, from its first row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from world.occupations import Occupation
from world.population.draws import Purpose, Whole, largest_remainder, people
from world.population.homes import homes_of
from world.population.jobs import jobs_of, match
from world.scenario.people import ResidentSpec
from world.scenario.tables import TownTables
from world.space.districts import Districts


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What people got, a row a person: places by their number in the town, zeros for who has no job."""

    occupation: Whole
    home: Whole
    workplace: Whole
    start_s: Whole
    length_s: Whole
    workdays: Whole
    wage_cents: Whole  # per hour


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """The people of one district: rows first ... first + count - 1 of the town; `written` are the first of them."""

    district: int
    first: int
    count: int
    written: Sequence[ResidentSpec]

    @property
    def rows(self) -> slice:
        return slice(self.first, self.first + self.count)


def _by_district(town: TownTables) -> Iterator[_People]:
    starts = Districts.of_town(town).first_residents(town.population.count).tolist()
    for district, (first, end) in enumerate(pairwise(starts)):
        written = () if district else town.population.residents
        yield _People(district=district, first=first, count=end - first, written=written)


def wanted_trades(town: TownTables, *, seed: int) -> Whole:
    """Share occupations by weight among a district's people, count those written out, deal the rest shuffled: int[n]."""
    weights = [town.population.occupations.get(trade, 0) for trade in Occupation]
    return np.concatenate([_wanted(who, weights, seed) for who in _by_district(town)])


def _wanted(who: _People, weights: Sequence[int], seed: int) -> Whole:
    written = np.array([resident.occupation for resident in who.written], dtype=np.int64)
    share = largest_remainder(weights, who.count)
    missing = np.maximum(share - np.bincount(written, minlength=len(Occupation)), 0)
    others = who.count - len(written)
    dealt = np.repeat(np.arange(len(Occupation)), largest_remainder(missing, others) if others else 0)
    luck = people(who.count, seed, Purpose.OCCUPATION, first=who.first)[len(written) :]
    drawn = np.empty(others, dtype=np.int64)
    drawn[np.argsort(luck, kind="stable")] = dealt
    return np.concatenate([written, drawn])


def settle(town: TownTables, wanted: Whole, age: Whole, *, seed: int) -> Settled:
    """Give everybody a home and, as far as there are jobs of the trade, work.   wanted, age: int[n]."""
    jobs, layout = jobs_of(town), Districts.of_town(town)
    count = len(wanted)
    occupation, home, shift = (np.zeros(count, dtype=np.int64) for _ in range(3))
    first_place = np.zeros(count, dtype=np.int64)
    for who in _by_district(town):
        matching = match(wanted[who.rows], age[who.rows], who.written, town, jobs, seed=seed, first=who.first)
        occupation[who.rows] = matching.occupation
        shift[who.rows] = matching.job
        home[who.rows] = homes_of(matching.occupation, who.written, town, seed=seed, first=who.first)
        first_place[who.rows] = layout.number(who.district, 0)
    columns = (jobs.place, jobs.start_s, jobs.length_s, jobs.workdays, jobs.wage_cents)
    # row -1, no job, is the zero at the end
    place, start_s, length_s, workdays, wage_cents = (np.append(column, 0)[shift] for column in columns)
    return Settled(
        occupation=occupation,
        home=first_place + home,
        workplace=np.where(place > 0, first_place + place, 0),
        start_s=start_s,
        length_s=length_s,
        workdays=workdays,
        wage_cents=wage_cents,
    )
