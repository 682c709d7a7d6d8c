"""Who follows many is shown what who follows few is shown, though it is looked for in another way."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from streams.models import Post, Repost
from streams.recommender.rankings import Ranking
from streams.selectors import following
from streams.selectors.feeds import feed
from streams.selectors.viewing import Viewer
from tests.streams.selectors.feed_rows import STEP, FeedRows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

ME = 1
ACCOUNTS = 12
PAGE = 4
Shown = list[tuple[int, int]]


def lively(seed: int) -> FeedRows:
    """Let accounts write, pass on, take back and hide, of whom most are followed."""
    dice, rows = random.Random(seed), FeedRows.of(accounts=ACCOUNTS)
    rows.follow(ME, *dice.sample(range(2, ACCOUNTS + 1), 8))
    pairs: list[tuple[int, int]] = []
    for ago_s in range(3_000, 0, -50):
        post = rows.post(dice.randint(1, ACCOUNTS), ago_s=ago_s)
        if pairs and dice.random() < 0.4:
            repost = rows.repost(*pairs.pop(), ago_s=ago_s - 10)
            if dice.random() < 0.2:
                rows.end(Repost, repost)
        pairs.append((dice.randint(2, ACCOUNTS), post))
        dice.shuffle(pairs)
        if dice.random() < 0.2:
            rows.end(Post, post)
        elif dice.random() < 0.1:
            rows.hide(post)
    return rows


def pages(viewer: Viewer) -> list[Shown]:
    """Walk through the whole feed: of each page the posts, and who passed them on."""
    walked, before = [], ""
    while True:
        page = feed(viewer, Ranking.FOLLOWING, before=before, limit=PAGE)
        posts = [entry.post for entry in page.entries]
        walked.append([(post.number, post.reposted_by.number if post.reposted_by else 0) for post in posts])
        if not page.next:
            return walked
        before = page.next


@pytest.mark.parametrize("seed", range(6))
def test_many_are_shown_page_by_page_as_few_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    viewer = lively(seed).viewer(ME)
    as_few = pages(viewer)
    monkeypatch.setattr(following, "FEW", 2)

    as_many = pages(viewer)

    assert as_many == as_few
    assert len(as_few) > 5


@pytest.mark.parametrize("seed", range(6))
def test_in_the_past_too(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = lively(seed)
    viewer = rows.viewer(ME, until=rows.until(STEP, 0))
    as_few = pages(viewer)
    monkeypatch.setattr(following, "FEW", 2)

    assert pages(viewer) == as_few
    assert as_few != pages(rows.viewer(ME))


def test_what_many_wrote_long_ago_is_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = FeedRows.of(accounts=6)
    rows.follow(ME, 2, 3, 4, 5)
    old = [rows.post(n, ago_s=9_000 - n) for n in (2, 3, 4)]
    for _ in range(9):
        rows.post(6)
    monkeypatch.setattr(following, "FEW", 2)
    monkeypatch.setattr(following, "RECENT", 5)

    page = feed(rows.viewer(ME), Ranking.FOLLOWING)

    assert [entry.post.number for entry in page.entries] == old[::-1]


def test_many_and_few_cost_as_many_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    viewer, costs = lively(3).viewer(ME), []

    for few in (2, 250):
        monkeypatch.setattr(following, "FEW", few)
        with CaptureQueriesContext(connection) as captured:
            following.passed_to(viewer, post=1_000, repost=1_000, limit=PAGE)
        costs.append(len(captured))

    assert costs == [5, 5]
