"""Looking for work: adverts, letters and calls, at home. Only the unemployed are offered it, where anybody is ever hired."""

from typing import Final

from world.actions.spec import HOUR_S, MINUTE_S, ActionSpec, Offer, rates
from world.contract import Bool
from world.occupations import Occupation


def _is_jobless(offer: Offer) -> Bool:
    is_jobless: Bool = offer.persona.occupation == Occupation.UNEMPLOYED
    return is_jobless


SEARCH_JOB: Final = ActionSpec(
    number=15,
    name="search_job",
    rates=rates(energy=-400, satiety=-600, social=-100, fun=-400, hygiene=-200, health=-30),
    min_s=20 * MINUTE_S,
    max_s=2 * HOUR_S,
    at_home=True,
    mask=_is_jobless,
)
