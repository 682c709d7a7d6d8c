"""Work, study and the chores of a household: what is done for its result."""

from typing import Final

import numpy as np

from world.actions.spec import HOUR_S, MINUTE_S, ActionSpec, Finished, Offer, rates
from world.contract import Bool
from world.occupations import Occupation

BEFORE_SHIFT_S: Final = 45 * MINUTE_S
AFTER_SHIFT_S: Final = 10 * MINUTE_S
"""Work may be begun until this much before a shift ends."""
MESS_UNDONE: Final = 14
"""Hours of living that an hour of housework undoes, at forty."""
PANTRY_MAX: Final = 12
GROCERIES_MEALS: Final = 3


def in_shift(offer: Offer) -> Bool:
    """Whether a shift runs, or begins soon enough to set out for it."""
    return (offer.shift_from - BEFORE_SHIFT_S <= offer.now) & (offer.now <= offer.shift_until - AFTER_SHIFT_S)


def _may_work(offer: Offer) -> Bool:
    is_student = offer.persona.occupation == Occupation.STUDENT
    return (offer.persona.workplace > 0) & ~is_student & in_shift(offer)


def _has_mess(offer: Offer) -> Bool:
    return offer.mess >= 500


def _wants_food(offer: Offer) -> Bool:
    return offer.pantry < PANTRY_MAX


def _finish_shopping(done: Finished) -> None:
    np.minimum(done.pantry + GROCERIES_MEALS, PANTRY_MAX, out=done.pantry, casting="unsafe")


def _finish_housework(done: Finished) -> None:
    # the old take longer: from two fifths more speed at twenty to half the speed at eighty
    undone_s = done.spent_s * MESS_UNDONE * (130 - done.age) // 90
    done.mess_since[:] = np.minimum(done.now, done.mess_since + undone_s)


WORK: Final = ActionSpec(
    number=2,
    name="work",
    rates=rates(energy=-550, satiety=-700, social=-100, fun=-350, hygiene=-300, health=-100),
    min_s=10 * MINUTE_S,
    max_s=6 * HOUR_S,
    at_workplace=True,
    mask=_may_work,
    skill_per_hour=10,
)
STUDY: Final = ActionSpec(
    number=3,
    name="study",
    rates=rates(energy=-450, satiety=-650, social=-200, fun=-200, hygiene=-250, health=-80),
    min_s=20 * MINUTE_S,
    max_s=4 * HOUR_S,
    at_home=True,
    at_workplace=True,
    at_public=True,
    skill_per_hour=10,
)
SHOP: Final = ActionSpec(
    number=9,
    name="shop",
    rates=rates(energy=-450, satiety=-650, social=-100, fun=100, hygiene=-250, health=0),
    min_s=15 * MINUTE_S,
    max_s=90 * MINUTE_S,
    at_public=True,
    mask=_wants_food,
    finish=_finish_shopping,
)
HOUSEWORK: Final = ActionSpec(
    number=12,
    name="housework",
    rates=rates(energy=-550, satiety=-700, social=-350, fun=-250, hygiene=-450, health=0),
    min_s=15 * MINUTE_S,
    max_s=3 * HOUR_S,
    at_home=True,
    mask=_has_mess,
    finish=_finish_housework,
)
