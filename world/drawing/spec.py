"""From a scenario's map and places to what the drawing needs."""

from collections.abc import Iterable
from typing import Final

from world.drawing.ground_names import name_along, name_within
from world.drawing.plan import GreenKind, GreenPlan, GroundName, PlacePlan, StreetPlan, TownPlan
from world.scenario import MapSpec, PlaceSpec, StreetKind, StreetSpec

_BROADER: Final = 1.4
"""Streets are drawn wider than they are: at the scale of a town, true ones would be threads between the roofs."""


def plan_from_spec(*, name: str, name_zh: str, ground: MapSpec, places: Iterable[PlaceSpec]) -> TownPlan:
    """Make the plan of a scenario's town; places are numbered 1, 2, 3 ... in the order of the file."""
    return TownPlan(
        name=name,
        name_zh=name_zh,
        width_m=ground.width_m,
        height_m=ground.height_m,
        streets=tuple(map(_street, ground.streets)),
        places=tuple(_place(number, place) for number, place in enumerate(places, start=1)),
        water=tuple(water.points for water in ground.water),
        greens=tuple(GreenPlan(points=green.outline, kind=GreenKind(green.kind.value)) for green in ground.green),
        names=_names(ground),
    )


def _names(ground: MapSpec) -> tuple[GroundName, ...]:
    streets = [name_along(street.points, street.name, street.name_zh) for street in ground.streets]
    waters = [name_within(water.points, water.name, water.name_zh, "water") for water in ground.water]
    greens = [name_within(green.outline, green.name, green.name_zh, "green") for green in ground.green]
    return (*streets, *waters, *greens)


def _street(street: StreetSpec) -> StreetPlan:
    return StreetPlan(
        points=street.points,
        width_m=street.width_m * _BROADER,
        is_path=street.kind is StreetKind.PATH,
        is_main=street.kind is StreetKind.MAIN,
    )


def _place(number: int, place: PlaceSpec) -> PlacePlan:
    return PlacePlan(
        number=number,
        key=place.key,
        name=place.name,
        name_zh=place.name_zh,
        type=place.type.value,
        zone=place.zone.value,
        x_m=place.x,
        y_m=place.y,
        width_m=place.width,
        height_m=place.height,
        entrance=place.entrance,
    )
