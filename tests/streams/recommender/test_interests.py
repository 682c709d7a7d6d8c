"""What viewers care for and how far authors are, against slow references."""

import numpy as np

from streams.recommender.fading import faded
from streams.recommender.interests import FAR, NEAR, NEAREST, OWN, SHARES, UNIFORM, distances, interests_of, pairs_of
from tests.streams.recommender.slow import faded as slow_faded

WEEK_S = 7 * 86_400


def interests(*acts: tuple[int, int, int, int], viewers: int = 1) -> list[list[int]]:
    """acts: (viewer's row, topic, weight, age in seconds)."""
    viewer, topic, weight, age_s = np.array(acts, dtype=np.int64).reshape(-1, 4).T
    shares: list[list[int]] = interests_of(
        viewers=viewers, viewer=viewer, topic=topic, weight=weight, age_s=age_s
    ).tolist()
    return shares


def test_a_new_person_cares_for_all_topics_alike() -> None:
    assert interests() == [[UNIFORM] * 16]


def test_interests_are_shares_of_what_was_done() -> None:
    random = np.random.default_rng(4)
    acts = list(
        zip(
            random.integers(0, 3, 200).tolist(),
            random.integers(0, 16, 200).tolist(),
            random.integers(1, 5, 200).tolist(),
            random.integers(0, 4 * WEEK_S, 200).tolist(),
            strict=True,
        )
    )

    found = interests(*acts, viewers=4)

    assert found == [slow_interests([act[1:] for act in acts if act[0] == viewer]) for viewer in range(4)]
    assert max(map(sum, found)) <= SHARES


def slow_interests(acts: list[tuple[int, int, int]]) -> list[int]:
    points = [256] * 16
    for topic, weight, age_s in acts:
        points[topic] += slow_faded(weight * 256, age_s, WEEK_S)
    return [one * SHARES // sum(points) for one in points]


def test_what_she_did_a_week_ago_says_half_as_much() -> None:
    fresh, older = interests((0, 3, 4, 0))[0], interests((0, 3, 4, WEEK_S))[0]

    assert fresh[3] == (256 + 4 * 256) * SHARES // (16 * 256 + 4 * 256)
    assert older[3] == (256 + 2 * 256) * SHARES // (16 * 256 + 2 * 256)


def test_one_like_does_not_make_anybody_single_minded() -> None:
    assert interests((0, 7, 2, 0))[0][7] < 4 * UNIFORM


def test_fading_is_what_integers_of_any_size_give() -> None:
    random = np.random.default_rng(9)
    worth, age_s = random.integers(0, 2**46, 3_000), random.integers(-50, 40 * WEEK_S, 3_000)

    found = faded(worth, age_s, WEEK_S).tolist()

    assert found == [slow_faded(*pair, WEEK_S) for pair in zip(worth.tolist(), age_s.tolist(), strict=True)]


def test_nothing_is_left_after_a_very_long_time() -> None:
    assert faded(2**40 - 1, 2**31 - 1, 3_600).tolist() == 0


def test_distances_are_counted_over_follows() -> None:
    nearest, near = (
        pairs_of(np.array([1, 1, 2]), np.array([4, 6, 1])),
        pairs_of(np.array([1, 1, 2]), np.array([5, 6, 4])),
    )

    found = distances(np.array([1, 2]), np.array([[1, 4, 5, 6, 7], [1, 2, 3, 4, 5]]), nearest=nearest, near=near)

    assert found.tolist() == [[OWN, NEAREST, NEAR, NEAREST, FAR], [NEAREST, OWN, FAR, NEAR, FAR]]


def test_who_follows_nobody_is_far_from_everybody() -> None:
    nobody = np.empty(0, dtype=np.int64)

    assert distances(np.array([3]), np.array([[1, 3]]), nearest=nobody, near=nobody).tolist() == [[FAR, OWN]]
