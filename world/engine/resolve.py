"""Resolution: which decisions can be carried out, in an order that no batch changes, and for how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from streams.kernel.rng import draw
from world.actions import ACTIONS, Action
from world.contract import WEIGHT_MAX, Bool, DecisionBatch, Int, ObservationBatch, Reason
from world.engine.observe import Surroundings
from world.engine.people import Occupancy

SEAT_PURPOSE: Final = 11
"""Purpose of the draw that decides who gets the last seat."""
REFUSED_WAIT_S: Final = 300
_MIN_S: Final = np.array([spec.min_s for spec in ACTIONS], dtype=np.int64)
_MAX_S: Final = np.array([spec.max_s for spec in ACTIONS], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who wants what, and what was offered for it: one row a decision, int[n] each."""

    number: Int
    now: Int
    decisions: Int
    here: Int
    money_cents: Int
    shift_until: Int
    action: Int
    place: Int
    duration_s: Int
    reason: Int
    is_offered: Bool
    walk_s: Int
    price_cents: Int
    closes_in_s: Int
    option_action: Int  # [n, 4], 0 = none, else action + 1
    option_place: Int  # [n, 4]
    option_weight: Int  # [n, 4]
    partner: Int | None = None  # whom to talk to; None in a town without talks

    def __len__(self) -> int:
        return len(self.number)


def pick(seen: ObservationBatch, answer: DecisionBatch) -> Wanted:
    """Find among what was offered what was decided."""
    every = np.arange(len(seen))
    slots = seen.candidates[every, answer.action]
    fits = (slots == answer.place[:, None]) & (slots > 0)
    slot = fits.argmax(axis=1)
    is_offered = fits[every, slot]
    partner = None
    if seen.companions is not None:
        wanted = np.zeros(len(seen), dtype=np.int32) if answer.partner is None else answer.partner
        # who is told to talk need not be told with whom
        partner = np.where((answer.reason == Reason.TOLD) & (wanted == 0), seen.companions[:, 0], wanted)
        is_here = (seen.companions == partner[:, None]).any(axis=1) & (partner > 0)
        is_offered &= is_here | (answer.action != Action.TALK)
    return Wanted(
        number=seen.number,
        now=seen.now,
        decisions=seen.decisions,
        here=seen.place,
        money_cents=seen.money_cents,
        shift_until=seen.shift_until,
        action=answer.action,
        place=answer.place,
        duration_s=answer.duration_s,
        reason=answer.reason,
        is_offered=is_offered,
        walk_s=seen.walk_s[every, answer.action, slot],
        price_cents=seen.price_cents[every, answer.action, slot],
        closes_in_s=seen.closes_in_s[every, answer.action, slot],
        option_action=answer.option_action + 1,
        option_place=answer.option_place,
        option_weight=np.clip(answer.option_weight, -WEIGHT_MAX, WEIGHT_MAX),
        partner=partner,
    )


def gather(parts: Sequence[Wanted]) -> Wanted:
    """Join what several batches want."""
    if len(parts) == 1:
        return parts[0]
    columns = {name: [getattr(part, name) for part in parts] for name in Wanted.__slots__}
    joined: dict[str, Any] = {
        name: None if values[0] is None else np.concatenate(values) for name, values in columns.items()
    }
    return Wanted(**joined)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What really begins, row by row of what was wanted; a refused row waits where it is."""

    action: Int
    place: Int
    arrive: Int
    due: Int
    price_cents: Int
    reason: Int
    is_refused: Bool
    refusal: Int  # Reason, NONE where accepted
    is_guest: Bool


def resolve(around: Surroundings, wanted: Wanted, step_s: int) -> Resolved:
    """Check decisions against what was offered, hand out seats, and settle times."""
    refusal = np.zeros(len(wanted), dtype=np.int64)
    unoffered = np.flatnonzero(~wanted.is_offered)
    if len(unoffered):
        refusal[unoffered] = why_not(around, wanted)[unoffered]
    is_guest = Occupancy.is_guest(around.town, around.persona, wanted.number, wanted.place)
    seeks = wanted.is_offered & is_guest & (wanted.place != wanted.here)
    refusal[_lost_seat(around, wanted, seeks)] = Reason.PLACE_FULL
    is_refused = refusal != Reason.NONE
    action = np.where(is_refused, Action.WAIT, wanted.action)
    place = np.where(is_refused, wanted.here, wanted.place)
    walk_s = np.where(is_refused, 0, wanted.walk_s)
    arrive = wanted.now + walk_s
    stay_s = np.minimum(np.maximum(wanted.duration_s, _MIN_S[action]), _MAX_S[action])
    closes_s = wanted.closes_in_s - walk_s
    stay_s = np.minimum(stay_s, np.where(action == Action.WORK, wanted.shift_until - arrive, closes_s))
    stay_s = np.where(is_refused, REFUSED_WAIT_S, np.maximum(stay_s, step_s))
    if is_refused.any():
        stays_guest = Occupancy.is_guest(around.town, around.persona, wanted.number, wanted.here)
        is_guest = np.where(is_refused, stays_guest, is_guest)
    return Resolved(
        action=action,
        place=place,
        arrive=arrive,
        due=arrive + stay_s,
        price_cents=np.where(is_refused, 0, wanted.price_cents),
        reason=np.where(is_refused, refusal, wanted.reason),
        is_refused=is_refused,
        refusal=refusal,
        is_guest=is_guest,
    )


def why_not(around: Surroundings, wanted: Wanted) -> Int:
    """Name why something that was not offered was not: closed, full, too dear, or no such offer."""
    town = around.town
    place = np.clip(wanted.place, 0, town.place_count)
    price = town.price_cents[place, wanted.action]
    is_closed = town.hours.closes_in_s(place, wanted.now) == 0
    is_full = around.occupancy.guests[place] >= town.guest_capacity[place]
    checks = [~town.allows[place, wanted.action], is_closed, is_full, price > wanted.money_cents]
    names = [Reason.NOT_OFFERED, Reason.PLACE_CLOSED, Reason.PLACE_FULL, Reason.TOO_POOR]
    return np.select(checks, names, default=Reason.NOT_OFFERED)


def _lost_seat(around: Surroundings, wanted: Wanted, seeks: Bool) -> Int:
    """Find the rows that got no seat because more came than there are, and the draw went against them.

    Seats given up in this step are free in the next: who is here is fixed at the step's start.
    """
    rows = np.flatnonzero(seeks)
    free = around.town.guest_capacity - around.occupancy.guests
    sought = np.bincount(wanted.place[rows], minlength=len(free))
    rows = rows[(sought > free)[wanted.place[rows]]]
    if not len(rows):
        return rows
    place = wanted.place[rows]
    luck = draw(around.seed, wanted.number[rows], SEAT_PURPOSE, wanted.decisions[rows])
    order = np.lexsort((wanted.number[rows], luck, place))
    sorted_place = place[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_place, sorted_place, side="left")
    return rows[order[rank >= free[sorted_place]]]
