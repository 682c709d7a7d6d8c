"""Keeping a body going: eating, sleeping, washing."""

from typing import Final

from world.actions.spec import HOUR_S, MINUTE_S, ActionSpec, Finished, rates


def _finish_meal(done: Finished) -> None:
    done.last_meal[:] = done.now
    # a meal at home takes one from the pantry; an empty one gives something scraped together
    done.pantry[:] -= (done.at_home & (done.pantry > 0)).astype(done.pantry.dtype)


def _finish_sleep(done: Finished) -> None:
    done.last_sleep[:] = done.now


EAT: Final = ActionSpec(
    number=4,
    name="eat",
    rates=rates(energy=0, satiety=13_000, social=0, fun=300, hygiene=-300, health=20),
    min_s=15 * MINUTE_S,
    max_s=75 * MINUTE_S,
    at_home=True,
    at_public=True,
    finish=_finish_meal,
)
SLEEP: Final = ActionSpec(
    number=5,
    name="sleep",
    rates=rates(energy=1_150, satiety=-250, social=-100, fun=-80, hygiene=-120, health=50),
    min_s=30 * MINUTE_S,
    max_s=11 * HOUR_S,
    at_home=True,
    finish=_finish_sleep,
)
WASH: Final = ActionSpec(
    number=11,
    name="wash",
    rates=rates(energy=100, satiety=-500, social=-150, fun=100, hygiene=18_000, health=60),
    min_s=10 * MINUTE_S,
    max_s=HOUR_S,
    at_home=True,
    at_public=True,
)
