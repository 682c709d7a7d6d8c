"""What a person is told that others did: answers, likes, reposts, follows, groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from streams.kernel.ids import number_of
from streams.models import Comment, Notice, Post, Subject
from streams.network.notices import NoticeKind
from streams.selectors.accounts import AccountView, accounts_by_numbers
from streams.selectors.viewing import Page, Viewer, hidden_among, of_one, page_of

UNREAD_MAX: Final = 100
"""Unread things are counted up to here: more is shown as more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """What somebody did. post, comment: numbers, 0 = none; text: of the comment, else of the post, while it is shown."""

    number: int
    kind: NoticeKind
    actor: AccountView
    post: int
    comment: int
    text: str
    sim_time: int
    is_new: bool


def notices_of(viewer: Viewer, *, before: int = 0, limit: int = 20) -> Page[NoticeView]:
    """List the viewer's notices, the latest first; none of whom she blocks. Nine queries at most."""
    rows = _of(viewer)
    if before:
        rows = rows.filter(pk__lt=viewer.key(before))
    page = page_of(rows, limit, lambda row: row.number)
    actors = accounts_by_numbers(viewer, [row.actor for row in page.items])
    posts = _texts(viewer, Post, Subject.POST, {row.post for row in page.items if not row.comment})
    comments = _texts(viewer, Comment, Subject.COMMENT, {row.comment for row in page.items})
    seen = viewer.membership.seen_notice if viewer.membership else 0
    views = [
        NoticeView(
            number=row.number,
            kind=NoticeKind(row.kind),
            actor=actors[row.actor],
            post=row.post,
            comment=row.comment,
            text=comments.get(row.comment, "") if row.comment else posts.get(row.post, ""),
            sim_time=row.sim_time,
            is_new=row.number > seen,
        )
        for row in page.items
        if row.actor in actors
    ]
    return Page(items=views, next=page.next)


def unread_notices(viewer: Viewer) -> int:
    """Count the notices that the viewer has not seen, up to UNREAD_MAX. One query, none without an account."""
    if viewer.membership is None:
        return 0
    return _of(viewer).filter(pk__gt=viewer.key(viewer.membership.seen_notice))[:UNREAD_MAX].count()


def last_notice(viewer: Viewer) -> int:
    """Say the viewer's last notice, by number, 0 for none. One query."""
    key = _of(viewer).values_list("pk", flat=True).first()
    return 0 if key is None else number_of(key)


def _of(viewer: Viewer) -> QuerySet[Notice]:
    rows = of_one(viewer.made(Notice), "account_id", viewer.key(viewer.account))
    return rows.exclude(actor__in=sorted(viewer.blocked))


def _texts(viewer: Viewer, model: type[Post] | type[Comment], kind: Subject, numbers: Iterable[int]) -> dict[int, str]:
    """Read texts that the viewer may see; a query, and one for what is hidden."""
    wanted = set(numbers) - {0}
    hidden = frozenset() if viewer.is_operator else hidden_among(viewer, kind, wanted)
    rows = viewer.standing(model).filter(pk__in=viewer.keys(wanted - hidden))
    return {row.number: row.text for row in rows.only("text")}
