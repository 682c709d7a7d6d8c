"""Places without a building: parks, gardens, squares and sports grounds, in metres of the map."""

from typing import Final

from streams.drawing.dice import Dice
from world.drawing.plan import Box, PlacePlan, Point
from world.drawing.styles import Form, style_of
from world.drawing.svg import num

_PURPOSE: Final = 931
_SAND: Final = "#eadfbd"


def draw_open_air(place: PlacePlan, u: float) -> str:
    """Draw the ground of an open-air place."""
    box, round_m = place.box, num(2.2 * u)
    match style_of(place.type).form:
        case Form.PITCH:
            return _pitch(box, u)
        case Form.SQUARE:
            return _slab(box, "#e8dabf", round_m) + _paving(box, u) + _fountain(box, u, "#d9c9a8")
        case Form.GARDEN:
            return _slab(box, "#a2cf7d", round_m) + _paths(box, u) + _beds(place, u)
        case _:
            return _slab(box, "#97c973", round_m) + _paths(box, u) + _fountain(box, u, _SAND)


def _slab(box: Box, colour: str, round_m: str) -> str:
    return (
        f'<rect x="{num(box.x_m)}" y="{num(box.y_m)}" width="{num(box.width_m)}" height="{num(box.height_m)}"'
        f' rx="{round_m}" fill="{colour}"/>'
    )


def _paths(box: Box, u: float) -> str:
    x, y = box.centre
    across = f"M{num(box.x_m)} {num(y)}H{num(box.right_m)}M{num(x)} {num(box.y_m)}V{num(box.bottom_m)}"
    ring = f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(box.width_m * 0.33)}" ry="{num(box.height_m * 0.33)}"/>'
    return f'<g fill="none" stroke="{_SAND}" stroke-width="{num(2.6 * u)}"><path d="{across}"/>{ring}</g>'


def _fountain(box: Box, u: float, rim: str) -> str:
    x, y = box.centre
    wide = min(box.width_m, box.height_m) * 0.17
    rings = ((1.42, rim), (1.0, "#cdbd9c"), (0.88, "#74bccd"), (0.5, "#9ad7e2"))
    ellipses = "".join(
        f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(wide * share)}" ry="{num(wide * share * 0.72)}"'
        f' fill="{colour}"/>'
        for share, colour in rings
    )
    return ellipses + f'<circle cx="{num(x)}" cy="{num(y - 0.6 * u)}" r="{num(1.2 * u)}" fill="#f4fbfb"/>'


def _paving(box: Box, u: float) -> str:
    lines = [
        f"M{num(box.x_m + box.width_m * k / 8)} {num(box.y_m + u)}V{num(box.bottom_m - u)}" for k in range(1, 8)
    ] + [f"M{num(box.x_m + u)} {num(box.y_m + box.height_m * k / 6)}H{num(box.right_m - u)}" for k in range(1, 6)]
    return f'<path fill="none" stroke="#d6c5a4" stroke-width="{num(0.4 * u)}" d="{"".join(lines)}"/>'


def _beds(place: PlacePlan, u: float) -> str:
    dice = Dice(seed=0, number=place.number, purpose=_PURPOSE)
    box = place.box
    flowers = [
        f'<circle cx="{num(box.x_m + box.width_m * (column + 0.24 + 0.26 * dice.unit()) / 2)}"'
        f' cy="{num(box.y_m + box.height_m * (row + 0.24 + 0.26 * dice.unit()) / 2)}" r="{num(0.8 * u)}"'
        f' fill="{dice.pick(("#e9829b", "#f4c95d", "#c9a0dc", "#fff8ea"))}"/>'
        for row in (0, 1)
        for column in (0, 1)
        for _ in range(9)
    ]
    return "".join(flowers)


def _pitch(box: Box, u: float) -> str:
    inner = box.grown(-2.6 * u)
    x, y = inner.centre
    goal_m, wide_m = inner.height_m * 0.4, inner.width_m * 0.14
    lines = (
        f"M{num(x)} {num(inner.y_m)}v{num(inner.height_m)}"
        f"M{num(inner.x_m)} {num(y - goal_m / 2)}h{num(wide_m)}v{num(goal_m)}h{num(-wide_m)}"
        f"M{num(inner.right_m)} {num(y - goal_m / 2)}h{num(-wide_m)}v{num(goal_m)}h{num(wide_m)}"
    )
    return (
        _slab(box, "#c4775a", num(box.height_m * 0.3))
        + _slab(inner, "#86bb68", num(box.height_m * 0.2))
        + f'<g fill="none" stroke="#fbf6e6" stroke-width="{num(0.6 * u)}">'
        + f'<rect x="{num(inner.x_m)}" y="{num(inner.y_m)}"'
        f' width="{num(inner.width_m)}" height="{num(inner.height_m)}" rx="{num(box.height_m * 0.2)}"/>'
        f'<path d="{lines}"/><circle cx="{num(x)}" cy="{num(y)}" r="{num(inner.height_m * 0.15)}"/></g>'
    )


def open_air_trees(place: PlacePlan, u: float) -> list[Point]:
    """Choose where trees stand in an open-air place: in its quarters, off the paths; along the sides of a square."""
    form, box = style_of(place.type).form, place.box
    dice = Dice(seed=1, number=place.number, purpose=_PURPOSE)
    if form is Form.PITCH:
        return []
    if form is Form.SQUARE:
        return [
            (box.x_m + box.width_m * x, box.y_m + box.height_m * y)
            for x in (0.08, 0.3, 0.7, 0.92)
            for y in (0.14, 0.94)
        ]
    spots: list[Point] = []
    for _ in range(min(60, int(box.width_m * box.height_m / (38 * u * u)))):
        x, y = dice.between(-0.47, 0.47), dice.between(-0.44, 0.47)
        from_centre = x * x + y * y
        is_on_path = abs(x) < 0.06 or abs(y) < 0.07 or from_centre < 0.055 or 0.09 < from_centre < 0.135
        if not is_on_path:
            spots.append((box.x_m + box.width_m * (x + 0.5), box.y_m + box.height_m * (y + 0.5)))
    return spots
