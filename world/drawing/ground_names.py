"""Names of streets, waters and greens: along a street's longest piece, in the middle of a water or green. For close views."""

import itertools
import math
from typing import Final

from world.drawing.plan import GroundName, Point, TownPlan
from world.drawing.svg import escape, num

_UPRIGHT_DEG: Final = 90


def name_along(points: tuple[Point, ...], name: str, name_zh: str) -> GroundName:
    """Name a street at the middle of its longest piece, to be read from left to right or from below."""
    start, end = max(itertools.pairwise(points), key=lambda piece: math.dist(*piece))
    angle_deg = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    if not -_UPRIGHT_DEG <= angle_deg < _UPRIGHT_DEG:
        angle_deg += 180 if angle_deg < 0 else -180
    return GroundName(name=name, name_zh=name_zh, at=_middle((start, end)), angle_deg=round(angle_deg), kind="street")


def name_within(points: tuple[Point, ...], name: str, name_zh: str, kind: str) -> GroundName:
    """Name an area in the middle of its corners."""
    return GroundName(name=name, name_zh=name_zh, at=_middle(points), angle_deg=0, kind=kind)


def _middle(points: tuple[Point, ...]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def draw_ground_names(plan: TownPlan, *, is_chinese: bool) -> str:
    """Draw the names as texts of the class `minor`; `data-kind` says what each belongs to."""
    return "".join(_text(name, is_chinese) for name in plan.names)


def _text(name: GroundName, is_chinese: bool) -> str:
    x, y = num(name.at[0]), num(name.at[1])
    turn = f' transform="rotate({name.angle_deg} {x} {y})"' if name.angle_deg else ""
    text = escape(name.name_zh if is_chinese and name.name_zh else name.name)
    return f'<text class="minor" data-kind="{name.kind}" x="{x}" y="{y}" dy=".35em"{turn}>{text}</text>'
