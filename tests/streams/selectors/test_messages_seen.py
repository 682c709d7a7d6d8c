"""Messages: nobody reads them but who is in the conversation; the list of conversations, what is unread, how far one read."""

import pytest

from streams.models import Role, Run
from streams.selectors.messages import conversation_view, conversations_of, messages_in, unread_total
from streams.selectors.notices import UNREAD_MAX
from streams.services.reading import mark_conversation_read
from tests.streams.network.talkers import ANN, BEN, CAT, found, tell
from tests.streams.selectors.eyes import block, eyes, group, message, remembered, say, walk

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

DAN = 4


@pytest.fixture
def run() -> Run:
    return found("ann", "ben", "cat", "dan")


def read(run: Run, account: int, conversation: int, upto: int) -> int:
    viewer = eyes(run, account)
    assert viewer.membership is not None
    return mark_conversation_read(run, viewer.membership.user, conversation, upto)


def texts(run: Run, account: int, conversation: int) -> list[str]:
    return [view.text for view in messages_in(eyes(run, account), conversation).items]


def test_a_conversation_tells_who_is_in_it_what_was_said_last_and_how_much_is_unread(run: Run) -> None:
    tell(run, message(ANN, BEN, "Are you there?"), message(BEN, ANN, "I am."), message(ANN, BEN, "Good."))

    (seen,) = conversations_of(eyes(run, BEN)).items

    assert (seen.number, seen.is_group, seen.title, seen.unread) == (1, False, "", 2)
    assert [member.handle for member in seen.members] == ["ann", "ben"]
    assert seen.last is not None
    assert (seen.last.text, seen.last.sender.number) == ("Good.", ANN)
    assert conversation_view(eyes(run, BEN), 1) == seen


def test_nobody_else_reads_a_conversation_whatever_her_role(run: Run) -> None:
    tell(run, message(ANN, BEN))

    for viewer in (eyes(run, CAT), eyes(run, DAN, role=Role.OPERATOR), eyes(run, role=Role.ADMIN)):
        assert [*conversations_of(viewer).items, *messages_in(viewer, 1).items] == []
        assert conversation_view(viewer, 1) is None
        assert unread_total(viewer) == 0


def test_conversations_come_by_what_happened_last_to_the_end(run: Run) -> None:
    tell(run, message(ANN, BEN))
    tell(run, message(CAT, ANN))
    tell(run, group(DAN, ANN))
    tell(run, message(ANN, BEN), group(ANN, CAT))

    assert walk(lambda **page: conversations_of(eyes(run, ANN), **page), limit=1) == [4, 1, 3, 2]


def test_messages_are_paged_both_ways_without_repeating_or_skipping(run: Run) -> None:
    tell(run, *(message(ANN if n % 2 else BEN, BEN if n % 2 else ANN, f"{n}") for n in range(1, 8)), message(CAT, ANN))
    viewer = eyes(run, ANN)

    latest = messages_in(viewer, 1, limit=3)
    earlier = messages_in(viewer, 1, before=latest.next, limit=10)
    later = messages_in(viewer, 1, after=2, limit=3)

    assert [view.text for view in latest.items] == ["5", "6", "7"]
    assert ([view.text for view in earlier.items], earlier.next) == (["1", "2", "3", "4"], 0)
    assert [view.text for view in later.items] == ["3", "4", "5"]
    assert [view.text for view in messages_in(viewer, 1, after=later.next).items] == ["6", "7"]


def test_a_mark_moves_forward_only_and_not_beyond_what_is_written(run: Run) -> None:
    tell(run, message(ANN, BEN), message(ANN, BEN), message(ANN, BEN))

    assert (read(run, BEN, 1, 2), unread_total(eyes(run, BEN))) == (2, 1)
    assert (read(run, BEN, 1, 1), unread_total(eyes(run, BEN))) == (2, 1)
    assert (read(run, BEN, 1, 1_000_000), unread_total(eyes(run, BEN))) == (3, 0)
    tell(run, message(ANN, BEN))
    assert unread_total(eyes(run, BEN)) == 1
    assert read(run, CAT, 1, 3) == 0


def test_unread_messages_are_counted_up_to_a_bound(run: Run) -> None:
    tell(run, *(message(ANN, BEN) for _ in range(UNREAD_MAX + 5)), message(CAT, BEN))

    assert [view.unread for view in conversations_of(eyes(run, BEN)).items] == [1, UNREAD_MAX]
    assert unread_total(eyes(run, BEN)) == UNREAD_MAX + 1


def test_who_joins_a_group_reads_from_then_on_and_who_left_reads_nothing(run: Run) -> None:
    tell(run, group(ANN, BEN))
    tell(run, say(ANN, 1, "before"))
    tell(run, ("add_to_group", BEN, {"conversation": 1, "account": CAT}))
    tell(run, say(ANN, 1, "after"))

    assert texts(run, CAT, 1) == ["after"]
    assert unread_total(eyes(run, CAT)) == 1
    assert texts(run, BEN, 1) == ["before", "after"]
    tell(run, ("leave_group", BEN, {"conversation": 1}))
    assert texts(run, BEN, 1) == []
    assert conversations_of(eyes(run, BEN)).items == []


@pytest.mark.parametrize(("blocker", "blocked"), [(ANN, BEN), (BEN, ANN)])
def test_a_block_closes_the_conversation_of_two_for_both(run: Run, blocker: int, blocked: int) -> None:
    tell(run, message(ANN, BEN), message(CAT, BEN))

    tell(run, block(blocker, blocked))

    assert [view.number for view in conversations_of(eyes(run, BEN)).items] == [2]
    assert (texts(run, BEN, 1), conversation_view(eyes(run, ANN), 1)) == ([], None)
    assert unread_total(eyes(run, BEN)) == 1
    tell(run, ("unblock", blocker, {"account": blocked}))
    assert texts(run, BEN, 1) == ["Are you there?"]


def test_in_a_group_a_blocked_accounts_messages_are_left_out(run: Run) -> None:
    tell(run, group(CAT, ANN, BEN))
    tell(run, say(ANN, 1, "from Ann"), say(CAT, 1, "from Cat"), say(ANN, 1, "again"), block(BEN, ANN))

    (seen,) = conversations_of(eyes(run, BEN)).items

    assert texts(run, BEN, 1) == ["from Cat"]
    assert [member.handle for member in seen.members] == ["cat", "ben"]
    assert seen.last is not None
    assert (seen.last.text, seen.unread) == ("from Cat", 1)


def test_a_past_conversation_holds_what_was_written_then(run: Run) -> None:
    tell(run, message(ANN, BEN, "then"))
    then = remembered(run)
    tell(run, message(ANN, BEN, "later"))

    assert [view.text for view in messages_in(eyes(run, BEN, t=then), 1).items] == ["then"]
