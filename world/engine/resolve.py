"""Resolution: which decisions can be carried out, in an order that no batch changes, and for how long."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from streams.kernel.rng import draw
from world.actions import ACTIONS, Action
from world.contract import Bool, DecisionBatch, Int, ObservationBatch, Reason
from world.engine.observe import Surroundings
from world.engine.people import Occupancy

SEAT_PURPOSE: Final = 11
"""Purpose of the draw that decides who gets the last seat."""
REFUSED_WAIT_S: Final = 300
_MIN_S: Final = np.array([spec.min_s for spec in ACTIONS], dtype=np.int64)
_MAX_S: Final = np.array([spec.max_s for spec in ACTIONS], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What really begins, row by row of the observation; a refused row waits where it is."""

    action: Int
    place: Int
    arrive: Int
    due: Int
    price_cents: Int
    reason: Int
    is_refused: Bool
    refusal: Int  # Reason, NONE where accepted
    is_guest: Bool


def resolve(around: Surroundings, seen: ObservationBatch, wanted: DecisionBatch, step_s: int) -> Resolved:
    """Check decisions against what was offered, hand out seats, and settle times."""
    n = len(seen)
    every = np.arange(n)
    slots = seen.candidates[every, wanted.action]
    fits = (slots == wanted.place[:, None]) & (slots > 0)
    slot = fits.argmax(axis=1)
    is_offered = fits.any(axis=1)
    refusal = np.where(is_offered, Reason.NONE, _why_not(around, seen, wanted))
    is_guest = Occupancy.is_guest(around.town, around.persona, seen.number, wanted.place)
    lost = _lost_seat(around, seen, wanted, is_offered & is_guest & (wanted.place != seen.place))
    refusal = np.where(lost, Reason.PLACE_FULL, refusal)
    is_refused = refusal != Reason.NONE
    action = np.where(is_refused, Action.WAIT, wanted.action)
    place = np.where(is_refused, seen.place, wanted.place)
    walk_s = np.where(is_refused, 0, seen.walk_s[every, wanted.action, slot])
    arrive = seen.now + walk_s
    stay_s = np.clip(wanted.duration_s, _MIN_S[action], _MAX_S[action])
    closes_s = seen.closes_in_s[every, wanted.action, slot] - walk_s
    stay_s = np.minimum(stay_s, np.where(action == Action.WORK, seen.shift_until - arrive, closes_s))
    stay_s = np.where(is_refused, REFUSED_WAIT_S, np.maximum(stay_s, step_s))
    return Resolved(
        action=action,
        place=place,
        arrive=arrive,
        due=arrive + stay_s,
        price_cents=np.where(is_refused, 0, seen.price_cents[every, wanted.action, slot]),
        reason=np.where(is_refused, refusal, wanted.reason),
        is_refused=is_refused,
        refusal=refusal,
        is_guest=np.where(
            is_refused, Occupancy.is_guest(around.town, around.persona, seen.number, seen.place), is_guest
        ),
    )


def _why_not(around: Surroundings, seen: ObservationBatch, wanted: DecisionBatch) -> Int:
    """Name why something that was not offered was not: closed, full, too dear, or no such offer."""
    town = around.town
    place = np.clip(wanted.place, 0, town.place_count)
    price = town.price_cents[place, wanted.action]
    is_closed = town.hours.closes_in_s(place, seen.now) == 0
    is_full = around.occupancy.guests[place] >= town.guest_capacity[place]
    checks = [~town.allows[place, wanted.action], is_closed, is_full, price > seen.money_cents]
    names = [Reason.NOT_OFFERED, Reason.PLACE_CLOSED, Reason.PLACE_FULL, Reason.TOO_POOR]
    return np.select(checks, names, default=Reason.NOT_OFFERED)


def _lost_seat(around: Surroundings, seen: ObservationBatch, wanted: DecisionBatch, seeks: Bool) -> Bool:
    """Whether more came than there are free seats, and the draw went against this one.

    Seats given up in this step are free in the next: who is here is fixed at the step's start.
    """
    rows = np.flatnonzero(seeks)
    place = wanted.place[rows]
    luck = draw(around.seed, seen.number[rows], SEAT_PURPOSE, seen.decisions[rows])
    order = np.lexsort((seen.number[rows], luck, place))
    sorted_place = place[order]
    starts = np.searchsorted(sorted_place, sorted_place, side="left")
    rank = np.arange(len(order)) - starts
    free = around.town.guest_capacity[sorted_place] - around.occupancy.guests[sorted_place]
    lost = np.zeros(len(seen), dtype=bool)
    lost[rows[order[rank >= free]]] = True
    return lost
