"""The town as arrays: what is fixed between two changes of the map. Row 0 of every table is no place."""

from collections.abc import Callable, Sequence
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
SLOTS: Final = 2 + PUBLIC_CANDIDATES
WALK_CM_S: Final = 130
"""Walking speed, centimetres a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """One place, as the engine needs it; functions and prices by action number."""

    number: int
    is_home: bool
    is_service: bool  # its wages come from the town, not from customers
    capacity: int
    staff: int  # places kept for those who work here
    functions: frozenset[int]
    prices_cents: dict[int, int]
    week: Week


class Town:
    """Places and distances. P places, numbers from 1; A actions."""

    def __init__(self, places: Sequence[PlaceFacts], distance_m: Int) -> None:
        """places: in number order from 1.   distance_m: int32[P+1, P+1] on foot."""
        self.place_count = len(places)
        self.walk_s: Int = (distance_m.astype(np.int64) * 100 // WALK_CM_S).astype(np.int32)
        self.is_home = _column(places, lambda place: place.is_home).astype(bool)
        self.is_service = _column(places, lambda place: place.is_service).astype(bool)
        self.guest_capacity = _column(places, lambda place: max(place.capacity - place.staff, 1))
        self.capacity = _column(places, lambda place: place.capacity)
        self.hours = OpeningHours([place.week for place in places])
        self.allows = _by_action(places, lambda place, action: action in place.functions).astype(bool)
        self.price_cents = _by_action(places, lambda place, action: place.prices_cents.get(action, 0))
        self.near = self._nearest(distance_m)

    def _nearest(self, distance_m: Int) -> Int:
        """Nearest public places of each action from each place: int32[P+1, A, PUBLIC_CANDIDATES], 0 = no more."""
        near = np.zeros((self.place_count + 1, ACTION_COUNT, PUBLIC_CANDIDATES), dtype=np.int32)
        for spec in ACTIONS:
            offers = np.flatnonzero(self.allows[:, spec.number] & ~self.is_home & spec.at_public)
            order = np.argsort(distance_m[:, offers], axis=1, kind="stable")[:, :PUBLIC_CANDIDATES]
            near[1:, spec.number, : order.shape[1]] = offers[order][1:]
        return near

    def is_open(self, place: Int, now: Int | SimTime) -> Bool:
        """Whether places are open at a moment."""
        return self.hours.closes_in_s(place, np.asarray(now)) > 0


def _column(places: Sequence[PlaceFacts], value: Callable[[PlaceFacts], int]) -> Int:
    return np.array([0, *(value(place) for place in places)], dtype=np.int64)


def _by_action(places: Sequence[PlaceFacts], value: Callable[[PlaceFacts, int], int]) -> Int:
    rows = [[value(place, action) for action in range(ACTION_COUNT)] for place in places]
    return np.array([[0] * ACTION_COUNT, *rows], dtype=np.int64)
