"""Queries that are compiled once answer as ordinary querysets do, whatever is put into their gaps."""

from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from streams.models import Account, Post
from streams.selectors.statements import gap, one_of, read, read_integers, read_models
from tests.streams.selectors.feed_rows import FeedRows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def _by(limit: int) -> QuerySet[Post, Any]:
    rows = Post.objects.filter(one_of("author_id", "authors"), pk__gt=gap("after"))
    return rows.order_by("-pk").values_list("pk", "topic")[:limit]


def _accounts() -> QuerySet[Account, Any]:
    return Account.objects.filter(one_of("pk", "keys")).order_by("pk").values_list()


@pytest.fixture
def rows() -> FeedRows:
    rows = FeedRows.of(accounts=3)
    for number in range(1, 7):
        rows.post(number % 3 + 1, topic=number)
    return rows


def test_a_query_is_filled_in_anew_at_each_use(rows: FeedRows) -> None:
    first = read(_by, 9, authors=[rows.key(1)], after=0)
    second = read(_by, 9, authors=[rows.key(2), rows.key(3)], after=rows.key(3))

    assert first == [(rows.key(6), 6), (rows.key(3), 3)]
    assert second == [(rows.key(5), 5), (rows.key(4), 4)]


def test_what_a_query_is_built_with_belongs_to_it(rows: FeedRows) -> None:
    authors = [rows.key(n) for n in (1, 2, 3)]

    assert [len(read(_by, limit, authors=authors, after=0)) for limit in (2, 5)] == [2, 5]


def test_one_of_none_is_nobody(rows: FeedRows) -> None:
    assert read(_by, 9, authors=[], after=0) == []


def test_integers_come_in_the_order_of_the_rows(rows: FeedRows) -> None:
    found = read_integers(_by, 9, authors={rows.key(1), rows.key(2)}, after=0)

    assert found.dtype == np.int64
    assert found.tolist() == [[rows.key(6), 6], [rows.key(4), 4], [rows.key(3), 3], [rows.key(1), 1]]


def test_no_integers_still_have_their_columns(rows: FeedRows) -> None:
    assert read_integers(_by, 9, authors=[], after=0).shape == (0, 2)


def test_models_are_those_of_a_queryset(rows: FeedRows) -> None:
    keys = [rows.key(2), rows.key(3)]

    found = read_models(Account, _accounts, keys=keys)

    assert [vars(one) | {"_state": None} for one in found] == [
        vars(one) | {"_state": None} for one in Account.objects.filter(pk__in=keys).order_by("pk")
    ]


def test_a_gap_that_nobody_fills_is_an_error(rows: FeedRows) -> None:
    with pytest.raises(KeyError, match="after"):
        read(_by, 9, authors=[])


def test_reading_is_one_query(rows: FeedRows) -> None:
    with CaptureQueriesContext(connection) as captured:
        read_integers(_by, 9, authors=[rows.key(1)], after=0)

    assert len(captured) == 1
