"""A feed costs the same number of queries, and rows, whatever the network holds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from streams.recommender.rankings import Ranking
from streams.selectors.candidates import POOL_POSTS
from streams.selectors.feeds import PAGE_SIZE, feed, search_posts, trending
from streams.selectors.viewing import Viewer
from tests.society.rows_read import cost_of
from tests.streams.selectors.feed_rows import FeedRows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

ME = 1
LOOKS: dict[str, Callable[[Viewer], Any]] = {
    **{ranking.value: lambda viewer, ranking=ranking: feed(viewer, ranking) for ranking in Ranking},  # type: ignore[misc]
    "as": lambda viewer: feed(viewer, Ranking.RECOMMENDED, as_account=2),
    "trending": trending,
    "search": lambda viewer: search_posts(viewer, "green 咖啡"),
}


def network(posts: int, *, text: str = "") -> FeedRows:
    rows = FeedRows.of(accounts=9)
    rows.follow(ME, 2, 3, 4)
    rows.follow(2, 5)
    rows.posts(posts, authors=9, text=text)
    rows.like(ME, 3)
    rows.comment(ME, 4)
    rows.repost(2, 5)
    rows.hide(6)
    for author in (7, 8):
        rows.post(author, "lantern")
    return rows


def queries(viewer: Viewer, look: Callable[[Viewer], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        look(viewer)
    return len(captured)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_ten_posts_and_three_thousand_cost_the_same_queries(look: Callable[[Viewer], Any]) -> None:
    few, many = (network(posts, text="green tea 喝咖啡") for posts in (10, 3_000))

    assert queries(many.viewer(ME), look) == queries(few.viewer(ME), look) <= 20


@pytest.mark.parametrize("name", [ranking.value for ranking in Ranking])
def test_a_feed_reads_no_more_rows_of_a_larger_network(name: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("rows are counted on SQLite")

    large, larger = network(POOL_POSTS + 500), network(POOL_POSTS + 2_500)

    rows = [cost_of(lambda one=one: LOOKS[name](one.viewer(ME))).rows for one in (large, larger)]  # type: ignore[misc]

    assert abs(rows[1] - rows[0]) <= 2 * PAGE_SIZE  # chance brings more or fewer authors to a page


def test_following_reads_a_page_however_much_they_have_written() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("rows are counted on SQLite")

    large, larger = network(500), network(3_000)
    costs = [cost_of(lambda rows=rows: feed(rows.viewer(ME), Ranking.FOLLOWING)) for rows in (large, larger)]  # type: ignore[misc]

    assert costs[0] == costs[1]
    assert costs[0].rows < 150
