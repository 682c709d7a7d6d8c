"""Where to do it: the way, the price, company and crowds, favourite places, and whether there is time for it.

Actions with public places are weighed candidate by candidate, in int32; the others have one place only, one's own.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.minds.rules.dates import Dates, add_pull
from agents.minds.rules.person import Person, Purpose
from agents.minds.rules.schedule import FAR_OFF_S, WORK_SLOT, Day
from agents.minds.rules.sickness import STAY_IN
from agents.minds.rules.weather import minded, open_air_weight, outing_weight
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from world.actions import ACTION_COUNT, ACTIONS, Action
from world.contract import Bool, Int, Need, ObservationBatch, Skill

NOWHERE: Final = -1_000_000
"""Weight of a place that is not offered."""
HOME_SLOT: Final = 0
_FAVOURITE: Final = 450
_MOOD: Final = 600
_MOOD_S: Final = 3 * HOUR_S
"""How long somebody feels like being at a place; then another draw is made."""
_NO_TIME: Final = 6_000
_CLOSES: Final = 900
_SOON_S: Final = 40 * MINUTE_S
_THRIFT: Final = np.array([1_500, 900, 450, 200, 90], np.int32)
"""Weight of a thousand cents by economic status, in debt first."""
_COMPANY_ENOUGH: Final = 50  # percent of the places taken
_CROWDED: Final = 80
_LATE_OUT: Final = np.array([-900, -1_200, -1_500, -1_500, -1_500, -800] + [0] * 16 + [-250, -600], np.int32)
"""By hour: being out at night."""
_OPEN_AIR: Final = np.array([-500] * 6 + [-200] + [0] * 13 + [-200, -450, -700, -700], np.int32)
"""By hour: being out in the dark, under no roof."""
_SHARED: Final = {Action.EAT: 40, Action.STUDY: 50, Action.SHOP: 30}
_SHARED_PERCENT: Final = [100 if spec.is_leisure else _SHARED.get(Action(spec.number), 0) for spec in ACTIONS]

_PUBLIC: Final = np.array([spec.number for spec in ACTIONS if spec.at_public])
_SOCIABLE: Final = np.array(_SHARED_PERCENT, np.int32)[_PUBLIC][:, None]
"""Percent by which others make a difference."""
_MIN_S: Final = np.array([spec.min_s for spec in ACTIONS], np.int32)
_OWN: Final = np.array([spec.number for spec in ACTIONS if not spec.at_public])
_OWN_SLOT: Final = np.array([WORK_SLOT if ACTIONS[number].at_workplace else HOME_SLOT for number in _OWN])
_ROW_OF: Final = {Action(number): row for row, number in enumerate(_PUBLIC.tolist())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The best place of each action: arrays [n, A]."""

    slot: Int
    place: Int
    appeal: Int  # what speaks for it; NOWHERE if no place is offered
    company: Int  # the part of it that is company
    fondness: Int  # the part of it that is liking the place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidates:
    """Where the actions with public places can be done: int32[n, P, k]."""

    place: Int
    walk_s: Int
    price_cents: Int
    crowd: Int
    closes_in_s: Int


def choose_places(seen: ObservationBatch, person: Person, day: Day, urgency: Int, dates: Dates | None = None) -> Chosen:
    """Weigh the candidates of each action and keep the best."""
    some = _Candidates(
        place=seen.candidates.take(_PUBLIC, axis=1),
        walk_s=seen.walk_s.take(_PUBLIC, axis=1),
        price_cents=seen.price_cents.take(_PUBLIC, axis=1),
        crowd=seen.crowd.take(_PUBLIC, axis=1),
        closes_in_s=seen.closes_in_s.take(_PUBLIC, axis=1),
    )
    is_out = some.place != seen.persona.home.astype(np.int32)[:, None, None]
    company = _company(person, some, is_out, urgency[:, Need.SOCIAL])
    fondness = _fondness(seen, person, some)
    appeal = company + fondness
    if seen.attraction is not None:
        appeal += occasion_weight(seen.attraction.take(_PUBLIC, axis=1), person.outgoing[:, None, None])
    _take_cost(seen, person, day, some, appeal)
    appeal += is_out * (_going_out(person, day) + outing_weight(seen)[:, None, None])
    _add_by_place(seen, day, some, is_out, appeal)
    if dates is not None:
        add_pull(dates, seen, some.place, some.walk_s, appeal)
    appeal[some.place == 0] = NOWHERE
    chosen = Chosen(**{name: np.zeros((len(seen), ACTION_COUNT), np.int32) for name in Chosen.__slots__})
    slot, chosen.appeal[:, _PUBLIC] = _best_slots(appeal)
    chosen.slot[:, _PUBLIC] = slot
    cells = np.arange(slot.size).reshape(slot.shape) * appeal.shape[2] + slot
    for values, target in ((some.place, chosen.place), (company, chosen.company), (fondness, chosen.fondness)):
        target[:, _PUBLIC] = values.reshape(-1).take(cells)
    _own_places(seen, day, chosen)
    return chosen


def _best_slots(appeal: Int) -> tuple[Int, Int]:
    """Find the best candidate of each action, of equal ones the first: its slot and its appeal, int32[n, P].

    The slot fills the lowest digits, so that the best is a maximum, taken of halves: NumPy's argmax of so short rows is slow.
    """
    slots = appeal.shape[2]
    best = appeal * np.int32(slots)
    best += np.arange(slots - 1, -1, -1, dtype=np.int32)
    while best.shape[2] > 1:
        half = (best.shape[2] + 1) // 2
        best = np.maximum(best[:, :, :half], best[:, :, -half:])
    packed = best[:, :, 0]
    return slots - 1 - packed % slots, packed // slots


def occasion_weight(attraction: Int, outgoing: Int) -> Int:
    """Weigh what is on at a place: the sociable are drawn to it most. Shapes broadcast; int32."""
    return attraction * (60 + outgoing.astype(np.int32)) // 100


def _own_places(seen: ObservationBatch, day: Day, chosen: Chosen) -> None:
    """Fill in actions that have one place only: nothing is weighed but the way and whether there is time."""
    place, walk_s = seen.candidates[:, _OWN, _OWN_SLOT], seen.walk_s[:, _OWN, _OWN_SLOT]
    has_no_time = (_spare_s(day)[:, None] - 2 * walk_s < _MIN_S[_OWN]) & (_OWN != Action.WORK)
    appeal = -np.where(_OWN == Action.WORK, 0, walk_s // 4) - np.where(has_no_time, _NO_TIME, 0)
    chosen.slot[:, _OWN] = _OWN_SLOT
    chosen.place[:, _OWN] = place
    chosen.appeal[:, _OWN] = np.where(place > 0, appeal, NOWHERE)


def _spare_s(day: Day) -> Int:
    """Time until one has to leave for work; on duty nothing else has to end in time."""
    return np.where(day.is_on_duty, FAR_OFF_S, day.leave_in_s).astype(np.int32)


def _take_cost(seen: ObservationBatch, person: Person, day: Day, some: _Candidates, appeal: Int) -> None:
    """Take off what speaks against a place: the way, the price, a door that closes soon, and being late for work."""
    hurry = np.where(day.is_break, 400, 30 + person.age // 3).astype(np.int32)
    cost = some.walk_s * hurry[:, None, None]
    cost //= 100
    appeal -= cost
    np.multiply(some.price_cents, minded(_THRIFT[seen.status], seen)[:, None, None], out=cost)
    cost //= 1_000
    appeal -= cost
    np.subtract(some.closes_in_s, some.walk_s, out=cost)
    appeal -= (cost < _SOON_S) * np.int32(_CLOSES)
    # the way back to work is at most the way there and the way from here
    np.multiply(some.walk_s, np.int32(2), out=cost)
    cost += _MIN_S[_PUBLIC][:, None]
    appeal -= (cost > _spare_s(day)[:, None, None]) * np.int32(_NO_TIME)


def _company(person: Person, some: _Candidates, is_out: Bool, lonely: Int) -> Int:
    """Weigh the others at a place: much to the lonely, something to the sociable, too many to nobody.

    Those one lives with are company, but no occasion.
    """
    worth = person.outgoing * 12 - 300 + person.kindness * 2 + lonely
    shy = 15 + person.anxiety // 4 - person.outgoing // 10
    company = np.minimum(some.crowd, _COMPANY_ENOUGH)
    company *= worth.astype(np.int32)[:, None, None]
    company //= _COMPANY_ENOUGH
    company -= np.maximum(some.crowd - _CROWDED, 0) * shy.astype(np.int32)[:, None, None]
    company = np.where(is_out, company, company // 3)
    company *= _SOCIABLE
    company //= 100
    return company


def _fondness(seen: ObservationBatch, person: Person, some: _Candidates) -> Int:
    """How much one likes each candidate: always, and in the mood of these three hours.

    Multiply-shift hashing (Dietzfelbinger et al. 1997) of the place by an odd factor drawn for the person and the mood.
    """
    place = some.place.astype(np.uint64)
    factors = (
        (person.lasting(Purpose.FAVOURITE), _FAVOURITE),
        (person.lasting(Purpose.MOOD, seen.now // _MOOD_S), _MOOD),
    )
    fond = np.zeros(place.shape, np.int32)
    for factor, most in factors:
        bits = place * (factor | np.uint64(1))[:, None, None]
        bits >>= np.uint64(54)
        ten_bits = bits.astype(np.int32)
        ten_bits *= most
        ten_bits >>= 10
        fond += ten_bits
    fond *= _SOCIABLE > 0
    return fond


def _going_out(person: Person, day: Day) -> Int:
    """Weigh going out: temper and a free day; the hour against it, least for the young and bold."""
    bold = np.minimum(np.maximum(person.outgoing * 8 + (45 - person.age) * 12, 0), 900)
    late = _LATE_OUT[day.hour]
    minded = np.where(late < 0, np.minimum(late + np.where(day.is_free, bold, bold // 3), 0), 0)
    pull = 8 * (person.outgoing - 40) + np.where(day.is_free, 100, 0) + minded + np.where(day.is_sick, STAY_IN, 0)
    return pull.astype(np.int32)[:, None, None]


def _add_by_place(seen: ObservationBatch, day: Day, some: _Candidates, is_out: Bool, appeal: Int) -> None:
    """Add what only some places have: no roof in the dark, one's own kitchen and bathroom, one's own lecture hall."""
    is_open_air = is_out & (some.closes_in_s >= DAY_S) & (some.price_cents == 0)
    appeal += is_open_air * (_OPEN_AIR[day.hour] + open_air_weight(seen))[:, None, None]
    cooking = seen.skills[:, Skill.COOKING].astype(np.int64) // 25 + np.where(seen.pantry > 0, 400, -1_600)
    appeal[:, _ROW_OF[Action.EAT], HOME_SLOT] += cooking.astype(np.int32)
    appeal[:, _ROW_OF[Action.MOVE], HOME_SLOT] -= 500
    appeal[:, _ROW_OF[Action.WASH], HOME_SLOT] += np.where(seen.last_action == Action.EXERCISE, 0, 900).astype(np.int32)
    appeal[:, _ROW_OF[Action.STUDY], WORK_SLOT] += np.where(day.is_on_duty, 2_000, 0).astype(np.int32)
