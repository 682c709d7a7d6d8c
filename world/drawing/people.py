"""Who is in town: walkers outdoors as pawns in the colours of their faces, counts on the places for those indoors."""

from collections.abc import Mapping
from dataclasses import dataclass

from streams.drawing.avatar import look_of
from world.drawing.labels import label_size_m
from world.drawing.plan import PlacePlan, TownPlan
from world.drawing.svg import escape, num


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkerPlan:
    """Somebody outdoors: who, with which face, and where in metres."""

    number: int
    name: str
    avatar_seed: int
    age: int | None = None
    gender: str | None = None
    x_m: float
    y_m: float


def people_defs(u: float) -> str:
    """Return the symbol of a walker.

    One symbol for everybody: clothes take the `color` of the reference, skin its `fill`, hair its `stroke`.
    """
    return (
        f'<symbol id="pawn" overflow="visible"><g transform="scale({num(0.44 * u * 10)[:6]})"><g transform="scale(.1)">'
        '<ellipse rx="4.800" ry="2" fill="#1b2440" opacity=".3" stroke="none"/>'
        '<rect x="-3.700" y="-9.700" width="7.400" height="9.700" rx="3.100" fill="currentColor" stroke="none"/>'
        '<circle cy="-12.600" r="3.700" stroke="none"/>'
        '<path fill="none" stroke-width="2.100" d="M-3.200-12.900a3.200 3.200 0 0 1 6.400 0"/></g></g></symbol>'
    ).replace("00", "")


def draw_walker(walker: WalkerPlan) -> str:
    """Draw somebody outdoors."""
    look = look_of(walker.avatar_seed, walker.age, walker.gender)
    return (
        f'<use href="#pawn" class="walker" data-resident="{walker.number}" x="{num(walker.x_m)}" y="{num(walker.y_m)}"'
        f' color="{look.clothes}" fill="{look.skin}" stroke="{look.hair}"><title>{escape(walker.name)}</title></use>'
    )


def draw_counts(plan: TownPlan, indoors: Mapping[int, int]) -> str:
    """Draw the badge of every place; one that counts nobody is hidden until `data-count` changes."""
    return "".join(_badge(place, indoors.get(place.number, 0), label_size_m(plan)) for place in plan.places)


def _badge(place: PlacePlan, count: int, size_m: float) -> str:
    x, y = place.box.right_m, place.box.y_m - 0.3 * size_m
    hidden = "" if count else ' display="none"'
    return (
        f'<g class="count" data-place="{place.number}" data-count="{count}"'
        f' transform="translate({num(x)} {num(y)})"{hidden}>'
        f'<circle r="{num(0.78 * size_m)}"/><text y="{num(0.34 * size_m)}">{escape(str(count))}</text></g>'
    )
