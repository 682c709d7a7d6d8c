"""Places without a building: parks, gardens, squares and sports grounds, in metres of the map."""

from typing import Final

from streams.drawing.dice import Dice
from world.drawing.plan import Box, PlacePlan, Point
from world.drawing.styles import Form, style_of
from world.drawing.svg import num

_PURPOSE: Final = 931
_SAND: Final = "#eadfbd"


def draw_open_air(place: PlacePlan, u: float, *, is_crossed: bool) -> str:
    """Draw the ground of an open-air place; one that a street crosses has no paths of its own along its axes."""
    box, round_m = place.box, num(2.2 * u)
    match style_of(place.type).form:
        case Form.PITCH:
            return _pitch(box, u)
        case Form.SQUARE:
            return _slab(box, "#e8dabf", round_m) + _paving(box, u) + _fountain(box.centre, box, u)
        case Form.GARDEN:
            return _slab(box, "#a2cf7d", round_m) + _paths(box, u, is_crossed=is_crossed) + _beds(place, u)
        case _:
            return _slab(box, "#97c973", round_m) + _paths(box, u, is_crossed=is_crossed) + _pond(box, u)


def _slab(box: Box, colour: str, round_m: str) -> str:
    return (
        f'<rect x="{num(box.x_m)}" y="{num(box.y_m)}" width="{num(box.width_m)}" height="{num(box.height_m)}"'
        f' rx="{round_m}" fill="{colour}"/>'
    )


def _paths(box: Box, u: float, *, is_crossed: bool) -> str:
    x, y = box.centre
    axes = f"M{num(box.x_m)} {num(y)}H{num(box.right_m)}M{num(x)} {num(box.y_m)}V{num(box.bottom_m)}"
    across = "" if is_crossed else axes
    ring = f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(box.width_m * 0.33)}" ry="{num(box.height_m * 0.33)}"/>'
    return f'<g fill="none" stroke="{_SAND}" stroke-width="{num(2.6 * u)}"><path d="{across}"/>{ring}</g>'


def _fountain(spot: Point, box: Box, u: float) -> str:
    x, y = spot
    wide = min(box.width_m, box.height_m) * 0.15
    rings = ((1.4, "#d9c9a8"), (1.0, "#cdbd9c"), (0.88, "#74bccd"), (0.5, "#9ad7e2"))
    ellipses = [_ellipse(spot, wide * share, wide * share * 0.72, colour) for share, colour in rings]
    return "".join(ellipses) + _ellipse((x, y - 0.6 * u), 1.2 * u, 1.2 * u, "#f4fbfb")


def _pond(box: Box, u: float) -> str:
    """Draw a round place where the paths meet, and a pond beside it, so that nobody walks through water."""
    x, y = box.centre
    pond, wide, high = _pond_of(box)
    return (
        _ellipse((x, y), 5.5 * u, 4.5 * u, _SAND)
        + _ellipse(pond, wide + 1.6 * u, high + 1.6 * u, _SAND)
        + _ellipse(pond, wide, high, "#74bccd")
        + _ellipse((pond[0], pond[1] + 0.1 * high), wide * 0.66, high * 0.62, "#8fd0dd")
    )


def _pond_of(box: Box) -> tuple[Point, float, float]:
    """Return the pond's middle and its half width and half height."""
    x, y = box.centre
    return (x + 0.15 * box.width_m, y - 0.155 * box.height_m), 0.095 * box.width_m, 0.085 * box.height_m


def _ellipse(middle: Point, half_width_m: float, half_height_m: float, colour: str) -> str:
    return (
        f'<ellipse cx="{num(middle[0])}" cy="{num(middle[1])}" rx="{num(half_width_m)}" ry="{num(half_height_m)}"'
        f' fill="{colour}"/>'
    )


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
        is_on_path = abs(x) < 0.06 or abs(y) < 0.07 or from_centre < 0.012 or 0.09 < from_centre < 0.135
        is_in_pond = (x - 0.15) ** 2 < 0.02 and (y + 0.155) ** 2 < 0.02
        if not is_on_path and not is_in_pond:
            spots.append((box.x_m + box.width_m * (x + 0.5), box.y_m + box.height_m * (y + 0.5)))
    return spots
