"""Walking paths: around walls and water, along streets, the same both ways."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.towns import small_tables, small_town
from world.scenario import GreenSpec, MapSpec, PlaceSpec
from world.space.grid import BLOCKED, STREET, WalkGrid, build_grid, door_of
from world.space.paths import UnreachableError, build_paths, candidates, length_m, unreachable
from world.space.sight import crossed, pull_straight

SIDE_M = 400
CELL_M = 20


def open_map(**more: object) -> MapSpec:
    street = {"name": "Edge", "name_zh": "边", "points": [[0, 10], [SIDE_M, 10]], "width_m": 8}
    return MapSpec.model_validate(
        {"width_m": SIDE_M, "height_m": SIDE_M, "cell_m": CELL_M, "streets": [street], **more}
    )


def building(key: str, x: int, y: int, width: int = 20, height: int = 20, **more: object) -> PlaceSpec:
    fields = {"key": key, "name": key, "name_zh": key, "type": "office", "zone": "business", "capacity": 9}
    shape = {"x": x, "y": y, "width": width, "height": height}
    return PlaceSpec.model_validate({**fields, **shape, "functions": ["work"], "open": "always", **more})


def cells_walked(grid: WalkGrid, line: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Return the cells between the gates: the first and last legs lead from a door to its gate."""
    last_row, last_column = len(grid.weight) - 1, grid.columns - 1
    # a point on the far edge belongs to the last cell
    corners = [(min(y // grid.cell_m, last_row), min(x // grid.cell_m, last_column)) for x, y in line[1:-1]]
    return [cell for start, end in pairwise(corners) for cell in crossed(start, end)]


cell = st.integers(0, SIDE_M // CELL_M - 1)
buildings = st.lists(st.tuples(cell, cell, st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=9)


def apart(rectangles: list[tuple[int, int, int, int]]) -> list[PlaceSpec]:
    """Make buildings of those rectangles that lie on the map and overlap no earlier one."""
    taken = np.zeros((SIDE_M // CELL_M, SIDE_M // CELL_M), dtype=bool)
    places: list[PlaceSpec] = []
    for row, column, high, wide in rectangles:
        area = taken[row : row + high, column : column + wide]
        if area.shape == (high, wide) and not area.any():
            area[:] = True
            places.append(building(f"b{len(places)}", column * 20, row * 20, wide * 20, high * 20))
    return places


@settings(max_examples=60)
@given(rectangles=buildings)
def test_no_path_crosses_a_building_and_each_mirrors_its_way_back(rectangles: list[tuple[int, int, int, int]]) -> None:
    places = apart(rectangles)
    grid = build_grid(open_map(), places)
    assume(len(places) > 1 and not unreachable(grid))

    paths = build_paths(grid)

    assert (paths.distance_m == paths.distance_m.T).all()
    for a, b in paths.ways:
        line = paths.polyline(a, b)
        assert paths.polyline(b, a) == line[::-1]
        assert line[0] == grid.doors[a]
        assert line[-1] == grid.doors[b]
        assert paths.distance_m[a, b] == length_m(line)
        assert all(grid.weight[row, column] != BLOCKED for row, column in cells_walked(grid, line))


@settings(max_examples=60)
@given(x=cell, y=st.integers(2, 19), to_x=cell, to_y=st.integers(2, 19))
def test_over_open_ground_a_path_is_hardly_longer_than_a_straight_line(x: int, y: int, to_x: int, to_y: int) -> None:
    assume(max(abs(x - to_x), abs(y - to_y)) > 2)
    places = [building("a", x * 20, y * 20), building("b", to_x * 20, to_y * 20)]
    grid = build_grid(open_map(), places)

    paths = build_paths(grid)

    (x1, y1), (x2, y2) = grid.doors[1:]
    straight_m = ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
    assert straight_m <= paths.distance_m[1, 2] <= 1.15 * straight_m + 5 * CELL_M


def test_a_path_crosses_the_river_by_the_bridge() -> None:
    town = small_town()
    grid = build_grid(town.map, town.places)

    line = build_paths(grid).polyline(town.place_numbers["cafe"], town.place_numbers["meadow"])

    over_water = [(row, column) for row, column in cells_walked(grid, line) if 17 <= row <= 19]
    assert over_water == [(17, 15), (18, 15), (19, 15)]


def test_a_path_follows_the_street_where_the_straight_line_is_rough_ground() -> None:
    places = [building("a", 20, 40), building("b", 340, 40)]
    grid = build_grid(open_map(), places)

    line = build_paths(grid).polyline(1, 2)

    assert sum(grid.weight[row, column] == STREET for row, column in cells_walked(grid, line)) >= 14


def test_a_path_leads_across_a_park_but_around_a_building() -> None:
    ends = [building("a", 20, 180), building("b", 360, 180)]
    park = building("p", 160, 100, 80, 200, type="park", functions=["rest"])
    block = building("p", 160, 100, 80, 200)
    chart = open_map()

    across = build_paths(build_grid(chart, [*ends, park]))
    around = build_paths(build_grid(chart, [*ends, block]))

    assert across.distance_m[1, 2] < around.distance_m[1, 2]


def test_a_building_ringed_by_others_is_found_unreachable() -> None:
    ring = [
        building("north", 100, 100, 100, 20, entrance=(150, 100)),
        building("south", 100, 180, 100, 20, entrance=(150, 200)),
        building("west", 100, 120, 20, 60, entrance=(100, 150)),
        building("east", 180, 120, 20, 60, entrance=(200, 150)),
        building("inside", 140, 140),
    ]
    grid = build_grid(open_map(), ring)

    assert unreachable(grid) == [5]
    with pytest.raises(UnreachableError, match="place 5"):
        build_paths(grid)


def test_an_entrance_is_the_middle_of_the_side_nearest_a_street_unless_it_is_written() -> None:
    chart = open_map()

    assert door_of(building("a", 100, 40, 60, 40), chart) == (130, 40)
    assert door_of(building("a", 100, 40, 60, 40, entrance=(160, 50)), chart) == (160, 50)


def test_green_areas_are_read_from_polygons_and_rectangles_alike() -> None:
    shape = {"name": "Lawn", "name_zh": "草", "kind": "park"}
    rectangle = GreenSpec.model_validate({**shape, "x": 100, "y": 100, "width": 80, "height": 60})
    polygon = GreenSpec.model_validate({**shape, "points": [[100, 100], [180, 100], [180, 160], [100, 160]]})

    by_rectangle = build_grid(open_map(green=[rectangle]), []).weight
    by_polygon = build_grid(open_map(green=[polygon]), []).weight

    assert (by_rectangle == by_polygon).all()
    assert (by_polygon[5:8, 5:9] < by_polygon[9, 9]).all()


def test_a_line_through_a_corner_enters_both_cells_beside_it() -> None:
    assert crossed((0, 0), (1, 1)) == [(0, 0), (1, 0), (0, 1), (1, 1)]


@given(start=st.tuples(cell, cell), end=st.tuples(cell, cell))
def test_a_line_crosses_the_same_cells_in_both_directions(start: tuple[int, int], end: tuple[int, int]) -> None:
    assert set(crossed(start, end)) == set(crossed(end, start))


def test_pulling_straight_never_goes_through_a_wall() -> None:
    weight = [[4, 4, 4], [4, 0, 4], [4, 4, 4]]

    assert pull_straight([(0, 0), (0, 1), (0, 2), (1, 2), (2, 2)], weight) == [(0, 0), (0, 2), (2, 2)]


def test_candidates_are_the_nearest_places_of_a_kind_padded_with_zero() -> None:
    distance_m = np.array([[0, 0, 0, 0], [0, 0, 50, 20], [0, 50, 0, 20], [0, 20, 20, 0]], dtype=np.int32)
    is_open = np.array([True, True, True, False])

    nearest = candidates(distance_m, is_open, 3)

    assert nearest.tolist() == [[0, 0, 0], [1, 2, 0], [2, 1, 0], [1, 2, 0]]
    assert nearest.dtype == np.int32


def test_the_same_map_gives_the_same_paths_again() -> None:
    town = small_town()

    first = build_paths(build_grid(town.map, town.places))
    second = build_paths(build_grid(town.map, tuple(town.places)))

    assert first.ways == second.ways


def test_water_is_a_wall_and_a_street_over_it_is_not() -> None:
    tables = small_tables()
    chart = MapSpec.model_validate(tables["map"])

    weight = build_grid(chart, []).weight

    assert (weight[17:20, :15] == BLOCKED).all()
    assert (weight[17:20, 15] == STREET).all()
