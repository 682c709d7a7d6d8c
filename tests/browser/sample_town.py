"""The town of the scenario that comes with the product, with walkers on its streets, for pictures and tests."""

import tomllib
from pathlib import Path
from typing import Final

from streams.drawing.dice import Dice
from world.drawing import TownPlan, WalkerPlan
from world.drawing.spec import plan_from_spec
from world.scenario import MapSpec, PlaceSpec

SCENARIO: Final = Path(__file__).resolve().parents[2] / "society" / "experiments" / "scenarios" / "willowbrook.toml"


def sample_plan() -> TownPlan:
    """Read the scenario's map and places."""
    tables = tomllib.loads(SCENARIO.read_text(encoding="utf-8"))
    return plan_from_spec(
        name="Willowbrook",
        name_zh="柳溪",
        ground=MapSpec.model_validate(tables["map"]),
        places=[PlaceSpec.model_validate(place) for place in tables["places"]],
    )


def sample_walkers(plan: TownPlan, count: int) -> list[WalkerPlan]:
    """Put people on the pavements, from north to south."""
    dice = Dice(seed=4, number=0, purpose=999)
    walkers = []
    for number in range(1, count + 1):
        street = dice.pick(plan.streets)
        (ax, ay), (bx, by) = dice.pick(list(street.segments))
        share, side_m = dice.unit(), dice.pick((-1, 1)) * (street.width_m / 2 + 1.5)
        walkers.append(
            WalkerPlan(
                number=number,
                name=f"Resident {number}",
                avatar_seed=number,
                x_m=ax + (bx - ax) * share + (side_m if ax == bx else 0),
                y_m=ay + (by - ay) * share + (side_m if ay == by else 0),
            )
        )
    return sorted(walkers, key=lambda walker: walker.y_m)
