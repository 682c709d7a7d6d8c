"""The posts of a town: kinds of jobs of one district, and how many of each are filled in every district.

Districts have the same jobs. Of two kinds that differ in nothing but the wage the first one's is paid. Plain NumPy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from streams.kernel.simtime import HOUR_S, MINUTE_S
from world.contract import Bool, Int
from world.occupations import Occupation
from world.scenario import EconomySpec, JobSpec, PlaceSpec

_MINUTES: Final = 1_441
_DAYS: Final = 128
_TRADES: Final = len(Occupation)
_USUAL_HOURS: Final = (9 * HOUR_S, 8 * HOUR_S, 0b0011111)
"""Start, length and workdays of a business whose place says nothing: nine to five from Monday to Friday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One job: what changes about a resident who takes it. `place` as the town numbers it, 0 = no job."""

    occupation: int
    place: int = 0
    start_s: int = 0
    length_s: int = 0
    workdays: int = 0
    wage_cents: int = 0


class Posts:
    """Kinds of jobs, rows in the order of the scenario: places by their number in the first district."""

    def __init__(self, places: tuple[PlaceSpec, ...], economy: EconomySpec, districts: int) -> None:
        kinds: dict[int, list[int]] = {}
        for local, place in enumerate(places, start=1):
            for job in place.jobs:
                row = [local, job.occupation, *job.shift_span, job.workdays, _wage(job, economy), 0]
                kept = kinds.setdefault(int(_key(*(np.array(value) for value in row[:5]))), row)
                kept[6] += job.count
        table = np.array(list(kinds.values()), dtype=np.int64).reshape(len(kinds), 7)
        self.place, self.occupation, self.start_s, self.length_s, self.workdays, self.wage_cents, self.count = table.T
        self._order = np.argsort(np.array(list(kinds), dtype=np.int64), kind="stable")
        self._keys = np.array(list(kinds), dtype=np.int64)[self._order]
        self._tile = len(places)
        self._owner_wage = economy.wage_per_hour.get(Occupation.OWNER, 0)
        self.filled: Int = np.zeros((districts, len(kinds)), dtype=np.int32)

    @classmethod
    def of_scenario(cls, scenario: Mapping[str, Any], economy: EconomySpec, districts: int) -> "Posts":
        """Read them from the scenario that a run keeps."""
        return cls(tuple(PlaceSpec.model_validate(place) for place in scenario["places"]), economy, districts)

    def add(self, workplace: Int, occupation: Int, start_s: Int, length_s: Int, workdays: Int, *, change: int) -> None:
        """Count people as holding (change 1) or leaving (-1) the posts that fit their workplace, trade and hours."""
        at_work = np.flatnonzero(workplace > 0)
        if not len(at_work) or not len(self._keys):
            return
        district, local = np.divmod(workplace[at_work].astype(np.int64) - 1, self._tile)
        wanted = _key(local + 1, *(values[at_work] for values in (occupation, start_s, length_s, workdays)))
        position = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        is_post = self._keys[position] == wanted
        np.add.at(self.filled, (district[is_post], self._order[position[is_post]]), change)

    def open_in(self, district: int) -> Int:
        """List the kinds of which a district has posts open, rows rising; nobody is hired as an owner."""
        is_open: Bool = (self.filled[district] < self.count) & (self.occupation != Occupation.OWNER)
        return np.flatnonzero(is_open)

    def held_at(self, place: int) -> set[tuple[int, ...]]:
        """List the kinds of posts at a place of the first district: occupation, start, length, workdays."""
        rows = np.flatnonzero(self.place == place)
        columns = (self.occupation, self.start_s, self.length_s, self.workdays)
        return set(zip(*(column[rows].tolist() for column in columns), strict=True))

    def terms(self, kind: int, district: int) -> Terms:
        """Say what a post of this kind is in a district."""
        return Terms(
            occupation=int(self.occupation[kind]),
            place=district * self._tile + int(self.place[kind]),
            start_s=int(self.start_s[kind]),
            length_s=int(self.length_s[kind]),
            workdays=int(self.workdays[kind]),
            wage_cents=int(self.wage_cents[kind]),
        )

    def business(self, place: int) -> Terms:
        """Say what owning a place is: an owner's hours there, else those of its first job, else the usual ones."""
        local = (place - 1) % self._tile + 1
        here = np.flatnonzero(self.place == local)
        here = here[np.argsort(self.occupation[here] != Occupation.OWNER, kind="stable")]
        start_s, length_s, workdays = _USUAL_HOURS
        wage = self._owner_wage
        if len(here):
            kind = int(here[0])
            start_s, length_s, workdays = (int(v[kind]) for v in (self.start_s, self.length_s, self.workdays))
            wage = int(self.wage_cents[kind]) if self.occupation[kind] == Occupation.OWNER else wage
        return Terms(
            occupation=Occupation.OWNER,
            place=place,
            start_s=start_s,
            length_s=length_s,
            workdays=workdays,
            wage_cents=wage,
        )


def _wage(job: JobSpec, economy: EconomySpec) -> int:
    return economy.wage_per_hour[job.occupation] if job.wage_per_hour is None else job.wage_per_hour


def _key(place: Int, occupation: Int, start_s: Int, length_s: Int, workdays: Int) -> Int:
    """Join what tells kinds apart into one number of 63 bits; times are whole minutes."""
    start, length = start_s.astype(np.int64) // MINUTE_S, length_s.astype(np.int64) // MINUTE_S
    shift = (start * _MINUTES + length) * _DAYS + workdays
    joined: Int = (place.astype(np.int64) * _TRADES + occupation) * (_MINUTES * _MINUTES * _DAYS) + shift
    return joined
