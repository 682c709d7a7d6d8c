"""What stands about: trees, lamps, lawns and garden ways around the buildings, each a reference to one symbol."""

from dataclasses import dataclass
from typing import Final

from streams.drawing.dice import Dice
from world.drawing.geometry import Ground, nearest_on_street
from world.drawing.openair import open_air_trees
from world.drawing.plan import Box, PlacePlan, Point, TownPlan
from world.drawing.streets import kerb_spots
from world.drawing.styles import GLYPHS, OPEN_AIR, style_of
from world.drawing.svg import num
from world.drawing.terrain import wood_spots

_PURPOSE: Final = 941
_CROWNS: Final = (
    ("#4f8148", "#679952", "#86b866"),
    ("#5d8f4a", "#76a85a", "#98c673"),
    ("#47793f", "#5d9150", "#7cae63"),
    ("#d58aa0", "#eda9ba", "#f8cbd5"),
)
_NEEDLES: Final = (("#3f7252", "#4a7d5a", "#76a97d"), ("#3c6e4a", "#4e8459", "#6aa06f"))
_SIZES: Final = (0.25, 0.32, 0.4)
_BLOSSOM: Final = 3
_FIRST_PINE: Final = len(_CROWNS)
_SHRUB: Final = len(_CROWNS) + len(_NEEDLES)


def scenery_defs(u: float) -> str:
    """Return the symbols of trees (`t-<kind><size>`), lamp, glow and signs, in the town's unit."""
    kinds = [_crown(*colours) for colours in _CROWNS] + [_pine(*colours) for colours in _NEEDLES] + [_shrub()]
    trees = "".join(
        f'<g id="t-{kind}{size}" transform="scale({scale * u:.2f})">{shape}</g>'
        for kind, shape in enumerate(kinds)
        for size, scale in enumerate(_SIZES)
    )
    signs = "".join(
        f'<g id="t-{name}"><g transform="scale({u:.2f})"><circle r="3.6" fill="#fffdf8"/><path d="{path}"'
        ' transform="scale(.6)" fill="none" stroke="#134e4a" stroke-width="1.1" stroke-linecap="round"'
        ' stroke-linejoin="round"/></g></g>'
        for name, path in GLYPHS.items()
    )
    lamp = (
        f'<g id="t-lamp"><g transform="scale({u:.2f})"><path stroke="#4a4f57" stroke-width=".7" d="M0 0v-5.5"/>'
        '<circle cy="-6" r="1.1" fill="#fff3cf"/></g></g>'
    )
    glow = (
        '<radialGradient id="t-fade"><stop stop-color="#ffd796" stop-opacity=".85"/>'
        '<stop offset=".4" stop-color="#ffcf85" stop-opacity=".34"/>'
        '<stop offset="1" stop-color="#ffcf85" stop-opacity="0"/></radialGradient>'
        f'<ellipse id="t-glow" rx="{num(13 * u)}" ry="{num(9 * u)}" fill="url(#t-fade)"/>'
    )
    return trees + signs + lamp + glow


def _crown(dark: str, middle: str, light: str) -> str:
    return (
        '<ellipse cx="6" cy="-1" rx="12" ry="4.5" fill="#1b2440" opacity=".2"/>'
        '<path fill="#7b5a41" d="M-1.5-10h3V0h-3z"/>'
        f'<g fill="{dark}"><circle cy="-15" r="10.5"/><circle cx="-5.5" cy="-11.5" r="6.5"/>'
        f'<circle cx="6" cy="-11.5" r="6.5"/></g><circle cx="-2" cy="-17.5" r="7.5" fill="{middle}"/>'
        f'<circle cx="-3.6" cy="-19.5" r="4" fill="{light}"/>'
    )


def _pine(dark: str, middle: str, light: str) -> str:
    return (
        '<ellipse cx="5" cy="-1" rx="9" ry="3.5" fill="#1b2440" opacity=".2"/>'
        '<path fill="#7b5a41" d="M-1.3-7h2.6v7h-2.6z"/>'
        f'<path fill="{dark}" d="M-11-6L0-20 11-6z"/><path fill="{middle}" d="M-8.4-13L0-27l8.4 14z"/>'
        f'<path fill="{light}" d="M-5.8-20L0-34l5.8 14z"/>'
    )


def _shrub() -> str:
    return (
        '<ellipse cx="3" cy="0" rx="8" ry="3" fill="#1b2440" opacity=".18"/><g fill="#5f9150">'
        '<circle cx="-4" cy="-3.5" r="4.5"/><circle cx="4" cy="-3.5" r="4.5"/><circle cy="-5.5" r="5.5"/></g>'
        '<circle cx="-1.5" cy="-7" r="3" fill="#86b866"/>'
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Something upright: drawn after everything whose foot is further north."""

    y_m: float
    markup: str


def draw_lawns(plan: TownPlan) -> str:
    """Draw the plot around each building, paved in the centre and green elsewhere, and the way to its door."""
    u = plan.unit_m
    lawns: list[str] = []
    paved: list[str] = []
    ways: list[str] = []
    for place in plan.places:
        if style_of(place.type).form in OPEN_AIR:
            continue
        plot = place.box.grown(4.4 * u)
        (lawns if place.zone in ("residential", "leisure") else paved).append(_rounded(plot, u))
        ways.append(_way(place, plan))
    return (
        f'<g fill="#b3d68d" stroke="#93bd70" stroke-width="{num(0.5 * u)}">{"".join(lawns)}</g>'
        f'<g fill="#e9dcc3" stroke="#d6c6a8" stroke-width="{num(0.5 * u)}">{"".join(paved)}</g>'
        f'<path fill="none" stroke="#e9dcc3" stroke-width="{num(2.2 * u)}" d="{"".join(ways)}"/>'
    )


def _rounded(box: Box, u: float) -> str:
    return (
        f'<rect x="{num(box.x_m)}" y="{num(box.y_m)}" width="{num(box.width_m)}" height="{num(box.height_m)}"'
        f' rx="{num(2 * u)}"/>'
    )


def _way(place: PlacePlan, plan: TownPlan) -> str:
    """Return the way from the entrance, or from the nearest street, to the building."""
    x, y = place.entrance or nearest_on_street(place.box.centre, plan)
    box = place.box
    near_x, near_y = min(max(x, box.x_m), box.right_m), min(max(y, box.y_m), box.bottom_m)
    return f"M{num(x)} {num(y)}L{num(near_x)} {num(near_y)}"


def plant(plan: TownPlan) -> list[Standing]:
    """Plant every tree and shrub of the town."""
    ground, u = Ground(plan), plan.unit_m
    dice = Dice(seed=0, number=0, purpose=_PURPOSE)
    spots = wood_spots(plan, ground) + _wild_spots(plan, ground, dice) + kerb_spots(plan, 19 * u)
    for place in plan.places:
        if style_of(place.type).form in OPEN_AIR:
            spots += open_air_trees(place, u)
    return [_tree(spot, dice) for spot in spots] + _shrubs(plan, dice)


def _tree(spot: Point, dice: Dice) -> Standing:
    roll = dice.unit()
    kind = _BLOSSOM if roll < 0.11 else _FIRST_PINE + int(roll * 100) % 2 if roll < 0.3 else int(roll * 100) % 3
    return _use(kind, int(dice.unit() * len(_SIZES)), spot)


def _use(kind: int, size: int, spot: Point) -> Standing:
    return Standing(y_m=spot[1], markup=f'<use href="#t-{kind}{size}" x="{num(spot[0])}" y="{num(spot[1])}"/>')


def _wild_spots(plan: TownPlan, ground: Ground, dice: Dice) -> list[Point]:
    """Choose clumps of trees in the meadow, where nothing else is."""
    u, view, spots = plan.unit_m, plan.scene, []
    for _ in range(100):
        middle = dice.between(view.x_m, view.right_m), dice.between(view.y_m, view.bottom_m)
        for _ in range(int(dice.between(2, 8))):
            spot = middle[0] + u * dice.between(-12, 12), middle[1] + u * dice.between(-8, 8)
            if ground.is_free(spot, 4.5 * u) and not ground.is_green(spot):
                spots.append(spot)
    return spots


def _shrubs(plan: TownPlan, dice: Dice) -> list[Standing]:
    """Put shrubs and small trees at the corners of homes' lawns."""
    u, found = plan.unit_m, []
    for place in plan.places:
        if style_of(place.type).form in OPEN_AIR or place.zone not in ("residential", "leisure"):
            continue
        plot = place.box.grown(3.2 * u)
        for x in (plot.x_m, plot.right_m):
            for share in (0.3, 0.62, 0.98):
                if dice.chance(0.5):
                    kind = _SHRUB if share > 0.9 or dice.chance(0.5) else int(dice.unit() * _FIRST_PINE)
                    found.append(_use(kind, 0, (x, plot.y_m + plot.height_m * share)))
    return found


def lamp_spots(plan: TownPlan) -> list[Point]:
    """Choose where lamps stand along the roads."""
    return kerb_spots(plan, 31 * plan.unit_m)


def draw_lamp(spot: Point) -> Standing:
    """Draw a street lamp."""
    return Standing(y_m=spot[1], markup=f'<use href="#t-lamp" x="{num(spot[0])}" y="{num(spot[1])}"/>')
