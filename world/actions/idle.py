"""Doing nothing much: waiting where one is, strolling, resting."""

from typing import Final

from world.actions.spec import HOUR_S, MINUTE_S, ActionSpec, rates

WAIT: Final = ActionSpec(
    number=0,
    name="wait",
    rates=rates(energy=-350, satiety=-600, social=-250, fun=-450, hygiene=-250, health=-15),
    min_s=2 * MINUTE_S,
    max_s=30 * MINUTE_S,
    in_place=True,
)
MOVE: Final = ActionSpec(
    number=1,
    name="move",
    rates=rates(energy=-500, satiety=-700, social=-250, fun=500, hygiene=-300, health=100),
    min_s=5 * MINUTE_S,
    max_s=75 * MINUTE_S,
    at_home=True,
    at_public=True,
    is_leisure=True,
)
REST: Final = ActionSpec(
    number=6,
    name="rest",
    rates=rates(energy=250, satiety=-500, social=-300, fun=300, hygiene=-150, health=20),
    min_s=15 * MINUTE_S,
    max_s=2 * HOUR_S,
    at_home=True,
    at_public=True,
    is_leisure=True,
)
