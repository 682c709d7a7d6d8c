"""The land under the town: meadow, fields, woods, parks and water."""

from typing import Final

from streams.drawing.dice import Dice
from world.drawing.geometry import Ground, bounds, is_inside
from world.drawing.plan import GreenKind, GreenPlan, Point, TownPlan
from world.drawing.svg import box_path, num, polygon_path, smooth_path

_PURPOSE: Final = 911
_MEADOW: Final = "#a3c17f"
_CROPS: Final = (("#d9c074", "#c5a95c"), ("#c9d184", "#b1bd6b"), ("#c2a96a", "#a98f52"))
_WATER: Final = (("#8fb272", 13.0), ("#e6d5a8", 7.0), ("#d3e8e0", 2.2))
_DEPTHS: Final = (("#72b7ca", 22.0), ("#85c5d2", 10.0), ("#a5d8dc", 3.0))


def terrain_defs(plan: TownPlan) -> str:
    """Return the patterns of the fields and the clip of the water."""
    u = plan.unit_m
    crops = "".join(
        f'<pattern id="t-crop{i}" width="{num(8 * u)}" height="{num(4 * u)}" patternUnits="userSpaceOnUse">'
        f'<path fill="{base}" d="M0 0h{num(8 * u)}v{num(4 * u)}H0z"/>'
        f'<path fill="{furrow}" d="M0 {num(u)}h{num(8 * u)}v{num(1.3 * u)}H0z"/></pattern>'
        for i, (base, furrow) in enumerate(_CROPS)
    )
    waters = "".join(smooth_path(polygon) for polygon in plan.water)
    return crops + f'<path id="t-wet" d="{waters}"/><clipPath id="t-shore"><use href="#t-wet"/></clipPath>'


def draw_ground(plan: TownPlan) -> str:
    """Draw the meadow and everything that grows flat: fields, wood floors, lawns of parks."""
    dice = Dice(seed=0, number=0, purpose=_PURPOSE)
    view = plan.view
    patches = [_patches(plan, dice, colour) for colour in ("#b3cd8f", "#93b470")]
    greens = [_draw_green(green, index, plan.unit_m) for index, green in enumerate(plan.greens)]
    return f'<path fill="{_MEADOW}" d="{box_path(view.grown(view.width_m))}"/>' + "".join(patches + greens)


def _patches(plan: TownPlan, dice: Dice, colour: str) -> str:
    view, u = plan.scene, plan.unit_m
    ellipses = [
        f'<ellipse cx="{dice.between(view.x_m, view.right_m):.0f}" cy="{dice.between(view.y_m, view.bottom_m):.0f}"'
        f' rx="{u * dice.between(16, 46):.0f}" ry="{u * dice.between(9, 22):.0f}"/>'
        for _ in range(40)
    ]
    return f'<g fill="{colour}" opacity=".3">{"".join(ellipses)}</g>'


def _draw_green(green: GreenPlan, index: int, u: float) -> str:
    if green.kind is GreenKind.FIELD:
        edge = f'stroke="#8aa867" stroke-width="{num(1.4 * u)}" stroke-linejoin="round"'
        return f'<path fill="url(#t-crop{index % len(_CROPS)})" {edge} d="{polygon_path(green.points)}"/>'
    path = smooth_path(green.points) if len(green.points) > 4 else polygon_path(green.points)
    if green.kind is GreenKind.WOOD:
        edge = f'stroke="#86aa66" stroke-width="{num(5 * u)}" stroke-linejoin="round"'
        return f'<path fill="#86aa66" {edge} opacity=".75" d="{path}"/>'
    edge = f'stroke="#b3d690" stroke-width="{num(1.2 * u)}" stroke-linejoin="round"'
    return f'<path fill="#97c573" {edge} d="{path}"/>'


def draw_water(plan: TownPlan) -> str:
    """Draw banks, water that is lighter towards the shore, and ripples."""
    if not plan.water:
        return ""
    u = plan.unit_m
    banks = "".join(
        f'<use href="#t-wet" fill="{colour}" stroke="{colour}" stroke-width="{num(width * u)}"'
        ' stroke-linejoin="round"/>'
        for colour, width in _WATER
    )
    depths = "".join(
        f'<use href="#t-wet" fill="none" stroke="{colour}" stroke-width="{num(width * u)}"/>'
        for colour, width in _DEPTHS
    )
    ripples = (
        f'<path stroke="#fff" stroke-width="{num(0.7 * u)}" stroke-linecap="round" opacity=".32" d="{_ripples(plan)}"/>'
    )
    return f'{banks}<g clip-path="url(#t-shore)"><use href="#t-wet" fill="#62a8c2"/>{depths}{ripples}</g>'


def _ripples(plan: TownPlan) -> str:
    dice = Dice(seed=0, number=1, purpose=_PURPOSE)
    view, u = plan.view, plan.unit_m
    found: list[str] = []
    for polygon in plan.water:
        box = bounds(polygon)
        wanted = min(120, int(box.width_m * box.height_m / (300 * u * u)))
        for _ in range(wanted):
            point = dice.between(box.x_m, box.right_m), dice.between(box.y_m, box.bottom_m)
            length_m = u * dice.between(2.5, 7)
            if view.has(point) and is_inside(point, polygon):
                found.append(f"M{num(point[0])} {num(point[1])}h{num(length_m)}")
    return "".join(found)


def wood_spots(plan: TownPlan, ground: Ground) -> list[Point]:
    """Choose where trees stand in woods and parks: as many as the area asks for, bounded for each."""
    spots: list[Point] = []
    for index, green in enumerate(plan.greens):
        if green.kind is GreenKind.FIELD:
            continue
        dice = Dice(seed=index, number=2, purpose=_PURPOSE)
        box, u = bounds(green.points), plan.unit_m
        area_each = 190 if green.kind is GreenKind.WOOD else 420
        for _ in range(min(70, int(box.width_m * box.height_m / (area_each * u * u)))):
            point = dice.between(box.x_m, box.right_m), dice.between(box.y_m, box.bottom_m)
            if plan.scene.has(point) and is_inside(point, green.points) and ground.is_free(point, 3 * u):
                spots.append(point)
    return spots
