"""Streets as layers over all streets at once, so that crossings join: pavement, kerb, asphalt, markings, bridges.

Also where lamps and avenue trees stand beside them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations
from typing import Final

from world.drawing.geometry import Ground, Segment, along, crossing, direction, parts_inside
from world.drawing.plan import Point, StreetPlan, TownPlan
from world.drawing.svg import line_path, num

_PAVEMENT: Final = "#e8dcc7"
_KERB: Final = "#c9bca6"
_ASPHALT: Final = "#96908b"
_ASPHALT_MAIN: Final = "#8b8581"
_MARK: Final = "#f6efdf"
_SAND: Final = "#e6d8b4"
_RAIL: Final = "#a18c71"


def pavement_m(street: StreetPlan) -> float:
    """Return the width of the pavement on each side."""
    return 0.0 if street.is_path else 0.22 * street.width_m


def draw_streets(plan: TownPlan) -> str:
    """Draw every street, path, crossing and bridge."""
    u = plan.unit_m
    paths = [street for street in plan.streets if street.is_path]
    roads = [street for street in plan.streets if not street.is_path]
    asphalt = [
        _layer([street for street in roads if street.is_main == is_main], colour, lambda street: street.width_m)
        for is_main, colour in ((False, _ASPHALT), (True, _ASPHALT_MAIN))
    ]
    return "".join(
        [
            _bridge_decks(plan),
            _layer(paths, "#d5c59c", lambda street: street.width_m + 0.8 * u),
            _layer(paths, _SAND, lambda street: street.width_m),
            _layer(roads, _KERB, lambda street: street.width_m + 2 * pavement_m(street) + 0.5 * u),
            _layer(roads, _PAVEMENT, lambda street: street.width_m + 2 * pavement_m(street)),
            _layer(roads, _KERB, lambda street: street.width_m + 0.6 * u),
            *asphalt,
            _middle_lines(roads),
            _crossings(roads, u),
            _railings(plan),
        ]
    )


def _layer(streets: Iterable[StreetPlan], colour: str, width_of: Callable[[StreetPlan], float]) -> str:
    by_width: defaultdict[float, list[str]] = defaultdict(list)
    for street in streets:
        by_width[width_of(street)].append(line_path(street.points))
    lines = [f'<path stroke-width="{num(width)}" d="{"".join(data)}"/>' for width, data in sorted(by_width.items())]
    return (
        f'<g fill="none" stroke="{colour}" stroke-linejoin="round" stroke-linecap="round">{"".join(lines)}</g>'
        if lines
        else ""
    )


def _middle_lines(roads: list[StreetPlan]) -> str:
    lines = [
        f'<path stroke-width="{num(road.width_m * 0.045)}" d="{line_path(road.points)}"'
        f' stroke-dasharray="{num(road.width_m * 0.38)} {num(road.width_m * 0.42)}"/>'
        for road in roads
    ]
    return f'<g fill="none" stroke="{_MARK}" opacity=".75">{"".join(lines)}</g>'


def _crossings(roads: list[StreetPlan], u: float) -> str:
    patches: defaultdict[tuple[bool, float], list[str]] = defaultdict(list)
    zebras: list[str] = []
    for one, other in combinations(roads, 2):
        for segment in one.segments:
            for rival in other.segments:
                hit = crossing(segment, rival, slack=(one.width_m + other.width_m) / 4)
                if hit is None:
                    continue
                for road, line, t, breadth_m in (
                    (one, segment, hit[0], other.width_m),
                    (other, rival, hit[1], one.width_m),
                ):
                    patches[road.is_main, road.width_m].append(_patch(line, t, breadth_m))
                    zebras += _zebra_lines(road, line, t, breadth_m, u)
    patched = "".join(
        f'<path stroke="{_ASPHALT_MAIN if is_main else _ASPHALT}" stroke-width="{num(width_m)}" d="{"".join(data)}"/>'
        for (is_main, width_m), data in sorted(patches.items())
    )
    striped = (
        f'<path stroke="{_MARK}" opacity=".85" stroke-width="{num(2.6 * u)}" stroke-dasharray="{num(0.9 * u)}"'
        f' d="{"".join(zebras)}"/>'
        if zebras
        else ""
    )
    return f'<g fill="none">{patched}{striped}</g>'


def _patch(line: Segment, t: float, breadth_m: float) -> str:
    """Cover the middle line where two roads meet, only as far as the road goes."""
    length_m = direction(line)[1]
    reach = (breadth_m * 0.5 + breadth_m * 0.12) / length_m
    return line_path((along(line, max(0.0, t - reach)), along(line, min(1.0, t + reach))))


def _zebra_lines(road: StreetPlan, line: Segment, t: float, breadth_m: float, u: float) -> list[str]:
    """Return the zebra crossings on both arms of a road at a junction; an arm shorter than two widths has none."""
    (ux, uy), length_m = direction(line)
    away_m, half_m = breadth_m / 2 + 2.4 * u, road.width_m / 2 - 0.5 * u
    lines = []
    for sign in (-1, 1):
        arm_m = (1 - t) * length_m if sign > 0 else t * length_m
        if arm_m < 2 * breadth_m:
            continue
        x, y = along(line, t + sign * away_m / length_m)
        lines.append(line_path(((x - uy * half_m, y + ux * half_m), (x + uy * half_m, y - ux * half_m))))
    return lines


def _bridges(plan: TownPlan) -> Iterable[tuple[StreetPlan, Segment]]:
    reach_m = 4 * plan.unit_m
    for street in plan.streets:
        for segment in street.segments:
            for polygon in plan.water:
                for start, end in parts_inside(segment, polygon):
                    (ux, uy), _ = direction((start, end))
                    yield (
                        street,
                        (
                            (start[0] - ux * reach_m, start[1] - uy * reach_m),
                            (end[0] + ux * reach_m, end[1] + uy * reach_m),
                        ),
                    )


def _bridge_decks(plan: TownPlan) -> str:
    u = plan.unit_m
    parts = []
    for street, ((ax, ay), (bx, by)) in _bridges(plan):
        width = num(street.width_m + 2 * pavement_m(street) + 2.6 * u)
        shadow = line_path(((ax + u, ay + 2.4 * u), (bx + u, by + 2.4 * u)))
        parts.append(f'<path stroke="#1b2440" opacity=".22" stroke-width="{width}" d="{shadow}"/>')
        parts.append(f'<path stroke="{_RAIL}" stroke-width="{width}" d="{line_path(((ax, ay), (bx, by)))}"/>')
    return f'<g fill="none">{"".join(parts)}</g>' if parts else ""


def _railings(plan: TownPlan) -> str:
    u = plan.unit_m
    data = []
    for street, segment in _bridges(plan):
        (ux, uy), _ = direction(segment)
        side_m = street.width_m / 2 + pavement_m(street) + 0.7 * u
        data += [line_path([(x - uy * side_m * sign, y + ux * side_m * sign) for x, y in segment]) for sign in (-1, 1)]
    if not data:
        return ""
    return (
        f'<g fill="none" stroke-linecap="round">'
        f'<path stroke="{_RAIL}" stroke-width="{num(1.9 * u)}" d="{"".join(data)}"/>'
        f'<path stroke="#d9c7aa" stroke-width="{num(0.9 * u)}" d="{"".join(data)}"/></g>'
    )


def kerb_spots(plan: TownPlan, every_m: float) -> list[Point]:
    """Return spots beside the roads, alternating sides, clear of buildings, junctions and water."""
    spots: list[Point] = []
    for street in plan.streets:
        if street.is_path:
            continue
        side_m = street.width_m / 2 + pavement_m(street) + 0.8 * plan.unit_m
        around = Ground(replace(plan, streets=tuple(other for other in plan.streets if other is not street)))
        spots += [
            spot
            for segment in street.segments
            for spot in _beside(segment, side_m, every_m)
            if plan.scene.has(spot) and around.is_free(spot, 1.6 * plan.unit_m)
        ]
    return spots


def _beside(segment: Segment, side_m: float, every_m: float) -> Iterable[Point]:
    (ux, uy), length_m = direction(segment)
    for k in range(int(length_m / every_m)):
        x, y = along(segment, (k + 0.5) * every_m / length_m)
        sign = 1 if k % 2 else -1
        yield x - uy * side_m * sign, y + ux * side_m * sign
