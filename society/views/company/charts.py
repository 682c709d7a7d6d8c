"""Charts as numbers for a template: lines, a curve of shares, bars. Server-drawn, whole pixels, no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 480
HEIGHT: Final = 160
SPARK_WIDTH: Final = 120
SPARK_HEIGHT: Final = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line over time: `points` is what a polyline takes, low and high are the values at the bottom and the top."""

    points: str
    low: int
    high: int
    width: int
    height: int


def line_of(values: Sequence[int], *, low: int | None = None, high: int | None = None) -> Line | None:
    """Lay values out from left to right between the lowest and the highest, or the bounds given; None for fewer than two."""
    if len(values) < 2:
        return None
    bottom = min(values) if low is None else low
    top = max(*values, bottom + 1) if high is None else high
    return Line(points=_points(values, bottom, top, WIDTH, HEIGHT), low=bottom, high=top, width=WIDTH, height=HEIGHT)


def spark_of(values: Sequence[int]) -> str:
    """Lay values out as a small line from zero on; "" for fewer than two."""
    if len(values) < 2:
        return ""
    return _points(values, 0, max(*values, 1), SPARK_WIDTH, SPARK_HEIGHT - 2)


def lorenz_of(shares_millionths: Sequence[int]) -> str:
    """Lay the shares of the poorest tenths out as a curve from the lower left to the upper right of WIDTH by WIDTH."""
    last = len(shares_millionths) - 1
    return " ".join(
        f"{WIDTH * i // last},{WIDTH - WIDTH * share // 1_000_000}" for i, share in enumerate(shares_millionths)
    )


def _points(values: Sequence[int], bottom: int, top: int, width: int, height: int) -> str:
    span, last = max(top - bottom, 1), len(values) - 1
    return " ".join(
        f"{width * i // last},{height - height * (value - bottom) // span}" for i, value in enumerate(values)
    )
