"""Feeds of a network that an engine wrote: what is told through the inbox is ranked and found."""

import pytest

from streams.models import Post, Run
from streams.recommender.rankings import Ranking, Reason
from streams.search.topics import Topic
from streams.selectors.feeds import feed, search_posts, trending
from streams.selectors.viewing import Viewer, viewer_as, viewer_of
from tests.streams.network.talkers import ANN, BEN, CAT, drive, follow, found, like, post, tell

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def run() -> Run:
    run = found("ann", "ben", "cat")
    tell(run, post(BEN, "今天的咖啡真好吃"), post(CAT, "Overtime again, says the boss"), follow(ANN, BEN))
    tell(run, like(ANN, 2), like(BEN, 2))
    return run


def numbers(viewer: Viewer, ranking: Ranking) -> list[int]:
    return [entry.post.number for entry in feed(viewer, ranking).entries]


def test_a_persons_post_has_the_topic_of_its_words(run: Run) -> None:
    assert list(Post.objects.of(run.pk).order_by("pk").values_list("topic", flat=True)) == [Topic.FOOD, Topic.WORK]


def test_a_word_of_two_chinese_characters_is_found(run: Run) -> None:
    (entry,) = search_posts(viewer_of(run, None), "咖啡").entries

    assert (entry.post.number, entry.reasons) == (1, [Reason.FOUND])


def test_each_order_shows_what_it_promises(run: Run) -> None:
    ann = viewer_as(viewer_of(run, None), ANN)

    assert numbers(ann, Ranking.FOLLOWING) == [1]
    assert numbers(ann, Ranking.NEW) == [2, 1]
    assert numbers(ann, Ranking.HOT) == [2, 1]
    assert sorted(numbers(ann, Ranking.RANDOM)) == [1, 2]
    assert sorted(numbers(ann, Ranking.RECOMMENDED)) == [1, 2]


def test_a_past_moment_has_the_feed_of_then(run: Run) -> None:
    drive(run, 60)
    (moment,) = {entry.post.sim_time for entry in feed(viewer_of(run, None), Ranking.NEW).entries}
    tell(run, post(BEN, "Later"))

    then = viewer_of(run, None, t=moment)

    assert numbers(then, Ranking.NEW) == [2, 1]
    assert {entry.post.counts.likes for entry in feed(then, Ranking.HOT).entries} == {0}
    assert trending(then) == []
