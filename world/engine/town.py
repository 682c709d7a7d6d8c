"""The town as arrays: what is fixed between two changes of the map. Row 0 of every table is no place.

Nobody walks from one district to another, so distances are known within a district only, and districts are laid out
alike: the table of distances is one tile's. What is offered near a place is kept for each place, since hours, prices
and functions may differ from district to district.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.simtime import SimTime
from world.actions import ACTION_COUNT, ACTIONS
from world.contract import Bool, Int
from world.engine.hours import OpeningHours, Week

PUBLIC_CANDIDATES: Final = 6
HOME_SLOT: Final = 0
WORK_SLOT: Final = 1
FIRST_PUBLIC_SLOT: Final = 2
SLOTS: Final = FIRST_PUBLIC_SLOT + PUBLIC_CANDIDATES
PUBLIC_ACTIONS: Final = np.array([spec.number for spec in ACTIONS if spec.at_public])
"""Actions that can be done at public places; row of an action in the tables of what is near."""
WALK_CM_S: Final = 130
"""Walking speed, centimetres a second."""
NO_WAY_S: Final = 2**30
"""Seconds on foot to another district: longer than any place stays open."""
_MIN_S: Final = np.array([spec.min_s for spec in ACTIONS], dtype=np.int32)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """One place, as the engine needs it; functions and prices by action number."""

    number: int
    is_home: bool
    is_service: bool  # its wages come from the town, not from customers
    capacity: int
    staff: int  # places kept for those who work here
    functions: frozenset[int]
    prices_cents: Mapping[int, int]
    week: Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """Nearest public places of each public action from each place: int32[P+1, 9, PUBLIC_CANDIDATES], nearest first."""

    place: Int  # 0 = no more
    walk_s: Int
    least_s: Int  # the way and the action's shortest stay: how long the place has to be open still
    price_cents: Int
    hours: Int  # row of its opening hours

    def seen_from(self, here: Int) -> "Nearby":
        """Return what is near these places, a row each: arrays of one's own, which may be changed."""
        return Nearby(
            place=self.place[here],
            walk_s=self.walk_s[here],
            least_s=self.least_s[here],
            price_cents=self.price_cents[here],
            hours=self.hours[here],
        )


class Town:
    """Places and distances. P places, numbers from 1, district by district; T places a district."""

    def __init__(self, places: Sequence[PlaceFacts], distance_m: Int, districts: int = 1) -> None:
        """places: in number order from 1.   distance_m: int32[T+1, T+1] on foot within a district."""
        self.place_count = len(places)
        self.district_count = districts
        self._tile = len(places) // districts
        self._distance_m = distance_m
        self._walk_s: Int = (distance_m.astype(np.int64) * 100 // WALK_CM_S).astype(np.int32)
        self.is_home = _column(places, lambda place: place.is_home).astype(bool)
        self.is_service = _column(places, lambda place: place.is_service).astype(bool)
        self.guest_capacity = _column(places, lambda place: max(place.capacity - place.staff, 1))
        self.capacity = _column(places, lambda place: place.capacity)
        self.hours = OpeningHours([place.week for place in places])
        self.allows = _by_action(places, lambda place, action: action in place.functions).astype(bool)
        self.price_cents = _by_action(places, lambda place, action: place.prices_cents.get(action, 0))
        self.near = self._nearby(districts)

    def walk_s(self, a: Int, b: Int) -> Int:
        """Seconds on foot from places a to places b, int32; shapes broadcast. NO_WAY_S to another district."""
        from_district, from_local = np.divmod(a - 1, self._tile)
        to_district, to_local = np.divmod(b - 1, self._tile)
        is_near = from_district == to_district
        return np.where(is_near, self._walk_s[from_local + 1, np.where(is_near, to_local, -1) + 1], NO_WAY_S)

    def district_of(self, place: Int) -> Int:
        """District of places, from 0."""
        return (place - 1) // self._tile

    def is_open(self, place: Int, now: Int | SimTime) -> Bool:
        """Whether places are open at a moment."""
        return self.hours.closes_in_s(place, np.asarray(now)) > 0

    def close(self, place: int) -> None:
        """Let a place be closed for good, offer nothing and be near nobody; who is there is none the nearer to others."""
        self.allows[place] = False
        self.hours.close(place)
        self.near.place[self.near.place == place] = 0

    def _nearby(self, districts: int) -> Nearby:
        shape = (self.place_count + 1, len(PUBLIC_ACTIONS), PUBLIC_CANDIDATES)
        place, walk_s = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
        for district in range(districts):
            rows = district * self._tile + np.arange(1, self._tile + 1)
            for column, action in enumerate(PUBLIC_ACTIONS.tolist()):
                local = np.flatnonzero(self.allows[rows, action] & ~self.is_home[rows]) + 1
                order = np.argsort(self._distance_m[1:, local], axis=1, kind="stable")[:, :PUBLIC_CANDIDATES]
                place[rows, column, : order.shape[1]] = local[order] + district * self._tile
                walk_s[rows, column, : order.shape[1]] = np.take_along_axis(self._walk_s[1:, local], order, axis=1)
        return Nearby(
            place=place,
            walk_s=walk_s,
            least_s=walk_s + _MIN_S[PUBLIC_ACTIONS][None, :, None],
            price_cents=self.price_cents[place, PUBLIC_ACTIONS[None, :, None]].astype(np.int32),
            hours=self.hours.row_of(place),
        )


def _column(places: Sequence[PlaceFacts], value: Callable[[PlaceFacts], int]) -> Int:
    return np.array([0, *(value(place) for place in places)], dtype=np.int64)


def _by_action(places: Sequence[PlaceFacts], value: Callable[[PlaceFacts, int], int]) -> Int:
    rows = [[value(place, action) for action in range(ACTION_COUNT)] for place in places]
    return np.array([[0] * ACTION_COUNT, *rows], dtype=np.int64)
