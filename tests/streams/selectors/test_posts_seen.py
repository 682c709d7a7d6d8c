"""Posts as a viewer sees them: what is told of one, who sees what, and lists that go on to their end."""

import pytest

from streams.models import Post, Role, Run, Subject
from streams.selectors.posts import PostCounts, liked_by, new_posts, posts_by_numbers, posts_of
from streams.selectors.threads import comment_by_number, thread
from tests.streams.network.talkers import ANN, BEN, CAT, found, like, post, tell, unlike
from tests.streams.selectors.eyes import block, comment, eyes, hide, lift, remembered, walk

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

MISSING = 99


@pytest.fixture
def run() -> Run:
    run = found("ann", "ben", "cat")
    tell(run, post(ANN, "First"), post(BEN, "Second"), post(ANN, "Third"))
    return run


def numbers(run: Run, account: int, role: Role = Role.MEMBER) -> list[int]:
    return walk(lambda **page: new_posts(eyes(run, account, role=role), **page))


def test_a_post_tells_who_wrote_it_when_and_what_the_viewer_did_with_it(run: Run) -> None:
    tell(run, like(BEN, 1), like(CAT, 1), comment(BEN, 1), ("repost", BEN, {"post": 1}))

    (seen,) = posts_by_numbers(eyes(run, BEN), [1])

    assert (seen.number, seen.text, seen.author.handle, seen.sim_time) == (1, "First", "ann", run.start_sim_time + 60)
    assert seen.counts == PostCounts(comments=1, likes=2, reposts=1)
    assert (seen.is_liked, seen.is_reposted, seen.is_hidden, seen.reposted_by) == (True, True, False, None)
    (other,) = posts_by_numbers(eyes(run, ANN), [1])
    assert (other.is_liked, other.is_reposted) == (False, False)


def test_posts_come_in_the_order_asked_for_and_unknown_ones_are_left_out(run: Run) -> None:
    assert [view.number for view in posts_by_numbers(eyes(run), [3, MISSING, 1])] == [3, 1]


def test_who_passed_a_post_on_is_told_unless_the_viewer_does_not_see_her(run: Run) -> None:
    (seen,) = posts_by_numbers(eyes(run, BEN), [1], passed_on_by={1: CAT})
    tell(run, block(CAT, BEN))
    (unseen,) = posts_by_numbers(eyes(run, BEN), [1], passed_on_by={1: CAT})

    assert seen.reposted_by is not None
    assert (seen.reposted_by.handle, unseen.reposted_by) == ("cat", None)


def test_a_removed_post_is_gone_for_everybody(run: Run) -> None:
    tell(run, ("remove_post", ANN, {"post": 1}))

    assert [numbers(run, account) for account in (ANN, BEN)] == [[3, 2], [3, 2]]
    assert posts_by_numbers(eyes(run, role=Role.OPERATOR), [1]) == []


def test_a_hidden_post_is_seen_by_its_author_and_operators_only_and_marked(run: Run) -> None:
    tell(run, hide(Subject.POST, 1))

    assert numbers(run, BEN) == [3, 2]
    assert numbers(run, ANN) == numbers(run, 0, Role.OPERATOR) == [3, 2, 1]
    assert [view.is_hidden for view in posts_by_numbers(eyes(run, ANN), [1, 2])] == [True, False]
    tell(run, lift(Subject.POST, 1))
    assert numbers(run, BEN) == [3, 2, 1]


@pytest.mark.parametrize(("blocker", "blocked"), [(ANN, BEN), (BEN, ANN)])
def test_a_block_hides_posts_likes_and_comments_both_ways(run: Run, blocker: int, blocked: int) -> None:
    tell(run, like(ANN, 2), like(CAT, 2), comment(CAT, 1), post(CAT), comment(ANN, 4), comment(BEN, 4), like(ANN, 4))

    tell(run, block(blocker, blocked))

    assert (numbers(run, ANN), numbers(run, BEN), numbers(run, CAT)) == ([4, 3, 1], [4, 2], [4, 3, 2, 1])
    ben = eyes(run, BEN)
    assert [*posts_of(ben, ANN).items, *thread(ben, 1).items, *liked_by(ben, 1).items] == []
    assert comment_by_number(ben, 1) is None
    assert [view.author and view.author.number for view in thread(ben, 4).items] == [BEN]
    assert [view.number for view in liked_by(ben, 2).items] == [CAT]
    assert liked_by(ben, 4).items == []


def test_an_operator_still_sees_who_blocks_her_but_not_whom_she_blocks(run: Run) -> None:
    tell(run, block(ANN, CAT), block(CAT, BEN))

    assert numbers(run, CAT, Role.OPERATOR) == [3, 1]


def test_lists_go_on_to_their_end_without_repeating_or_skipping(run: Run) -> None:
    tell(run, *(post(ANN if n % 3 else BEN) for n in range(20)), *(like(account, 2) for account in (ANN, BEN, CAT)))
    everything = list(range(Post.objects.of(run.pk).count(), 0, -1))

    assert numbers(run, CAT) == everything
    of_ann = walk(lambda **page: posts_of(eyes(run), ANN, **page), limit=5)
    of_ben = walk(lambda **page: posts_of(eyes(run), BEN, **page), limit=1)
    assert sorted(of_ann + of_ben, reverse=True) == everything
    assert walk(lambda **page: liked_by(eyes(run), 2, **page), limit=1) == [CAT, BEN, ANN]


def test_what_comes_or_goes_between_two_pages_moves_nothing(run: Run) -> None:
    first = new_posts(eyes(run), limit=1)

    tell(run, post(CAT, "Later"), ("remove_post", ANN, {"post": 3}))

    rest = new_posts(eyes(run), before=first.next, limit=5)
    assert [view.number for view in [*first.items, *rest.items]] == [3, 2, 1]


def test_another_runs_posts_are_not_seen(run: Run) -> None:
    other = found("dan")

    assert new_posts(eyes(other)).items == []
    assert posts_by_numbers(eyes(other), [1]) == []


def test_the_past_shows_what_stood_then(run: Run) -> None:
    tell(run, like(BEN, 1), like(CAT, 1), comment(CAT, 1))
    then = remembered(run)
    tell(run, unlike(BEN, 1), post(CAT, "Fourth"), comment(BEN, 1), ("repost", CAT, {"post": 1}))

    past = eyes(run, BEN, t=then)
    (seen,) = posts_by_numbers(past, [1])

    assert [view.number for view in new_posts(past).items] == [3, 2, 1]
    assert seen.counts == PostCounts(comments=1, likes=2, reposts=0)
    assert seen.is_liked
    assert [view.number for view in liked_by(past, 1).items] == [CAT, BEN]
    assert [view.number for view in thread(past, 1).items] == [1]
    assert posts_by_numbers(past, [4]) == []


def test_what_a_person_took_back_or_operators_hid_is_not_to_be_found_in_the_past_either(run: Run) -> None:
    tell(run, comment(BEN, 2))
    then = remembered(run)
    tell(run, ("remove_post", ANN, {"post": 1}), hide(Subject.POST, 3), ("remove_comment", BEN, {"comment": 1}))

    past = eyes(run, CAT, t=then)

    assert [view.number for view in new_posts(past).items] == [2]
    assert thread(past, 2).items == []


def test_a_block_of_today_holds_in_the_past(run: Run) -> None:
    then = remembered(run)
    tell(run, block(ANN, BEN))

    assert [view.number for view in new_posts(eyes(run, BEN, t=then)).items] == [2]
