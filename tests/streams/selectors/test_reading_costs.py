"""What is read of the network costs the same number of queries, however much there is of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from streams.selectors.accounts import account_view, accounts_named, followers_of, following_of
from streams.selectors.messages import conversations_of, messages_in, unread_total
from streams.selectors.notices import notices_of, unread_notices
from streams.selectors.posts import liked_by, new_posts, posts_by_numbers, posts_of
from streams.selectors.threads import thread
from streams.selectors.viewing import Viewer, viewer_of
from tests.streams.network.talkers import ANN, BEN, found
from tests.streams.selectors.eyes import eyes, remembered, talked

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

READS: dict[str, tuple[Callable[[Viewer], Any], int]] = {
    "posts by number": (lambda viewer: posts_by_numbers(viewer, list(range(1, 40))), 9),
    "new posts": (lambda viewer: new_posts(viewer, limit=50), 9),
    "posts of": (lambda viewer: posts_of(viewer, ANN, limit=50), 9),
    "liked by": (lambda viewer: liked_by(viewer, 1, limit=50), 6),
    "thread": (lambda viewer: thread(viewer, 1, limit=50), 9),
    "account": (lambda viewer: account_view(viewer, BEN), 4),
    "accounts": (lambda viewer: accounts_named(viewer, "", limit=50), 5),
    "followers": (lambda viewer: followers_of(viewer, ANN, limit=50), 5),
    "following": (lambda viewer: following_of(viewer, BEN, limit=50), 5),
    "notices": (lambda viewer: notices_of(viewer, limit=50), 9),
    "unread notices": (unread_notices, 1),
    "conversations": (lambda viewer: conversations_of(viewer, limit=50), 7),
    "messages": (lambda viewer: messages_in(viewer, 1, limit=50), 6),
    "unread messages": (unread_total, 1),
}
PAST_COSTS = 5
"""Queries more for a moment of the past, at most: its counts are counted."""


def queries(viewer: Viewer, read: Callable[[Viewer], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(viewer)
    return len(captured)


def test_reads_cost_the_same_for_three_people_and_for_thirty() -> None:
    few, many = talked(3), talked(30)

    costs = {name: (queries(eyes(few, ANN), read), queries(eyes(many, ANN), read)) for name, (read, _) in READS.items()}

    assert {name: pair for name, pair in costs.items() if pair[0] != pair[1]} == {}
    assert {name: cost for name, (_, cost) in costs.items() if cost != READS[name][1]} == {}


def test_reads_of_the_past_cost_the_same_for_three_people_and_for_thirty() -> None:
    few, many = talked(3), talked(30)
    then = remembered(few), remembered(many)

    costs = {
        name: (queries(eyes(few, ANN, t=then[0]), read), queries(eyes(many, ANN, t=then[1]), read))
        for name, (read, _) in READS.items()
    }

    assert {name: pair for name, pair in costs.items() if pair[0] != pair[1]} == {}
    assert all(cost <= READS[name][1] + PAST_COSTS for name, (_, cost) in costs.items())


def test_finding_out_who_looks_costs_a_few_queries(django_assert_num_queries: Any) -> None:
    run = found("ann")
    viewer = eyes(run, ANN)
    assert viewer.membership is not None
    user = viewer.membership.user

    with django_assert_num_queries(2):
        viewer_of(run, user)
    with django_assert_num_queries(0):
        viewer_of(run, None)
