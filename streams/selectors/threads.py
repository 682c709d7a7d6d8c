"""The comments of a post as a thread: answers stand below what they answer, in the order in which they were written.

A page holds so many comments that answer the post itself, with what answers them, up to LEVELS deep and ANSWERS_MAX in
all. A comment of which more answers are left says so; `root` goes on below it. So nothing is out of reach, and no page
grows with the thread.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from streams.kernel.ids import number_of
from streams.models import AccountKind, Comment, Subject
from streams.selectors.accounts import AccountView, accounts_by_numbers
from streams.selectors.posts import seen_posts
from streams.selectors.viewing import Page, Viewer, hidden_among, of_one, page_of

LEVELS: Final = 8
"""Levels of answers below the comments of a page."""
ANSWERS_MAX: Final = 500
"""Answers below the comments of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """A comment; without author and text where it is removed, hidden or a blocked account's, but has answers.

    parent: the comment that it answers, 0 = the post.   is_hidden: by a sanction; its author and operators see it.
    has_more: it has answers that are not on this page: `thread(root=number, after=the last that is)` gives them.
    """

    number: int
    post: int
    parent: int
    depth: int
    author: AccountView | None
    text: str
    sim_time: int
    is_hidden: bool
    has_more: bool


@dataclass(slots=True, kw_only=True)
class _Found:
    """The rows of a page: those below `root`, their answers by number of what they answer, who has more."""

    top: Sequence[Comment]
    answers: dict[int, list[Comment]] = field(default_factory=lambda: defaultdict(list))
    has_more: set[int] = field(default_factory=set)

    @property
    def rows(self) -> list[Comment]:
        """All of them."""
        return [*self.top, *(row for rows in self.answers.values() for row in rows)]


def thread(viewer: Viewer, post: int, *, root: int = 0, after: int = 0, limit: int = 20) -> Page[CommentView]:
    """List the comments of a post, or of the comment `root`, the oldest first, each followed by what answers it.

    Nothing where the viewer may not see the post. At most 16 queries: one for each level of answers that there is.
    """
    if not seen_posts(viewer).filter(pk=viewer.key(post)).exists():
        return Page(items=[])
    rows = viewer.made(Comment).filter(parent=root, pk__gt=viewer.key(max(after, root)))
    rows = of_one(_worth_a_line(viewer, rows), "post_id", viewer.key(post), is_oldest_first=True)
    page = page_of(rows, limit, lambda row: row.number)
    found = _Found(top=page.items)
    _find_answers(viewer, post, found)
    return Page(items=list(_in_order(found.top, found, _views(viewer, found))), next=page.next)


def comment_by_number(viewer: Viewer, number: int) -> CommentView | None:
    """Show one comment without its answers; None if the viewer may not see it or its post. At most 8 queries."""
    row = viewer.made(Comment).filter(pk=viewer.key(number)).first()
    if row is None or not seen_posts(viewer).filter(pk=row.post_id).exists():
        return None
    view = _views(viewer, _Found(top=[row]))[number]
    return view if view.author is not None else None


def _worth_a_line(viewer: Viewer, rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """Leave out what had ended and was never answered, so that no page consists of it."""
    return rows.filter(viewer.stands | _is_answered(viewer))


def _is_answered(viewer: Viewer) -> Exists:
    answers = viewer.made(Comment).filter(post=OuterRef("post"), parent=OuterRef("pk") - viewer.key(0))
    return Exists(answers)


def _find_answers(viewer: Viewer, post: int, found: _Found) -> None:
    """Read answers level by level; the index leads to those of each comment in order, so that a cut leaves whole beginnings."""
    level, left = [row.number for row in found.top], ANSWERS_MAX
    of_post = viewer.made(Comment).filter(post=viewer.key(post))
    for _ in range(LEVELS):
        if not level:
            return
        # the range beside the list keeps the ordered walk of the index away from comments that answer the post
        answers = of_post.filter(parent__in=level, parent__gte=level[0], parent__lte=level[-1])
        rows = list(answers.order_by("parent", "pk")[: left + 1])
        for row in rows[:left]:
            found.answers[row.parent].append(row)
        if len(rows) > left:
            cut = rows[left].parent
            found.has_more |= {cut} | _answered(viewer, [number for number in level if number > cut])
            level = sorted(row.number for row in rows[:left])
            break
        left -= len(rows)
        level = sorted(row.number for row in rows)
    found.has_more |= _answered(viewer, level)


def _answered(viewer: Viewer, numbers: Sequence[int]) -> set[int]:
    """Say which of these comments have answers. One query, none for no comments."""
    if not numbers:
        return set()
    rows = viewer.made(Comment).filter(_is_answered(viewer), pk__in=viewer.keys(numbers))
    return {number_of(key) for key in rows.values_list("pk", flat=True)}


def _views(viewer: Viewer, found: _Found) -> dict[int, CommentView]:
    rows = found.rows
    hidden = hidden_among(viewer, Subject.COMMENT, [row.number for row in rows])
    accounts = accounts_by_numbers(viewer, {number_of(row.author_id) for row in rows} - viewer.blocked)
    views = {}
    for row in rows:
        author = accounts.get(number_of(row.author_id))
        if author is not None and not _is_shown(viewer, row, author, is_hidden=row.number in hidden):
            author = None
        views[row.number] = CommentView(
            number=row.number,
            post=number_of(row.post_id),
            parent=row.parent,
            depth=row.depth,
            author=author,
            text=row.text if author is not None else "",
            sim_time=row.sim_time,
            is_hidden=author is not None and row.number in hidden,
            has_more=row.number in found.has_more,
        )
    return views


def _is_shown(viewer: Viewer, row: Comment, author: AccountView, *, is_hidden: bool) -> bool:
    is_taken_back = row.ended_step > 0 and author.kind == AccountKind.HUMAN
    is_out_of_sight = is_hidden and not viewer.is_operator and author.number != viewer.account
    return viewer.stood(row) and not is_taken_back and not is_out_of_sight


def _in_order(rows: Sequence[Comment], found: _Found, views: Mapping[int, CommentView]) -> Iterator[CommentView]:
    """Put answers below what they answer; what is not shown and has no shown answer is left out."""
    for row in rows:
        view = views[row.number]
        below = list(_in_order(found.answers.get(row.number, []), found, views))
        if view.author is not None or below or view.has_more:
            yield view
            yield from below
