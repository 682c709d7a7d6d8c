"""Perception: what residents are shown when they decide. Who is where is fixed at the step's start."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from world.actions import ACTION_COUNT, ACTIONS, Action
from world.actions.spec import Offer, always
from world.contract import NEED_MAX, Bool, Int, Known, ObservationBatch, Persona
from world.economy.terms import Terms, economic_status
from world.engine.conditions import NOTHING_FELT, Conditions, Felt
from world.engine.dates import show_dates
from world.engine.hours import OPEN_ENDED_S, current_or_next_shift
from world.engine.occasions import Occasion, show
from world.engine.people import Occupancy
from world.engine.state import ResidentColumns
from world.engine.told import show_orders
from world.engine.town import FIRST_PUBLIC_SLOT, HOME_SLOT, PUBLIC_ACTIONS, SLOTS, WORK_SLOT, Nearby, Town

MESS_PER_HOUR: Final = 150
"""Hundredths of a point an hour by which a home gets untidy."""
_MASKED: Final = tuple(spec for spec in ACTIONS if spec.mask is not always)
_AT_HOME: Final = np.array([spec.number for spec in ACTIONS if spec.at_home])
_WITH_WORK_SLOT: Final = np.array([ACTIONS[number].at_workplace for number in PUBLIC_ACTIONS])
"""Of the public actions those for which one's own workplace has a slot of its own."""
_AT_WORK: Final = np.array([spec.number for spec in ACTIONS if spec.at_workplace])


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """Residents whose action ended, and their needs at that moment. Rows are in order of (now, number)."""

    rows: Int  # numbers
    now: Int
    needs: Int  # [n, 6]

    def __len__(self) -> int:
        return len(self.rows)

    def slice(self, first: int, end: int) -> "Deciders":
        """Return some of them that follow one another."""
        return Deciders(rows=self.rows[first:end], now=self.now[first:end], needs=self.needs[first:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What does not change during a step."""

    seed: int
    town: Town
    persona: Persona  # row = number
    terms: Terms
    occupancy: Occupancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowds:
    """How full places are at the start of a step, by place number."""

    percent: Int  # int32
    has_seat: Bool  # for a guest who comes; never at place 0

    @classmethod
    def of(cls, around: Surroundings) -> "Crowds":
        """Take stock of all places."""
        town, occupancy = around.town, around.occupancy
        has_seat = occupancy.guests < town.guest_capacity
        has_seat[0] = False
        return cls(percent=(occupancy.inside * 100 // np.maximum(town.capacity, 1)).astype(np.int32), has_seat=has_seat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What n residents have beside the town: what they carry with them, and who is here to talk to."""

    known: Known
    least_talk_s: int  # the shortest talk that is worth beginning
    companions: Int | None = None  # [n, COMPANIONS]; None = talks are not possible
    companion_tie: Int | None = None


@dataclass(slots=True, kw_only=True)
class _Offers:
    """The columns [n, A, SLOTS] of an observation while they are filled in."""

    candidates: Int
    walk_s: Int
    price_cents: Int
    crowd: Int
    closes_in_s: Int

    @classmethod
    def empty(cls, count: int) -> "_Offers":
        shape = (count, ACTION_COUNT, SLOTS)
        return cls(**{name: np.zeros(shape, dtype=np.int32) for name in cls.__slots__})


def mess_of(now: Int, mess_since: Int) -> Int:
    """How much homes want cleaning, 0..10,000."""
    return np.minimum((now.astype(np.int64) - mess_since) * MESS_PER_HOUR // 3_600, NEED_MAX)


def observe(
    around: Surroundings,
    residents: ResidentColumns,
    crowds: Crowds,
    who: Deciders,
    on: tuple[Occasion, ...] = (),
    conditions: Conditions | None = None,
    beside: Beside | None = None,
) -> ObservationBatch:
    """Build the observations of these residents. `on`: what is on in town during the step; conditions: what holds there.

    beside: None in a town without talk and phones.
    """
    rows = who.rows
    persona: Persona = around.persona.take(rows)
    here = residents.place[rows]
    felt = NOTHING_FELT if conditions is None else conditions.felt(around.town, persona, here, who.now)
    offer = _asked(residents, who, persona, felt)
    near = around.town.near.seen_from(here)
    known = None if beside is None else beside.known
    attraction = show(on, around.town, near, here, who.now, known) if on else None
    if known is not None:
        show_dates(known, around.town, near, here, who.now, attraction)
    show_orders(residents, rows, around.town, near, here, attraction)
    felt.bend(near)
    purse = np.maximum(residents.money[rows], 0)[:, None]
    offers = _offer(around.town, near, crowds, offer, here, purse, beside)
    felt.limit(offers, near, persona, here)
    return _shown(around, residents, who, offer, offers, felt, attraction, beside)


def _asked(residents: ResidentColumns, who: Deciders, persona: Persona, felt: Felt) -> Offer:
    """Gather what decides whether an action may be offered at all."""
    shift_from, shift_until = felt.shifts(persona, current_or_next_shift(persona, who.now))
    return Offer(
        now=who.now,
        persona=persona,
        pantry=residents.pantry[who.rows],
        mess=mess_of(who.now, residents.mess_since[who.rows]),
        shift_from=shift_from,
        shift_until=shift_until,
    )


def _shown(
    around: Surroundings,
    residents: ResidentColumns,
    who: Deciders,
    offer: Offer,
    offers: _Offers,
    felt: Felt,
    attraction: Int | None,
    beside: Beside | None,
) -> ObservationBatch:
    """Put together what residents are shown."""
    rows = who.rows
    money = residents.money[rows]
    return ObservationBatch(
        seed=around.seed,
        number=rows,
        now=who.now,
        decisions=residents.decisions[rows],
        persona=offer.persona,
        needs=who.needs,
        skills=residents.skills[rows],
        money_cents=money,
        status=economic_status(money, around.terms.daily_costs[rows]),
        place=residents.place[rows],
        last_action=residents.action[rows],
        last_reason=residents.reason[rows],
        shift_from=offer.shift_from,
        shift_until=offer.shift_until,
        pantry=offer.pantry,
        mess=offer.mess,
        last_meal=residents.last_meal[rows],
        last_sleep=residents.last_sleep[rows],
        sick_until=residents.sick_until[rows],
        offered=np.asarray(offers.candidates.any(axis=2)),
        candidates=offers.candidates,
        walk_s=offers.walk_s,
        price_cents=offers.price_cents,
        crowd=offers.crowd,
        closes_in_s=offers.closes_in_s,
        attraction=attraction,
        sky=felt.sky,
        temperature_c10=felt.temperature_c10,
        caution=felt.caution,
        known=None if beside is None else beside.known,
        companions=None if beside is None else beside.companions,
        companion_tie=None if beside is None else beside.companion_tie,
    )


def _offer(
    town: Town, near: Nearby, crowds: Crowds, offer: Offer, here: Int, purse: Int, beside: Beside | None
) -> _Offers:
    """Fill in what can be done where: in public, at home, at work, and wherever one is."""
    may = np.ones((len(here), ACTION_COUNT), dtype=bool)
    for spec in _MASKED:
        may[:, spec.number] = spec.mask(offer)
    offers = _Offers.empty(len(here))
    _offer_public(town, near, crowds, offer, here, purse, may, offers)
    _offer_home(town, crowds, offer.persona, here, purse, may, offers)
    _offer_work(town, crowds, offer.persona, here, purse, may, offers)
    _offer_in_place(town, crowds, offer.persona, offer.now, here, offers, beside)
    return offers


def _offer_public(
    town: Town, near: Nearby, crowds: Crowds, offer: Offer, here: Int, purse: Int, may: Bool, offers: _Offers
) -> None:
    """Offer the nearest public places that are open long enough, have a seat and can be paid.

    One's own workplace is open to oneself and has room, whatever one does there.
    """
    place, price = near.place, near.price_cents
    closes_in_s = town.hours.closes_by_row(near.hours, offer.now[:, None, None])
    usable = crowds.has_seat.take(place)  # a third of what indexing by int32 costs
    usable |= place == here[:, None, None]
    is_work = place == offer.persona.workplace[:, None, None]
    usable |= is_work
    closes_in_s[is_work] = OPEN_ENDED_S
    usable[:, _WITH_WORK_SLOT] &= ~is_work[:, _WITH_WORK_SLOT]
    usable &= closes_in_s >= near.least_s
    usable &= price <= purse[:, :, None]
    usable &= may[:, PUBLIC_ACTIONS, None]
    public = slice(FIRST_PUBLIC_SLOT, None)
    offers.candidates[:, PUBLIC_ACTIONS, public] = place * usable
    offers.walk_s[:, PUBLIC_ACTIONS, public] = near.walk_s
    offers.price_cents[:, PUBLIC_ACTIONS, public] = price
    offers.crowd[:, PUBLIC_ACTIONS, public] = crowds.percent.take(place)
    offers.closes_in_s[:, PUBLIC_ACTIONS, public] = closes_in_s


def _offer_home(
    town: Town, crowds: Crowds, persona: Persona, here: Int, purse: Int, may: Bool, offers: _Offers
) -> None:
    """Offer what can be done at home, which never closes to oneself; one can always go home."""
    home = persona.home
    price = town.price_cents[home][:, _AT_HOME]
    usable = town.allows[home][:, _AT_HOME]
    usable[:, _AT_HOME == Action.MOVE] = True
    usable &= may[:, _AT_HOME] & (price <= purse)
    offers.candidates[:, _AT_HOME, HOME_SLOT] = home[:, None] * usable
    offers.walk_s[:, :, HOME_SLOT] = town.walk_s(here, home)[:, None]
    offers.price_cents[:, _AT_HOME, HOME_SLOT] = price
    offers.crowd[:, :, HOME_SLOT] = crowds.percent[home][:, None]
    offers.closes_in_s[:, :, HOME_SLOT] = OPEN_ENDED_S


def _offer_work(
    town: Town, crowds: Crowds, persona: Persona, here: Int, purse: Int, may: Bool, offers: _Offers
) -> None:
    """Offer what can be done at one's workplace, which never closes to oneself."""
    work = persona.workplace
    price = town.price_cents[work][:, _AT_WORK]
    allows = town.allows[work][:, _AT_WORK]
    usable = allows & may[:, _AT_WORK] & (price <= purse)
    offers.candidates[:, _AT_WORK, WORK_SLOT] = work[:, None] * usable
    offers.walk_s[:, _AT_WORK, WORK_SLOT] = town.walk_s(here, work)[:, None] * allows
    offers.price_cents[:, _AT_WORK, WORK_SLOT] = price
    offers.crowd[:, _AT_WORK, WORK_SLOT] = crowds.percent[work][:, None]
    offers.closes_in_s[:, _AT_WORK, WORK_SLOT] = np.where(work > 0, OPEN_ENDED_S, 0)[:, None]


def _offer_in_place(
    town: Town, crowds: Crowds, persona: Persona, now: Int, here: Int, offers: _Offers, beside: Beside | None
) -> None:
    """Offer what is done where one is, as long as it is open: waiting, the phone, a talk with somebody who is here."""
    is_own = (here == persona.home) | (here == persona.workplace)
    closes_in_s = np.where(is_own, OPEN_ENDED_S, town.hours.closes_in_s(here, now))
    may: list[tuple[Action, Bool]] = [(Action.WAIT, closes_in_s >= ACTIONS[Action.WAIT].min_s)]
    if beside is not None:
        may.append((Action.USE_PHONE, closes_in_s >= ACTIONS[Action.USE_PHONE].min_s))
        if beside.companions is not None:
            may.append((Action.TALK, (closes_in_s >= beside.least_talk_s) & (beside.companions[:, 0] > 0)))
    for action, is_possible in may:
        offers.candidates[:, action, HOME_SLOT] = here * is_possible
        offers.walk_s[:, action, HOME_SLOT] = 0
        offers.crowd[:, action, HOME_SLOT] = crowds.percent[here]
        offers.closes_in_s[:, action, HOME_SLOT] = closes_in_s
