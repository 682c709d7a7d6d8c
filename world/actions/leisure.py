"""What people do because they like it: reading, sport, play."""

from typing import Final

from world.actions.spec import HOUR_S, MINUTE_S, ActionSpec, rates

READ: Final = ActionSpec(
    number=7,
    name="read",
    rates=rates(energy=-200, satiety=-550, social=-350, fun=850, hygiene=-150, health=-40),
    min_s=20 * MINUTE_S,
    max_s=150 * MINUTE_S,
    at_home=True,
    at_public=True,
    is_leisure=True,
)
EXERCISE: Final = ActionSpec(
    number=8,
    name="exercise",
    rates=rates(energy=-900, satiety=-1_000, social=0, fun=650, hygiene=-1_800, health=700),
    min_s=20 * MINUTE_S,
    max_s=2 * HOUR_S,
    at_public=True,
    is_leisure=True,
)
PLAY: Final = ActionSpec(
    number=10,
    name="play",
    rates=rates(energy=-300, satiety=-600, social=50, fun=1_200, hygiene=-200, health=-40),
    min_s=30 * MINUTE_S,
    max_s=3 * HOUR_S,
    at_home=True,
    at_public=True,
    is_leisure=True,
)
