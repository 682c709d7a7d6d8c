"""Where nodes of a graph are drawn."""

import numpy as np

from society.views.company.charts import line_of, lorenz_of, spark_of
from society.views.company.layout import spread_out

TWO_GROUPS = np.array([[a, b] for group in (range(5), range(5, 10)) for a in group for b in group if a < b])
WEIGHTS = np.ones(len(TWO_GROUPS))


def test_the_same_graph_is_drawn_the_same_each_time() -> None:
    first, second = (spread_out(10, TWO_GROUPS, WEIGHTS) for _ in range(2))

    assert np.array_equal(first, second)


def test_those_who_are_bound_stand_nearer_to_each_other_than_to_others() -> None:
    points = spread_out(10, TWO_GROUPS, WEIGHTS)

    middles = points[:5].mean(axis=0), points[5:].mean(axis=0)
    within = np.abs(points[:5] - middles[0]).mean() + np.abs(points[5:] - middles[1]).mean()

    assert np.abs(middles[0] - middles[1]).sum() > 2 * within


def test_all_nodes_are_on_the_sheet_and_no_two_on_one_spot() -> None:
    points = spread_out(100, np.zeros((0, 2), dtype=np.int64), np.zeros(0))

    assert points.min() >= 0
    assert points.max() <= 1
    assert len({(round(x, 3), round(y, 3)) for x, y in points.tolist()}) == 100


def test_nobody_and_one_alone_are_drawn_too() -> None:
    none = np.zeros((0, 2), dtype=np.int64)

    assert spread_out(0, none, np.zeros(0)).shape == (0, 2)
    assert np.isfinite(spread_out(1, none, np.zeros(0))).all()


def test_a_line_is_laid_out_between_its_bounds() -> None:
    line = line_of([0, 500, 1_000], low=0, high=1_000)

    assert line is not None
    assert line.points == "0,160 240,80 480,0"


def test_one_value_makes_no_line() -> None:
    assert line_of([7]) is None
    assert spark_of([7]) == ""


def test_equal_shares_make_a_straight_curve() -> None:
    assert lorenz_of([0, 500_000, 1_000_000]) == "0,480 240,240 480,0"
