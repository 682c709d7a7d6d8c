"""Writing SVG: short numbers, paths, colours. Escaping is done here and by whoever writes a name."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from world.drawing.plan import Box, Point

__all__ = ["attribute", "box_path", "escape", "line_path", "mix", "num", "polygon_path", "shade", "smooth_path"]


def num(value: float) -> str:
    """Write a length with at most one decimal and no useless characters."""
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def attribute(value: str) -> str:
    """Quote a value for use after `name=`."""
    return quoteattr(value)


def line_path(points: Sequence[Point]) -> str:
    """Return path data of an open line."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)


def polygon_path(points: Sequence[Point]) -> str:
    """Return path data of a closed polygon."""
    return line_path(points) + "z"


def box_path(box: Box) -> str:
    """Return path data of a rectangle."""
    return f"M{num(box.x_m)} {num(box.y_m)}h{num(box.width_m)}v{num(box.height_m)}h{num(-box.width_m)}z"


def smooth_path(points: Sequence[Point]) -> str:
    """Return path data of a closed curve through the points (Catmull-Rom as cubic pieces, tension 1/6)."""
    count = len(points)
    pieces = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for i in range(count):
        (ax, ay), (bx, by) = points[i - 1], points[i]
        (cx, cy), (dx, dy) = points[(i + 1) % count], points[(i + 2) % count]
        handles = (bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy)
        pieces.append("C" + " ".join(map(num, handles)))
    return "".join(pieces) + "z"


def _channels(colour: str) -> Iterable[int]:
    return (int(colour[i : i + 2], 16) for i in (1, 3, 5))


def shade(colour: str, factor: float) -> str:
    """Darken (factor below 1) or lighten `#rrggbb`."""
    return "#" + "".join(f"{min(255, max(0, round(part * factor))):02x}" for part in _channels(colour))


def mix(one: str, other: str, share: float) -> str:
    """Blend two colours; share 0 gives the first, 1 the second."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
