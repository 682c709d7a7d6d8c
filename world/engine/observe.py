"""Perception: what residents are shown when they decide. Who is where is fixed at the step's start."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from world.actions import ACTION_COUNT, ACTIONS, Action
from world.actions.spec import Offer
from world.contract import NEED_MAX, Bool, Int, ObservationBatch, Persona
from world.economy.terms import Terms, economic_status
from world.engine.hours import OPEN_ENDED_S, current_or_next_shift
from world.engine.people import Occupancy
from world.engine.state import ResidentColumns
from world.engine.town import HOME_SLOT, SLOTS, WORK_SLOT, Town

_MIN_S: Final = np.array([spec.min_s for spec in ACTIONS], dtype=np.int64)
MESS_PER_HOUR: Final = 150
"""Hundredths of a point an hour by which a home gets untidy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """Residents whose action ended, and their needs at that moment. Rows are in order of (now, number)."""

    rows: Int  # numbers
    now: Int
    needs: Int  # [n, 6]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What does not change during a step."""

    seed: int
    town: Town
    persona: Persona  # row = number
    terms: Terms
    occupancy: Occupancy


def mess_of(now: Int, mess_since: Int) -> Int:
    """How much homes want cleaning, 0..10,000."""
    return np.minimum((now.astype(np.int64) - mess_since) * MESS_PER_HOUR // 3_600, NEED_MAX)


def observe(around: Surroundings, residents: ResidentColumns, who: Deciders) -> ObservationBatch:
    """Build the observations of these residents."""
    rows = who.rows
    persona: Persona = around.persona.take(rows)
    shift_from, shift_until = current_or_next_shift(persona, who.now)
    money = residents.money[rows]
    offer = Offer(
        now=who.now,
        persona=persona,
        pantry=residents.pantry[rows],
        mess=mess_of(who.now, residents.mess_since[rows]),
        shift_from=shift_from,
        shift_until=shift_until,
    )
    places = _offers(around, who, offer, residents.place[rows], money)
    return ObservationBatch(
        seed=around.seed,
        number=rows,
        now=who.now,
        decisions=residents.decisions[rows],
        persona=persona,
        needs=who.needs,
        skills=residents.skills[rows],
        money_cents=money,
        status=economic_status(money, around.terms.daily_costs[rows]),
        place=residents.place[rows],
        last_action=residents.action[rows],
        last_reason=residents.reason[rows],
        shift_from=shift_from,
        shift_until=shift_until,
        pantry=offer.pantry,
        mess=offer.mess,
        last_meal=residents.last_meal[rows],
        last_sleep=residents.last_sleep[rows],
        **places,
    )


def _offers(around: Surroundings, who: Deciders, offer: Offer, here: Int, money: Int) -> dict[str, Any]:
    """Find where each action can be done now, how far that is and what it costs: the columns [n, A, k]."""
    town, persona = around.town, offer.persona
    candidates = _candidates(town, persona, here)
    walk_s = town.walk_s[here[:, None, None], candidates]
    price = town.price_cents[candidates, np.arange(ACTION_COUNT)[None, :, None]]
    closes_in_s = _closes_in_s(town, persona, candidates, who.now)
    usable = (candidates > 0) & _has_seat(around, who.rows, here, candidates)
    usable &= (closes_in_s - walk_s >= _MIN_S[None, :, None]) & (price <= np.maximum(money, 0)[:, None, None])
    usable &= np.stack([spec.mask(offer) for spec in ACTIONS], axis=1)[:, :, None]
    percent = around.occupancy.inside * 100 // np.maximum(town.capacity, 1)
    return {
        "offered": usable.any(axis=2),
        "candidates": np.where(usable, candidates, 0).astype(np.int32),
        "walk_s": walk_s,
        "price_cents": price,
        "crowd": percent[candidates],
        "closes_in_s": closes_in_s,
    }


def _candidates(town: Town, persona: Persona, here: Int) -> Int:
    """Places where each action could be done: int32[n, A, SLOTS], before anything is masked."""
    chosen = np.zeros((len(here), ACTION_COUNT, SLOTS), dtype=np.int32)
    chosen[:, :, 2:] = town.near[here]
    for spec in ACTIONS:
        if spec.at_home:
            chosen[:, spec.number, HOME_SLOT] = np.where(
                town.allows[persona.home, spec.number] | (spec.number == Action.MOVE), persona.home, 0
            )
        if spec.at_workplace:
            chosen[:, spec.number, WORK_SLOT] = np.where(
                town.allows[persona.workplace, spec.number], persona.workplace, 0
            )
    chosen[:, Action.WAIT, HOME_SLOT] = here
    twice = (chosen[:, :, 2:] == chosen[:, :, WORK_SLOT, None]) & (chosen[:, :, 2:] > 0)
    chosen[:, :, 2:][twice] = 0
    return chosen


def _closes_in_s(town: Town, persona: Persona, candidates: Int, now: Int) -> Int:
    """Seconds until each candidate closes; one's home and workplace never close to oneself."""
    closes = town.hours.closes_in_s(candidates, now[:, None, None])
    own = (candidates == persona.home[:, None, None]) | (candidates == persona.workplace[:, None, None])
    return np.where(own & (candidates > 0), OPEN_ENDED_S, closes)


def _has_seat(around: Surroundings, rows: Int, here: Int, candidates: Int) -> Bool:
    """Whether there is room: at home, at work, where one sits already, or where guests are fewer than seats."""
    free = around.occupancy.guests < around.town.guest_capacity
    workplace = around.persona.workplace[rows][:, None, None]
    is_own = around.town.is_home[candidates] | (candidates == workplace)
    return is_own | free[candidates] | (candidates == here[:, None, None])
