"""Feeds as pages and the API read them: what is in them, in which order, why, and how they go on."""

import pytest

from streams.models import Follow, Like, Post, Repost
from streams.recommender.rankings import Ranking, Reason
from streams.selectors.feeds import FeedPage, default_ranking, feed
from streams.selectors.viewing import Viewer
from tests.streams.selectors.feed_rows import HOUR_S, FeedRows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

ME, FRIEND, HER_FRIEND, STRANGER = 1, 2, 3, 4


@pytest.fixture
def rows() -> FeedRows:
    rows = FeedRows.of(accounts=6)
    rows.follow(ME, FRIEND)
    rows.follow(FRIEND, HER_FRIEND)
    return rows


def shown(page: FeedPage) -> list[tuple[int, list[Reason]]]:
    return [(entry.post.number, list(entry.reasons)) for entry in page.entries]


def numbers(page: FeedPage) -> list[int]:
    return [entry.post.number for entry in page.entries]


def all_pages(viewer: Viewer, ranking: Ranking, limit: int) -> list[int]:
    found, before = [], ""
    while True:
        page = feed(viewer, ranking, before=before, limit=limit)
        found += numbers(page)
        if not page.next:
            return found
        before = page.next


def test_new_shows_everything_the_latest_first(rows: FeedRows) -> None:
    posts = [rows.post(author) for author in (STRANGER, FRIEND, ME)]

    assert shown(feed(rows.viewer(ME), Ranking.NEW)) == [(post, [Reason.NEW]) for post in reversed(posts)]


def test_following_shows_what_friends_write_and_pass_on(rows: FeedRows) -> None:
    strange = rows.post(STRANGER, ago_s=500)
    hers, mine = rows.post(FRIEND, ago_s=400), rows.post(ME, ago_s=300)
    rows.post(STRANGER, ago_s=200)
    rows.repost(FRIEND, strange, ago_s=100)
    rows.repost(HER_FRIEND, hers, ago_s=50)

    page = feed(rows.viewer(ME), Ranking.FOLLOWING)

    assert shown(page) == [(strange, [Reason.REPOSTED]), (mine, [Reason.OWN]), (hers, [Reason.FOLLOWED])]
    assert [entry.post.reposted_by.number if entry.post.reposted_by else 0 for entry in page.entries] == [FRIEND, 0, 0]


def test_a_post_that_came_twice_stands_once_where_it_came_last(rows: FeedRows) -> None:
    hers = rows.post(FRIEND, ago_s=400)
    later = rows.post(FRIEND, ago_s=300)
    rows.follow(ME, HER_FRIEND)
    rows.repost(HER_FRIEND, hers, ago_s=100)

    page = feed(rows.viewer(ME), Ranking.FOLLOWING)

    assert shown(page) == [(hers, [Reason.REPOSTED]), (later, [Reason.FOLLOWED])]


def test_nobody_follows_nobody(rows: FeedRows) -> None:
    rows.post(FRIEND)

    assert shown(feed(rows.viewer(), Ranking.FOLLOWING)) == []


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_following_is_every_post_and_repost_of_friends_in_order_of_time(limit: int) -> None:
    rows = FeedRows.of(accounts=8)
    rows.follow(ME, 2, 3, 4, 5)
    for n in range(60):
        # one writes most, one nothing; what others write is between
        post = rows.post((2, 2, 2, 3, 4, 6, 7, ME)[n % 8], ago_s=(60 - n) * 100)
        if n % 7 == 0:
            rows.repost(4 + n % 3, post - n % 2, ago_s=(60 - n) * 100 - 50)
    expected = slow_following(rows, ME)

    found = all_pages(rows.viewer(ME), Ranking.FOLLOWING, limit)

    assert list(dict.fromkeys(found)) == list(dict.fromkeys(expected))


def slow_following(rows: FeedRows, account: int) -> list[int]:
    followed = {row.followed_id for row in Follow.objects.filter(follower_id=rows.key(account))}
    came = [(row.sim_time, row.number) for row in Post.objects.filter(author_id__in=followed | {rows.key(account)})]
    came += [(row.sim_time, row.post_id - rows.key(0)) for row in Repost.objects.filter(account_id__in=followed)]
    return [post for _, post in sorted(came, reverse=True)]


def test_hot_shows_what_others_react_to(rows: FeedRows) -> None:
    quiet, liked, answered, old = (rows.post(STRANGER, ago_s=ago_s) for ago_s in (60, 60, 60, 40 * HOUR_S))
    for account in (1, 2, 3):
        rows.like(account, liked)
        rows.like(account, old)
    rows.comment(ME, answered)

    page = feed(rows.viewer(ME), Ranking.HOT)

    assert shown(page) == [
        (liked, [Reason.POPULAR]),
        (answered, [Reason.POPULAR]),
        (quiet, [Reason.NEW]),
        (old, [Reason.POPULAR]),
    ]


def test_recommended_knows_her_interests_and_her_friends(rows: FeedRows) -> None:
    for _ in range(4):
        rows.post(ME, topic=7)
        rows.like(ME, rows.post(5, topic=9, ago_s=30 * HOUR_S))
    food, other = rows.post(6, topic=7, ago_s=2 * HOUR_S), rows.post(STRANGER, topic=1, ago_s=2 * HOUR_S)
    of_friend, near = rows.post(FRIEND, topic=1, ago_s=2 * HOUR_S), rows.post(HER_FRIEND, topic=1, ago_s=2 * HOUR_S)

    reasons = dict(shown(feed(rows.viewer(ME), Ranking.RECOMMENDED)))

    assert list(reasons)[:3] == [of_friend, food, near]
    assert [reasons[post] for post in (of_friend, food, near, other)] == [
        [Reason.FOLLOWED],
        [Reason.INTEREST],
        [Reason.NEAR],
        [Reason.NEW],
    ]


def test_what_she_answers_is_an_interest(rows: FeedRows) -> None:
    for _ in range(3):
        rows.comment(ME, rows.post(5, topic=9, ago_s=50 * HOUR_S))
    post = rows.post(6, topic=9)

    assert Reason.INTEREST in dict(shown(feed(rows.viewer(ME), Ranking.RECOMMENDED)))[post]


def test_chance_is_the_same_within_the_hour_and_another_for_others(rows: FeedRows) -> None:
    rows.posts(30, authors=4)

    mine, again, others = (numbers(feed(rows.viewer(who), Ranking.RANDOM, limit=30)) for who in (ME, ME, FRIEND))

    assert mine == again != others
    assert sorted(mine) == sorted(others) == list(range(1, 31))


@pytest.mark.parametrize("ranking", [Ranking.NEW, Ranking.HOT, Ranking.RECOMMENDED, Ranking.RANDOM])
def test_pages_go_on_where_the_last_one_ended(rows: FeedRows, ranking: Ranking) -> None:
    rows.posts(50, authors=5)
    viewer = rows.viewer(STRANGER)

    whole = numbers(feed(viewer, ranking, limit=100))

    assert all_pages(viewer, ranking, 7) == whole
    assert len(set(whole)) == len(whole) >= 40


@pytest.mark.parametrize("ranking", [Ranking.HOT, Ranking.RECOMMENDED, Ranking.RANDOM])
def test_what_is_written_meanwhile_does_not_move_the_next_page(rows: FeedRows, ranking: Ranking) -> None:
    rows.posts(30, authors=5)
    viewer = rows.viewer(6)
    whole, first = numbers(feed(viewer, ranking, limit=30)), feed(viewer, ranking, limit=10)

    rows.posts(10, authors=5)

    assert numbers(feed(viewer, ranking, before=first.next, limit=20)) == whole[10:]


@pytest.mark.parametrize("ranking", Ranking)
@pytest.mark.parametrize("cursor", ["x", "-1", "1.", "1.2.3.4", "٣", "99999999999", "1" * 5_000, "1,2"])
def test_what_is_no_cursor_is_refused(rows: FeedRows, ranking: Ranking, cursor: str) -> None:
    with pytest.raises(ValueError, match="take `next` of the page before"):
        feed(rows.viewer(ME), ranking, before=cursor)


@pytest.mark.parametrize("ranking", Ranking)
def test_a_network_without_posts_has_empty_feeds(rows: FeedRows, ranking: Ranking) -> None:
    assert feed(rows.viewer(ME), ranking) == FeedPage(entries=[])


@pytest.mark.parametrize("ranking", Ranking)
def test_ended_hidden_and_blocked_posts_never_appear(rows: FeedRows, ranking: Ranking) -> None:
    rows.follow(ME, 5, 6)
    kept, removed, hidden = rows.post(FRIEND), rows.post(FRIEND), rows.post(FRIEND)
    blocking, blocked = rows.post(5), rows.post(6)
    for post in (kept, removed, hidden, blocking, blocked):
        rows.like(STRANGER, post)
        rows.repost(FRIEND, post)
    rows.end(Post, removed)
    rows.hide(hidden)
    rows.block(ME, 5)
    rows.block(6, ME)

    assert numbers(feed(rows.viewer(ME), ranking)) == [kept]
    assert hidden in numbers(feed(rows.viewer(is_operator=True), Ranking.HOT))


@pytest.mark.parametrize("ranking", Ranking)
def test_the_feed_of_another_is_made_for_her_and_shown_to_the_viewer(rows: FeedRows, ranking: Ranking) -> None:
    rows.follow(ME, STRANGER)
    theirs, hidden, walled = rows.post(FRIEND), rows.post(ME), rows.post(STRANGER)
    rows.hide(hidden)
    rows.block(FRIEND, STRANGER)

    page = feed(rows.viewer(FRIEND), ranking, as_account=ME)

    assert numbers(page) == [theirs]  # her own hidden post is hers alone, and the viewer's blocks are the viewer's
    assert walled in numbers(feed(rows.viewer(), ranking, as_account=ME))


@pytest.mark.parametrize("ranking", Ranking)
def test_a_past_feed_is_made_of_what_stood_then(rows: FeedRows, ranking: Ranking) -> None:
    rows.follow(ME, STRANGER)
    first, removed = rows.post(FRIEND, step=10, ago_s=9_000), rows.post(FRIEND, step=11, ago_s=8_000)
    rows.like(5, rows.post(STRANGER, step=12, ago_s=7_000), step=12)
    unliked = rows.like(5, first, step=13)
    rows.end(Post, removed, step=20)
    rows.end(Like, unliked, step=20)
    Follow.objects.update(step=5)
    then = rows.until(15, 5_000)
    rows.post(FRIEND, step=16)
    rows.end(Follow, 1, step=30)

    page = feed(rows.viewer(ME, until=then), ranking)

    assert sorted(numbers(page)) == [first, removed, 3]
    assert {entry.post.number: entry.post.counts.likes for entry in page.entries} == {first: 1, removed: 0, 3: 1}
    if ranking is Ranking.HOT:
        assert numbers(page) == [3, first, removed]


def test_each_entry_has_a_reason(rows: FeedRows) -> None:
    rows.posts(40, authors=5)
    pages = [feed(rows.viewer(ME), ranking, limit=40) for ranking in Ranking]

    assert [entry for page in pages for entry in page.entries if not entry.reasons] == []


def test_the_order_shown_unasked_is_the_scenarios() -> None:
    told = FeedRows.of(accounts=1, scenario='{"social":{"enabled":true,"ranking":"random"}}')

    assert default_ranking(told.run) is Ranking.RANDOM
    assert default_ranking(FeedRows.of(accounts=1).run) is Ranking.RECOMMENDED
