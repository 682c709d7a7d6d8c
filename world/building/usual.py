"""What a place of a type is usually like, for what an operator leaves out and no place in town shows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from world.building.bodies import CreateBody
from world.scenario import HOME_TYPES, OPEN_AIR_TYPES, PlaceFunction, PlaceSpec, PlaceType, Zone

_LEFT_OUT: Final = ("width", "height", "zone", "capacity", "functions", "open", "prices")
_HOME: Final = ("sleep", "eat", "rest", "read", "study", "play", "wash", "housework")
_DONE_AT: Final[Mapping[PlaceType, tuple[str, ...]]] = {
    PlaceType.CAFE: ("work", "eat", "rest", "read"),
    PlaceType.TEA_HOUSE: ("work", "eat", "rest", "play"),
    PlaceType.RESTAURANT: ("work", "eat"),
    PlaceType.CANTEEN: ("work", "eat"),
    PlaceType.BAKERY: ("work", "eat", "shop"),
    PlaceType.BAR: ("work", "eat", "play"),
    PlaceType.SUPERMARKET: ("work", "shop"),
    PlaceType.CONVENIENCE_STORE: ("work", "shop"),
    PlaceType.MARKET: ("work", "shop", "move"),
    PlaceType.BOOKSHOP: ("work", "read"),
    PlaceType.COLLEGE: ("work", "study", "read"),
    PlaceType.LIBRARY: ("work", "read", "study"),
    PlaceType.GYM: ("work", "exercise", "wash"),
    PlaceType.CINEMA: ("work", "play"),
    PlaceType.MUSEUM: ("work", "play", "move"),
    PlaceType.BATHHOUSE: ("work", "wash", "rest"),
    PlaceType.SQUARE: ("move", "rest", "play"),
    PlaceType.PARK: ("move", "rest", "exercise", "play", "read"),
    PlaceType.GARDEN: ("move", "rest", "read"),
    PlaceType.SPORTS_GROUND: ("exercise", "play"),
}
"""Homes and places where one only works are left out."""
_OPEN: Final[Mapping[PlaceType, str]] = {PlaceType.BAR: "18:00-02:00", PlaceType.CINEMA: "12:00-24:00"}
_BY_DAY: Final = "08:00-20:00"


def complete(body: CreateBody, key: str, standing: Sequence[PlaceSpec]) -> PlaceSpec:
    """Make a place of what is asked for, what the first of its type in town is like, and what is usual."""
    fields: dict[str, Any] = _usual(body.type)
    like = next((place for place in standing if place.type == body.type), None)
    if like is not None:
        fields = {name: getattr(like, name) for name in _LEFT_OUT}
    fields |= {name: value for name in _LEFT_OUT if (value := getattr(body, name)) is not None}
    if body.functions is not None and body.prices is None:
        fields["prices"] = {}
    return PlaceSpec(
        key=key, name=body.name, name_zh=body.name_zh, type=body.type, x=body.x, y=body.y, jobs=body.jobs, **fields
    )


def _usual(type_: PlaceType) -> dict[str, Any]:
    is_home, is_open_air = type_ in HOME_TYPES, type_ in OPEN_AIR_TYPES
    functions = _HOME if is_home else _DONE_AT.get(type_, ("work",))
    side = 80 if is_open_air else 40
    return {
        "width": side,
        "height": side,
        "zone": Zone.RESIDENTIAL if is_home else Zone.LEISURE if is_open_air else Zone.COMMERCIAL,
        "capacity": 6 if is_home else 60 if is_open_air else 24,
        "functions": tuple(PlaceFunction(name) for name in functions),
        "open": {"default": "always" if is_home or is_open_air else _OPEN.get(type_, _BY_DAY)},
        "prices": {},
    }
