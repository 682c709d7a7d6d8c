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
        f'<symbol id="pawn" overflow="visible"><g transform="scale({0.58 * u:.2f})">'
        '<ellipse rx="4.8" ry="2" fill="#1b2440" opacity=".3" stroke="none"/>'
        '<rect x="-3.7" y="-9.7" width="7.4" height="9.7" rx="3.1" fill="currentColor" stroke="none"/>'
        '<circle cy="-12.6" r="3.7" stroke="none"/>'
        '<path fill="none" stroke-width="2.1" d="M-3.2-12.9a3.2 3.2 0 0 1 6.4 0"/></g></symbol>'
    )


def draw_walker(walker: WalkerPlan) -> str:
    """Draw somebody outdoors."""
    look = look_of(walker.avatar_seed, walker.age, walker.gender)
    return (
        f'<use href="#pawn" class="walker" data-resident="{walker.number}" x="{num(walker.x_m)}" y="{num(walker.y_m)}"'
        f' color="{look.clothes}" fill="{look.skin}" stroke="{look.hair}"><title>{escape(walker.name)}</title></use>'
    )


def draw_counts(plan: TownPlan, indoors: Mapping[int, int]) -> str:
    """Draw the badge of every place; one that counts nobody is hidden until `data-count` changes."""
    size_m = label_size_m(plan)
    badges = "".join(_badge(place, indoors.get(place.number, 0), size_m) for place in plan.places)
    return f'<g id="counts" font-size="{num(0.9 * size_m)}">{badges}</g>'


def _badge(place: PlacePlan, count: int, size_m: float) -> str:
    x, y = place.box.right_m, place.box.y_m - 0.3 * size_m
    hidden = "" if count else ' display="none"'
    return (
        f'<g class="count" data-place="{place.number}" data-count="{count}" data-digits="{len(str(count))}"'
        f' transform="translate({num(x)} {num(y)})"{hidden}>'
        f'<circle r="{num(0.78 * size_m)}"/><text y="{num(0.34 * size_m)}">{escape(str(count))}</text></g>'
    )
