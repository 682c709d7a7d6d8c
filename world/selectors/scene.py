"""The town as a scene: who is out of doors and where, how many are inside each place, and the map that they are on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from django.db.models import F

from streams.kernel.ids import key_of, number_of
from streams.models import Account, Run
from world.actions import ACTIONS
from world.contract import Bool
from world.drawing import PlacePlan, TownPlan, WalkerPlan
from world.drawing.spec import plan_from_spec
from world.models import Gender, Place
from world.scenario import MapSpec
from world.scenario.places import OPEN_AIR_TYPES
from world.selectors.bodies import Bodies, read_bodies
from world.selectors.districts import Crowd, District, crowd_of, place_counts
from world.selectors.map import Point, positions
from world.selectors.moments import Moment

FACES_MAX: Final = 2_000
"""People of a district up to which each is shown; of more, only how many are where."""
RUN_MAX: Final = 20_000
"""People of a run up to which its events are sent to a page that draws a district of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A resident as others see her."""

    number: int
    handle: str
    name: str
    avatar_seed: int
    age: int
    gender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A resident on the map: what she does since when, where to and until when, and where she is in metres."""

    face: Face
    action: str
    place: int
    from_place: int
    since: int
    arrive: int
    due: int
    is_walking: bool
    spot: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A district, or a whole town that has only one, at a moment.

    inside: people in each place, those on the way to it not counted. With too many to show each of them nobody is
    drawn: `outdoors` is empty, `inside` counts whoever is at or on the way to a place, at the record's end, and `crowd`,
    else None, says what they do.
    """

    district: District
    crowd: Crowd | None
    outdoors: Sequence[Figure]
    outdoors_count: int
    inside: Mapping[int, int]


def is_open_air(place: Place) -> bool:
    """Whether people at the place are seen from above."""
    return place.type in OPEN_AIR_TYPES


def is_too_many(moment: Moment, district: District) -> bool:
    """Whether a district's people are counted instead of shown; in a large town too, whose news nobody could follow."""
    return len(district.residents) > FACES_MAX or moment.resident_count > RUN_MAX


def scene_of(moment: Moment, places: Mapping[int, Place], district: District) -> Scene:
    """Look at a district.   places: its places.

    Few queries, whatever the population; rows: of the places, and of the people where each is shown.
    """
    if is_too_many(moment, district):
        crowd, counts = crowd_of(moment, district), place_counts(moment, district.places)
        inside = {number: count for number, count in counts.items() if count}
        return Scene(district=district, crowd=crowd, outdoors=(), outdoors_count=crowd.out, inside=inside)
    bodies = read_bodies(moment, district.residents)
    walking = bodies.is_walking(moment.sim_time)
    seen = walking | _under_the_sky(bodies, places)
    shown = figures(moment, bodies.take(np.flatnonzero(seen)), places, origin_m=district.origin_m)
    entered, many = np.unique(bodies.place[~walking], return_counts=True)
    return Scene(
        district=district,
        crowd=None,
        outdoors=sorted(shown, key=lambda figure: figure.spot[1]),
        outdoors_count=int(seen.sum()),
        inside=dict(zip(entered.tolist(), many.tolist(), strict=True)),
    )


def figures(
    moment: Moment, bodies: Bodies, places: Mapping[int, Place], *, origin_m: tuple[int, int] = (0, 0)
) -> list[Figure]:
    """Put faces to bodies; spots are as far from the origin as on the map of the district. Two queries."""
    faces = faces_of(moment.run, bodies.number.tolist())
    spots = positions(moment.run, bodies, places, moment.sim_time)
    walking = bodies.is_walking(moment.sim_time)
    return [
        Figure(
            face=faces[int(bodies.number[i])],
            action=ACTIONS[int(bodies.action[i])].name,
            place=int(bodies.place[i]),
            from_place=int(bodies.from_place[i]),
            since=int(bodies.since[i]),
            arrive=int(bodies.arrive[i]),
            due=int(bodies.due[i]),
            is_walking=bool(walking[i]),
            spot=(round(spots[i][0] - origin_m[0], 1), round(spots[i][1] - origin_m[1], 1)),
        )
        for i in range(len(bodies))
    ]


def faces_of(run: Run, numbers: Sequence[int]) -> dict[int, Face]:
    """Read who these residents are, by number. One query."""
    rows = Account.objects.filter(pk__in=[key_of(run.pk, number) for number in numbers])
    values = rows.annotate(age=F("resident__age"), gender=F("resident__gender")).values_list(
        "pk", "handle", "display_name", "avatar_seed", "age", "gender"
    )
    return {
        number_of(pk): Face(
            number=number_of(pk),
            handle=handle,
            name=name,
            avatar_seed=seed,
            age=age or 0,
            gender=Gender(gender or 0).name.lower(),
        )
        for pk, handle, name, seed, age, gender in values
    }


def walkers_of(scene: Scene) -> list[WalkerPlan]:
    """Turn people out of doors into what the drawing takes, from north to south."""
    return [
        WalkerPlan(
            number=figure.face.number,
            name=figure.face.name,
            avatar_seed=figure.face.avatar_seed,
            age=figure.face.age,
            gender=figure.face.gender,
            x_m=figure.spot[0],
            y_m=figure.spot[1],
        )
        for figure in scene.outdoors
    ]


def town_plan(run: Run, places: Mapping[int, Place], origin_m: tuple[int, int] = (0, 0)) -> TownPlan:
    """Make the plan of a district's map for the drawing: streets and greens of the scenario, places as they are now."""
    return replace(_ground(run.name, run.scenario), places=tuple(_place_plan(row, origin_m) for row in places.values()))


@lru_cache(maxsize=16)
def _ground(name: str, scenario: str) -> TownPlan:
    ground = MapSpec.model_validate(json.loads(scenario)["map"])
    return plan_from_spec(name=name, name_zh=name, ground=ground, places=())


def _place_plan(place: Place, origin_m: tuple[int, int]) -> PlacePlan:
    east_m, south_m = origin_m
    return PlacePlan(
        number=place.number,
        key=place.key,
        name=place.name,
        name_zh=place.name_zh,
        type=place.type,
        zone=place.zone,
        x_m=place.x - east_m,
        y_m=place.y - south_m,
        width_m=place.width,
        height_m=place.height,
        entrance=(place.entrance_x - east_m, place.entrance_y - south_m),
    )


def _under_the_sky(bodies: Bodies, places: Mapping[int, Place]) -> Bool:
    open_air = np.zeros(max(places, default=0) + 1, dtype=bool)
    open_air[[number for number, place in places.items() if is_open_air(place)]] = True
    return np.asarray(open_air[bodies.place])
