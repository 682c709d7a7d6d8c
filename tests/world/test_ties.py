"""Ties between residents: how they come about, grow, fade and make room."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.kernel.simtime import DAY_S
from world.ties import TIES_MAX, TRUST_AT_FIRST, TieLevel, Ties, level_of


def tied(*pairs: tuple[int, int], strength: int = 1_000, at: int = 0, residents: int = 100) -> Ties:
    ties = Ties(residents)
    one, other = np.array(pairs).reshape(-1, 2).T
    ties.change(one, other, strength=strength, trust=0, at=at)
    return ties


def strength(ties: Ties, one: int, other: int, now: int = 0) -> int:
    return int(ties.strength_of(np.array(one), np.array(other), now))


def test_strangers_have_no_strength_and_middling_trust() -> None:
    ties = Ties(5)

    assert strength(ties, 1, 2) == 0
    assert ties.trust_of(np.array([1]), np.array([2])).tolist() == [TRUST_AT_FIRST]
    assert ties.met_at(np.array([1]), np.array([2])).tolist() == [0]


def test_a_tie_is_directed() -> None:
    ties = tied((1, 2))

    assert strength(ties, 1, 2) == 1_000
    assert strength(ties, 2, 1) == 0


def test_nobody_is_never_a_tie() -> None:
    ties = tied((1, 2))

    assert strength(ties, 1, 0) == 0
    assert strength(ties, 0, 2) == 0


def test_what_is_gained_counts_less_the_stronger_a_tie_is() -> None:
    ties = tied((1, 2), strength=5_000)

    ties.change(np.array([1]), np.array([2]), strength=1_000, trust=0, at=0)

    assert strength(ties, 1, 2) == 5_500


def test_losses_count_whole_and_stop_at_nothing() -> None:
    ties = tied((1, 2), strength=1_000)

    ties.change(np.array([1]), np.array([2]), strength=-400, trust=-9_000, at=0)
    assert strength(ties, 1, 2) == 600
    ties.change(np.array([1]), np.array([2]), strength=-4_000, trust=0, at=0)

    assert strength(ties, 1, 2) == 0
    assert ties.trust_of(np.array([1]), np.array([2])).tolist() == [0]


def test_a_tie_fades_after_three_days_apart_and_keeps_three_fifths_for_ever() -> None:
    ties = tied((1, 2), strength=5_000)

    assert strength(ties, 1, 2, 3 * DAY_S) == 5_000
    assert strength(ties, 1, 2, 13 * DAY_S) == 4_800
    assert strength(ties, 1, 2, 900 * DAY_S) == 3_000


def test_meeting_again_takes_up_what_is_left_of_a_tie() -> None:
    ties = tied((1, 2), strength=5_000)

    ties.change(np.array([1]), np.array([2]), strength=0, trust=0, at=13 * DAY_S)

    assert strength(ties, 1, 2, 13 * DAY_S) == 4_800
    assert ties.met_at(np.array([1]), np.array([2])).tolist() == [13 * DAY_S]
    assert ties.of(1, 13 * DAY_S).count.tolist() == [2]


def test_several_changes_of_one_resident_in_one_call_happen_one_after_the_other() -> None:
    together, apart = Ties(100), Ties(100)
    others = np.arange(2, TIES_MAX + 8)
    points = np.arange(len(others)) * 7 + 5

    together.change(np.ones_like(others), others, strength=points, trust=0, at=9)
    for other, gained in zip(others, points, strict=True):
        apart.change(np.array([1]), np.array([other]), strength=int(gained), trust=0, at=9)

    assert {k: v.tolist() for k, v in together.as_dict().items()} == {k: v.tolist() for k, v in apart.as_dict().items()}


def test_one_tie_too_many_takes_the_place_of_the_weakest() -> None:
    ties = tied(*((1, other) for other in range(2, TIES_MAX + 2)), strength=2_000)
    ties.change(np.array([1]), np.array([7]), strength=-1_500, trust=0, at=0)

    ties.change(np.array([1]), np.array([90]), strength=800, trust=0, at=0)

    assert strength(ties, 1, 90) == 800
    assert strength(ties, 1, 7) == 0
    assert len(ties.of(1, 0).other) == TIES_MAX


def test_a_new_tie_starts_with_nothing_of_the_one_whose_place_it_takes() -> None:
    ties = tied(*((1, other) for other in range(2, TIES_MAX + 2)), strength=2_000)
    ties.change(np.array([1]), np.array([7]), strength=-1_500, trust=-3_000, at=50)

    ties.change(np.array([1]), np.array([90]), strength=100, trust=0, at=60)

    assert ties.trust_of(np.array([1]), np.array([90])).tolist() == [TRUST_AT_FIRST]
    assert ties.of(1, 60).count.tolist()[5] == 1


def test_new_ties_are_handed_over_apart_from_changed_ones() -> None:
    ties = tied((1, 2), (3, 4))
    made, changed = ties.take_changed()
    assert (made.tolist(), changed.tolist()) == ([1 * TIES_MAX, 3 * TIES_MAX], [])

    ties.change(np.array([3, 5]), np.array([4, 1]), strength=10, trust=0, at=1)
    made, changed = ties.take_changed()

    assert (made.tolist(), changed.tolist()) == ([5 * TIES_MAX], [3 * TIES_MAX])
    assert ties.rows(changed)["other"].tolist() == [4]


def test_newcomers_get_room() -> None:
    ties = tied((1, 2), residents=3)

    ties.grow(6)
    ties.change(np.array([6]), np.array([1]), strength=500, trust=0, at=0)

    assert ties.residents == 6
    assert strength(ties, 6, 1) == 500
    assert strength(ties, 1, 2) == 1_000


@pytest.mark.parametrize(
    ("points", "level"),
    [(0, 0), (1_000, 0), (1_001, 1), (3_000, 1), (3_001, 2), (6_000, 2), (6_001, 3), (8_500, 3), (8_501, 4)],
)
def test_levels_begin_above_10_30_60_and_85_points(points: int, level: int) -> None:
    assert level_of(np.array([points])).tolist() == [TieLevel(level)]


changes = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 60), st.integers(-2_000, 4_000), st.integers(-900, 900)), max_size=120
)


@given(changes)
@settings(max_examples=60)
def test_ties_are_the_same_after_they_were_kept_and_filled_in_again(rows: list[tuple[int, int, int, int]]) -> None:
    ties = Ties(60)
    for moment, (one, other, points, trust) in enumerate(rows):
        if one != other:
            ties.change(np.array([one]), np.array([other]), strength=points, trust=trust, at=moment * 7_000)
    kept = ties.as_dict()

    filled = Ties(60)
    filled.fill({name: values[: len(values) // 2] for name, values in kept.items()})
    filled.fill({name: values[len(values) // 2 :] for name, values in kept.items()})

    assert {name: values.tolist() for name, values in filled.as_dict().items()} == {
        name: values.tolist() for name, values in kept.items()
    }
    now = 10**7
    every = np.arange(1, 61)
    assert (ties.strengths_of(every, now) == filled.strengths_of(every, now)).all()
    assert (ties.others_of(every) == filled.others_of(every)).all()


@given(changes)
@settings(max_examples=60)
def test_a_tie_changed_alone_is_the_tie_changed_among_many(rows: list[tuple[int, int, int, int]]) -> None:
    alone, among = Ties(60), Ties(60)
    for moment, (one, other, points, trust) in enumerate(rows):
        if one == other:
            continue
        at = moment * 70_000
        before, after = alone.change_one(one, other, strength=points, trust=trust, at=at)
        assert before == int(among.strength_of(np.array([one]), np.array([other]), at)[0])
        among.change(np.array([one]), np.array([other]), strength=points, trust=trust, at=at)
        assert after == int(among.strength_of(np.array([one]), np.array([other]), at)[0])

    kept, changed = alone.as_dict(), [numbers.tolist() for numbers in alone.take_changed()]
    assert {name: values.tolist() for name, values in kept.items()} == {
        name: values.tolist() for name, values in among.as_dict().items()
    }
    assert changed == [numbers.tolist() for numbers in among.take_changed()]
    for one in range(1, 10):
        for other in range(1, 61):
            found = alone.bond(one, other, 10**7)
            pair = np.array([one]), np.array([other])
            assert found == (int(among.strength_of(*pair, 10**7)[0]), int(among.trust_of(*pair)[0]))


@given(changes, st.integers(1, 40))
@settings(max_examples=60)
def test_ties_changed_together_are_those_changed_one_after_the_other(
    rows: list[tuple[int, int, int, int]], at_once: int
) -> None:
    alone, together = Ties(60), Ties(60)
    for ties in (alone, together):
        # one has as many ties as there may be: each new one takes the place of another
        ties.change(np.ones(TIES_MAX, dtype=int), np.arange(61 - TIES_MAX, 61), strength=90, trust=0, at=0)
    rows = [row for row in rows if row[0] != row[1]]
    for first in range(0, len(rows), at_once):
        some = list({row[:2]: row for row in rows[first : first + at_once]}.values())
        one, other, points, trust = np.array(some).T
        before, after = together.change_each(one, other, strength=points, trust=trust, at=first)
        expected = [alone.change_one(row[0], row[1], strength=row[2], trust=row[3], at=first) for row in some]
        assert list(zip(before.tolist(), after.tolist(), strict=True)) == expected

    assert [level.tolist() for level in alone.graded()] == [level.tolist() for level in together.graded()]
    (made, changed), (made_together, changed_together) = alone.take_changed(), together.take_changed()
    assert sorted(made.tolist()) == sorted(made_together.tolist())
    assert changed.tolist() == changed_together.tolist()
    kept = together.as_dict()
    assert {name: values.tolist() for name, values in alone.as_dict().items()} == {
        name: values.tolist() for name, values in kept.items()
    }
