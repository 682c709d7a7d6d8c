"""Many at once: what 32 ask of one run at the same time is counted exactly, and every receipt is true."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection

from streams.models import Follow, Inbox, Like, Outcome, PostCount, Run
from streams.models.social import STANDS
from streams.writer.verify import verify_run
from tests.streams.network.talkers import (
    Word,
    assemble,
    counts_of,
    drive,
    follow,
    found,
    like,
    post,
    send,
    tell,
    unlike,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

PEOPLE = 8
POSTS = 4
THREADS = 32
EACH = 8


@pytest.fixture
def run() -> Run:
    run = found(*(f"person{number}" for number in range(PEOPLE)))
    tell(run, *(post(1) for _ in range(POSTS)))
    return run


def wishes(thread: int) -> Iterator[Word]:
    dice = random.Random(thread)
    for _ in range(EACH):
        actor = dice.randint(1, PEOPLE)
        number = dice.randint(1, POSTS)
        yield dice.choice((like(actor, number), unlike(actor, number), follow(actor, dice.randint(1, PEOPLE))))


def ask(run: Run, thread: int) -> list[int]:
    try:
        return [send(run, word).pk for word in wishes(thread)]
    finally:
        connection.close()


def test_likes_and_follows_of_a_crowd_are_counted_exactly_and_answered_truly(run: Run) -> None:
    with ThreadPoolExecutor(THREADS) as crowd:
        asked = [crowd.submit(ask, run, thread) for thread in range(THREADS)]
        while wait(asked, timeout=0).not_done:
            drive(run, 1)
    drive(run, 1)

    receipts = Inbox.objects.filter(pk__in=[pk for each in asked for pk in each.result()])
    done = {kind: receipts.filter(kind=kind, outcome=Outcome.APPLIED).count() for kind in ("like", "unlike", "follow")}
    assert receipts.count() == THREADS * EACH
    assert not receipts.filter(outcome__in=(Outcome.PENDING, Outcome.FAILED)).exists()
    likes, follows = Like.objects.of(run.pk), Follow.objects.of(run.pk)
    assert (likes.count(), likes.exclude(STANDS).count(), follows.count()) == tuple(done.values())
    standing = [likes.filter(STANDS, post_id=row.pk).count() for row in PostCount.objects.of(run.pk).order_by("pk")]
    of_posts, of_accounts = counts_of(run)
    assert [counts[1] for counts in of_posts] == standing
    assert sum(followers for _, followers, _ in of_accounts.values()) == follows.count()
    assert sum(following for _, _, following in of_accounts.values()) == follows.count()
    assert list(verify_run(run, assemble)) == []
