"""What people do with each other in passing: a look at the phone, a talk with somebody who is here. Done where one is."""

from typing import Final

from world.actions.spec import HOUR_S, MINUTE_S, ActionSpec, rates

USE_PHONE: Final = ActionSpec(
    number=13,
    name="use_phone",
    rates=rates(energy=-150, satiety=-500, social=1_500, fun=1_800, hygiene=-150, health=-60),
    min_s=3 * MINUTE_S,
    max_s=40 * MINUTE_S,
    in_place=True,
)
TALK: Final = ActionSpec(
    number=14,
    name="talk",
    rates=rates(energy=-250, satiety=-550, social=6_000, fun=1_200, hygiene=-200, health=20),
    min_s=3 * MINUTE_S,
    max_s=HOUR_S,
    in_place=True,
)
