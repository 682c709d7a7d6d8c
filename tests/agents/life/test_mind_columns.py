"""What is on residents' minds lies by row, because a few residents are read at a time; it holds what any columns hold."""

import numpy as np

from agents.life.columns import LAYOUT, MindColumns


def filled(count: int) -> MindColumns:
    mind = MindColumns(count)
    for number, values in enumerate(mind.as_dict().values()):
        values[:] = np.arange(count + 1) * 10 + number
    return mind


def test_the_cells_of_one_resident_lie_side_by_side() -> None:
    mind = MindColumns(8)

    row = sum(np.dtype(dtype).itemsize for dtype, _ in LAYOUT.values())
    strides = {values.strides for values in mind.as_dict().values()}
    assert len(strides) == 2  # cells of eight bytes and the others
    assert row <= sum(stride for (stride,) in strides) < row + 4


def test_every_column_keeps_its_own_values() -> None:
    mind = filled(8)

    for number, (name, (dtype, _)) in enumerate(LAYOUT.items()):
        assert mind.as_dict()[name].tolist() == [resident * 10 + number for resident in range(9)]
        assert mind.as_dict()[name].dtype == np.dtype(dtype)


def test_newcomers_leave_what_the_others_have_on_their_minds() -> None:
    mind, before = filled(8), filled(8).as_dict()

    mind.widen(11)

    for name, values in mind.as_dict().items():
        assert values[:9].tolist() == before[name].tolist()
        assert values[9:].tolist() == [0, 0, 0]
