"""Threads: answers below what they answer, whole however long and deep they are, read page by page."""

import pytest

from streams.models import Run, Subject
from streams.selectors import threads
from streams.selectors.threads import CommentView, comment_by_number, thread
from tests.streams.network.talkers import ANN, BEN, CAT, found, post, tell
from tests.streams.selectors.eyes import comment, eyes, hide

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def run() -> Run:
    run = found("ann", "ben", "cat")
    tell(run, post(ANN), post(BEN))
    return run


def shape(views: list[CommentView]) -> list[tuple[int, int]]:
    return [(view.number, view.depth) for view in views]


def everything(run: Run, *, limit: int) -> list[int]:
    """Walk a whole thread: its pages, and below each comment that has more."""
    found: list[int] = []
    open_ends = [0]
    while open_ends:
        root = open_ends.pop()
        after = max([number for number in found if comment_of(run, number).parent == root], default=0) if root else 0
        page = thread(eyes(run), 1, root=root, after=after, limit=limit)
        while True:
            found += [view.number for view in page.items]
            open_ends += [view.number for view in page.items if view.has_more]
            if not page.next:
                break
            page = thread(eyes(run), 1, root=root, after=page.next, limit=limit)
    return found


def comment_of(run: Run, number: int) -> CommentView:
    view = comment_by_number(eyes(run), number)
    assert view is not None
    return view


def test_answers_stand_below_what_they_answer(run: Run) -> None:
    tell(run, comment(BEN, 1), comment(CAT, 1), comment(ANN, 1, 1), comment(BEN, 1, 2), comment(CAT, 1, 3))

    assert shape(thread(eyes(run), 1).items) == [(1, 0), (3, 1), (5, 2), (2, 0), (4, 1)]
    assert thread(eyes(run), 2).items == []


def test_a_page_counts_the_comments_that_answer_the_post(run: Run) -> None:
    tell(run, *(comment(BEN, 1) for _ in range(5)), comment(CAT, 1, 1), comment(CAT, 1, 3))

    first = thread(eyes(run), 1, limit=2)
    second = thread(eyes(run), 1, after=first.next, limit=2)
    last = thread(eyes(run), 1, after=second.next, limit=2)

    assert [shape(page.items) for page in (first, second, last)] == [
        [(1, 0), (6, 1), (2, 0)],
        [(3, 0), (7, 1), (4, 0)],
        [(5, 0)],
    ]
    assert last.next == 0


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_a_long_and_deep_thread_is_read_whole_and_once(run: Run, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "LEVELS", 3)
    monkeypatch.setattr(threads, "ANSWERS_MAX", 7)
    chain = [comment(BEN, 1, n) for n in range(12)]
    broad = [comment(CAT, 1, 1 + n % 4) for n in range(30)]
    tell(run, *chain, *broad, comment(ANN, 1), comment(ANN, 1))

    assert sorted(everything(run, limit=limit)) == list(range(1, 45))


def test_a_removed_comment_keeps_its_place_while_it_has_answers(run: Run) -> None:
    tell(run, comment(BEN, 1), comment(CAT, 1, 1), comment(BEN, 1))

    tell(run, ("remove_comment", BEN, {"comment": 1}), ("remove_comment", BEN, {"comment": 3}))

    gone, answer = thread(eyes(run), 1).items
    assert (gone.number, gone.author, gone.text, answer.text) == (1, None, "", "So it is.")
    assert comment_by_number(eyes(run), 1) is None


def test_pages_do_not_consist_of_removed_comments(run: Run) -> None:
    tell(run, *(comment(BEN, 1) for _ in range(4)))
    tell(run, *(("remove_comment", BEN, {"comment": n}) for n in (1, 2, 3)))

    page = thread(eyes(run), 1, limit=1)

    assert (shape(page.items), page.next) == ([(4, 0)], 0)


def test_a_hidden_comment_is_seen_by_its_author_only(run: Run) -> None:
    tell(run, comment(BEN, 1, text="An insult"), comment(CAT, 1, 1))
    tell(run, hide(Subject.COMMENT, 1))

    assert [view.text for view in thread(eyes(run, CAT), 1).items] == ["", "So it is."]
    (mine, _) = thread(eyes(run, BEN), 1).items
    assert (mine.text, mine.is_hidden) == ("An insult", True)
    assert comment_by_number(eyes(run, CAT), 1) is None
