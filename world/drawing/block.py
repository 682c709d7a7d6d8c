"""A building being drawn, and the two strokes that everything of it is made of.

Frame: x from the western wall to the east, y zero at the foot of the front wall and negative upwards; lengths in
metres, `u` is the town's unit.
"""

from dataclasses import dataclass

from streams.drawing.dice import Dice
from world.drawing.styles import Style
from world.drawing.svg import num


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A building being drawn: its sides and colours, and the dice of its place."""

    width_m: float
    depth_m: float
    wall_m: float
    u: float
    wall: str
    roof: str
    style: Style
    dice: Dice


def fill(colour: str, data: str, extra: str = "") -> str:
    """Return a filled path."""
    return f'<path fill="{colour}"{extra} d="{data}"/>'


def rect(x: float, y: float, width: float, height: float) -> str:
    """Return path data of a rectangle."""
    return f"M{num(x)} {num(y)}h{num(width)}v{num(height)}h{num(-width)}z"
