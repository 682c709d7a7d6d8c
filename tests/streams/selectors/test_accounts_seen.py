"""Accounts as a viewer sees them: what she has to do with each, who follows whom, whom a name means, what she is told."""

import pytest

from streams.models import Role, Run, Subject
from streams.network.notices import NoticeKind
from streams.selectors.accounts import (
    AccountCounts,
    account_of_handle,
    account_view,
    accounts_named,
    blocked_by_viewer,
    followers_of,
    following_of,
    numbers_of_handles,
)
from streams.selectors.notices import notices_of, unread_notices
from streams.services.reading import mark_notices_seen
from tests.streams.network.talkers import ANN, BEN, CAT, follow, found, like, post, tell
from tests.streams.selectors.eyes import block, comment, eyes, group, hide, remembered, walk

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

DAN = 4


@pytest.fixture
def run() -> Run:
    return found("ann", "ben", "cat", "dan")


def test_an_account_tells_what_the_viewer_has_to_do_with_it(run: Run) -> None:
    tell(run, follow(ANN, BEN), follow(CAT, ANN), follow(CAT, BEN), post(BEN), hide(Subject.ACCOUNT, BEN))

    ben, cat = (account_view(eyes(run, ANN), number) for number in (BEN, CAT))

    assert ben is not None
    assert cat is not None
    assert (ben.handle, ben.display_name, ben.counts) == ("ben", "Ben", AccountCounts(posts=1, followers=2))
    assert (ben.is_followed, ben.follows_you, ben.is_suspended, ben.is_blocked) == (True, False, True, False)
    assert (cat.is_followed, cat.follows_you, cat.counts) == (False, True, AccountCounts(following=2))
    assert account_view(eyes(run, ANN), 99) is None


def test_a_handle_means_one_account(run: Run) -> None:
    found_ben = account_of_handle(eyes(run), "ben")

    assert found_ben is not None
    assert found_ben.number == BEN
    assert account_of_handle(eyes(run), "eve") is None
    assert numbers_of_handles(run, ["ann", "eve", "cat"]) == {"ann": ANN, "cat": CAT}


@pytest.mark.parametrize(("text", "handles"), [("a", ["ann"]), ("Be", ["ben"]), ("@cat", ["cat"]), ("eve", [])])
def test_accounts_are_found_by_how_they_begin(run: Run, text: str, handles: list[str]) -> None:
    assert [view.handle for view in accounts_named(eyes(run), text).items] == handles


def test_all_accounts_are_listed_to_the_end(run: Run) -> None:
    assert walk(lambda **page: accounts_named(eyes(run), "", **page), limit=3) == [DAN, CAT, BEN, ANN]


def test_followers_and_followed_are_listed_to_the_end(run: Run) -> None:
    tell(run, follow(BEN, ANN), follow(CAT, ANN), follow(DAN, ANN), follow(ANN, DAN), follow(ANN, BEN))
    tell(run, ("unfollow", CAT, {"account": ANN}))

    assert walk(lambda **page: followers_of(eyes(run), ANN, **page), limit=1) == [DAN, BEN]
    assert walk(lambda **page: following_of(eyes(run), ANN, **page), limit=1) == [BEN, DAN]


def test_whoever_blocks_the_viewer_is_not_there_for_her(run: Run) -> None:
    tell(run, follow(ANN, CAT), follow(BEN, CAT), follow(CAT, ANN), follow(CAT, BEN), block(ANN, BEN))

    ben = eyes(run, BEN)

    assert account_view(ben, ANN) is None
    assert account_of_handle(ben, "ann") is None
    assert accounts_named(ben, "ann").items == []
    assert [view.number for view in followers_of(ben, CAT).items] == [BEN]
    assert [view.number for view in following_of(ben, CAT).items] == [BEN]


def test_whom_the_viewer_blocks_she_finds_by_name_and_in_her_list_only(run: Run) -> None:
    tell(run, follow(BEN, CAT), block(ANN, BEN), block(ANN, DAN))

    ann = eyes(run, ANN)
    ben = account_of_handle(ann, "ben")

    assert ben is not None
    assert ben.is_blocked
    assert walk(lambda **page: blocked_by_viewer(ann, **page), limit=1) == [DAN, BEN]
    assert accounts_named(ann, "ben").items == followers_of(ann, CAT).items == []


def test_counts_of_the_past_are_those_of_then(run: Run) -> None:
    tell(run, follow(BEN, ANN), follow(ANN, CAT), post(ANN))
    then = remembered(run)
    tell(run, ("unfollow", BEN, {"account": ANN}), follow(DAN, ANN), post(ANN))

    past, now = (account_view(viewer, ANN) for viewer in (eyes(run, t=then), eyes(run)))

    assert past is not None
    assert now is not None
    assert past.counts == AccountCounts(posts=1, followers=1, following=1)
    assert now.counts == AccountCounts(posts=2, followers=1, following=1)
    assert [view.number for view in followers_of(eyes(run, t=then), ANN).items] == [BEN]


def test_a_person_is_told_what_others_did(run: Run) -> None:
    tell(run, post(ANN, "First"))
    tell(run, comment(BEN, 1, text="Nice"), like(CAT, 1), follow(DAN, ANN), group(BEN, ANN), like(ANN, 1))

    told = notices_of(eyes(run, ANN)).items

    assert [(notice.kind, notice.actor.number, notice.text) for notice in told] == [
        (NoticeKind.GROUP, BEN, ""),
        (NoticeKind.FOLLOW, DAN, ""),
        (NoticeKind.LIKE, CAT, "First"),
        (NoticeKind.COMMENT, BEN, "Nice"),
    ]
    assert walk(lambda **page: notices_of(eyes(run, ANN), **page), limit=3) == [4, 3, 2, 1]
    assert unread_notices(eyes(run, BEN)) == 0


def test_notices_are_new_until_they_are_seen_and_never_again(run: Run) -> None:
    tell(run, post(ANN), like(BEN, 1), like(CAT, 1))
    ann = eyes(run, ANN)
    assert ann.membership is not None

    mark_notices_seen(run, ann.membership.user, 1)
    mark_notices_seen(run, ann.membership.user, 0)

    assert [notice.is_new for notice in notices_of(eyes(run, ANN)).items] == [True, False]
    assert unread_notices(eyes(run, ANN)) == 1
    assert mark_notices_seen(run, ann.membership.user, 1_000_000) == 2
    tell(run, like(DAN, 1))
    assert unread_notices(eyes(run, ANN)) == 1


def test_notices_of_blocked_accounts_are_not_shown_nor_counted(run: Run) -> None:
    tell(run, post(ANN), like(BEN, 1), like(CAT, 1))
    tell(run, block(BEN, ANN))

    assert [notice.actor.number for notice in notices_of(eyes(run, ANN)).items] == [CAT]
    assert unread_notices(eyes(run, ANN)) == 1


def test_nobody_without_an_account_has_notices(run: Run) -> None:
    tell(run, post(ANN), like(BEN, 1))

    assert notices_of(eyes(run, role=Role.OPERATOR)).items == []
