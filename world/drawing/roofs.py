"""Roofs and what stands on them, in the frame of `block.py`."""

from typing import Final

from world.drawing.block import Block, fill, rect
from world.drawing.styles import Form
from world.drawing.svg import mix, num, polygon_path, shade

_DOOR: Final = "#7a4a33"
_FRAME: Final = "#7a6757"


def draw_roof(block: Block) -> str:
    """Draw the roof that the form of the building asks for."""
    match block.style.form:
        case Form.HOUSE:
            return _pitched(block) + _chimney(block)
        case Form.LONG:
            return _pitched(block, is_hipped=True) + _cupola(block)
        case Form.TEMPLE:
            return _pitched(block, is_hipped=True) + _portico(block)
        case Form.HALL:
            return _pitched(block) + _tower(block)
        case Form.SHEDS:
            return _sheds(block)
        case _:
            return _flat(block)


def _pitched(block: Block, *, is_hipped: bool = False) -> str:
    if block.depth_m > 1.15 * block.width_m:
        return _ridge_to_the_south(block)
    u, width, z, roof = block.u, block.width_m, block.wall_m, block.roof
    over, rise = 0.9 * u, 0.2 * block.depth_m
    left, right, south, north = -over, width + over, -z + 0.6 * u, -z - block.depth_m
    ridge = -z - block.depth_m / 2 - rise
    inset = block.depth_m * 0.42 if is_hipped or block.dice.chance(0.35) else 0.0
    start, end = left + inset, right - inset
    parts = [
        fill(shade(roof, 1.12), polygon_path([(left, north), (right, north), (end, ridge), (start, ridge)])),
        fill(roof, polygon_path([(left, south), (right, south), (end, ridge), (start, ridge)])),
    ]
    if inset:
        parts.append(fill(shade(roof, 1.05), polygon_path([(left, south), (left, north), (start, ridge)])))
        parts.append(fill(shade(roof, 0.84), polygon_path([(right, south), (right, north), (end, ridge)])))
    tiles = []
    for share in (0.25, 0.5, 0.75):
        y = south + (ridge - south) * share
        tiles.append(f"M{num(left + inset * share)} {num(y)}H{num(right - inset * share)}")
    line = f'fill="none" stroke-width="{num(0.4 * u)}"'
    parts.append(f'<path {line} stroke="{shade(roof, 0.88)}" d="{"".join(tiles)}"/>')
    parts.append(f'<path {line} stroke="{shade(roof, 1.3)}" d="M{num(start)} {num(ridge)}H{num(end)}"/>')
    return "".join(parts)


def _ridge_to_the_south(block: Block) -> str:
    u, width, z, roof = block.u, block.width_m, block.wall_m, block.roof
    rise, over, middle = 0.3 * width, 0.9 * u, width / 2
    south, north = -z + 0.5 * u, -z - block.depth_m
    gable = polygon_path([(0, -z), (width, -z), (middle, -z - rise)])
    west = [(-over, south), (middle, south - rise), (middle, north - rise), (-over, north)]
    east = [(width + over, south), (middle, south - rise), (middle, north - rise), (width + over, north)]
    ridge = f"M{num(middle)} {num(south - rise)}V{num(north - rise)}"
    return (
        fill(shade(block.wall, 0.93), gable)
        + fill(shade(roof, 1.1), polygon_path(west))
        + fill(shade(roof, 0.86), polygon_path(east))
        + f'<path stroke="{shade(roof, 1.3)}" stroke-width="{num(0.4 * u)}" d="{ridge}"/>'
    )


def _box(x: float, y: float, width: float, deep: float, high: float, colour: str) -> str:
    """Draw a small box standing on a roof, its front foot at y."""
    return fill(shade(colour, 0.82), rect(x, y - high, width, high)) + fill(
        colour, rect(x, y - high - deep, width, deep)
    )


def _chimney(block: Block) -> str:
    u, x = block.u, block.width_m * block.dice.pick((0.2, 0.74))
    return _box(x, -block.wall_m - block.depth_m * 0.42, 1.8 * u, 1.4 * u, 2.4 * u, "#b06a52")


def _flat(block: Block) -> str:
    u, width, z, dice = block.u, block.width_m, block.wall_m, block.dice
    inset = 1.1 * u
    top = -z - block.depth_m
    surface = mix(block.roof, "#c3b6a4", 0.55)
    parts = [
        fill(shade(block.wall, 1.02), rect(0, top, width, block.depth_m)),
        fill(shade(surface, 0.9), rect(inset, top + inset, width - 2 * inset, block.depth_m - 2 * inset)),
        fill(surface, rect(inset, top + 1.9 * inset, width - 2 * inset, block.depth_m - 2.9 * inset)),
    ]
    back = top + 0.42 * block.depth_m
    parts.append(_box(width * dice.between(0.12, 0.2), back, 3.6 * u, 2.6 * u, 1.4 * u, "#e2dbd0"))
    if dice.chance(0.6):
        parts.append(_box(width * dice.between(0.62, 0.7), back, 2.6 * u, 2.2 * u, 1.1 * u, "#d5cabb"))
    planters = "".join(
        f'<circle cx="{num(width * 0.16 + k * 2.5 * u)}" cy="{num(-z - 2.8 * u)}" r="{num(1.2 * u)}"/>'
        for k in range(int(dice.between(1, 5)))
    )
    return "".join(parts) + f'<g fill="#7aa55e">{planters}</g>'


def _sheds(block: Block) -> str:
    u, width, z = block.u, block.width_m, block.wall_m
    count = max(2, round(width / (9 * u)))
    bay, top = width / count, -z - block.depth_m
    west = "".join(rect(bay * k, top, bay * 0.62, block.depth_m) for k in range(count))
    glass = "".join(rect(bay * (k + 0.62), top, bay * 0.38, block.depth_m) for k in range(count))
    teeth = "".join(
        polygon_path([(bay * k, -z), (bay * (k + 0.62), -z - 2.4 * u), (bay * (k + 1), -z)]) for k in range(count)
    )
    return fill(block.roof, west) + fill(mix(block.roof, "#cfe3ea", 0.72), glass) + fill(shade(block.wall, 0.97), teeth)


def _cupola(block: Block) -> str:
    u, middle = block.u, block.width_m / 2
    foot = -block.wall_m - block.depth_m * 0.6
    cap = polygon_path([(middle - 2.6 * u, foot - 4 * u), (middle + 2.6 * u, foot - 4 * u), (middle, foot - 8.5 * u)])
    return fill("#fbf3e4", rect(middle - 2 * u, foot - 4 * u, 4 * u, 4 * u)) + fill(shade(block.roof, 0.82), cap)


def _portico(block: Block) -> str:
    u, middle, high = block.u, block.width_m / 2, block.wall_m * 0.92
    half = min(block.width_m * 0.3, 11 * u)
    pediment = [(middle - half - u, -high), (middle + half + u, -high), (middle, -high - 4.4 * u)]
    pillars = "".join(rect(middle - half + half / 2 * k - 0.6 * u, -high, 1.2 * u, high + u) for k in range(5))
    return (
        fill("#d8c7a8", rect(middle - half - u, -0.6 * u, 2 * half + 2 * u, 1.8 * u))
        + fill(shade(block.wall, 0.8), rect(middle - half, -high, 2 * half, high))
        + fill("#fffaf0", pillars)
        + fill(shade(block.wall, 1.03), polygon_path(pediment))
    )


def _tower(block: Block) -> str:
    u, middle, wall = block.u, block.width_m / 2, block.wall
    half, high, foot = 4.2 * u, block.wall_m + block.depth_m * 0.42 + 3 * u, 1.2 * u
    clock = -high + 5.5 * u
    spire_west = [(middle - half - 0.8 * u, -high), (middle, -high + 1.2 * u), (middle, -high - 9 * u)]
    spire_east = [(middle + half + 0.8 * u, -high), (middle, -high + 1.2 * u), (middle, -high - 9 * u)]
    return (
        fill(shade(wall, 1.02), rect(middle - half, -high, 2 * half, high + foot))
        + fill(shade(wall, 0.86), rect(middle + half * 0.55, -high, half * 0.45, high + foot))
        + fill(_DOOR, rect(middle - 1.7 * u, -4.4 * u + foot, 3.4 * u, 4.4 * u))
        + f'<circle cx="{num(middle)}" cy="{num(clock)}" r="{num(2.7 * u)}" fill="#fffaf0" stroke="{_FRAME}"'
        + f' stroke-width="{num(0.7 * u)}"/><path fill="none" stroke="#3b2f2a" stroke-width="{num(0.5 * u)}"'
        + f' d="M{num(middle)} {num(clock - 1.8 * u)}v{num(1.8 * u)}h{num(1.3 * u)}"/>'
        + fill(shade(block.roof, 1.08), polygon_path(spire_west))
        + fill(shade(block.roof, 0.8), polygon_path(spire_east))
        + f'<circle cx="{num(middle)}" cy="{num(-high - 9 * u)}" r="{num(0.9 * u)}" fill="#f1c75b"/>'
    )
