"""Rules that look at several fields of a town at once; every fault is found before any is raised."""

from collections.abc import Iterator
from typing import Final

from streams.kernel.simtime import DAY_S
from world.scenario.check_people import check_people
from world.scenario.check_work import check_work
from world.scenario.faults import Fault, TownFaultsError
from world.scenario.hours import ALWAYS
from world.scenario.places import CHARGED_FOR, HOME_TYPES, PlaceFunction, PlaceSpec, PriceCategory
from world.scenario.tables import TownTables

NAME_IN_DISTRICTS: Final = 64
"""Characters that leave room for ", District 10000" within the 80 of a stored name."""
_HOME_NEEDS: Final = (PlaceFunction.SLEEP, PlaceFunction.EAT, PlaceFunction.WASH, PlaceFunction.REST)


def check_town(town: TownTables) -> None:
    """Raise TownFaultsError with every fault of a town whose fields are each valid."""
    checks = (
        _map,
        _districts,
        _keys,
        _ground,
        _overlaps,
        _doors,
        _homes,
        _hours,
        _prices,
        _functions,
        check_work,
        check_people,
    )
    faults = [fault for check in checks for fault in check(town)]
    if faults:
        raise TownFaultsError(faults)


def _map(town: TownTables) -> Iterator[Fault]:
    chart = town.map
    for name, length_m in (("width_m", chart.width_m), ("height_m", chart.height_m)):
        if length_m % chart.cell_m:
            allowed = (
                f"a multiple of cell_m = {chart.cell_m} is needed, such as {length_m // chart.cell_m * chart.cell_m}"
            )
            yield Fault(path=f"map.{name}", problem=f"{length_m} is not a whole number of cells", allowed=allowed)
    lines = [("streets", i, street.points) for i, street in enumerate(chart.streets, 1)]
    lines += [("water", i, water.points) for i, water in enumerate(chart.water, 1)]
    lines += [("green", i, green.outline) for i, green in enumerate(chart.green, 1)]
    for table, position, points in lines:
        for x, y in points:
            if x > chart.width_m or y > chart.height_m:
                allowed = f"allowed are 0-{chart.width_m} by 0-{chart.height_m} metres"
                yield Fault(
                    path=f"map.{table}[{position}].points", problem=f"({x}, {y}) is off the map", allowed=allowed
                )


def _districts(town: TownTables) -> Iterator[Fault]:
    """Find districts without people, and names that leave no room for what tells the districts apart."""
    districts, people = town.map.districts, town.population.count
    if districts > people:
        problem = f"{districts} districts are more than there are people ({people})"
        allowed = f"1 to {people}, so that somebody lives in each"
        yield Fault(path="map.districts", problem=problem, allowed=allowed)
    if districts == 1:
        return
    for place in town.places:
        for field, name in (("name", place.name), ("name_zh", place.name_zh)):
            if len(name) > NAME_IN_DISTRICTS:
                problem = f"{name!r} has {len(name)} characters and gets the number of its district behind it"
                allowed = f"at most {NAME_IN_DISTRICTS} in a town of several districts"
                yield Fault(path=f"places[{place.key}].{field}", problem=problem, allowed=allowed)


def _keys(town: TownTables) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, place in enumerate(town.places, 1):
        if place.key in seen:
            problem = f"{place.key!r} is the key of an earlier place too"
            yield Fault(path=f"places[{position}].key", problem=problem, allowed="each place needs a key of its own")
        seen.add(place.key)


def _ground(town: TownTables) -> Iterator[Fault]:
    width_m, height_m = town.map.width_m, town.map.height_m
    for place in town.places:
        if place.x + place.width > width_m or place.y + place.height > height_m:
            problem = f"the rectangle ends at ({place.x + place.width}, {place.y + place.height}), off the map"
            allowed = f"it must lie within 0-{width_m} by 0-{height_m} metres"
            yield Fault(path=f"places[{place.key}].x", problem=problem, allowed=allowed)


def _overlaps(town: TownTables) -> Iterator[Fault]:
    """Sweep from west to east, so that only places that share a stretch of x are compared."""
    ordered = sorted(town.places, key=lambda place: (place.x, place.y))
    for i, west in enumerate(ordered):
        for east in ordered[i + 1 :]:
            if east.x >= west.x + west.width:
                break
            if east.y < west.y + west.height and west.y < east.y + east.height:
                problem = f"its rectangle overlaps that of {west.key!r}"
                yield Fault(
                    path=f"places[{east.key}].x", problem=problem, allowed="rectangles of places must not overlap"
                )


def _doors(town: TownTables) -> Iterator[Fault]:
    for place in town.places:
        if place.entrance is not None and not _is_on_rim(place, *place.entrance):
            allowed = (
                f"it must lie on the edge of the rectangle: x {place.x} or {place.x + place.width}, "
                f"or y {place.y} or {place.y + place.height}; leave it out for the side nearest a street"
            )
            problem = f"{place.entrance} is not at the wall"
            yield Fault(path=f"places[{place.key}].entrance", problem=problem, allowed=allowed)


def _is_on_rim(place: PlaceSpec, x: int, y: int) -> bool:
    right, bottom = place.x + place.width, place.y + place.height
    is_inside = place.x <= x <= right and place.y <= y <= bottom
    return is_inside and (x in (place.x, right) or y in (place.y, bottom))


def _homes(town: TownTables) -> Iterator[Fault]:
    homes = [place for place in town.places if place.is_home]
    beds = sum(home.capacity for home in homes)
    needed = town.people_per_district
    if beds < needed:
        kinds = ", ".join(sorted(HOME_TYPES))
        each = " in each district" if town.map.districts > 1 else ""
        allowed = f"at least {needed} are needed in places of type {kinds}"
        yield Fault(path="places", problem=f"the homes hold {beds} people{each}", allowed=allowed)
    for home in homes:
        missing = [function.value for function in _HOME_NEEDS if function not in home.functions]
        if missing:
            allowed = f"a home needs {', '.join(_HOME_NEEDS)}"
            problem = f"{', '.join(missing)} cannot be done in this home"
            yield Fault(path=f"places[{home.key}].functions", problem=problem, allowed=allowed)
        if any(span != (0, DAY_S) for span in home.open.by_day):
            problem = "a home has opening hours"
            yield Fault(path=f"places[{home.key}].open", problem=problem, allowed=f'a home is "{ALWAYS}" open')


def _hours(town: TownTables) -> Iterator[Fault]:
    for place in town.places:
        spans = place.open.by_day
        if not any(length_s for _, length_s in spans):
            allowed = "at least one day of the week needs hours"
            yield Fault(path=f"places[{place.key}].open", problem="it is closed on every day", allowed=allowed)
        for today, (start_s, length_s) in enumerate(spans):
            next_start_s, next_length_s = spans[(today + 1) % 7]
            if length_s < DAY_S and next_length_s and start_s + length_s > next_start_s + DAY_S:
                problem = "a day's hours run into the next day's"
                allowed = "hours over midnight end before the next day's begin"
                yield Fault(path=f"places[{place.key}].open", problem=problem, allowed=allowed)
                break


def _prices(town: TownTables) -> Iterator[Fault]:
    for place in town.places:
        charged = {kind for function in place.functions for kind in CHARGED_FOR.get(function, ())}
        for kind in place.prices:
            if kind not in charged:
                allowed = f"here are charged {', '.join(sorted(charged)) or 'no prices'}, or add {_functions_of(kind)}"
                problem = f"nobody pays for {kind.value!r} at a place without its function"
                yield Fault(path=f"places[{place.key}].prices.{kind.value}", problem=problem, allowed=allowed)


def _functions_of(kind: PriceCategory) -> str:
    return " or ".join(function.value for function, kinds in CHARGED_FOR.items() if kind in kinds)


def _functions(town: TownTables) -> Iterator[Fault]:
    offered = {function for place in town.places for function in place.functions}
    for function in PlaceFunction:
        if function not in offered:
            allowed = f"add {function.value!r} to the functions of at least one place"
            yield Fault(path="places", problem=f"no place is for {function.value!r}", allowed=allowed)
