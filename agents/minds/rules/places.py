"""Where to do it: the way, the price, company and crowds, favourite places, and whether there is time for it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from agents.minds.rules.purposes import Purpose
from agents.minds.rules.schedule import FAR_OFF_S, WORK_SLOT, Day
from streams.kernel.rng import below, draw, sub_draw
from streams.kernel.simtime import DAY_S, HOUR_S, MINUTE_S
from world.actions import ACTIONS, Action
from world.contract import Int, Need, ObservationBatch, Skill, Trait

NOWHERE: Final = -1_000_000
"""Weight of a place that is not offered."""
HOME_SLOT: Final = 0
_FAVOURITE: Final = 450
_MOOD: Final = 600
_MOOD_S: Final = 3 * HOUR_S
"""How long somebody feels like being at a place; then another draw is made."""
_NO_TIME: Final = 6_000
_THRIFT: Final = np.array([1_500, 900, 450, 200, 90], np.int64)
"""Weight of a thousand cents by economic status, in debt first."""
_COMPANY_ENOUGH: Final = 50  # percent of the places taken
_CROWDED: Final = 80
_SOON_S: Final = 40 * MINUTE_S
_LATE_OUT: Final = np.array([-900, -1_200, -1_500, -1_500, -1_500, -800] + [0] * 16 + [-250, -600], np.int64)
"""By hour: being out at night."""
_OPEN_AIR: Final = np.array([-500] * 6 + [-200] + [0] * 13 + [-200, -450, -700, -700], np.int64)
"""By hour: being out in the dark, under no roof."""
_MIN_S: Final = np.array([spec.min_s for spec in ACTIONS], np.int64)
_IS_SOCIABLE: Final = np.array(
    [1 if spec.is_leisure or spec.number in (Action.EAT, Action.STUDY, Action.SHOP) else 0 for spec in ACTIONS], np.int64
)
"""Actions in which others make a difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The best place of each action: arrays [n, A]."""

    slot: Int
    place: Int
    appeal: Int  # what speaks for it; NOWHERE if no place is offered
    company: Int  # the part of it that is company
    fondness: Int  # the part of it that is habit


def choose_places(seen: ObservationBatch, day: Day, urgency: Int) -> Chosen:
    """Weigh the candidates of each action and keep the best."""
    persona = seen.persona
    traits = persona.traits.astype(np.int64)
    crowd = seen.crowd.astype(np.int64)
    company = _company(traits, crowd, urgency[:, Need.SOCIAL])
    fondness = _fondness(seen)
    is_out = seen.candidates != persona.home[:, None, None]
    going_out = 8 * (traits[:, Trait.EXTRAVERSION] - 40) + _late(seen, day, traits) + np.where(day.is_free, 100, 0)
    hurry = np.where(day.is_break, 250, 30 + persona.age // 3)
    appeal = company + fondness + np.where(is_out, going_out[:, None, None], 0)
    is_open_air = is_out & (seen.closes_in_s >= DAY_S) & (seen.price_cents == 0)
    appeal += np.where(is_open_air, _OPEN_AIR[day.hour][:, None, None], 0)
    appeal -= seen.walk_s * hurry[:, None, None] // 100
    appeal -= seen.price_cents * _THRIFT[seen.status][:, None, None] // 1_000
    appeal -= np.where(seen.closes_in_s - seen.walk_s < _SOON_S, 500, 0)
    spare_s = np.where(day.is_on_duty, FAR_OFF_S, day.leave_in_s)
    # the way back to work is at most the way there and the way from here
    appeal -= np.where(spare_s[:, None, None] - 2 * seen.walk_s < _MIN_S[:, None], _NO_TIME, 0)
    appeal[:, Action.WORK] = 0
    appeal[:, Action.EAT, HOME_SLOT] += _cooking(seen)
    appeal[:, Action.MOVE, HOME_SLOT] -= 500
    appeal[:, Action.WASH, HOME_SLOT] += np.where(seen.last_action == Action.EXERCISE, 0, 900)
    appeal[:, Action.STUDY, WORK_SLOT] += np.where(day.is_on_duty, 2_000, 0)
    appeal = np.where(seen.candidates > 0, appeal, NOWHERE)
    slot = appeal.argmax(axis=2)

    def best(values: Int) -> Int:
        return np.take_along_axis(values, slot[:, :, None], axis=2)[:, :, 0]

    return Chosen(slot=slot, place=best(seen.candidates), appeal=best(appeal), company=best(company), fondness=best(fondness))


def _fondness(seen: ObservationBatch) -> Int:
    """How much one likes each candidate: always, and in the mood of these three hours."""
    person = draw(seen.seed, seen.number, Purpose.FAVOURITE, 0)
    mood = draw(seen.seed, seen.number, Purpose.MOOD, seen.now // _MOOD_S)
    liked = below(sub_draw(person[:, None, None], seen.candidates), _FAVOURITE)
    liked += below(sub_draw(mood[:, None, None], seen.candidates), _MOOD)
    return liked * _IS_SOCIABLE[:, None]


def _company(traits: Int, crowd: Int, lonely: Int) -> Int:
    """What others at a place are worth: much to the lonely, something to the sociable, too many to nobody."""
    sociable = traits[:, Trait.EXTRAVERSION] * 12 - 300 + traits[:, Trait.AGREEABLENESS] * 2
    worth = np.minimum(crowd, _COMPANY_ENOUGH) * (sociable + lonely)[:, None, None] // _COMPANY_ENOUGH
    shy = 15 + traits[:, Trait.NEUROTICISM] // 4 - traits[:, Trait.EXTRAVERSION] // 10
    worth -= np.maximum(crowd - _CROWDED, 0) * shy[:, None, None]
    return worth * _IS_SOCIABLE[:, None]


def _late(seen: ObservationBatch, day: Day, traits: Int) -> Int:
    """What the hour says of going out; the young and sociable mind it less when nothing is on the next morning."""
    bold = np.clip(traits[:, Trait.EXTRAVERSION] * 8 + (45 - seen.persona.age) * 12, 0, 900)
    late = _LATE_OUT[day.hour]
    return np.where(late < 0, np.minimum(late + np.where(day.is_free, bold, bold // 3), 0), 0)


def _cooking(seen: ObservationBatch) -> Int:
    """What speaks for a meal at home: skill, and whether there is anything to cook."""
    able = seen.skills[:, Skill.COOKING].astype(np.int64) // 25
    return able + np.where(seen.pantry > 0, 900, -1_600)
