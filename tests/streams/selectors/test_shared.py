"""What a step shows to everybody is read once, shown to each as she may see it, and read anew after the next step."""

from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from streams.models import RunHead
from streams.recommender.rankings import Ranking
from streams.selectors.feeds import FeedPage, feed, trending
from streams.selectors.shared import Latest, SharedReads, shared
from tests.streams.selectors.test_feed_costs import ME, network

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def numbers(page: FeedPage) -> set[int]:
    return {entry.post.number for entry in page.entries}


def queries(look: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        look()
    return len(captured)


@pytest.mark.parametrize("ranking", [Ranking.HOT, Ranking.RECOMMENDED, Ranking.RANDOM])
def test_the_second_who_looks_in_a_step_asks_for_less(ranking: Ranking) -> None:
    rows = network(30, text="green tea")

    first, second = (queries(lambda: feed(rows.viewer(ME), ranking)) for _ in range(2))

    assert first - second == 3


def test_words_on_the_rise_are_read_once_a_step() -> None:
    rows = network(30, text="green tea")

    first, second = (queries(lambda: trending(rows.viewer(ME))) for _ in range(2))

    assert first - second == 4


def test_each_sees_what_she_may_of_what_was_read_for_another_after_the_step_that_changed_it() -> None:
    rows = network(30, text="green tea")
    before = feed(rows.viewer(ME), Ranking.HOT, limit=100)
    post = max(numbers(before))
    rows.hide(post)
    RunHead.objects.filter(pk=rows.run.pk).update(step=F("step") + 1)

    shown = [
        post in numbers(feed(viewer, Ranking.HOT, limit=100))
        for viewer in (rows.viewer(is_operator=True), rows.viewer(ME))
    ]

    assert shown == [True, False]


def test_the_past_is_read_each_time() -> None:
    rows = network(3)
    made: list[int] = []

    def make() -> tuple[Any]:
        made.append(1)
        return (np.arange(3),)

    past, now = (Latest(step=step, sim_time=60, post=3) for step in (None, 7))
    for latest in (past, past, now, now):
        shared(rows.viewer(ME), latest, "x", make)

    assert len(made) == 3


def test_nobody_changes_what_others_read_and_the_oldest_makes_room() -> None:
    reads, made = SharedReads(entries_max=2), []

    def make() -> tuple[Any]:
        made.append(1)
        return (np.arange(3),)

    (array,) = reads.give("a", make)
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 7
    for key in ("b", "a", "c", "a", "b"):
        reads.give(key, make)

    assert len(made) == 4  # a, b, c, and b once more
