"""The five orders of a feed against a slow reference, and what each of them promises."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from streams.recommender.choosing import Pool
from streams.recommender.feeds import Viewers, ranked
from streams.recommender.rankings import Ranking, Reason, reasons_in
from tests.streams.recommender.slow import slow_feed, some_posts, some_viewers

NOW = 500_000


def posts(**columns: list[int]) -> Pool:
    count = max(map(len, columns.values()))
    plain: dict[str, Any] = {
        "number": np.arange(1, count + 1),
        "author": np.arange(1, count + 1),
        "sim_time": np.full(count, NOW),
        "topic": np.zeros(count, dtype=np.int8),
        "comments": np.zeros(count, dtype=np.int32),
        "likes": np.zeros(count, dtype=np.int32),
        "reposts": np.zeros(count, dtype=np.int32),
    }
    return Pool(**plain | {name: np.array(values) for name, values in columns.items()})


def stranger(pool: Pool, *, now: int = NOW, number: int = 99, **changed: Any) -> Viewers:
    """A new person who follows nobody and may see every post."""
    plain: dict[str, Any] = {
        "number": np.array([number]),
        "candidates": np.arange(len(pool), dtype=np.int32)[None],
        "distance": np.full((1, len(pool)), 3, dtype=np.int8),
        "interests": np.full((1, 16), 64, dtype=np.int16),
        "now": now,
        "seed": 5,
    }
    return Viewers(**plain | changed)


def shown(ranking: Ranking, pool: Pool, viewers: Viewers, count: int = 50) -> list[list[tuple[int, int]]]:
    """The posts' numbers with their reasons, a list for each viewer."""
    chosen = ranked(ranking, pool, viewers, count)
    return [
        [(int(pool.number[row]), int(bits)) for row, bits in zip(rows, reasons, strict=True) if row >= 0]
        for rows, reasons in zip(chosen.rows, chosen.reasons, strict=True)
    ]


def numbers(ranking: Ranking, pool: Pool, viewers: Viewers, count: int = 50) -> list[int]:
    return [number for number, _ in shown(ranking, pool, viewers, count)[0]]


@pytest.mark.parametrize("ranking", Ranking)
@pytest.mark.parametrize("seed", range(5))
def test_many_viewers_are_shown_what_the_slow_reference_shows_each(ranking: Ranking, seed: int) -> None:
    pool = some_posts(300, seed=seed)
    viewers = some_viewers(20, pool, each=120, seed=seed + 50)

    expected = [slow_feed(ranking, pool, viewers, viewer, 30) for viewer in range(20)]

    assert shown(ranking, pool, viewers, 30) == expected


@pytest.mark.parametrize("ranking", Ranking)
def test_a_viewer_is_shown_the_same_alone_and_among_others(ranking: Ranking) -> None:
    pool = some_posts(200)
    many = some_viewers(9, pool, each=80)
    alone = replace(
        many,
        number=many.number[4:5],
        candidates=many.candidates[4:5],
        distance=many.distance[4:5],
        interests=many.interests[4:5],
    )

    assert shown(ranking, pool, alone) == shown(ranking, pool, many)[4:5]


@pytest.mark.parametrize("ranking", Ranking)
def test_the_order_of_candidates_changes_nothing(ranking: Ranking) -> None:
    pool = some_posts(150)
    viewers = some_viewers(6, pool, each=150)
    turned = replace(viewers, candidates=viewers.candidates[:, ::-1], distance=viewers.distance[:, ::-1])

    assert shown(ranking, pool, turned) == shown(ranking, pool, viewers)


@pytest.mark.parametrize("ranking", Ranking)
def test_a_shorter_page_is_the_beginning_of_a_longer_one(ranking: Ranking) -> None:
    pool = some_posts(150)
    viewers = some_viewers(6, pool, each=100)

    assert shown(ranking, pool, viewers, 7) == [feed[:7] for feed in shown(ranking, pool, viewers, 60)]


@pytest.mark.parametrize("ranking", Ranking)
def test_each_post_that_is_shown_has_a_reason(ranking: Ranking) -> None:
    pool = some_posts(200)
    feeds = shown(ranking, pool, some_viewers(10, pool, each=100))

    assert [bits for feed in feeds for _, bits in feed if not reasons_in(bits)] == []


@pytest.mark.parametrize("ranking", Ranking)
def test_what_is_no_candidate_is_never_shown(ranking: Ranking) -> None:
    pool = posts(likes=[9, 9, 9, 9])
    viewers = stranger(
        pool, candidates=np.array([[0, -1, 2, -1]], dtype=np.int32), distance=np.array([[1, 1, 1, 1]], dtype=np.int8)
    )

    assert sorted(numbers(ranking, pool, viewers)) == [1, 3]


@pytest.mark.parametrize("ranking", Ranking)
def test_without_posts_feeds_are_empty(ranking: Ranking) -> None:
    pool = posts(number=[])

    assert ranked(ranking, pool, stranger(pool), 10).rows.shape == (1, 0)


@pytest.mark.parametrize("ranking", [Ranking.NEW, Ranking.HOT, Ranking.RECOMMENDED])
def test_of_equal_posts_the_later_one_comes_first(ranking: Ranking) -> None:
    pool = posts(number=[4, 9, 2, 7])

    assert numbers(ranking, pool, stranger(pool)) == [9, 7, 4, 2]


def test_a_hot_post_loses_half_of_its_heat_in_six_hours() -> None:
    pool = posts(likes=[7, 3], sim_time=[NOW - 6 * 3_600, NOW])  # 8 points and 4

    assert numbers(Ranking.HOT, pool, stranger(pool)) == [2, 1]
    assert numbers(Ranking.HOT, posts(likes=[9, 3], sim_time=[NOW - 6 * 3_600, NOW]), stranger(pool)) == [1, 2]


def test_a_recommended_post_loses_half_of_its_worth_in_a_day() -> None:
    pool = posts(likes=[0, 0], sim_time=[NOW - 86_400, NOW], topic=[1, 2])
    interests = np.full((1, 16), 64, dtype=np.int16)
    interests[0, 1] = 190

    assert numbers(Ranking.RECOMMENDED, pool, stranger(pool, interests=interests)) == [2, 1]
    interests[0, 1] = 200
    assert numbers(Ranking.RECOMMENDED, pool, stranger(pool, interests=interests)) == [1, 2]


def test_posts_of_years_ago_can_still_be_ranked() -> None:
    pool = posts(likes=[10**6, 0], sim_time=[0, 0])

    assert numbers(Ranking.HOT, pool, stranger(pool, now=2**31 - 1)) == [2, 1]


def test_a_post_of_a_later_moment_counts_as_new() -> None:
    pool = posts(sim_time=[NOW + 40, NOW])

    assert numbers(Ranking.HOT, pool, stranger(pool)) == [2, 1]


def test_more_reactions_than_anything_can_have_do_no_harm() -> None:
    pool = posts(likes=[2**31 - 1, 5, 2**31 - 1], reposts=[2**31 - 1, 0, 0])

    assert numbers(Ranking.HOT, pool, stranger(pool)) == [3, 1, 2]
    assert numbers(Ranking.RECOMMENDED, pool, stranger(pool)) == [3, 1, 2]


def test_recommended_puts_what_interests_her_and_whom_she_knows_first() -> None:
    pool = posts(topic=[7, 1, 1, 1])
    interests = np.full((1, 16), 20, dtype=np.int16)
    interests[0, 7] = 700
    viewers = stranger(pool, interests=interests, distance=np.array([[3, 1, 2, 3]], dtype=np.int8))

    assert shown(Ranking.RECOMMENDED, pool, viewers)[0] == [
        (1, Reason.INTEREST | Reason.NEW),
        (2, Reason.FOLLOWED | Reason.NEW),
        (3, Reason.NEAR | Reason.NEW),
        (4, Reason.NEW),
    ]


def test_one_author_does_not_fill_a_recommended_feed() -> None:
    pool = posts(author=[1, 1, 1, 2, 3], likes=[9, 9, 9, 3, 1])

    assert numbers(Ranking.RECOMMENDED, pool, stranger(pool)) == [3, 4, 5, 2, 1]


def test_her_own_posts_are_not_recommended_to_her() -> None:
    pool = posts(likes=[50, 0])

    assert numbers(Ranking.RECOMMENDED, pool, stranger(pool, distance=np.array([[0, 3]], dtype=np.int8))) == [2]


def test_following_shows_whom_she_follows_and_herself() -> None:
    pool = posts(likes=[5, 5, 5, 5])
    viewers = stranger(pool, distance=np.array([[0, 1, 2, 3]], dtype=np.int8))

    assert shown(Ranking.FOLLOWING, pool, viewers)[0] == [(2, Reason.FOLLOWED), (1, Reason.OWN)]


def test_chance_is_another_for_each_viewer_and_each_hour() -> None:
    pool = some_posts(40)
    orders = {
        (viewer, hour): tuple(numbers(Ranking.RANDOM, pool, stranger(pool, number=viewer, now=hour * 3_600 + 5)))
        for viewer in (1, 2)
        for hour in (10, 11)
    }

    assert len(set(orders.values())) == 4
    assert tuple(numbers(Ranking.RANDOM, pool, stranger(pool, number=1, now=10 * 3_600 + 3_599))) == orders[1, 10]


def test_chance_favours_no_post() -> None:
    pool = some_posts(5)
    firsts = [numbers(Ranking.RANDOM, pool, stranger(pool, number=n), 1)[0] for n in range(1, 1_001)]

    assert min(firsts.count(int(number)) for number in pool.number) > 150


def test_reasons_are_listed_one_by_one() -> None:
    assert reasons_in(Reason.NEW | Reason.FOLLOWED) == [Reason.FOLLOWED, Reason.NEW]
    assert max(Reason) < 2**16
