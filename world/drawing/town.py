"""The town from above as one SVG in metres of the map: what stands still is drawn once for a plan and kept.

Layers, in order: ground, water, open-air places, streets, shadows, buildings, walkers, night, lights, labels, counts.
The style sheet decides how dark `#night` and how bright `#lights` are, by the variable `--night` from 0 to 1.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from world.drawing.building import Drawn, draw_building
from world.drawing.ground_names import draw_ground_names
from world.drawing.labels import draw_labels, label_size_m
from world.drawing.openair import draw_open_air
from world.drawing.people import WalkerPlan, draw_counts, draw_walker, people_defs
from world.drawing.plan import PlacePlan, Point, TownPlan
from world.drawing.scenery import Standing, draw_lamp, draw_lawns, lamp_spots, plant, scenery_defs
from world.drawing.streets import draw_streets
from world.drawing.styles import OPEN_AIR, Form, style_of
from world.drawing.svg import attribute, escape, num, polygon_path
from world.drawing.terrain import draw_ground, draw_water, terrain_defs

_SUN: Final = (0.62, -0.3)
"""Where a shadow ends, east and south, for each metre of height."""


def draw_town(
    plan: TownPlan,
    *,
    language: str = "en",
    place_url: str = "places/{number}/",
    indoors: Mapping[int, int] | None = None,
    walkers: Iterable[WalkerPlan] = (),
) -> str:
    """Draw a town.

    language: Chinese names for "zh" and its variants, else English.   place_url: what a place links to; {number} is put in.
    indoors: people in each place by its number.   walkers: drawn in the given order; sort by y.
    """
    is_chinese = language.lower().startswith("zh")
    below, above = _still_layers(plan, is_chinese, place_url)
    people = "".join(map(draw_walker, walkers))
    return f'{below}<g id="walkers">{people}</g>{above}{draw_counts(plan, indoors or {})}</svg>'


@lru_cache(maxsize=32)
def _still_layers(plan: TownPlan, is_chinese: bool, place_url: str) -> tuple[str, str]:
    """Return what is drawn below the walkers, from `<svg>` on, and what is drawn above them."""
    view, u = plan.view, plan.unit_m
    buildings = {
        place.number: draw_building(place, u) for place in plan.places if style_of(place.type).form not in OPEN_AIR
    }
    lamps = lamp_spots(plan)
    title = plan.name_zh if is_chinese and plan.name_zh else plan.name
    frame = f"{num(view.x_m)} {num(view.y_m)} {num(view.width_m)} {num(view.height_m)}"
    below = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="town" class="town-map" role="group" aria-label={attribute(title)}'
        f' viewBox="{frame}" data-unit="{u:.2f}">'
        f"<defs>{terrain_defs(plan)}{scenery_defs(u)}{people_defs(u)}</defs>"
        f'<g id="ground">{draw_ground(plan)}{draw_lawns(plan)}</g><g id="water">{draw_water(plan)}</g>'
        f'<g id="open-air">{_open_air(plan, is_chinese, place_url)}</g><g id="streets">{draw_streets(plan)}</g>'
        f'<path id="shadows" fill="#1b2440" opacity=".2" d="{_shadows(plan, buildings)}"/>'
        f'<g id="buildings">{_standing(plan, buildings, lamps, is_chinese, place_url)}</g>'
    )
    night = view.grown(view.width_m)
    above = (
        f'<rect id="night" x="{num(night.x_m)}" y="{num(night.y_m)}" width="{num(night.width_m)}"'
        f' height="{num(night.height_m)}" fill="#2c3a70" opacity="0" pointer-events="none"/>'
        f'<g id="lights" opacity="0" pointer-events="none">{_lights(plan, buildings, lamps)}</g>'
        f'<g id="ground-names" font-size="{num(0.8 * label_size_m(plan))}">'
        f"{draw_ground_names(plan, is_chinese=is_chinese)}</g>"
        f'<g id="labels" font-size="{num(label_size_m(plan))}">{draw_labels(plan, is_chinese=is_chinese)}</g>'
    )
    return below, above


def _standing(
    plan: TownPlan, buildings: Mapping[int, Drawn], lamps: Iterable[Point], is_chinese: bool, place_url: str
) -> str:
    """Draw what is upright from north to south, so that the nearer covers the further."""
    standing = plant(plan) + [draw_lamp(spot) for spot in lamps]
    for place in plan.places:
        drawn = buildings.get(place.number)
        if drawn is None:
            continue
        corner = f"{num(place.x_m)} {num(place.box.bottom_m)}"
        picture = f'<g transform="translate({corner})">{drawn.markup}</g>'
        markup = _linked(place, picture, is_chinese, place_url)
        standing.append(Standing(y_m=place.box.bottom_m, markup=markup))
    return "".join(item.markup for item in sorted(standing, key=lambda item: item.y_m))


def _open_air(plan: TownPlan, is_chinese: bool, place_url: str) -> str:
    """Draw the places without a building: ground that streets and people cross."""
    return "".join(
        _linked(place, draw_open_air(place, plan.unit_m, is_crossed=plan.is_crossed(place)), is_chinese, place_url)
        for place in plan.places
        if style_of(place.type).form in OPEN_AIR
    )


def _linked(place: PlacePlan, picture: str, is_chinese: bool, place_url: str) -> str:
    name = place.name_zh if is_chinese and place.name_zh else place.name
    return (
        f'<g class="place" id="place-{place.number}" data-place="{place.number}">'
        f"<a href={attribute(place_url.format(number=place.number))}><title>{escape(name)}</title>{picture}</a></g>"
    )


def _shadows(plan: TownPlan, buildings: Mapping[int, Drawn]) -> str:
    data = []
    for place in plan.places:
        drawn = buildings.get(place.number)
        if drawn is None:
            continue
        box, east, south = place.box, _SUN[0] * drawn.height_m, _SUN[1] * drawn.height_m
        data.append(
            polygon_path(
                [
                    (box.x_m, box.y_m),
                    (box.x_m + east, box.y_m + south),
                    (box.right_m + east, box.y_m + south),
                    (box.right_m + east, box.bottom_m + south),
                    (box.right_m, box.bottom_m),
                    (box.x_m, box.bottom_m),
                ]
            )
        )
    return "".join(data)


def _lights(plan: TownPlan, buildings: Mapping[int, Drawn], lamps: Iterable[Point]) -> str:
    u = plan.unit_m
    glows = [f'<use href="#t-glow" x="{num(x)}" y="{num(y - 3 * u)}"/>' for x, y in lamps]
    windows = []
    for place in plan.places:
        drawn = buildings.get(place.number)
        if drawn is None:
            continue
        windows.append(
            f'<path transform="translate({num(place.x_m)} {num(place.box.bottom_m)})" d="{drawn.lit}"/>'
            if drawn.lit
            else ""
        )
        if style_of(place.type).form is Form.SHOP:
            glows.append(f'<use href="#t-glow" x="{num(place.box.centre[0])}" y="{num(place.box.bottom_m)}"/>')
    return f'<g class="glow">{"".join(glows)}</g><g fill="#ffdf9a">{"".join(windows)}</g>'
