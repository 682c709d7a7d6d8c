"""Names on the map: placed below their buildings, and moved or held back where they would cover each other."""

from typing import Final

from world.drawing.plan import Box, PlacePlan, Point, TownPlan
from world.drawing.styles import OPEN_AIR, style_of
from world.drawing.svg import escape, num

_HOMES = frozenset({"house", "flats", "dormitory"})
_GAP: Final = 1.2
"""Between two names side by side, in heights of a letter: less reads as one name."""


def draw_labels(plan: TownPlan, *, is_chinese: bool) -> str:
    """Draw every place's name; those of homes and those without room get the class `minor`, for close views."""
    size_m = label_size_m(plan)
    taken: list[Box] = []
    texts = []
    for place in sorted(plan.places, key=lambda place: (place.type in _HOMES, place.number)):
        text = place.name_zh if is_chinese and place.name_zh else place.name
        spot = None if place.type in _HOMES else _free_spot(place, text, size_m, taken)
        minor = "" if spot else ' class="minor"'
        x, y = spot or _below(place, size_m)
        texts.append(f'<text x="{num(x)}" y="{num(y)}"{minor}>{escape(text)}</text>')
    return "".join(texts)


def label_size_m(plan: TownPlan) -> float:
    """Return the height of a name's letters: a share of what is shown, so that it reads at any size of town."""
    return plan.view.width_m / 104


def _below(place: PlacePlan, size_m: float) -> Point:
    return place.box.centre[0], place.box.bottom_m + 1.05 * size_m


def _free_spot(place: PlacePlan, text: str, size_m: float, taken: list[Box]) -> Point | None:
    x, below = _below(place, size_m)
    inside = place.box.bottom_m - 0.5 * size_m
    first, second = (inside, below) if style_of(place.type).form in OPEN_AIR else (below, inside)
    for y in (first, below + 1.1 * size_m, second, place.box.y_m):
        width_m = _width_m(text, size_m) + _GAP * size_m
        box = Box(x_m=x - width_m / 2, y_m=y - size_m, width_m=width_m, height_m=1.1 * size_m)
        if not any(box.overlaps(other) for other in taken):
            taken.append(box)
            return x, y
    return None


def _width_m(text: str, size_m: float) -> float:
    return sum(1.0 if ord(letter) > 0x2E7F else 0.62 for letter in text) * size_m
