"""Where lines cross and what lies inside, for the drawing."""

from world.drawing.geometry import Ground, crossing, distance, is_inside, nearest_on_street, parts_inside
from world.drawing.plan import StreetPlan, TownPlan

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def a_street() -> TownPlan:
    """Make a map with one street and a pond."""
    street = StreetPlan(points=((0.0, 50.0), (100.0, 50.0)), width_m=10)
    return TownPlan(name="", name_zh="", width_m=100, height_m=100, streets=(street,), places=(), water=(SQUARE,))


def test_crossing_lines_cross_at_their_shares() -> None:
    assert crossing(((0, 0), (10, 0)), ((2, -5), (2, 5))) == (0.2, 0.5)


def test_parallel_lines_do_not_cross() -> None:
    assert crossing(((0, 0), (10, 0)), ((0, 1), (10, 1))) is None


def test_a_line_that_stops_short_crosses_only_with_slack() -> None:
    road, side_road = ((0.0, 0.0), (10.0, 0.0)), ((5.0, 3.0), (5.0, 9.0))

    assert crossing(road, side_road) is None
    assert crossing(road, side_road, slack=4) == (0.5, -0.5)


def test_a_road_over_water_gives_the_piece_for_a_bridge() -> None:
    assert parts_inside(((-5, 5), (15, 5)), SQUARE) == [((0.0, 5.0), (10.0, 5.0))]


def test_inside_and_outside_of_a_polygon() -> None:
    assert is_inside((5, 5), SQUARE)
    assert not is_inside((11, 5), SQUARE)


def test_distance_to_a_segment_counts_its_ends() -> None:
    assert distance((13, 4), ((0, 0), (10, 0))) == 5


def test_the_way_to_a_street_is_the_shortest() -> None:
    assert nearest_on_street((30, 10), a_street()) == (30, 50)


def test_ground_on_streets_and_in_water_is_taken() -> None:
    ground = Ground(a_street())

    assert not ground.is_free((50, 52), 1)
    assert not ground.is_free((5, 5), 1)
    assert ground.is_free((50, 70), 1)
