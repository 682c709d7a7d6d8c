"""Buildings seen from the south and above: a strip of wall below a roof that is moved up by the wall's height."""

from dataclasses import dataclass
from typing import Final

from streams.drawing.dice import Dice
from world.drawing.block import Block, fill, rect
from world.drawing.plan import PlacePlan
from world.drawing.roofs import draw_roof
from world.drawing.styles import AWNINGS, ROOFS, WALLS, Form, style_of
from world.drawing.svg import num, shade

_PURPOSE: Final = 921
_STOREY_U: Final = 4.5
_GLASS: Final = "#9cc0cf"
_FRAME: Final = "#7a6757"
_DOOR: Final = "#7a4a33"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A building's picture, its lit windows (path data) and its height for the shadow, all in its own frame."""

    markup: str
    lit: str
    height_m: float


def draw_building(place: PlacePlan, u: float) -> Drawn:
    """Draw the building of a place; the same place gives the same building."""
    style, dice = style_of(place.type), Dice(seed=0, number=place.number, purpose=_PURPOSE)
    wall, roof = dice.pick(WALLS), dice.pick(ROOFS)
    height_m = min(style.storeys * _STOREY_U * u * dice.between(0.94, 1.1), 0.8 * place.height_m)
    block = Block(
        width_m=place.width_m,
        depth_m=place.height_m,
        wall_m=height_m,
        u=u,
        wall=style.wall or wall,
        roof=style.roof or roof,
        style=style,
        dice=dice,
    )
    front, lit = _front(block)
    parts = [fill(shade(block.wall, 0.93), rect(0, -height_m, block.width_m, height_m)), front, draw_roof(block)]
    return Drawn(markup="".join(parts) + _sign(block), lit=lit, height_m=height_m)


def _front(block: Block) -> tuple[str, str]:
    """Return the front wall's windows, door and shop window, and the lit part of them."""
    u, width = block.u, block.width_m
    rows = max(1, round(block.wall_m / (_STOREY_U * u)))
    floor_m = block.wall_m / rows
    is_shop = block.style.form is Form.SHOP
    panes, lit = _windows(block, rows - 1 if is_shop and rows > 1 else rows, floor_m)
    parts = [fill(_GLASS, "".join(panes), f' stroke="{_FRAME}" stroke-width="{num(0.35 * u)}"')]
    if is_shop:
        shop_window = rect(0.06 * width, -0.72 * floor_m, 0.88 * width, 0.6 * floor_m)
        return "".join([*parts, fill(_GLASS, shop_window), _door(block), _awning(block, floor_m)]), lit + shop_window
    storeys = "".join(f"M0 {num(-floor_m * k)}h{num(width)}" for k in range(1, rows))
    if storeys:
        parts.append(f'<path stroke="{shade(block.wall, 0.84)}" stroke-width="{num(0.5 * u)}" d="{storeys}"/>')
    return "".join([*parts, _door(block)]), lit


def _windows(block: Block, rows: int, floor_m: float) -> tuple[list[str], str]:
    count = max(2, round(block.width_m / (4.8 * block.u)))
    step, size = block.width_m / count, 2.1 * block.u
    high = min(2.4 * block.u, floor_m * 0.58)
    panes, lit = [], []
    for row in range(rows):
        y = -block.wall_m + floor_m * row + (floor_m - high) / 2
        for i in range(count):
            is_doorway = row == rows - 1 and i == count // 2 and block.style.form is not Form.SHOP
            if is_doorway:
                continue
            pane = rect(step * (i + 0.5) - size / 2, y, size, high)
            panes.append(pane)
            if block.dice.chance(0.46):
                lit.append(pane)
    return panes, "".join(lit)


def _door(block: Block) -> str:
    u = block.u
    count = max(2, round(block.width_m / (4.8 * u)))
    middle = block.width_m / count * (count // 2 + 0.5)
    return fill(_DOOR, rect(middle - 1.1 * u, -3.2 * u, 2.2 * u, 3.2 * u))


def _awning(block: Block, floor_m: float) -> str:
    u, width, colour = block.u, block.width_m, block.dice.pick(AWNINGS)
    count = 2 * max(3, round(width / (5 * u))) + 1
    stripe, top, deep = width / count, -floor_m * 1.02, 2.7 * u
    stripes = "".join(rect(stripe * k, top, stripe, deep) for k in range(0, count, 2))
    shadow = fill("#1b2440", rect(0, top + deep, width, 0.8 * u), ' opacity=".2"')
    return shadow + fill("#fff8ea", rect(0, top, width, deep)) + fill(colour, stripes)


def _sign(block: Block) -> str:
    """Draw the round sign on the roof that says what the place is."""
    if not block.style.glyph:
        return ""
    y = -block.wall_m - block.depth_m * (0.36 if block.style.form in (Form.SHOP, Form.OFFICE, Form.SHEDS) else 0.3)
    return f'<use href="#t-{block.style.glyph}" x="{num(block.width_m / 2)}" y="{num(y)}"/>'
